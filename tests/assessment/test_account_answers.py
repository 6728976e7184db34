from candour.assessment.account_answers import answers_in_order
from candour.intake.rules import ACCOUNT, BASES, DUTIES, PLACES, ROLES, account_in_words


def test_what_happened_comes_first_and_what_nobody_knows_last() -> None:
    told = {"shoe_size": "ten", "who": "A sergeant", "what": "Took money", "when": "  "}
    assert [words for _, words in answers_in_order(told)] == ["Took money", "A sergeant", "ten"]


def test_every_question_and_every_code_is_read_in_intakes_words() -> None:
    for name, codes in (("role", ROLES), ("duty", DUTIES), ("place", PLACES), ("how_known", BASES)):
        for code in codes:
            assert answers_in_order({name: code}) == [(ACCOUNT[name], codes[code])]
    everything = dict.fromkeys(ACCOUNT, "Words")
    assert sorted(answers_in_order(everything)) == sorted(account_in_words(everything))


def test_a_place_that_is_not_known_and_who_else_knows_are_said_in_words() -> None:
    assert answers_in_order({"place": "unknown", "circle": "His sister"}) == [
        ("In person or online", "I do not know"),
        ("Who else knows", "His sister"),
    ]
