"""How many pictures somebody needs: "500 pictures a month", "2k per week", "30 am Tag" → pictures a month, or nothing.

A number counts only together with how often; amounts of money, minutes, people and tokens are no pictures.
"""

import re
from fractions import Fraction

from bot.domain.refusing.reading import read

PERIODS = {  # how many of them make a month
    Fraction(30): "days?|daily|tag(?:e|lich)?|jours?|dias?|giorn[oi]|天|日|일|하루에?",
    Fraction(52, 12): "weeks?|weekly|wochen?|wochentlich|semaines?|semanas?|settiman[ae]|周|週|주",
    Fraction(
        1
    ): "months?|monthly|monate?|monatlich|mois|mes(?:es)?|mensual|mensais|mensili|mes[ei]|个?月|か?月|달|개월",
    Fraction(1, 12): "years?|yearly|jahre?|jahrlich|ans?|annees?|anos?|ann[oi]|年|년",
}
THOUSANDS = {"k": 1_000, "thousand": 1_000, "tausend": 1_000, "mille": 1_000, "mil": 1_000, "千": 1_000, "천": 1_000}
TENS_OF_THOUSANDS = {"万": 10_000, "萬": 10_000, "만": 10_000}
MANY = THOUSANDS | TENS_OF_THOUSANDS
MOST = 10_000_000
EVERY = r"(?:/|每|毎|(?<![a-z])(?:a|an|per|each|every|am|im|pro|je|jeden?|par|chaque|por|al?|ao|cada|a la|alla|il))"
TIMES = f"(?:{'|'.join(MANY)})(?![a-z])"
DIGITS = r"\d{1,3}(?:[.,' ]\d{3})+|\d{1,9}"
NUMBER = rf"(?<![\da-z×$€£.,/-])(?<![$€£] )(?P<number>{DIGITS})\s?(?P<many>{TIMES})?(?![\d%€$])"
PERIOD = "|".join(f"(?P<p{index}>{words})" for index, words in enumerate(PERIODS.values()))
ADVERB = r"daily|weekly|monthly|yearly|taglich|wochentlich|monatlich|jahrlich|mensual|mensais|mensili"
NO_PICTURES = (
    r"(?:minut|hour|second|stund|heure|hora|ore|usd|dollar|euro|\$|€|£|token|accounts?|konten|comptes|cuentas|contas"
    r"|users?|people"
    r"|personen|%|px|x\d|分|秒|人|元|円)"
)
GAP = rf"(?:(?!{NO_PICTURES})[^\d.;!?\n]){{0,40}}?"
HOW_OFTEN = rf"(?:{EVERY}\s?|(?<![a-z])(?=(?:{ADVERB})(?![a-z])))(?:{PERIOD})(?![a-z])"
FORWARD = re.compile(rf"{NUMBER}{GAP}{HOW_OFTEN}")
THINGS = r"(?:张|張|枚|幅|장|pictures|images|bilder)"
BACKWARD = re.compile(
    rf"(?:每|毎|一|1|하루|pro |per |every )?(?:{PERIOD})[にで]?(?:约|約|about )?\s?{NUMBER}\s?{THINGS}"
)


def volume(text: str) -> int | None:
    """Return pictures a month, at least one; None where *text* does not say, or says something that cannot be."""
    plain = read(text)
    found = FORWARD.search(plain) or BACKWARD.search(plain)
    if found is None:
        return None
    times = next(times for index, times in enumerate(PERIODS) if found[f"p{index}"])
    number = int(re.sub(r"\D", "", found["number"])) * MANY.get(found["many"] or "", 1)
    month = round(number * times)
    return max(1, month) if number > 0 and month <= MOST else None
