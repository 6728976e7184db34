from django.core.exceptions import ValidationError

from candour.look.forms import PlainForm
from tests.look.page import Questions, draw


class Refused(PlainForm):
    def clean(self) -> None:
        raise ValidationError("Nothing <b>fits</b>.")


def test_nothing_is_said_where_all_is_well() -> None:
    assert draw("{% error_summary form other %}", form=Questions(), other=None).strip() == ""


def test_each_line_leads_to_its_first_box() -> None:
    html = draw("{% error_summary form %}", form=Questions({}))

    assert "There is something to put right" in html
    assert '<a href="#id_about">Pick one.</a>' in html
    assert '<a href="#id_day_day">Write the day.</a>' in html
    assert '<a href="#id_account">Answer this question.</a>' in html


def test_every_line_leads_to_an_id_that_is_on_the_page() -> None:
    form = Questions({})
    summary = draw("{% error_summary form %}", form=form)
    page = draw("{% for bound in form %}{% field bound %}{% endfor %}", form=form)

    targets = [part.split('"')[0] for part in summary.split('href="#')[1:]]
    assert len(targets) == len(form.errors)
    assert all(f'id="{target}"' in page for target in targets)


def test_what_no_field_can_put_right_leads_nowhere_and_is_escaped() -> None:
    html = draw("{% error_summary form %}", form=Refused({}))

    assert "<li>Nothing &lt;b&gt;fits&lt;/b&gt;.</li>" in html


def test_two_forms_on_a_page_share_one_summary() -> None:
    html = draw("{% error_summary one two %}", one=Refused({}), two=Questions({}))

    assert html.count("There is something to put right") == 1
    assert "Nothing" in html
    assert "#id_about" in html
