"""What is kept of a paper tells what comparing it would begin with."""

import numpy as np
import pytest
from invented_news import news

from ledgerstone.evidence.incidents.copying.cards import about_in, coming_of, outside_in
from ledgerstone.evidence.incidents.copying.furniture import sentences_of
from ledgerstone.evidence.incidents.copying.prepared import prepare


@pytest.mark.parametrize("paper", list(news(6)), ids=lambda paper: paper.id)
def test_the_close_seeds_that_are_kept_are_those_of_the_text_outside_its_furniture(paper):
    [coming] = coming_of([paper])
    sentences = sentences_of(paper.text)
    spans = ((int(sentences.starts[1]), int(sentences.ends[2])), (int(sentences.starts[4]), int(sentences.ends[4])))
    for around in ((), spans):
        whole = prepare(paper, around)
        about = about_in(coming.card, outside_in(coming.card, around))
        assert about.close is not None
        assert about.around == around
        assert np.array_equal(about.close.before, whole.before)
        kept = about.close.seeds
        assert np.array_equal(kept.prints, whole.close.prints >> np.uint64(32))
        assert np.array_equal(kept.firsts, whole.close.firsts)
        assert np.array_equal(kept.lasts, whole.close.lasts)
