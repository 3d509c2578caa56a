"""What an ask is about: five things that are refused, four questions beside them that are answered. Names, no rules.

The values travel: the mainline's tools offer them, refused turns are kept by them. They are never renamed.
"""

from enum import StrEnum


class Category(StrEnum):
    """What is refused; all that is kept of a refused ask."""

    ACCOUNT_POOL = "account_pool"
    CREDENTIALS = "credentials"
    LIMITS = "limits"
    VERIFICATION = "verification"
    MODERATION = "moderation"


class Topic(StrEnum):
    """What is answered: how to detect a pool, how to leave it, whether ours is one, and what is official."""

    DETECT = "detect"
    LEAVE = "leave"
    OURS = "ours"
    OFFICIAL = "official"


Choice = Category | Topic
