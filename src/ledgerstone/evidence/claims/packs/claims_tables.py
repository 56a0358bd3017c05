"""The tables of a language pack that counts, claims, voices and stances are read by.

A form is one or more words, matched without case; a last word ending in `*` is a stem ("убит*"). A table that a
language lacks is empty: the rules then find less, never something else. Tables of dates and places are in
`dates_table`.
"""

from msgspec import Struct

Forms = tuple[str, ...]


class AboutTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whose words these are.

    Attributes:
        language: ISO 639-1 code, as the file is named.
        name: The language in its own words.
        checked_by: Who checked the pack; a draft says so.
        version: Number in the `method` of each claim; a change of the pack changes it.
    """

    language: str
    name: str
    checked_by: str = "draft, not checked by a native speaker"
    version: int = 1


class SentencesTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where sentences and clauses end.

    Attributes:
        abbreviations: Words whose full stop ends no sentence ("mr", "st").
        after_ordinals: Words before which the full stop of an ordinal ends no sentence ("13. Januar").
        conjunctions: Words that join clauses ("and", "but", "while").
        stops: Words at which a noun phrase ends ("in", "were", "who").
    """

    abbreviations: Forms = ()
    after_ordinals: Forms = ()
    conjunctions: Forms = ()
    stops: Forms = ()


class CountsTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Number words and what stands around a number.

    Attributes:
        numbers: Number word in each of its forms, to its value below a thousand.
        multipliers: Words for 1,000 and more, which multiply what stands before them.
        joiners: Words inside a number ("and" of "two hundred and six").
        joined: Whether tens and units are written as one word ("քսանհինգ").
        compounds: Whether hundreds and thousands too are written as one word with what stands beside them
            ("zweihundertfünf", "dreitausend").
        suffixes: Endings of case that a number word may carry.
        rounded: Nouns that stand for a round number ("dozen", "centaine").
        vague: Words for a number that is not given ("thousands", "dozens"); both bounds stay open.
        loose: Vague words that count only beside a unit or a casualty word ("many", "several").
        linkers: Words between the number and what is counted, or between vague words ("of").
        others: Words that say that a further number follows the first ("others", "more").
        at_least: Words for a lower bound, before the number.
        up_to: Words for an upper bound, before the number.
        about: Words for an approximate number, before or after it.
        or_more: Words for a lower bound, after the number.
        between: First words of "between 48 and 66".
        to: Words between the two numbers of a range.
        none: Words for nobody.
        no: Determiners that count as none before a unit or a casualty word.
        articles: Words that count as one before a noun of `singles` ("a", "un").
        singles: Nouns for one person.
        together: Nouns for more than one, to their number ("couple").
        groups: Words before a number of people ("family of").
        folds: Words that say beside a word of harm how many it was done to ("double" in "double murder").
        not_before: Words before a number that is no count ("chapter", "aged").
        not_after: Words after a number that is no count ("years", "percent").
        street_endings: Endings of a word for a street, which a house's number follows ("gasse").
        ordinals: Endings that make a numeral an ordinal ("th").
        units: Unit to its nouns.
        generic: Nouns of a unit that say nothing of whom ("people").
    """

    numbers: dict[str, int] = {}
    multipliers: dict[str, int] = {}
    joiners: Forms = ()
    joined: bool = False
    compounds: bool = False
    suffixes: Forms = ()
    rounded: dict[str, int] = {}
    vague: Forms = ()
    loose: Forms = ()
    linkers: Forms = ()
    others: Forms = ()
    at_least: Forms = ()
    up_to: Forms = ()
    about: Forms = ()
    or_more: Forms = ()
    between: Forms = ()
    to: Forms = ()
    none: Forms = ()
    no: Forms = ()
    articles: Forms = ()
    singles: Forms = ()
    together: dict[str, int] = {}
    groups: Forms = ()
    folds: dict[str, int] = {}
    not_before: Forms = ()
    not_after: Forms = ()
    street_endings: Forms = ()
    ordinals: Forms = ()
    units: dict[str, Forms] = {}
    generic: Forms = ()


class Harm(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words by which a text says that a number was harmed or moved.

    Attributes:
        question: The question that the number then answers.
        term: The kind in the product's words ("evacuated"); None takes the text's own word.
        units: Units that it can be said of; empty for people and households.
        either: Words whose number stands on either side ("killed").
        before: Words whose number stands before them ("dead").
        after: Words whose number stands after them ("killing").
        nouns: Words for the event, whose number follows with a linker or stands right before ("massacre").
        totals: Words for the number itself, which one of `claims.reaches` before it gives ("number of dead").
        aimed: Words that are harm only of those before them who are hit, nobody being aimed at behind ("shot at").
        taken: Words for lives, which are harmed where an event takes them ("claimed 48 lives").
    """

    question: str
    term: str | None = None
    units: Forms = ()
    either: Forms = ()
    before: Forms = ()
    after: Forms = ()
    nouns: Forms = ()
    totals: Forms = ()
    aimed: Forms = ()
    taken: Forms = ()


class ClaimsTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What counts, events and actors are said with.

    Attributes:
        harms: Words of harm, each with its question.
        passive: Auxiliaries that turn a verb of harm to its object ("were").
        agents: Words before the one who did it ("by").
        doers_before: Words before the number of those who did it, where the verb stands behind ("von 30 Soldaten").
        doers_after: Words after the number of those who did it ("30 asker tarafından").
        of_them: Words between a whole and a part of it ("of whom").
        labels: Nouns by which an event is characterised ("pogrom"); the text's own form becomes the value.
        events: Further words that make a sentence one about an event ("attack").
        where: Words before a place where something happens ("in"); empty where endings of case say it.
        against: Words between a label and the group it is said to be against ("of", "against").
        acts: Verbs of doing an event ("committed").
        actors: Nouns for those who act ("forces", "soldiers").
        group_endings: Endings of words for a group where the language writes them in small letters.
        apart: Words that open a clause of its own: a count before it is not harmed in it ("that", "when").
        nominal: Nouns for those harmed, of whom a count in the sentence need be none ("the dead").
        totals: Nouns for a number or a group itself, of which the number behind them is ("a total of").
        reaches: Words right before the numeral that a number reaches ("rose to 34"); without them it follows at once.
        bare_groups: Whether what stands between a number and a verb is what is counted, whatever its ending.
        guarded: Further words of sexual violence: what they stand in is for the desk, also where no claim comes of it.
        takes: Verbs of taking before a number of animals, which are then lost ("drove off 40 cattle").
        takes_after: The same behind it.
        takes_vague: Of both those that mean a loss only where those who act are named ("soldiers took").
        gravely: Words by which a harm is only of a grave kind ("seriously"): nobody with it may still be some without.
        costs: Verbs by which an event takes lives ("claimed", "forderte").
        costed: What those take beside lives ("Tote").
        harmless: Forms in which a word of harm means none ("shot at", "death penalty").
    """

    harms: tuple[Harm, ...] = ()
    passive: Forms = ()
    agents: Forms = ()
    doers_before: Forms = ()
    doers_after: Forms = ()
    apart: Forms = ()
    nominal: Forms = ()
    totals: Forms = ()
    reaches: Forms = ()
    of_them: Forms = ()
    labels: Forms = ()
    events: Forms = ()
    where: Forms = ()
    against: Forms = ()
    acts: Forms = ()
    actors: Forms = ()
    group_endings: Forms = ()
    bare_groups: bool = False
    takes: Forms = ()
    takes_after: Forms = ()
    takes_vague: Forms = ()
    gravely: Forms = ()
    costs: Forms = ()
    costed: Forms = ()
    harmless: Forms = ()
    guarded: Forms = ()


class PersonsTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a single person is told of by who has no number; the nouns are `counts.singles`.

    Attributes:
        definite: Words before a noun that speak of one who is known ("the", "his").
        pronouns: Words for a person told before ("he").
        selves: Words for the same person as the one who does it ("himself").
        further: Words for one more person, without a noun ("another").
        bears: Words between a person and its wounds ("with a gunshot wound").
        between: Words that may stand between a person and a word of harm ("who", "later").
        endings: Endings of further such words ("ly").
        many: Auxiliaries of more than one ("were").
        suffered: Words of harm that are said of the one before them without an auxiliary ("died").
        headlines: Whether a headline leaves the auxiliary out ("man killed").
        inverted: Whether the one who suffers may follow the verb ("погиб …").
        framed: Whether the verb closes a clause, with what says when, where and by whom before it ("wurde … getötet").
        named: Whether capitals are a person's name only behind a title or with a given name in front.
        owned: Words of harm that follow the one who suffered it as its own ("death").
    """

    definite: Forms = ()
    pronouns: Forms = ()
    selves: Forms = ()
    further: Forms = ()
    bears: Forms = ()
    between: Forms = ()
    endings: Forms = ()
    many: Forms = ()
    suffered: Forms = ()
    headlines: bool = False
    inverted: bool = False
    framed: bool = False
    named: bool = False
    owned: Forms = ()


class VoicesTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who says it.

    Attributes:
        says: Verbs of saying with a speaker before or after them.
        that: Words that open what is said ("that").
        according: Words before a source ("according to").
        according_after: Words after a source ("ըստ" stands before, "görə" after).
        verbs_second: Verbs that stand right behind a source and end it ("laut Polizei wurden").
        verb_last: Whether a verb of saying closes its sentence and its speaker opens it.
        citing: Words before a further source in a chain ("citing").
        citing_after: The same behind it ("həkimlərə istinadən").
        hearsay: Words that pass on without a source ("reportedly").
        moods: Verbs in a form that does the same where the sentence names no source ("seien").
        speech: Verbs and nouns of words said aloud ("chanted", "slogan").
        pronouns: Words for a speaker named elsewhere ("he").
        agencies: Names of news agencies as credits print them.
        credit: Words around an agency in a credit ("reports").
        counts_by: Words of a count, up to the one whose count it is ("a count by"): that one says it.
        counts_of: The same behind the one whose count it is ("the ministry's count").
        owner_endings: Endings of the one whose count it is, where such a word stands behind ("komitesinin sayımı").
        told_by: Words before the one whose account a document is ("told by").
        kinds: Kind of voice to nouns of a speaker ("official": ministry).
    """

    says: Forms = ()
    that: Forms = ()
    according: Forms = ()
    according_after: Forms = ()
    verbs_second: Forms = ()
    verb_last: bool = False
    citing: Forms = ()
    citing_after: Forms = ()
    hearsay: Forms = ()
    moods: Forms = ()
    speech: Forms = ()
    pronouns: Forms = ()
    agencies: Forms = ()
    credit: Forms = ()
    counts_by: Forms = ()
    counts_of: Forms = ()
    owner_endings: Forms = ()
    told_by: Forms = ()
    kinds: dict[str, Forms] = {}


class StanceTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Cues of stance; the first that fits decides: denied, doubted, demanded, hypothetical.

    Attributes:
        denied: Words by which it is denied.
        doubted: Words by which it is doubted.
        demanded: Words by which it is demanded.
        hypothetical: Words by which it is supposed, forecast or threatened.
        numbering: Verbs by which a speaker gives a number himself, of which a denial before them says nothing.
        rhetorical: Words behind a figure of speech ("would not be enough").
        unsaid: Words by which a thing is not said or not confirmed ("refused to confirm", "doğrulamadı").
        negations: Words before a verb of saying by which it is not said ("not").
        negations_after: The same behind it ("bestätigte nicht").
        affirmed: Forms with such a word that negate nothing ("not only").
        whether: Words that open what is left open ("whether").
        asked: Words that ask for what is not said of a thing that is so ("did not say how").
        sport: Words of sport; beside a score they make harm a figure of speech ("the team", "7:0").
    """

    denied: Forms = ()
    doubted: Forms = ()
    demanded: Forms = ()
    hypothetical: Forms = ()
    numbering: Forms = ()
    rhetorical: Forms = ()
    unsaid: Forms = ()
    negations: Forms = ()
    negations_after: Forms = ()
    affirmed: Forms = ()
    whether: Forms = ()
    asked: Forms = ()
    sport: Forms = ()


class NamesTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Cues by which a run of capitalised words is a person, a body or a group.

    Attributes:
        titles: Words before a person ("Mr", "President").
        bodies: Words of a body's name ("Council", "Ministry").
        groups: Endings of a group's name ("-ians"), without the hyphen.
        inside: Small words inside a name ("of", "de").
        nouns_capital: Whether every noun is written with a capital, which then names nothing.
        not_names: Words that are capitalised without naming ("The", "Monday").
    """

    titles: Forms = ()
    bodies: Forms = ()
    groups: Forms = ()
    inside: Forms = ()
    nouns_capital: bool = False
    not_names: Forms = ()
