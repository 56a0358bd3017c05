"""What a claim is, and the mentions that it is made of."""

from enum import StrEnum

from msgspec import Struct

from ledgerstone.values.answers import Value
from ledgerstone.values.counts import CountValue
from ledgerstone.values.dates import DateValue
from ledgerstone.values.names import NameType, NameValue
from ledgerstone.values.places import PlaceValue


class Question(StrEnum):
    """What a claim answers about an incident. Words of the glossary."""

    WHEN = "when"
    WHERE = "where"
    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    DISPLACED = "displaced"
    DETAINED = "detained"
    SEXUAL_VIOLENCE = "sexual_violence"
    PROPERTY_LOST = "property_lost"
    TARGETED = "targeted"
    SAID_TO_HAVE_DONE = "said_to_have_done"
    CHARACTERISED_AS = "characterised_as"
    WORDS_SAID = "words_said"
    OTHER = "other"


class Stance(StrEnum):
    """How the voice stands to what it says."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    DENIED = "denied"
    DOUBTED = "doubted"
    HYPOTHETICAL = "hypothetical"
    DEMANDED = "demanded"


class VoiceKind(StrEnum):
    """What kind of speaker a voice is."""

    WITNESS = "witness"
    OFFICIAL = "official"
    COURT = "court"
    BODY = "body"
    MEDIA = "media"
    AGENCY = "agency"
    SCHOLAR = "scholar"
    DOCUMENT = "document"
    READER_COMMENT = "reader comment"
    CROWD = "crowd"
    UNATTRIBUTED = "unattributed"
    UNKNOWN = "unknown"


class Passage(Struct, frozen=True, kw_only=True):
    """Exact words at a place: `text[start:end] == exact`, in code points of the reading."""

    start: int
    end: int
    exact: str


class Speaker(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A link of a chain: who passed it on.

    Attributes:
        name: In the text's words; None where it names none.
        kind: What kind of speaker.
        entry: Of a citation ("[3]"), the entry of the reference list that it leads to; None for all others.
    """

    name: str | None
    kind: VoiceKind
    entry: Passage | None = None


class Voice(Struct, frozen=True, kw_only=True):
    """Who says it.

    Attributes:
        name: The speaker in the text's words; None where the text names none.
        kind: What kind of speaker.
        chain: From the one who prints it back to the origin that the text names, the origin last;
            empty where the document itself speaks.
    """

    name: str | None
    kind: VoiceKind
    chain: tuple[Speaker, ...] = ()


class Scope(Struct, frozen=True, kw_only=True):
    """What a count, or another value, covers; None is not said.

    Attributes:
        of_whom: Of whom, in the text's words ("peaceful Armenians").
        where: The place that the value is about.
        when: The time that the value is about.
        part: None for the whole, else what it is a part of ("32").
        unit: people, households, buildings …
        term: The text's own kind of being harmed or moved (killed, evicted, home destroyed …).
    """

    of_whom: str | None = None
    where: PlaceValue | None = None
    when: DateValue | None = None
    part: str | None = None
    unit: str | None = None
    term: str | None = None


class Entry(Struct, frozen=True, kw_only=True):
    """A form of a language pack: where a rule has its words from.

    Attributes:
        file: The pack's file, with the line from 1 ("packs/en.toml:120").
        table: The table and key that hold it ("claims.harms.either").
        form: The form as the pack writes it ("kill*").
    """

    file: str
    table: str
    form: str


class Part(StrEnum):
    """What of a claim its words and pack entries are the ground of."""

    QUESTION = "question"
    STANCE = "stance"
    VOICE = "voice"
    WHEN = "when"
    WHERE = "where"
    ACTOR = "actor"


class Ground(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Words of the text that a part of a claim rests on; `entry` is None where no pack entry was needed."""

    part: Part
    words: Passage
    entry: Entry | None = None


class NoteKind(StrEnum):
    """What people are asked to look at in a claim; a note rejects nothing."""

    COLLECTIVE = "collective"
    ANACHRONISM = "anachronism"


class Note(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something about a claim for people to look at.

    Attributes:
        kind: What.
        reason: Why, in plain words.
        words: The words of the text that it is about; None for the claim as a whole.
        source: Where the fact that it rests on can be looked up; None where it rests on the text alone.
    """

    kind: NoteKind
    reason: str
    words: Passage | None = None
    source: str | None = None


class Claim(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One answer to one question about one incident mention, in one passage.

    Attributes:
        question: What it answers.
        value: The answer; None where the text answers without a value that can be held.
        scope: What the value covers.
        voice: Who says it.
        stance: How the voice stands to it.
        passage: The exact words.
        region: Role of the innermost region that holds the passage ("comment"); None outside all.
        method: The rule that made it, with its version ("counts/en 1").
        cue: The words that gave the stance ("denied"); None where nothing but the plain sentence gave it.
        grounds: The words and pack entries that the rule went by, for people who ask why.
        notes: What people are asked to look at.
    """

    question: Question
    value: Value | None
    scope: Scope
    voice: Voice
    stance: Stance
    passage: Passage
    region: str | None
    method: str
    cue: Passage | None = None
    grounds: tuple[Ground, ...] = ()
    notes: tuple[Note, ...] = ()


class MentionKind(StrEnum):
    """What a mention mentions."""

    DATE = "date"
    PLACE = "place"
    COUNT = "count"
    NAME = "name"
    ATTRIBUTION = "attribution"
    REFERENCE = "reference"


class Span(Struct, frozen=True, kw_only=True):
    """A stretch of the reading's text, in code points, end exclusive."""

    start: int
    end: int


class Manner(StrEnum):
    """How the source of an attribution stands to its content. Words of the glossary."""

    SAID = "said"
    WRITTEN = "written"
    DENIED = "denied"
    BELIEVED = "believed"
    DOUBTED = "doubted"
    KNOWN = "known"
    DEMANDED = "demanded"
    WANTED = "wanted"
    JUDGED = "judged"
    SUPPOSED = "supposed"


class Attribution(Struct, frozen=True, kw_only=True, tag_field="kind", tag="attribution"):
    """Who is said to say what: the spans of source, cue and content; each empty where the text has none."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()
    manner: Manner = Manner.SAID


class Reference(Struct, frozen=True, kw_only=True, tag_field="kind", tag="reference"):
    """A citation's number and what stands behind it ("chapter 5, 3"); `locator` is None where nothing does."""

    number: int
    locator: str | None = None


class OtherName(Struct, frozen=True, kw_only=True):
    """What another finder takes words for that a name stands in; `type` is None where it does not tell."""

    start: int
    end: int
    type: NameType | None
    method: str


class Mention(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that the text names, also where no claim comes of it; `text[start:end] == exact`.

    Attributes:
        kind: What it mentions.
        start: Its first code point.
        end: The one after its last.
        exact: Its words.
        value: What they mean.
        method: What found it, with its version; of names alone, which more than one finder looks for.
        others: What other finders took these words for, where they differ.
    """

    kind: MentionKind
    start: int
    end: int
    exact: str
    value: CountValue | DateValue | PlaceValue | NameValue | Attribution | Reference | None = None
    method: str | None = None
    others: tuple[OtherName, ...] = ()


class Context(Struct, frozen=True, kw_only=True):
    """What is known of a document beside its text, from a person or from the reading.

    Attributes:
        published: Date of publication, against which "last Tuesday" resolves; None leaves it open.
        publisher: Who published it; the voice of what no one else is said to say.
        publisher_kind: What kind of speaker the publisher is.
    """

    published: DateValue | None = None
    publisher: str | None = None
    publisher_kind: VoiceKind = VoiceKind.UNATTRIBUTED
