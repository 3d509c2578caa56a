"""Whether quoted words plainly say the opposite of the answer they are given for: then they carry it in nobody's name.

Only answers that could allow something, or promise a price, are held to this; a denial is taken as it comes. What is
doubtful is not decided here: people see answer and words side by side.
"""

import re
from collections.abc import Mapping

from bot.domain.reviews.replies import Reply

NOT = (
    r"\b(?:not|never|no|none|cannot|can't|don't|doesn't|isn't|aren't|won't|without|neither|unable|nicht|nie|kein\w*|ohne|"
    r"jamais|aucune?|nunca|ningun\w*)\b|\bne\b.{1,30}\bpas\b|\bno se\b|\bsin\b|不|无|没有|未|ない|なし|ません"
)
FREE = (
    r"\b(?:free|nothing|zero|refund\w*|waive\w*|exempt|uncharged|unbilled|credited|nichts|kostenlos|kostenfrei|gratis|"
    r"gratuit\w*|rembours\w*|reembols\w*)\b|[$€£]\s?0(?!\.0*[1-9])\b|免费|退款|無料|返金"
)
FORBIDS = (
    r"\b(?:prohibit\w*|forbid\w*|forbidden|disallow\w*|restricted to (?:personal|non-?commercial)|personal use only|"
    r"non-?commercial use only|verboten|untersagt|interdit\w*|prohibid\w*)\b|禁止|不得"
)
AGAINST: Mapping[Reply, re.Pattern[str]] = {
    Reply.BILLED: re.compile(f"{NOT}|{FREE}", re.IGNORECASE),
    Reply.ALLOWED: re.compile(
        rf"\b(?:may|must|can|shall|are|is|will|do|does)(?: \w+)? not\b|{FORBIDS}|\b(?:cannot|can't|unable|nicht)\b|"
        r"\bno (?:right|commercial|licen[cs]e|resale|redistribution|storage|deletion)\b|\bne\b.{1,30}\bpas\b|"
        r"不可|不能|できません",
        re.IGNORECASE,
    ),
    Reply.AVAILABLE: re.compile(
        r"\b(?:do|does|is|are|will)(?: \w+)? not\b|\b(?:don't|doesn't|isn't|aren't|no|cannot|lacks?|without|nicht|kein\w*)\b|"
        r"\bne\b.{1,30}\bpas\b|不返回|没有|ありません",
        re.IGNORECASE,
    ),
    Reply.NAMED: re.compile(
        r"\b(?:not|never|cannot|can't|won't|decline\w*|refuse\w*)\b.{0,30}\b(?:disclos|name|tell|reveal|say\b|share|publish)",
        re.IGNORECASE,
    ),
    Reply.SHOWN: re.compile(
        r"\b(?:no|none|not|never)\b.{0,30}\b(?:requests?|calls?|usage|shows?|shown|appears?|lists?|listed|there)\b",
        re.IGNORECASE,
    ),
}
DENIES_A_BILL = re.compile(f"{NOT}|{FREE}|{FORBIDS}", re.IGNORECASE)


def says_otherwise(reply: Reply, words: str) -> bool:
    """Whether *words* cannot be meant for *reply*: they negate it, or lack the no that it rests on."""
    if reply is Reply.NOT_BILLED:
        return DENIES_A_BILL.search(words) is None
    against = AGAINST.get(reply)
    return against is not None and against.search(words) is not None
