import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from candour.papers.masking.spared import OwnContacts
from candour.papers.masking.text import INSTEAD, mask

# What is planted, and a piece of it that nobody may read afterwards.
ADDRESSES = [
    ("Write to testa.asker@example.org today.", "asker"),
    ("<testa.asker@example.org>", "asker"),
    ("mailto:testa.asker@example.org?subject=Hello", "asker"),
    ("Testa.Asker+foi@mail.example.co.uk", "example"),
    ("TESTA.ASKER@EXAMPLE.ORG", "EXAMPLE"),
    ("testa_asker@sub-domain.example.org.", "domain"),
    ("Email:testa.asker@example.org,second.asker@example.com", "asker"),
    ("testa.asker@\nexample.org", "example"),
    ("testa.asker\n@example.org", "asker"),
    ("> testa.asker@\n> example.org", "example"),
    ("testa.asker@exam\nple.org", "ple.org"),
    ("testa.asker@exam-\nple.org", "ple.org"),
    ("testa.asker@example.\norg is where I am", "example"),
    ("testa.asker@example\n.org", ".org"),
    ("Email: testa.\nasker@example.org", "testa"),
    ("<testa.\r\nasker@example.org>", "testa"),
    ("testa-\nasker@example.org", "testa"),
    ("testa.asker@met.police.\nuk", "uk"),
    ("testa (at) example.org", "testa"),
    ("testa [at] example [dot] org", "example"),
    ("testa {at} example {dot} co {dot} uk", "example"),
    ("testa at example dot org", "example"),
    ("testa(at)example(dot)org", "example"),
    ("testa @ example.org", "testa"),
    ("testa＠example.org", "testa"),
    ("testa&#64;example.org", "testa"),
    ("testa%40example.org", "testa"),
    ("finn.officer@met.police.uk", "finn"),
    ("finn.officer@met.pnn.police.uk", "officer"),
    ("finn@homeoffice.gov.uk", "finn"),
    ("foi@notpolice.uk", "foi@"),
    ("foi@police.uk.example.org", "example"),
    ("o'asker@example.org", "asker"),
    ("siân.holwr@enghraifft.cymru", "holwr"),
    ("[1]mailto:testa.asker@example.org", "asker"),
    ('"Testa Asker" <testa.asker@example.org>', "example"),
    ("testa.asker@example.org;07700900123", "asker"),
    ("Seen by testa.asker@example.museum/page", "museum"),
    ("xn@xn--exmple-cua.org", "xn@"),
    ("x@example.org", "x@"),
    ("1234567@example.org", "1234567"),
    ("e-mail: testa at example.org", "testa"),
    ("testa.asker\u200b@exam\u00adple.org", "asker"),
    ("testa&#64;example&#46;org", "example"),
    ('"Testa"@example.org', "example"),
    ("ｔｅｓｔａ＠ｅｘａｍｐｌｅ．ｏｒｇ", "ｔｅｓｔａ"),
]
NUMBERS = [
    ("020 7946 0156 (ext 4420)", "4420"),
    ("Internal extension 4422", "4422"),
    ("01632 960158 or 960159", "960159"),
    ("020 7946 0197/0198", "0198"),
    ("01632 / 960 200", "960"),
    ("O7700 900173", "900"),
    ("M: 07700 900123", "900"),
    ("M:07700900123", "900"),
    ("Mobile: 07700 900 123", "900"),
    ("mobile: 07700 900123", "900"),
    ("mob 07700-900-123", "900"),
    ("07700 900123", "07700"),
    ("07700900123", "07700"),
    ("Call 07700.900.123 today", "900"),
    ("+44 7700 900123", "7700"),
    ("+447700900123", "7700"),
    ("+44 (0)7700 900123", "7700"),
    ("+44(0) 7700 900 123", "7700"),
    ("0044 7700 900123", "7700"),
    ("(0)7700 900123", "7700"),
    ("(+44) 7700 900123", "7700"),
    ("Tel: 020 7946 0123", "7946"),
    ("Tel: (020) 7946 0123", "7946"),
    ("Tel 02079460123", "0207"),
    ("telephone 0161 496 0123", "496"),
    ("(0161) 496-0123", "496"),
    ("029 2018 0123", "2018"),
    ("Ffôn: 029 2018 0123", "2018"),
    ("Symudol: 07700 900123", "900"),
    ("01632 960123", "960"),
    ("0116 496 0123 ext 4567", "4567"),
    ("020 7946 0123 x 221", "221"),
    ("0808 157 0123", "157"),
    ("0800 123 4567", "4567"),
    ("0800 085 0001", "0001"),
    ("0303 123 1114", "1114"),
    ("07700\n900123", "900"),
    ("07700 900\n123", "123"),
    ("> 07700 900\n> 123 is mine", "123"),
    ("+44\n7700 900123", "7700"),
    ("Mobile: 0 7 7 0 0 9 0 0 1 2 3", "7 7"),
    ("Tel: 7946 0123", "7946"),
    ("Tel/Fax: 020 7946 0123", "7946"),
    ("Ext: 62345", "62345"),
    ("tel:+442079460123", "2079"),
    ("https://wa.me/447700900123", "7700"),
    ("+1 202 555 0123", "555"),
    ("+353 1 496 0123", "496"),
    ("0033 1 23 45 67 89", "45"),
    ("7700 900123 after six", "900"),
    ("07700 900123/07700 900456", "900"),
    ("07700900123/07700900456", "900"),
    ("020 7946 0123/0124", "7946"),
    ("my reference: 07700 900123", "900"),
    ("01/FOI/22/027524 07700 900123", "900"),
    ("On 14/3/24 07700 900123 rang", "900"),
    ("07700 900123 94 calls", "900"),
    ("07700/900123", "900"),
    ("0\u200b7700 900\u2060123", "900"),
    ("０７７００ ９００１２３", "９００"),
    ("T 020 7946 0123 | M 07700 900123", "900"),
]
REFERENCES = [
    "01/FOI/22/027524", "01.FOI.23.034971", "Our ref: 01/FOI/26/000123", "FOI 2023/0123456",
    "Reference No: 01/FOI/22/027524 94 reports", "FOI-2024-00123", "FS50118044", "IC-123456-A1B2",
    "EA/2022/0284", "[2018] UKUT 229 (AAC)", "UIN 132418", "UIN: 132418", "PO Box 313", "P.O. Box 020 313",
    "14/3/24", "10/4/23", "25/01/2023", "14.03.2024", "2024-03-14", "2024-03-14T09:30:00",
    "29 November 2022", "29 November 2022 to the 29 November 2023, 94 reports", "09:00 to 17:30",
    "0900 - 1700",
    "£1,234,567.89", "£ 01234567890", "GBP 500 000", "1,600 cases and 2,950 calls",
    "crime reference 01/123456/22", "Crime ref: 4600123/24", "CRIS 2412345/23", "CAD 1234/12MAR24",
    "incident number 0123456789", "company number 01234567", "Charity no. 1108687", "VAT no 123 4567 89",
    "invoice 0123456789", "https://example.org/news/0123456789/page", "ISBN 978-0-19-853453-7",
    "Phone 120 130 145 160", "Phone: 1,234", "telephone calls in 2022 2023 2024", "DA15 0HH",
    "s.40(2), s.31(1)(a)", "0800 085 0000", "08000850000", "+44 800 085 0000", "call 0800-085-0000 or online",
    "0303 123 1113", "icocasework@ico.org.uk", "foi@met.police.uk", "FOI@South-Wales.police.uk",
    "dataoffice@met.police.uk", "information.access@essex.police.uk", "rhyddid.gwybodaeth@heddlu.llyw.cymru",
    "foi@homeoffice.gov.uk", "freedomofinformation@gov.scot", "foi@\nmet.police.uk", "version 1.2.3.4",
    "Tables 1 2 3 4 5 6 7 8 9 10 11", "0 10 12 15 20 13 17 22", "@MetPoliceUK", "18 months, 700 in a day",
    "2079460123", "a at b", "look at page 4", "01234", "999 or 101", "Rule 12(3) of 2004/3244",
    "published at example.org",
    "meet @ noon", "0.123 456 789 01", "Badge number: 1234567", "p. 1234567",
    "[email address]", "[The Met request email]",
]  # fmt: skip


