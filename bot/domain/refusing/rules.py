"""What an ask is about, where its words leave no doubt; in doubt nobody decides here, and the mainline chooses.

    a wish for a picture ─▶ nothing      whatever its words are, it is drawn
    a fair question      ─▶ its topic    detecting, leaving or checking a pool wins over everything it mentions;
                                         nothing, where it asks for a pool as well
    an ask from a row    ─▶ its category      only where it asks at all, and asks for it rather than about it
    anything else        ─▶ nothing

A row holds when each of its patterns is found. A hidden pool is no fair question: "so that nobody detects it" is hiding.
"""

import re
from collections.abc import Sequence

from bot.domain.refusing import evasion, words
from bot.domain.refusing.asking import ASKING
from bot.domain.refusing.asks import Category, Choice, Topic
from bot.domain.refusing.reading import read
from bot.domain.refusing.words import Words, any_of, seen

NEAR = 60
Row = tuple[Choice, tuple[re.Pattern[str], ...]]


def near(first: Words, second: Words) -> re.Pattern[str]:
    """Return a search for both tables' words in either order, at most NEAR characters apart, in one sentence."""
    one, other, gap = any_of(first), any_of(second), rf"[^.!?。！？\n]{{0,{NEAR}}}?"
    return re.compile(f"{one}{gap}{other}|{other}{gap}{one}")


POOL = seen(words.POOL)
HIDING = seen(evasion.HIDING)
PICTURE = seen(words.DRAWING)
THING = re.compile(r"^(?:an?|the|two|three|four|ein|eine|zwei|une?|des|una?|um|uma|unos?|unas?)\s[^?？]*$")
GETS, A_POOL = any_of(words.GETTING), any_of(words.POOL)
GETS_ONE = re.compile(rf"{GETS}\s?(?:\S+ ){{0,2}}\S{{0,4}}?{A_POOL}|{A_POOL}\S{{0,3}}\s?{GETS}")
"""A pool as the very thing to be had: beside it, no question is certain to be fair."""
DOUBTFUL = re.compile(
    r"\b(?:should|shouldn't|why|is it|are they|legal|illegal|allowed|risk\w*|danger\w*|against|prevent|never|policy"
    r"|explain"
    r"|what is an?|what are|(?:stop|block|keep) (?:\w+ )?(?:users|people|others|them|anyone)|vendors?|providers?"
    r"|sellers?|resellers?"
    r"|suppliers?|they|warum|darf|durfen|anbieter|pourquoi|fournisseurs?|por que|porque|proveedor(?:es)?"
    r"|fornecedor(?:es)?)\b"
    r"|为什么|合法|风险|供应商|なぜ|違法|リスク|業者|위험|불법|업체"
)
"""Asks about a thing rather than for it: left to the mainline."""
ONE_OF_THEM: Sequence[Row] = (
    (
        Topic.DETECT,
        (re.compile(r"^(?:so )?how (?:do|can|would) (?:i|we|you) (?:detect|spot|recogni[sz]e|identify) one\W*$"),),
    ),
    (
        Topic.LEAVE,
        (re.compile(r"^(?:so )?how (?:do|can|would) (?:i|we|you) (?:leave|quit|get out of|get off) one\W*$"),),
    ),
    (Topic.OURS, (re.compile(r"^(?:so )?is (?:ours|mine|our (?:route|gateway|provider|vendor)) one\W*$"),)),
)
"""Questions that follow a refusal: "one" is a pool there, and nothing that could be drawn anywhere."""
FAIR: Sequence[Row] = (
    (Topic.LEAVE, (POOL, seen(words.LEAVING))),
    (
        Topic.OURS,
        (
            POOL,
            seen(words.OURS),
            re.compile(r"[?？]|ですか|でしょうか|吗|是不是|是否|\b(?:check|whether|if|ob|si|se|pruf)"),
        ),
    ),
    (Topic.DETECT, (POOL, seen(words.DETECTING))),
    (Topic.OFFICIAL, (seen(words.WHICH_OFFICIAL),)),
)
ASKS: Sequence[Row] = (
    (Category.ACCOUNT_POOL, (POOL, HIDING)),
    (Category.CREDENTIALS, (near(evasion.TAKING, evasion.SESSIONS),)),
    (Category.MODERATION, (near(evasion.BYPASSING, evasion.MODERATION),)),
    (Category.MODERATION, (seen(evasion.JAILBREAK),)),
    (Category.VERIFICATION, (near(evasion.BYPASSING, evasion.VERIFICATION),)),
    (Category.VERIFICATION, (seen(evasion.SOLVING),)),
    (Category.ACCOUNT_POOL, (seen(evasion.ACCOUNTS_TURNING),)),
    (Category.ACCOUNT_POOL, (near(words.GETTING, words.POOL),)),
    (Category.ACCOUNT_POOL, (re.compile(rf"\b(?:best|cheapest|which) {any_of(words.POOL)}"),)),
    (Category.LIMITS, (near(evasion.BYPASSING, evasion.LIMITS),)),
    (Category.LIMITS, (seen(evasion.TURNING),)),
)


def decide(text: str) -> Choice | None:
    """Return what *text* is about; None where the rules are not certain."""
    plain = read(text)
    if PICTURE.search(plain) or THING.search(plain):
        return None
    hidden = HIDING.search(plain) is not None
    fair = None if hidden else _first((*ONE_OF_THEM, *FAIR), plain)
    if fair is not None and GETS_ONE.search(plain):
        return None
    doubtful = DOUBTFUL.search(plain) is not None and not hidden
    return fair or (_first(ASKS, plain) if ASKING.search(plain) and not doubtful else None)


def _first(rows: Sequence[Row], plain: str) -> Choice | None:
    return next((choice for choice, patterns in rows if all(pattern.search(plain) for pattern in patterns)), None)
