"""The table of a language pack that attributions are found by, beside the verbs of saying in `voices.says`."""

from msgspec import Struct

Forms = tuple[str, ...]


class AttributionsTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How speakers, cues and what is said join in a sentence.

    Attributes:
        saying: Participles of verbs of saying, beside another clause ("adding that").
        saying_nouns: Nouns of saying with the word that opens what is said ("claim that").
        quoting: Verbs that are of saying beside a quotation alone ("continued").
        attitudes: Verbs of wanting, judging and promising: what follows is not said to be so.
        attitudes_doing: Their participles, and adjectives of attitude ("praising", "willing to").
        attitude_nouns: Nouns of attitude with the word that opens what it is to ("support for").
        seems: Words that leave open whether it is so ("appears to").
        auxiliaries: Words of the verb between a speaker and what it does ("has", "will").
        between: Adverbs there ("also").
        adverb_endings: Endings of further such adverbs ("-ly"), without the hyphen.
        own: Words for the author of the words himself ("we").
        being: Forms of the auxiliary that makes a passive.
        namesakes: Forms that are nouns as well: cues only after a pronoun or an auxiliary ("support").
        determiners: Words after which a form is a noun and no verb ("the claims").
        articles: Words with which a noun phrase begins ("the", "some").
        infinitive: Words before an infinitive, which has no speaker of its own ("to").
        links: Words by which a passive without its agent goes on to what is said ("is known as", "is said to").
        openers: Words that open a clause, and so end a speaker on the left ("because").
        cuts: Words that open a clause of the writer behind a comma ("but", "while").
        circumstances: Words that open when or why an attitude was taken, and end what it is to ("after").
        direct: Verbs whose content follows at once: before a word like "in" they are participles ("the ones mentioned
            in the article"), unless a "that" follows.
        tallying: Verbs that are of saying where their subject is a count and not one who speaks ("a count by … gives").
        counting: Verbs that are of saying right before a number ("the committee counted ten dead").
        naming: Verbs that before a name alone say what a thing is called ("a village called Orlo").
        relatives: Words for the noun right before them ("the report, which … and says").
        clauses: Relative pronouns in all their forms, which open a clause behind a comma ("which", "whom").
        not_sources: Nouns of what is no one ("reason", "lack"): behind a word of citing they name no source.
        hearing: Verbs of saying that take a hearer before what is said ("told").
        adjuncts: Words that open what is only about when, where or to whom something was said ("in", "on").
        possessives: Words for the one whose a noun of saying is ("his").
        possessive_endings: Endings of such a speaker ("'s").
        manners: Manner of the glossary to forms of cues ("believed": "think"); a cue that stands in none is "said",
            one of the three tables of attitudes "judged", of `seems` "supposed".
    """

    saying: Forms = ()
    saying_nouns: Forms = ()
    quoting: Forms = ()
    attitudes: Forms = ()
    attitudes_doing: Forms = ()
    attitude_nouns: Forms = ()
    seems: Forms = ()
    auxiliaries: Forms = ()
    between: Forms = ()
    adverb_endings: Forms = ()
    own: Forms = ()
    being: Forms = ()
    namesakes: Forms = ()
    determiners: Forms = ()
    articles: Forms = ()
    infinitive: Forms = ()
    links: Forms = ()
    openers: Forms = ()
    cuts: Forms = ()
    circumstances: Forms = ()
    direct: Forms = ()
    tallying: Forms = ()
    counting: Forms = ()
    naming: Forms = ()
    relatives: Forms = ()
    clauses: Forms = ()
    not_sources: Forms = ()
    hearing: Forms = ()
    adjuncts: Forms = ()
    possessives: Forms = ()
    possessive_endings: Forms = ()
    manners: dict[str, Forms] = {}