@pytest.mark.parametrize(("planted", "secret"), ADDRESSES)
def test_a_planted_address_is_caught(planted: str, secret: str) -> None:
    masked = mask(planted)

    assert secret not in masked.text
    assert INSTEAD["email"] in masked.text


@pytest.mark.parametrize(("planted", "secret"), NUMBERS)
def test_a_planted_number_is_caught(planted: str, secret: str) -> None:
    masked = mask(planted)

    assert secret not in masked.text
    assert INSTEAD["phone"] in masked.text


@pytest.mark.parametrize("reference", REFERENCES)
def test_a_planted_reference_is_spared(reference: str) -> None:
    for text in (reference, f"See {reference}.", f"({reference})", f"before\n{reference}\nafter"):
        assert mask(text).text == text


def test_a_label_stays_where_its_number_goes() -> None:
    assert mask("M: 07700 900123, T: 020 7946 0123").text == "M: [phone number], T: [phone number]"


def test_the_sentence_after_an_address_stays() -> None:
    assert (
        mask("Write to a.b@example.org.\nThe answer is 94.").text
        == "Write to [email address].\nThe answer is 94."
    )


@pytest.mark.parametrize("offset", range(6, 19))
def test_an_address_is_caught_wherever_its_domain_is_broken(offset: int) -> None:
    whole = "asker@example.org"
    assert "example" not in mask(f"{whole[:offset]}\n{whole[offset:]}").text.replace("\n", "")


