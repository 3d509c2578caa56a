"""What is refused, as rows: the words of an ask that leave no doubt what it is for.

Whether it is asked at all, and for rather than about, `rules` finds out for all of them; a row looks at how it is asked
only where the same words also ask for leave.
"""

from collections.abc import Sequence

from bot.domain.refusing import evasion, pools, sessions, trading, turning, words
from bot.domain.refusing.asks import Category
from bot.domain.refusing.fair import POOL
from bot.domain.refusing.rows import Row
from bot.domain.refusing.searching import GAP, Search, near, search, seen
from bot.domain.refusing.subjects import (
    BARE_POOL,
    BARRIERS,
    FINGERPRINTS,
    KEYS,
    LIMITS,
    LOGINS,
    MODERATION,
    POOLS,
    SESSIONS,
    TURNED,
    WEB,
)

TAKEN = seen(sessions.SESSIONS)
NOT_FOR_LEAVE = search(
    r"^(?!\W*(?:(?:so|and|ok|hi|hey|but) )*(?:(?:can|may|could|should|shall|do|are|is|am) (?:we|i|one|my|our)|peut-on"
    r"|pouvons-nous|podemos|se puede|posso|possiamo|si puo|konnen wir|kann man|kann ich)\b"
    r"|.*(?:可以.{0,20}吗|能.{0,20}吗|ても?いい|できますか|해도 ?(?:되|괜찮)|할 수 있나))"
)
"""Whether one may is a question of its own."""
NO_SIGN_ON: Search = search(r"^(?!.*\b(?:sso|saml|okta|entra|scim)\b)")
SO_THAT = r"\b(?:so|to|and|when|while|for|damit|und|um|pour|afin|et|para|y|e|per|cosi)\b|(?<=[^\x00-\x7f])"
UNFILTERED = search(
    rf"(?:<off>{GAP}{{0,18}}?<filter>|<filter>{GAP}{{0,18}}?<off>){GAP}{{0,20}}?(?:{SO_THAT}){GAP}{{0,60}}?<unsafe>",
    off=evasion.SWITCHING_OFF,
    filter=evasion.MODERATION,
    unsafe=evasion.UNSAFE,
)
SEVERAL = {"en": r"\b(?:prox(?:y|ies)|vpns?|accounts)\b"}
DONE_TO_THEM = search(r"\b(?:pool|rotate|bundle|combine|cycle through|resell) them\b")
TOGETHER = search(r"\b(?:share|rotate|pool|resell|use (?:many|several|multiple)) (?:\w+ ){0,2}accounts\b")
KEPT_FOR = seen(trading.RELAY, {"en": r"\bpool\b", "zh": "池", "ja": "プール", "ko": "풀"})
ASKS: Sequence[Row] = (
    Row(Category.ACCOUNT_POOL, POOLS, (POOL, seen(evasion.HIDING))),
    Row(Category.CREDENTIALS, SESSIONS, (TAKEN, near(sessions.TAKING, sessions.SESSIONS))),
    Row(Category.CREDENTIALS, SESSIONS, (near(sessions.OBTAINING, sessions.WEB_TOKENS),)),
    Row(Category.CREDENTIALS, WEB, (near(sessions.MACHINE, sessions.WEB_LOGIN), NO_SIGN_ON)),
    Row(Category.CREDENTIALS, SESSIONS, (near(sessions.KEEPING_ALIVE, sessions.SESSION_TOKENS), KEPT_FOR)),
    Row(Category.CREDENTIALS, (*SESSIONS, *KEYS, *LOGINS), (near(sessions.USING, sessions.STOLEN),)),
    Row(Category.CREDENTIALS, SESSIONS, (near(sessions.INSTEAD_OF_KEY, sessions.SESSIONS), NOT_FOR_LEAVE)),
    Row(Category.CREDENTIALS, (*SESSIONS, *KEYS, "phish"), (seen(sessions.TAKEN_KEYS, sessions.PASSED_ON),)),
    Row(Category.CREDENTIALS, KEYS, (near(trading.SELLING, trading.KEY), NOT_FOR_LEAVE)),
    Row(Category.CREDENTIALS, KEYS, (near(trading.BUYING, trading.KEY), seen(trading.CHEAP))),
    Row(Category.MODERATION, MODERATION, (near(evasion.BYPASSING, evasion.MODERATION),)),
    Row(Category.MODERATION, MODERATION, (near(evasion.TRICKING, evasion.MODERATION),)),
    Row(Category.MODERATION, MODERATION, (UNFILTERED,)),
    Row(Category.MODERATION, MODERATION, (seen(evasion.JAILBREAK),)),
    Row(Category.VERIFICATION, BARRIERS, (near(evasion.BYPASSING, evasion.VERIFICATION),)),
    Row(Category.VERIFICATION, BARRIERS, (near(evasion.TRICKING, evasion.VERIFICATION),)),
    Row(Category.VERIFICATION, BARRIERS, (near(evasion.BORROWED, evasion.VERIFICATION),)),
    Row(Category.VERIFICATION, BARRIERS, (seen(evasion.SOLVING),)),
    Row(
        Category.VERIFICATION,
        FINGERPRINTS,
        (seen(evasion.GUARD), near(evasion.SPOOFING, evasion.FINGERPRINT)),
    ),
    Row(Category.ACCOUNT_POOL, LOGINS, (seen(turning.ACCOUNTS_TURNING),)),
    Row(Category.ACCOUNT_POOL, LOGINS, (seen(words.POOL, trading.ACCOUNT), DONE_TO_THEM)),
    Row(Category.ACCOUNT_POOL, POOLS, (seen(evasion.HIDING), TOGETHER)),
    Row(Category.ACCOUNT_POOL, TURNED, (near(turning.PLAIN_TURNING, turning.DODGED),)),
    Row(Category.ACCOUNT_POOL, POOLS, (POOL, near(words.GETTING, words.POOL))),
    Row(Category.ACCOUNT_POOL, POOLS, (POOL, search(r"\b(?:best|cheapest|which) <pool>", pool=words.POOL))),
    Row(Category.ACCOUNT_POOL, LOGINS, (near(trading.SELLING, trading.ACCOUNT), NOT_FOR_LEAVE)),
    Row(Category.ACCOUNT_POOL, LOGINS, (near(trading.BUYING, trading.ACCOUNT), seen(trading.CHEAP))),
    Row(Category.ACCOUNT_POOL, LOGINS, (seen(trading.RELAY), near(trading.SHARING, trading.ACCOUNT), NOT_FOR_LEAVE)),
    Row(Category.ACCOUNT_POOL, POOLS, (seen(trading.ONE_FOR_MANY), NOT_FOR_LEAVE)),
    Row(Category.ACCOUNT_POOL, WEB, (seen(trading.PLAN_AS_API), NOT_FOR_LEAVE)),
    Row(Category.ACCOUNT_POOL, LOGINS, (near(trading.MAKING, trading.MANY_TRIALS),)),
    Row(Category.ACCOUNT_POOL, BARE_POOL, (seen(pools.JOINING),)),
    Row(Category.ACCOUNT_POOL, BARE_POOL, (near(pools.BARE, pools.UNSEEN),)),
    Row(Category.ACCOUNT_POOL, POOLS, (near(pools.RELAY_ACCOUNTS, evasion.HIDING),)),
    Row(Category.ACCOUNT_POOL, POOLS, (seen(pools.HIDDEN_TRAFFIC),)),
    Row(Category.LIMITS, LIMITS, (near(evasion.BYPASSING, evasion.LIMITS),)),
    Row(Category.LIMITS, LIMITS, (near(evasion.TRICKING, evasion.LIMITS), seen(SEVERAL))),
    Row(Category.LIMITS, TURNED, (seen(turning.TURNING),)),
    Row(Category.LIMITS, TURNED, (near(turning.PROXY_TURNING, turning.DODGED),)),
)
