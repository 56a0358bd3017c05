"""The forms of a pack, ready to be matched; compiled once for each language."""

from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cache, partial
from typing import TypeVar

from msgspec import Struct

from ledgerstone.evidence.claims.attributions.cue_rules import CueRules, cue_rules
from ledgerstone.evidence.claims.clauses import form_words, labelled_forms, plain_forms
from ledgerstone.evidence.claims.counts.amount_rules import AmountRules, amount_rules
from ledgerstone.evidence.claims.counts.compound_numbers import Compounds
from ledgerstone.evidence.claims.counts.harm_words import Aimed, Harms, harm_words
from ledgerstone.evidence.claims.counts.tolls import Tolls
from ledgerstone.evidence.claims.distances import Distances
from ledgerstone.evidence.claims.model import Question, VoiceKind
from ledgerstone.evidence.claims.packs import Pack, load
from ledgerstone.evidence.claims.packs.claims_tables import CountsTable, SentencesTable
from ledgerstone.evidence.claims.packs.folding import fold
from ledgerstone.evidence.claims.packs.lexicon import Lexicon
from ledgerstone.evidence.claims.stance_rules import StanceRules, stance_rules

Label = TypeVar("Label")
OF_PERSONS = frozenset({Question.KILLED, Question.INJURED, Question.MISSING, Question.DETAINED})
"""What is told of one person without a number; no one is named as a victim of sexual violence."""


class Bound(Enum):
    """What a word beside a number makes of it."""

    AT_LEAST = "at least"
    UP_TO = "up to"
    ABOUT = "about"
    BETWEEN = "between"


class Opening(Enum):
    """How a count begins, beside numerals."""

    NUMBER = "number"
    ROUNDED = "rounded"
    VAGUE = "vague"
    LOOSE = "loose"
    NONE = "none"
    NO = "no"
    ARTICLE = "article"
    FOLD = "fold"


class PersonRules(Struct, frozen=True, kw_only=True):
    """The words around a single person, each as the pack's table `persons` says; `strict` where it has such words."""

    strict: bool
    further: Lexicon[None]
    bears: Lexicon[None]
    definite: Lexicon[None]
    articles: bool
    pronouns: Lexicon[None]
    selves: Lexicon[None]
    between: Lexicon[None]
    endings: tuple[str, ...]
    many: Lexicon[None]
    suffered: Lexicon[None]
    headlines: bool
    inverted: bool
    framed: bool
    named: bool
    given: frozenset[str]
    owned: Lexicon[None]


class NameRules(Struct, frozen=True, kw_only=True):
    """The words by which a name is found and told to be of a person, a body or a group."""

    titles: Lexicon[None]
    bodies: Lexicon[None]
    group_names: tuple[str, ...]
    inside: frozenset[str]
    nouns_capital: bool
    not_names: Lexicon[None]


class Rules(Struct, frozen=True, kw_only=True):
    """All lexicons of a language; each is described in the table of the pack that it is made of."""

    language: str
    version: int
    abbreviations: frozenset[str]
    conjunctions: Lexicon[None]
    distances: Distances
    stops: Lexicon[None]
    openings: Lexicon[Opening]
    numbers: Lexicon[int]
    multipliers: Lexicon[int]
    compounds: Compounds
    rounded: Lexicon[int]
    joiners: frozenset[str]
    suffixes: tuple[str, ...]
    vague: Lexicon[None]
    linkers: Lexicon[None]
    others: Lexicon[None]
    bounds: Lexicon[Bound]
    or_more: Lexicon[Bound]
    to: Lexicon[None]
    amounts: AmountRules
    singles: Lexicon[None]
    together: Lexicon[int]
    groups: Lexicon[None]
    folds: Lexicon[int]
    not_before: Lexicon[None]
    not_after: Lexicon[None]
    ordinals: Lexicon[None]
    clock_before: Lexicon[None]
    clock_after: Lexicon[None]
    units: Lexicon[str]
    generic: Lexicon[None]
    harms: Harms
    tolls: Tolls
    gravely: Lexicon[None]
    takes: Lexicon[None]
    takes_after: Lexicon[None]
    takes_vague: Lexicon[None]
    street_endings: tuple[str, ...]
    passive: Lexicon[None]
    agents: Lexicon[None]
    doers_before: Lexicon[None]
    doers_after: Lexicon[None]
    active: Lexicon[None]
    object_endings: tuple[str, ...]
    apart: Lexicon[None]
    nominal: Lexicon[None]
    totals: Lexicon[None]
    reaches: Lexicon[None]
    of_them: Lexicon[None]
    labels: Lexicon[None]
    events: Lexicon[None]
    where: Lexicon[None]
    has_where: bool
    against: Lexicon[None]
    acts: Lexicon[None]
    actors: Lexicon[None]
    group_endings: tuple[str, ...]
    bare_groups: bool
    says: Lexicon[None]
    cues: CueRules
    that: Lexicon[None]
    according: Lexicon[None]
    according_after: Lexicon[None]
    verbs_second: Lexicon[None]
    inverts: bool
    verb_last: bool
    citing: Lexicon[None]
    citing_after: Lexicon[None]
    hearsay: Lexicon[None]
    moods: Lexicon[None]
    speech: Lexicon[None]
    pronouns: Lexicon[None]
    agencies: Lexicon[None]
    credit: Lexicon[None]
    counts_by: Lexicon[None]
    counts_of: Lexicon[None]
    owner_endings: tuple[str, ...]
    told_by: Lexicon[None]
    kinds: Lexicon[VoiceKind]
    stances: StanceRules
    names: NameRules
    persons: PersonRules