def test_the_lines_own_contacts_are_spared() -> None:
    ours = OwnContacts("foi@line.example", "0808 157 0123")

    masked = mask("0808 157 0123 or 0808 157 0124, foi@line.example or fo@line.example", ours=ours)

    assert masked.text == "0808 157 0123 or [phone number], foi@line.example or [email address]"


NAMED = [
    ("Dear Testa Asker,", "Dear [name],"),
    ("Dear Mr Asker", "Dear Mr [name]"),
    ("TESTA  ASKER", "[name]"),
    ("from Testa\nAsker", "from [name]"),
    ("T. Asker and T Asker", "[name] and [name]"),
    ("Asker, Testa", "[name]"),
    ("Hi Testa, thank you", "Hi [name], thank you"),
    ("Annwyl Testa,", "Annwyl [name],"),
    ("Thank you\nTesta\n", "Thank you\n[name]\n"),
    ("as Asker wrote", "as [name] wrote"),
    ("the asker wrote", "the asker wrote"),
    ("Taskers and Askers", "Taskers and Askers"),
]


@pytest.mark.parametrize(("text", "masked"), NAMED)
def test_a_name_that_is_not_to_be_published_is_masked(text: str, masked: str) -> None:
    assert mask(text, names=("Testa Asker",)).text == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Young people were asked. Force by force.", "Young people were asked. Force by force."),
        ("Dear Ms Young", "Dear Ms [name]"),
        ("Testa Young asked for a long list", "[name] asked for a long list"),
        ("Dear Young,", "Dear [name],"),
    ],
)
def test_an_ordinary_word_is_spared_though_it_is_a_name(text: str, masked: str) -> None:
    assert mask(text, names=("Testa Young",)).text == masked


def test_a_short_last_name_is_masked_only_where_it_is_plainly_one() -> None:
    assert mask("Li or Mr Li, or Bo Li", names=("Bo Li",)).text == "Li or Mr [name], or [name]"


def test_without_a_name_nothing_is_taken_for_one() -> None:
    assert mask("Dear Sir or Madam", names=("", " ")).text == "Dear Sir or Madam"


WORDS = st.lists(
    st.sampled_from(
        [*[part for part, _ in ADDRESSES], *[part for part, _ in NUMBERS], *REFERENCES, "a", "94", "\n", ", "]
    )
    | st.text(alphabet="ab1 0@.+-()/\n>:7", max_size=12)
).map(" ".join)


@given(WORDS)
@example("a@b.co@c.de")
def test_hits_are_apart_in_order_and_in_range_and_the_rest_is_untouched(text: str) -> None:
    masked = mask(text)

    edges = [edge for hit in masked.hits for edge in (hit.start, hit.end)]
    assert edges == sorted(edges)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in masked.hits)
    again, done = "", 0
    for hit in masked.hits:
        again += text[done : hit.start] + INSTEAD[hit.kind]
        done = hit.end
    assert again + text[done:] == masked.text


@given(st.text(max_size=200))
def test_any_text_can_be_masked(text: str) -> None:
    assert len(mask(text, names=("Testa Asker",)).hits) <= len(text)


@given(
    st.sampled_from(["", "Tel: ", "on ", "(", "ref\n", "94, "]),
    st.integers(0, 999),
    st.sampled_from(
        ["07700 900{:03}", "+44 7700 900{:03}", "020 7946 0{:03}", "01632 960{:03}", "0808 157 0{:03}"]
    ),
    st.sampled_from(["", ".", ")", " or later", "\n94 calls", ", 12 reports"]),
)
def test_every_number_kept_for_drama_is_caught(before: str, number: int, form: str, after: str) -> None:
    # Ofcom, "Telephone numbers for drama use".
    written = form.format(number)
    assert mask(before + written + after).text == f"{before}[phone number]{after}"
