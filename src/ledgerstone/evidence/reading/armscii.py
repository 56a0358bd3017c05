"""ArmSCII-8, the Armenian 8-bit encoding that Python lacks.

Source: Armenian standard AST 34.002 (ArmSCII-8), as mapped in Unicode's and glibc's tables: capital and small
letters alternate from 0xB2; punctuation stands from 0xA2.
"""

import codecs

NAME = "armscii-8"
FIRST_CAPITAL, LETTERS = 0xB2, 38
ASCII = range(0x80)
PUNCTUATION = {
    0xA0: "\xa0",
    0xA1: "֍",
    0xA2: "և",
    0xA3: "։",
    0xA4: ")",
    0xA5: "(",
    0xA6: "»",
    0xA7: "«",
    0xA8: "—",
    0xA9: ".",
    0xAA: "՝",
    0xAB: ",",
    0xAC: "-",
    0xAD: "֊",
    0xAE: "…",
    0xAF: "՜",
    0xB0: "՛",
    0xB1: "՞",
    0xFE: "՚",
}


def _table() -> str:
    signs = [chr(byte) if byte in ASCII else "\ufffe" for byte in range(256)]  # U+FFFE is charmap's "undefined"
    for byte, sign in PUNCTUATION.items():
        signs[byte] = sign
    for letter in range(LETTERS):
        signs[FIRST_CAPITAL + 2 * letter] = chr(0x531 + letter)
        signs[FIRST_CAPITAL + 2 * letter + 1] = chr(0x561 + letter)
    return "".join(signs)


TABLE = _table()


def decode_armscii(data: bytes) -> str:
    """Return ArmSCII-8 bytes as text, U+FFFD for a byte that it does not define."""
    return codecs.charmap_decode(data, "replace", TABLE)[0]
