"""The signs of RTF: its tokens, its code pages, and the words that stand for one sign.

Rich Text Format Specification 1.9.1, "Syntax", "Character Set", "Font Table" and "Special Characters".
"""

import codecs
import re

TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<symbol>[^a-zA-Z'])"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\'?",
    re.DOTALL,
)
CHARSETS = {
    77: "mac-roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gbk",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
"""What `\\fcharset` says of a font; 0 and 1 leave it to the document."""
SYMBOL_CHARSET = 2
PAGES = {65001: "utf-8", 10000: "mac-roman", 10007: "mac-cyrillic", 10006: "mac-greek", 10081: "mac-turkish"}
WORDS = {
    "tab": "\t",
    "line": "\n",
    "page": "\n",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "zwbo": "\u200b",
    "ltrmark": "\u200e",
    "rtlmark": "\u200f",
}
SYMBOLS = {"~": "\u00a0", "_": "\u2011", "-": "\u00ad", "\\": "\\", "{": "{", "}": "}", "\t": "\t"}
DEFAULT = "cp1252"


def code_page(number: int | None) -> str:
    """Return Python's name of a Windows code page; cp1252 for one that Python does not know."""
    if number in PAGES:
        return PAGES[number]
    try:
        return codecs.lookup(f"cp{number}").name
    except LookupError:
        return DEFAULT


def mended(words: str) -> str:
    """Return words in which the two halves of a sign beyond U+FFFF are one sign, and a half alone is U+FFFD."""
    return words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
