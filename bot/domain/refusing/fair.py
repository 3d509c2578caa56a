"""The fair questions, as rows: how to leave a pool, whether ours is one, how to detect one, what is official.

They win over everything that they mention, so a row here names a pool, or whoever may run one.
"""

from collections.abc import Sequence

from bot.domain.refusing import pools, sessions, words
from bot.domain.refusing.asks import Topic
from bot.domain.refusing.rows import Row
from bot.domain.refusing.searching import search, seen
from bot.domain.refusing.subjects import OFFICIAL, ONE, POOLS, SESSIONS

POOL = seen(words.POOL)
ASKED = search(r"[?？]|ですか|でしょうか|吗|是不是|是否|\b(?:check|whether|if|ob|si|se|pruf)")
HOW_ONE = r"^(?:so )?how (?:do|can|would) (?:i|we|you) "
ONE_OF_THEM: Sequence[Row] = (
    Row(Topic.DETECT, ONE, (search(rf"{HOW_ONE}(?:detect|spot|recogni[sz]e|identify) one\W*$"),)),
    Row(Topic.LEAVE, ONE, (search(rf"{HOW_ONE}(?:leave|quit|get out of|get off) one\W*$"),)),
    Row(Topic.OURS, ONE, (search(r"^(?:so )?is (?:ours|mine|our (?:route|gateway|provider|vendor)) one\W*$"),)),
)
"""Questions that follow a refusal: "one" is a pool there, and nothing that could be drawn anywhere."""
FAIR: Sequence[Row] = (
    *ONE_OF_THEM,
    Row(Topic.LEAVE, POOLS, (POOL, seen(words.LEAVING))),
    Row(Topic.LEAVE, POOLS, (seen(pools.LEAVING),)),
    Row(Topic.OURS, POOLS, (POOL, seen(words.OURS), ASKED)),
    Row(Topic.DETECT, POOLS, (POOL, seen(words.DETECTING))),
    Row(
        Topic.DETECT,
        (*POOLS, *SESSIONS),
        (seen(pools.THEIR_ACCOUNTS, sessions.STOLEN), seen(pools.SOMEBODY), seen(words.DETECTING)),
    ),
    Row(Topic.OFFICIAL, OFFICIAL, (seen(words.WHICH_OFFICIAL),)),
)
