"""What somebody wants to make, and why not by the official route: read from their words where they are plain."""

import re

from bot.domain.gates.route import Purpose
from bot.domain.refusing.volume import volume

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
LIMIT = re.compile(r"\b(?:limits?|quota|capped|throttl\w*|at most|up to)\b", re.IGNORECASE)
"""What a gateway allows is not what somebody needs."""
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
    """Return how many pictures a month *text* says are needed, None where it does not say."""
    return None if LIMIT.search(text) else volume(text)


def gives_reason(text: str) -> bool:
    """Whether *text* reads as why the official route is not enough."""
    return bool(REASON.search(text))
