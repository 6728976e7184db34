from xml.etree import ElementTree

from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from candour.look.charts import ACCENT, LONGEST_BAR, MUTED, Row, Svg, bars, chain, columns

SVG = "{http://www.w3.org/2000/svg}"
# XML has no place for control characters or lone surrogates; our labels never have them.
words = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))
rows = st.lists(st.tuples(words, st.none() | st.integers(0, 10**7), words), max_size=20)


def read(drawing: Svg) -> ElementTree.Element:
    return ElementTree.fromstring(drawing)  # noqa: S314 - our own text, not a stranger's


def lengths(drawing: Svg) -> list[float]:
    return [float(rect.attrib["width"].rstrip("%")) for rect in read(drawing).iter(f"{SVG}rect")]


@given(rows, words, words)
def test_whatever_the_words_each_chart_is_whole_and_named(some: list[Row], title: str, about: str) -> None:
    steps = [(*row, about) for row in some]
    for drawing in (bars(some, title, about), columns(some, title, about), chain(steps, title, about)):
        root = read(drawing)
        named, described = root.attrib["aria-labelledby"].split()
        assert root.attrib["role"] == "img"
        assert (root[0].attrib["id"], root[0].text or "") == (named, title)
        assert (root[1].attrib["id"], root[1].text or "") == (described, about)


@given(st.lists(st.integers(1, 10**7), min_size=1))
def test_bars_start_from_zero_and_keep_their_proportions(values: list[int]) -> None:
    drawn = lengths(bars([("a", value, str(value)) for value in values], "t", "d"))

    drawn_full = [LONGEST_BAR * value / max(values) for value in values]
    assert all(abs(a - b) <= 0.005 for a, b in zip(drawn, drawn_full, strict=True))


def test_a_number_held_back_has_words_and_no_bar() -> None:
    drawing = bars([("Phone", 10, "10"), ("Post", None, "[c]")], "t", "d")

    assert len(lengths(drawing)) == 1
    assert "[c]" in drawing


def test_one_bar_is_brought_out_and_the_others_are_muted() -> None:
    drawing = bars([("Phone", 10, "10"), ("Post", 3, "3")], "t", "d", accent="Post")

    assert [rect.attrib["fill"] for rect in read(drawing).iter(f"{SVG}rect")] == [MUTED, ACCENT]


def test_a_long_label_is_broken_into_lines_a_phone_can_show() -> None:
    label = "Discreditable conduct off duty that brings the police service into disrepute"
    lines = [text.text or "" for text in read(bars([(label, 1, "1")], "t", "d")).iter(f"{SVG}text")]

    assert " ".join(lines[:-1]) == label
    assert max(map(len, lines)) <= 38


def test_the_busiest_of_many_months_bears_its_number() -> None:
    drawing = columns([(f"Month {n}", n, f"{n} contacts") for n in range(1, 16)], "t", "d")

    shown = [text.text for text in read(drawing).iter(f"{SVG}text")]
    assert "15 contacts" in shown
    assert "14 contacts" not in shown


def test_nothing_in_a_chart_needs_a_style_or_a_script() -> None:
    row: Row = ("a", 1, "1")
    for drawing in (bars([row], "t", "d"), columns([row], "t", "d"), chain([(*row, "n")], "t", "d")):
        assert "style" not in drawing
        assert "script" not in drawing


def test_a_template_shows_a_chart_under_its_finding() -> None:
    drawing = bars([("<b>", 1, "1")], "t", "d")
    source = '{% load candour %}{% chart drawing finding "Contacts" %}'
    html = engines["django"].from_string(source).render({"drawing": drawing, "finding": "Most & first"})

    assert '<h2 class="finding__title">Most &amp; first</h2>' in html
    assert str(drawing) in html
    assert "&lt;b&gt;</text>" in html