@cache
def rules_of(language: str | None) -> Rules:
    """Return the compiled rules of a language; numerals only where it has no pack."""
    pack = load(language)
    counts = pack.counts
    conjunctions, agents = plain_forms(pack.sentences.conjunctions), plain_forms(pack.claims.agents)
    of_counts = partial(
        Rules,
        language=pack.about.language,
        version=pack.about.version,
        abbreviations=_unbroken(pack.sentences),
        conjunctions=conjunctions,
        distances=Distances(conjunctions, agents),
        stops=plain_forms(pack.sentences.stops),
        openings=_openings(counts),
        numbers=labelled_forms(_number_words(counts).items()),
        multipliers=labelled_forms(counts.multipliers.items()),
        compounds=Compounds(counts.numbers, counts.multipliers) if counts.compounds else Compounds({}, {}),
        rounded=labelled_forms(counts.rounded.items()),
        joiners=frozenset(map(fold, counts.joiners)),
        suffixes=tuple(map(fold, counts.suffixes)),
        vague=plain_forms(counts.vague),
        linkers=plain_forms(counts.linkers),
        others=plain_forms(counts.others),
        bounds=_bounds(counts),
        or_more=labelled_forms((form, Bound.AT_LEAST) for form in counts.or_more),
        to=plain_forms(counts.to),
        amounts=amount_rules(pack.amounts),
        singles=plain_forms((*counts.singles, *counts.together)),
        together=labelled_forms(counts.together.items()),
        groups=plain_forms(counts.groups),
        folds=labelled_forms(counts.folds.items()),
        not_before=plain_forms(counts.not_before),
        not_after=plain_forms(counts.not_after),
        ordinals=plain_forms(counts.ordinals),
        clock_before=plain_forms(pack.dates.clock_before),
        clock_after=plain_forms(pack.dates.clock_after),
        units=_labelled(counts.units),
        generic=plain_forms(counts.generic),
        street_endings=tuple(map(fold, counts.street_endings)),
        agents=agents,
    )
    return _with_voices(_with_claims(of_counts, pack), pack)


def _with_claims(rules: partial[Rules], pack: Pack) -> partial[Rules]:
    """Return the rules with those of harms and events."""
    claims = pack.claims
    return partial(
        rules,
        harms=_harms(pack),
        tolls=_tolls(pack),
        gravely=plain_forms(pack.claims.gravely),
        takes=plain_forms(claims.takes),
        takes_after=plain_forms(claims.takes_after),
        takes_vague=plain_forms(claims.takes_vague),
        passive=plain_forms(claims.passive),
        doers_before=plain_forms(claims.doers_before),
        doers_after=plain_forms(claims.doers_after),
        active=plain_forms(pack.doers.does),
        object_endings=tuple(map(fold, pack.doers.object_endings)),
        apart=plain_forms(claims.apart),
        nominal=plain_forms(claims.nominal),
        totals=plain_forms(claims.totals),
        reaches=plain_forms(claims.reaches),
        of_them=plain_forms(claims.of_them),
        labels=plain_forms(claims.labels),
        events=plain_forms(claims.events),
        where=plain_forms(claims.where),
        has_where=bool(claims.where),
        against=plain_forms(claims.against),
        acts=plain_forms(claims.acts),
        actors=plain_forms(claims.actors),
        group_endings=tuple(map(fold, claims.group_endings)),
        bare_groups=claims.bare_groups,
    )


def _with_voices(rules: partial[Rules], pack: Pack) -> Rules:
    """Return the rules with those of voices and names."""
    voices = pack.voices
    return rules(
        says=plain_forms(voices.says),
        cues=cue_rules(pack.attributions, voices.says),
        that=plain_forms(voices.that),
        according=plain_forms(voices.according),
        according_after=plain_forms(voices.according_after),
        verbs_second=plain_forms(voices.verbs_second),
        inverts=bool(voices.verbs_second),
        verb_last=voices.verb_last,
        citing=plain_forms(voices.citing),
        citing_after=plain_forms(voices.citing_after),
        hearsay=plain_forms(voices.hearsay),
        moods=plain_forms(voices.moods),
        speech=plain_forms(voices.speech),
        pronouns=plain_forms(voices.pronouns),
        agencies=plain_forms(voices.agencies),
        credit=plain_forms(voices.credit),
        counts_by=plain_forms(voices.counts_by),
        counts_of=plain_forms(voices.counts_of),
        owner_endings=tuple(map(fold, voices.owner_endings)),
        told_by=plain_forms(voices.told_by),
        kinds=_kinds(pack),
        stances=stance_rules(pack.stance),
        names=_names(pack),
        persons=_persons(pack),
    )


