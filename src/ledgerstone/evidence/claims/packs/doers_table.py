"""The table of a language pack by which the one who does it is found before a verb of harm."""

from msgspec import Struct

Forms = tuple[str, ...]


class DoersTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who is said to have done it, as the subject of a verb.

    Attributes:
        does: Verbs of harm in forms whose subject does it ("killed" with an object after it), never suffers it.
        object_before: Whether the language puts whom it was done to before the verb ("… on nəfəri öldürdü").
        object_endings: Where it does, endings of the one that it is done to ("köpeğ-i").
        causes: Words for what does harm and is nobody ("flood*", "shell*"); events and labels are none either.
        nouns_only: Whether only a noun for actors or a name of `peoples` is taken for one: where a phrase has no
            article, the capital that opens a sentence names nobody.
        peoples: Endings of a people's or group's name that stands for all of it ("-ians").
    """

    does: Forms = ()
    object_before: bool = False
    object_endings: Forms = ()
    nouns_only: bool = False
    causes: Forms = ()
    peoples: Forms = ()
