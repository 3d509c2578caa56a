"""What somebody wants to make, and why not by the official route: read from their words where they are plain."""

import re

from bot.domain.gates.route import Purpose

PURPOSES: tuple[tuple[Purpose, re.Pattern[str]], ...] = (
    (Purpose.SENSITIVE, re.compile(r"\b(?:sensitive|confidential|medical|patient|personal data|biometric|secret|vertraulich|"
                                   r"sensibles|sensibel|sensible[nr]?\s+daten)\b|敏感|機密", re.IGNORECASE)),
    (Purpose.CUSTOMER, re.compile(r"\b(?:customers?|clients?|brands?|product (?:shots?|photos?|pictures?|images?)|products?|"
                                  r"kunden\w*|marke|marken\w*|produkt\w*|clientes?|produits?|productos?)\b|客户|产品|顧客|商品",
                                  re.IGNORECASE)),
    (Purpose.PUBLIC, re.compile(r"\b(?:public(?: content)?|marketing|social(?: media)?|blog|website|campaigns?|press|"
                                r"öffentlich\w*|werbung)\b|公开|宣传|公開", re.IGNORECASE)),
    (Purpose.EXPERIMENTS, re.compile(r"\b(?:experiments?|tests?|testing|trying|prototypes?|hackathon|play(?:ing)?|"
                                     r"versuche?|essais?|pruebas?)\b|测试|实验|実験", re.IGNORECASE)),
    (Purpose.INTERNAL, re.compile(r"\b(?:internal(?:ly)?|intern|slides?|presentations?|mock-?ups?|intranet|interne)\b|内部",
                                  re.IGNORECASE)),
)  # fmt: skip
PERIODS = {"day": 30, "week": 4, "month": 1, "year": 0}
PER = re.compile(
    r"(?<![\w$€£¥.,])(?<![$€£¥] )(?P<count>\d{1,3}(?:[.,' ]\d{3})+|\d+(?:[.,]\d+)?)\s*"
    r"(?P<k>k|thousand|tausend|mil\b|million|m\b)?\s*"
    r"(?:pictures?|images?|pics?|photos?|fotos?|shots?|bilder|images|im[aá]genes|张|枚|renders?|calls?|requests?)?\s*"
    r"(?:a|an|per|each|every|/|am|im|pro|par|al|por|每|毎)\s*(?P<period>day|week|month|year|tag|woche|monat|jahr|jour|"
    r"semaine|mois|an\b|d[ií]a|semana|mes|a[nñ]o|天|周|月|年|日|週)",
    re.IGNORECASE,
)
PERIOD_FIRST = re.compile(r"[每毎]?(?P<period>[天日周週月年])(?:に|间|間)?\s*(?P<count>\d+)\s*[张張枚幅]")
LIMIT = re.compile(r"\b(?:limits?|quota|capped|throttl\w*|at most|up to)\b", re.IGNORECASE)
"""What a gateway allows is not what somebody needs."""
IN_ENGLISH = {
    "tag": "day", "jour": "day", "dia": "day", "día": "day", "天": "day", "日": "day", "woche": "week", "semaine": "week",
    "semana": "week", "周": "week", "週": "week", "monat": "month", "mois": "month", "mes": "month", "月": "month",
    "jahr": "year", "an": "year", "año": "year", "ano": "year", "年": "year",
}  # fmt: skip
THOUSANDS = {"k": 1_000, "thousand": 1_000, "tausend": 1_000, "mil": 1_000, "million": 1_000_000, "m": 1_000_000}
MOST = 100_000_000
REASON = re.compile(
    r"\b(?:because|since|as it(?:'s| is)|cheaper|price|too expensive|expensive|cost|region|country|blocked|verif|card|invoice|"
    r"currency|limit|quota|speed|faster|latency|weil|günstiger|teuer|billiger|parce que|moins cher|porque|m[aá]s barato|"
    r"already (?:pay|have)|contract|one bill|need (?:other|several) models)\b|便宜|因为|安い",
    re.IGNORECASE,
)


def purpose_in(text: str) -> Purpose | None:
    """Return the gravest purpose that *text* names, None where it names none."""
    return next((purpose for purpose, words in PURPOSES if words.search(text)), None)


def monthly(text: str) -> int | None:
    """Return how many pictures a month *text* speaks of, None where it does not say."""
    found = None if LIMIT.search(text) else PER.search(text) or PERIOD_FIRST.search(text)
    if found is None:
        return None
    period, many = found["period"].casefold(), found.groupdict().get("k")
    count = _number(found["count"]) * THOUSANDS.get((many or "").casefold(), 1)
    months = PERIODS[IN_ENGLISH.get(period, period)]
    pictures = round(count * months if months else count / 12)
    return min(pictures, MOST) if pictures > 0 else None


def gives_reason(text: str) -> bool:
    """Whether *text* reads as why the official route is not enough."""
    return bool(REASON.search(text))


def _number(said: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:[.,' ]\d{3})+", said):
        return float(re.sub(r"[.,' ]", "", said))
    return float(said.replace(",", "."))
