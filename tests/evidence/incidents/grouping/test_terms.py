from ledgerstone.evidence.incidents.grouping.terms import occurrences


def test_a_numeral_of_thousands_of_digits_is_nobodys_age():
    aged = occurrences("A 34-year-old man was hurt.")
    assert len(aged.codes) > len(occurrences(f"A {'9' * 20000}-year-old man was hurt.").codes)
