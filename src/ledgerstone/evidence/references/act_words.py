"""The words by which texts cite acts: kinds of paper that a body issues, and the marks of their numbers.

All languages are looked for at once. A kind's name here is ours; across languages two kinds may render one word, so
that kinds are compared within one language alone.
"""

import re
from typing import Final

KINDS: Final = {
    "resolution": r"[Rr]esolutions?|[Рр]езолюци\w{1,3}|[Բբ]անաձև\w{0,6}|[Qq]ətnamə\w{0,6}|[Rr]ésolutions?",
    "decree": r"[Dd]ecrees?|[Уу]каз(?:а|у|ом|е)?|[Дд]екрет\w{0,2}|[Հհ]րամանագ[իր]\w{0,6}|[Ff]ərman\w{0,5}|[Dd]écrets?",
    "law": r"[Ll]aw|[Зз]акон(?:а|у|ом|е)?|[Օօ]րենք\w{0,5}|[Qq]anun\w{0,5}|[Ll]oi",
    "ordinance": r"[Oo]rdinances?|[Пп]остановлени\w{1,2}|[Oo]rdonnances?|[Aa]rrêtés?",
    "decision": r"[Dd]ecisions?|[Рр]ешени(?:е|я|ю|ем|и)|[Ոո]րոշ(?:ում|ման|մամբ)\w{0,4}|[Qq]ərar\w{0,5}|[Dd]écisions?",
    "order": r"[Oo]rders?|[Пп]риказ\w{0,2}|[Հհ]րաման(?!ագ)\w{0,4}|[Əə]mr\w{0,4}|[Оо]рдер\w{0,2}",
    "directive": r"[Dd]irectives?|[Дд]иректив\w{1,2}",
    "convention": r"[Cc]onventions?|[Кк]онвенци\w{1,2}|[Կկ]ոնվենցիա\w{0,4}|[Kk]onvensiya\w{0,5}",
    "protocol": r"[Pp]rotocols?|[Пп]ротокол\w{0,2}|[Pp]rotokol\w{0,5}|[Pp]rotocoles?",
    "judgment": r"[Jj]udge?ments?|[Vv]erdicts?|[Пп]риговор\w{0,2}|[Դդ]ատավճ[իռ]\w{0,4}|[Hh]ökm\w{0,5}|[Jj]ugements?",
    "report": r"[Rr]eports?|[Дд]оклад\w{0,2}|[Զզ]եկույց\w{0,4}|[Hh]esabat\w{0,5}|[Rr]apports?",
    "statement": r"[Ss]tatements?|[Зз]аявлени\w{1,2}|[Հհ]այտարարությ\w{0,8}|[Bb]əyanat\w{0,5}|[Dd]éclarations?",
    "appeal": r"[Aa]ppeals?|[Оо]бращени\w{1,2}|[Mm]üraciət\w{0,6}|[Aa]ppels?",
}
KIND: Final = re.compile(r"(?<!\w)(?:" + "|".join(f"(?P<{kind}>{forms})" for kind, forms in KINDS.items()) + r")(?!\w)")

_DIGITS: Final = r"\d{1,5}(?:\s?[/–-]\s?[\dA-ZА-Я]{1,6}){0,3}(?!\w)"
NUMBER: Final = re.compile(
    rf"(?<!\w)(?:[Nn]os?\.|[Nn]o(?=\s?\d)|[Nn]r\.?|№|[Nn]°|[Nn]umber|[Нн]омер|[Թթ]իվ|N)\s?(?P<marked>{_DIGITS})"
    rf"|(?<!\w)(?P<before>{_DIGITS})(?=\s(?:saylı|nömrəli|համար))"
    r"|(?<!\w)(?P<code>[A-Z]{1,3}/(?:[A-Z]{1,6}/)?\d{1,4}(?:/\d{1,5})?|[CL]\s?\d{1,4}/\d{1,5})(?!\w)"
)
DIRECT: Final = re.compile(rf"\s(?P<direct>{_DIGITS})")
"""A number that stands right behind the word ("Resolution 822")."""
