"""Names as people type them into a form, and as a text or a file's name has them."""

import time

import pytest

from candour.papers.masking.text import mask

# What was typed, a text, and what is left of it. Every name is invented.
WRITTEN = [
    ("Testa McFakename", "Testa A. McFakename", "[name]"),
    ("Testa Fake-Name", "Testa Q. Fake-Name", "[name]"),
    ("Testa Fake-Name", "Answer_for_Testa_Fake-Name.txt", "Answer_for_[name].txt"),
    ("Testa Fake-Name", "answer.for.testa.fake-name.txt", "answer.for.[name].txt"),
    ("Testa Fake-Name", "Answer%20for%20Testa%20FakeName.txt", "Answer%20for%20[name].txt"),
    ("Testa O'Fakename", "as Testa O’Fakename said", "as [name] said"),
    ("Testa O’Fakename", "Testa O'Fakename's request", "[name]'s request"),
    ("Testa O'Fakename", "OFakename wrote", "[name] wrote"),
    ("T MacFakename", "Testa MacFakename and MACFAKENAME", "[name] and [name]"),
    ("T Young", "Testa Young asked for 94 reports", "[name] asked for 94 reports"),
    ("T. Young", "T.A. Young and T A Young", "[name] and [name]"),
    ("Testa Fakename BSc", "Testa Fakename", "[name]"),
    ("Testa Fakename MCIOB", "Testa Fakename wrote", "[name] wrote"),
    ("Dr Testa Fakename", "T. Fakename", "[name]"),
    ("Testa Fakename, Kent", "Testa Fakename lives in Kent", "[name] lives in Kent"),
    ("Testa Fakename (Kent Action)", "Testa Fakename of Kent Police", "[name] of Kent Police"),
    ("Fakename, Testa", "Dear Testa Fakename", "Dear [name]"),
    ("Testa and Dummy Fakename", "Testa Fakename, Dummy Fakename wrote", "[name] wrote"),
    ("José Fálvarez", "Jose Falvarez", "[name]"),
    ("Jose Falvarez", "José Fálvarez!", "[name]!"),
    ("Jose Falvarez", "Jose\u0301 Fa\u0301lvarez\u0301!", "[name]!"),
    ("Testa Søfake", "Testa Sofake", "[name]"),
    ("Testa Fakename", "fakename_reply.docx", "[name]_reply.docx"),
    ("Testa Fakename", "Testa Dummy Fakename", "[name]"),
    ("McFakename", "MCFAKENAME and McFakename", "[name] and [name]"),
    ("T MacFakename", "Dear Testa,\nKind regards\n\nTesta\n", "Dear [name],\nKind regards\n\n[name]\n"),
    ("Testa-Mae Fakename", "Dear Testa Mae, dear Testa, TM Fakename", "Dear [name], dear [name], [name]"),
    ("Testa O'Fakename", "Ms O Fakename, Mc Fakename", "Ms [name], Mc Fakename"),
    (
        "Fake Action Group",
        "Fake Action Group asked for action by a Group",
        "[name] asked for action by a Group",
    ),
    ("faker99", "Reply to Faker99.", "Reply to [name]."),
]


@pytest.mark.parametrize(("typed", "text", "left"), WRITTEN)
def test_a_name_is_found_however_it_was_typed_or_is_written(typed: str, text: str, left: str) -> None:
    assert mask(text, names=(typed,)).text == left


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Testa Young", "Young people, a young person, The Young Foundation"),
        ("T Young", "Young people. The Young Foundation. In total Young persons were 94"),
        ("A Young", "A Young Person's Guide. A young person."),
        ("J Young", "In June Young people asked. July Young farmers."),
        ("Testa Fakename, Kent", "Kent Police was asked about Kent."),
        ("Sam Mall", "a small number of reports"),
        ("Testa Fakename", "01/FOI/26/000123 and testament"),
        ("A Fakename", "Dear All, Annex\nAppendix\n"),
        ("T", "T Young, Mr T and the rest"),
    ],
)
def test_ordinary_words_and_references_are_spared(typed: str, text: str) -> None:
    assert mask(text, names=(typed,)).text == text


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["a@", "1/", "01/", "!@b.cc ", "Testa A-", "Testa\n> > ", "A1 1A", "a b\n"])
def test_a_text_made_to_keep_us_waiting_is_soon_read(piece: str) -> None:
    def seconds(times: int) -> float:
        began = time.process_time()
        mask(piece * times, names=("Testa Mary Fake-Name",))
        return time.process_time() - began

    length = 60_000 // len(piece)
    # Twice as much takes about twice as long, and none of it long: 800 kB took 18 seconds before.
    once = seconds(length)
    assert seconds(2 * length) < max(3 * once, 1.0)
    assert once < 1.5
