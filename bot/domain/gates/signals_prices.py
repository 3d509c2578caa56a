"""Which prices cannot be official: a provider's price for gpt-image-2 held against what the tokens cost at OpenAI.

A price below cost is a question, never a verdict: somebody may pay the difference. Nothing is said of models whose tokens
the formula does not cover, nor of batch and cached prices, which are lower at OpenAI too.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from bot.domain import image_tokens
from bot.domain.gates.signals_scene import Hit, Passage, Scene
from bot.domain.money import NANO, cost, say
from bot.domain.prices import TokenClass

MODEL = "gpt-image-2"
IMAGE_MODEL = re.compile(
    r"(?i)gpt[- ]?image[- ]?\d[\w.]*|gpt-4o-image|dall[- ]?e|flux|imagen|seedream|stable diffusion|nano[- ]banana|gemini"
)
OURS = re.compile(r"(?i)gpt[- ]?image[- ]?2\Z")
AMOUNT = r"(?:US)?\$\s?(\d{1,6}(?:\.\d{1,18})?)"
UNIT = r"\s*(?:USD)?\s*(?:/|per|an?\b|each)\s*(?:image|picture|call|request|generation|张|次|each)"
EACH = re.compile(rf"(?i){AMOUNT}{UNIT}")
QUALITY_FIRST = re.compile(
    rf"(?i)\b(?P<quality>low|medium|high)\b[^$\n]{{0,30}}{AMOUNT}(?!\s*(?:/|per)\s*(?:1\s?M|M|mil))"
)
PRICE_FIRST = re.compile(rf"(?i){AMOUNT}\s*(?:{UNIT}\s*)?(?:\(|for |at )(?P<quality>low|medium|high)\b")
PER_MILLION = re.compile(rf"(?i){AMOUNT}\s*(?:/|per)\s*(?:1\s?)?(?:M\b|million|1,000,000)[^$|,;\n]{{0,40}}")
TIERED = re.compile(r"(?i)\b(?:low|medium|high)\b")
SIZE = re.compile(r"\b(\d{3,4})\s?[x×]\s?(\d{3,4})\b")
CHEAPER_AT_OPENAI = re.compile(r"(?i)batch|flex|cached|mini\b")
UNSAID = {"input": ("text", "image"), "output": ("image",)}
STANDARD = ("1024x1024", "1536x1024", "1024x1536")
DEAREST = ("1024x1024", "high")


def flat_price(scene: Scene) -> Iterator[Hit]:
    """Yield a price per picture that names no quality and is below that of a high one at OpenAI."""
    official = _picture(scene, *DEAREST)
    for passage in _about_ours(scene):
        for found in EACH.finditer(passage.text):
            if not TIERED.search(passage.text) and _nano(found[1]) < official:
                yield Hit(passage, found[0], f"a high {DEAREST[0]} costs {say(official)} at OpenAI")


def below_token_price(scene: Scene) -> Iterator[Hit]:
    """Yield prices below what the tokens alone cost at OpenAI: per picture of a quality, or per million tokens."""
    for passage in _about_ours(scene):
        yield from _tiers(scene, passage)
        yield from _millions(scene, passage)


def _about_ours(scene: Scene) -> Iterator[Passage]:
    """Yield the passages whose prices are for our model: it was the last image model named."""
    ours = False
    for passage in scene.passages:
        named = IMAGE_MODEL.findall(passage.text)
        ours = OURS.match(named[-1]) is not None if named else ours
        if ours and len(set(map(str.lower, named))) < 2 and not CHEAPER_AT_OPENAI.search(passage.text):
            yield passage


def _tiers(scene: Scene, passage: Passage) -> Iterator[Hit]:
    found = list(PRICE_FIRST.finditer(passage.text)) or list(QUALITY_FIRST.finditer(passage.text))
    size = SIZE.search(passage.text)
    sizes = (f"{size[1]}x{size[2]}",) if size else STANDARD
    for one in found:
        quality = one["quality"].lower()
        official, cheapest = min((_picture(scene, each, quality), each) for each in sizes)
        if _nano(one[1] if one[1] != one["quality"] else one[2]) < official:
            yield Hit(passage, one[0], f"the output tokens of a {quality} {cheapest} cost {say(official)} at OpenAI")


def _millions(scene: Scene, passage: Passage) -> Iterator[Hit]:
    for one in PER_MILLION.finditer(passage.text):
        before = re.split(r"[$|,;]", passage.text[: one.start()])[-1]
        classes = _classes(one[0]) or _classes(before) or tuple(TokenClass)
        rows = [scene.prices.find(MODEL, each, scene.at_ms) for each in classes if "cached" not in each]
        official = min((row.nano_per_million for row in rows if row), default=0)
        if _nano(one[1]) < official:
            yield Hit(passage, one[0], f"at least {say(official)} a million at OpenAI")


def _classes(said: str) -> tuple[TokenClass, ...]:
    words = said.lower()
    said_kinds = [kind for kind in ("text", "image") if kind in words.replace("gpt-image", "")]
    sides = [side for side in UNSAID if side in words]
    return tuple(TokenClass(f"{kind}_{side[:-3]}") for side in sides for kind in said_kinds or UNSAID[side])


def _picture(scene: Scene, size: str, quality: str) -> int:
    """Return what the output tokens of one picture cost at OpenAI, in nano-dollars."""
    row = scene.prices.at(MODEL, TokenClass.IMAGE_OUT, scene.at_ms)
    return cost(image_tokens.output_tokens(size, quality), row.nano_per_million)


def _nano(usd: str) -> int:
    return int(Decimal(usd) * NANO)
