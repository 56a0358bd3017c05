"""What a file of the hostile corpus is: its bytes, what must be said of it; and where its traps would show."""

import io
import zipfile
from collections.abc import Callable, Mapping

from msgspec import Struct

BEACON = ("127.86.69.76", 48913)
"""An address of this machine alone, that a file which is obeyed would fetch from."""
FETCHED = f"http://{BEACON[0]}:{BEACON[1]}/fetched"
PLANTED = "ledgerstone-hostile-planted"
"""A part of the name of every file that would be there if one were obeyed."""
OUTSIDE = f"/var/tmp/{PLANTED}"  # noqa: S108 - that it is not made there is what is tested
WORDS = "At least 32 people were taken from the market of Velmar on 3 May 1994, the council found."
MEBIBYTE = 1 << 20
LAUGHS = '<!ENTITY l0 "laugh">' + "".join("<!ENTITY l{} '{}'>".format(n, f"&l{n - 1};" * 10) for n in range(1, 12))
"""A hundred thousand million words, in eleven steps of ten."""


class HostileFile(Struct, frozen=True, kw_only=True):
    """A file that was made to do harm.

    Attributes:
        name: What it is called where it is handed in; its extension may lie.
        make: Makes its bytes, the same ones each time.
        said: A regular expression that is found in the warnings of its reading or of its members, or in the reason
            why it was refused; empty where it is read whole, and nothing is to be said.
        kept: Words that its reading has all the same; empty for none.
        left_out: A regular expression that is nowhere in its reading; empty for none.
        long: Whether it takes so long that only the long tests hand it in.
    """

    name: str
    make: Callable[[], bytes]
    said: str
    kept: str = ""
    left_out: str = ""
    long: bool = False


def packed(members: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP of members, which is the same each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=method)
    return out.getvalue()
