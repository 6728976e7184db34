from candour.assessment.told import set_out


def test_what_happened_comes_first_and_what_nobody_knows_last() -> None:
    told = {"shoe_size": "ten", "who": "A sergeant", "what": "Took money", "when": "  "}
    assert [one.question for one in set_out(told)] == ["What happened", "Who", "Shoe size"]


def test_codes_are_read_in_words_and_words_are_left_alone() -> None:
    told = {one.question: one.words for one in set_out({"duty": "both", "how_known": "saw", "who": "both"})}
    assert told == {"Who": "both", "On or off duty": "Both", "How do they know": "Saw or heard it"}