def _unbroken(table: SentencesTable) -> frozenset[str]:
    """Return the words after which a full stop ends no sentence; ". word" where it does not before a word."""
    return frozenset(map(fold, (*table.abbreviations, *(f". {word}" for word in table.after_ordinals))))


def _names(pack: Pack) -> NameRules:
    return NameRules(
        titles=plain_forms(pack.names.titles),
        bodies=plain_forms(pack.names.bodies),
        group_names=tuple(map(fold, pack.names.groups)),
        inside=frozenset(map(fold, pack.names.inside)),
        nouns_capital=pack.names.nouns_capital,
        not_names=plain_forms(pack.names.not_names),
    )


def _persons(pack: Pack) -> PersonRules:
    table = pack.persons
    return PersonRules(
        strict=bool(table.between),
        further=plain_forms(table.further),
        bears=plain_forms(table.bears),
        definite=plain_forms(table.definite),
        articles=bool(table.definite),
        pronouns=plain_forms(table.pronouns),
        selves=plain_forms(table.selves),
        between=plain_forms(table.between),
        endings=tuple(map(fold, table.endings)),
        many=plain_forms(table.many),
        suffered=plain_forms(table.suffered),
        headlines=table.headlines,
        inverted=table.inverted,
        framed=table.framed,
        named=table.named,
        given=frozenset(map(fold, pack.places.given_names)),
        owned=plain_forms(table.owned),
    )


def _labelled(table: Mapping[str, Iterable[str]]) -> Lexicon[str]:
    return labelled_forms((form, label) for label, forms in table.items() for form in forms)


def _kinds(pack: Pack) -> Lexicon[VoiceKind]:
    return labelled_forms((form, VoiceKind(kind)) for kind, forms in pack.voices.kinds.items() for form in forms)


def _openings(counts: CountsTable) -> Lexicon[Opening]:
    """Return every word that can begin a count; the later of two tables wins where both have a form."""
    tables = (
        (Opening.LOOSE, counts.loose),
        (Opening.NUMBER, (*_number_words(counts), *counts.multipliers)),
        (Opening.ROUNDED, counts.rounded),
        (Opening.VAGUE, counts.vague),
        (Opening.NONE, counts.none),
        (Opening.NO, counts.no),
        (Opening.ARTICLE, counts.articles),
        (Opening.FOLD, counts.folds),
    )
    merged = {form_words(form): opening for opening, forms in tables for form in forms}
    return Lexicon(merged.items())


def _number_words(counts: CountsTable) -> dict[str, int]:
    """Return the number words, with tens and units in one word where the language writes them so."""
    numbers = dict(counts.numbers)
    if counts.joined:
        units = {word: value for word, value in counts.numbers.items() if 0 < value < 10}  # noqa: PLR2004  # digits
        tens = {word: value for word, value in counts.numbers.items() if value in range(10, 100, 10)}
        hundreds = {word: value for word, value in counts.numbers.items() if value == 100}  # noqa: PLR2004  # the word
        numbers |= {ten + unit: tens[ten] + units[unit] for ten in tens for unit in units}
        numbers |= {unit + hundred: units[unit] * 100 for unit in units for hundred in hundreds}
    return numbers


def _bounds(counts: CountsTable) -> Lexicon[Bound]:
    tables = (
        (Bound.AT_LEAST, counts.at_least),
        (Bound.UP_TO, counts.up_to),
        (Bound.ABOUT, counts.about),
        (Bound.BETWEEN, counts.between),
    )
    return labelled_forms((form, bound) for bound, forms in tables for form in forms)


def _harms(pack: Pack) -> Harms:
    counts, claims = pack.counts, pack.claims
    people = (*counts.units.get("people", ()), *counts.singles, *counts.numbers, *claims.actors)
    aimed = Aimed(
        passive=plain_forms(claims.passive),
        people=plain_forms((*people, *counts.units.get("vehicles", ()))),
        closed=plain_forms(pack.sentences.stops),
        articles=plain_forms((*counts.articles, *pack.persons.definite)),
    )
    return Harms(harm_words(claims), aimed, _tolls(pack))


def _tolls(pack: Pack) -> Tolls:
    lives = [form for harm in pack.claims.harms for form in harm.taken]
    return Tolls(
        verbs=plain_forms(pack.claims.costs),
        nouns=plain_forms((*lives, *pack.claims.costed)),
        numbers=labelled_forms(pack.counts.numbers.items()),
        passive=plain_forms(pack.claims.passive),
        closed=plain_forms(pack.sentences.stops),
    )
