"""The glossary's words in the reader's language: what the pages call questions, stances, voices, regions and states.

Codes of the record stand on the left; every word on the right is in the catalogues. A code without a word is shown as
it is, so that a newer record never breaks an older page.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = Mapping[str, Promise]

QUESTIONS: Words = {
    "when": _("When is it said to have happened?"),
    "where": _("Where is it said to have happened?"),
    "killed": _("How many are said to have been killed?"),
    "injured": _("How many are said to have been injured?"),
    "missing": _("How many are said to be missing?"),
    "displaced": _("How many are said to have been displaced?"),
    "detained": _("How many are said to have been detained?"),
    "sexual_violence": _("What is said of sexual violence?"),
    "property_lost": _("What property is said to have been lost?"),
    "targeted": _("Who is said to have been targeted?"),
    "said_to_have_done": _("Who is said to have done it?"),
    "characterised_as": _("What do the sources call it?"),
    "words_said": _("Which words are said to have been spoken?"),
    "other": _("What else is said?"),
}

TOPICS: Words = {
    "when": _("when"),
    "where": _("where"),
    "killed": _("killed"),
    "injured": _("injured"),
    "missing": _("missing"),
    "displaced": _("displaced"),
    "detained": _("detained"),
    "sexual_violence": _("sexual violence"),
    "property_lost": _("property lost"),
    "targeted": _("targeted"),
    "said_to_have_done": _("said to have done it"),
    "characterised_as": _("characterised as"),
    "words_said": _("words said"),
    "other": _("other"),
}

STANCES: Words = {
    "asserted": _("asserted"),
    "reported": _("reported"),
    "denied": _("denied"),
    "doubted": _("doubted"),
    "hypothetical": _("hypothetical"),
    "demanded": _("demanded"),
}

VOICE_KINDS: Words = {
    "witness": _("witness"),
    "official": _("official"),
    "court": _("court"),
    "body": _("body"),
    "media": _("media"),
    "agency": _("agency"),
    "scholar": _("scholar"),
    "document": _("document"),
    "reader comment": _("reader comment"),
    "crowd": _("crowd"),
    "unattributed": _("unattributed"),
    "unknown": _("unknown"),
}

ROLES: Words = {
    "title": _("title"),
    "byline": _("byline"),
    "dateline": _("dateline"),
    "body": _("body"),
    "caption": _("caption"),
    "quotation": _("quotation"),
    "list": _("list"),
    "table": _("table"),
    "reference list": _("reference list"),
    "citation": _("citation"),
    "signatures": _("signatures"),
    "comment": _("comment"),
    "policy": _("policy"),
    "closing line": _("closing line"),
    "boilerplate": _("boilerplate"),
}

STATUSES: Words = {
    "proposed": _("proposed by the program"),
    "accepted": _("accepted"),
    "corrected": _("corrected"),
    "rejected": _("rejected"),
    "read": _("read"),
    "not read": _("kept, not read"),
    "not yet read": _("kept, not yet read"),
    "unreadable": _("kept, unreadable"),
}

READINGS: Words = {
    "machine": _("reading by a tool"),
    "transcription": _("transcription by a person"),
    "correction": _("correction by a person"),
    "translation": _("translation by a person"),
}

ASSETS: Words = {
    "image": _("image"),
    "file": _("file"),
    "link": _("link"),
    "frame": _("frame"),
    "video": _("video"),
    "audio": _("audio"),
}

DECISIONS: Words = {
    "accept": _("accepted"),
    "correct": _("corrected"),
    "reject": _("rejected"),
    "merge": _("merged"),
    "split": _("split"),
}

MATCHES: Words = {
    "exact": _("the very words"),
    "inflected": _("another form of the word"),
    "other script": _("the word in another script"),
    "other spelling": _("another spelling"),
    "other name": _("another name"),
}

COPY_KINDS: Words = {
    "verbatim": _("word for word"),
    "edited": _("with edits"),
    "reordered": _("in another order"),
    "reworded": _("in other words (a proposal)"),
    "translated": _("in translation (a proposal)"),
}


def word(words: Words, code: str) -> str:
    """Return the word for the code in the active language, or the code itself where there is none."""
    found = words.get(code)
    return code if found is None else str(found)
