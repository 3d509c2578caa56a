"""When the bot speaks: the rules of good company, as one table read from the top.

Pure: who said what where, and what is known of the thread, go in; one of five manners comes out.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.intent import has_words, is_change, is_thanks
from bot.domain.message import Message, Place


class Manner(StrEnum):
    """What to do about a message."""

    TURN = "turn"
    THANK = "thank"
    OFFER = "offer"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class Company:
    """What is known of a thread: is it ours, has this person asked in it, does it have a picture yet, is it a review."""

    ours: bool
    participant: bool
    has_versions: bool
    mention_only: bool
    reviewed: bool = False


def decide(message: Message, company: Company) -> Manner:
    """Return how to meet *message*: asked → work; thanked → a quiet reaction; overheard → at most a button."""
    addressed = message.mentions_bot or message.place is Place.DIRECT
    followed = company.ours and message.in_thread and not company.mention_only
    thanked = is_thanks(message.text) and not message.files
    rules = (
        (thanked and (addressed or (followed and not message.mentions_others)), Manner.THANK),
        (addressed, Manner.TURN),
        (not followed or message.mentions_others, Manner.IGNORE),
        (not has_words(message.text) and not message.files, Manner.IGNORE),
        (company.participant or company.reviewed, Manner.TURN),
        (company.has_versions and is_change(message.text), Manner.OFFER),
    )
    return next((manner for applies, manner in rules if applies), Manner.IGNORE)
