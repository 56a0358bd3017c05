from ledgerstone.evidence.incidents.copying.copies import find_copies
from ledgerstone.evidence.incidents.copying.patchworks import MANY, patchworks


def test_who_shares_another_passage_with_each_of_many_is_found(make):
    stories = [make.story(k, 5) for k in range(MANY)]
    papers = [make.paper(f"s{k:02}", text) for k, text in enumerate(stories)]
    copies = find_copies((*papers, make.paper("s99", "\n\n".join(stories))))
    (found,) = patchworks(copies)
    assert (found.source, found.others) == ("s99", tuple(f"s{k:02}" for k in range(MANY)))
    assert patchworks(copy for copy in copies if "s00" not in {copy.source, copy.of}) == ()


def test_a_telegram_that_many_reprint_is_none(make):
    text = make.story(1)
    papers = [make.paper(f"s{k:02}", f"{text} {make.story(k + 2, 2)}") for k in range(2 * MANY)]
    assert patchworks(find_copies(tuple(papers))) == ()
