"""Words of a sentence as they stand between spaces: what a hyphen joins is one word, where the rules see three."""

from ledgerstone.evidence.claims.clauses import Sentence


def written_words(sentence: Sentence) -> list[tuple[int, int]]:
    """Return the offsets of a sentence's words and marks, those about a hyphen as one."""
    words: list[tuple[int, int]] = []
    joins = False
    for token in sentence.tokens:
        hyphen = token.word == "-"
        if words and (hyphen or joins) and words[-1][1] == token.start:
            words[-1] = (words[-1][0], token.end)
        else:
            words.append((token.start, token.end))
        joins = hyphen
    return words
