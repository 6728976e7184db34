import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.papers.masking.html import mask_html, safe

from .test_masking_text import ADDRESSES, NUMBERS, REFERENCES


@pytest.mark.parametrize(("planted", "secret"), ADDRESSES + NUMBERS)
def test_what_is_planted_in_a_paragraph_is_caught(planted: str, secret: str) -> None:
    told = planted.replace("<", "&lt;").replace(">", "&gt;")
    assert secret not in safe(f"<p>before</p><p>{told}</p>")


@pytest.mark.parametrize("reference", REFERENCES)
def test_a_planted_reference_is_spared(reference: str) -> None:
    assert safe(f"<li>{reference}</li>") == f"<li>{reference}</li>"


@pytest.mark.parametrize(
    "planted",
    [
        '<a href="mailto:testa@example.org">write</a>',
        '<a href="MAILTO:testa@example.org?cc=x@example.org">testa@example.org</a>',
        '<a href="tel:+447700900123">ring</a>',
        '<a href="https://example.org/?to=testa@example.org">form</a>',
        "testa<b>@</b>example.org",
        "te<i>sta@exam</i>ple.org",
        "testa@<br>example.org",
        "testa@<br>\nexample.org",
        "testa@\n  <br />\r\n  example.org",
        "07700<br>\n900123",
        "<p>07700 <span>900</span>123</p>",
        "0<wbr>7700 900123",
        '<abbr title="testa@example.org">T</abbr>',
        "testa&#64;example.org",
        "testa&commat;example&period;org",
        "<table><tr><td>testa@example.org</td><td>07700 900123</td></tr></table>",
        '<img src="https://example.org/seen.png" alt="testa@example.org">',
        "<!-- testa@example.org -->",
        "<script>testa@example.org</script><style>a{content:'testa@example.org'}</style>",
    ],
)
def test_what_is_planted_between_tags_is_caught(planted: str) -> None:
    shown = safe(planted)

    assert not re.search(r"testa|sta@|example|900|mailto|tel:", re.sub(r"</?\w+>", "", shown))


@pytest.mark.parametrize(
    "harmful",
    [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '<a href="javascript:alert(1)">a</a>',
        "<iframe src=https://example.org></iframe>", '<p style="display:none" onclick="x()">a</p>',
        '<svg onload="alert(1)"></svg>', "<form action=/x><input name=a></form>", '<p class="x" id="y">a</p>',
        '<base href="https://example.org">', '<a href="//example.org">a</a>',
        '<a href="data:text/html,x">a</a>',
    ],
)  # fmt: skip
def test_what_could_do_harm_is_left_out(harmful: str) -> None:
    assert not re.search(
        r"script|onerror|onload|onclick|style|src|input|iframe|href|class|id=", safe(harmful)
    )


def test_a_link_to_a_page_stays_and_tells_nobody_where_the_reader_came_from() -> None:
    shown = safe('<a href="https://example.org/a?b=1&amp;c=2">page</a>')
    assert shown == '<a href="https://example.org/a?b=1&amp;c=2" rel="nofollow noopener noreferrer">page</a>'


def test_two_cells_are_not_read_as_one_number() -> None:
    cells = "<tr><td>0770</td><td>0900123</td></tr>"
    assert mask_html(cells) == cells


@given(st.text(alphabet="<>&;ab @.077 900123/=\"'", max_size=80))
def test_safe_html_is_safe_twice(raw: str) -> None:
    once = safe(raw)
    assert "<script" not in once
    assert safe(once) == safe(safe(once))
