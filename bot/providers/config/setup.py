"""What the bot is started with, as one value: where, as whom, by which lane, under which policy."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.domain.host_key import HostKey
from bot.domain.lanes import Lane
from bot.domain.policy import Policy


@dataclass(frozen=True, slots=True)
class Secrets:
    """The tokens and keys, as values: they come from the environment and go nowhere else.

    `fallback_keys` are by the fallback's name, each bound to its host.
    """

    slack_bot_token: str = field(repr=False)
    slack_app_token: str | None = field(repr=False)
    openai_api_key: str = field(repr=False)
    slack_signing_secret: str | None = field(default=None, repr=False)
    fallback_keys: Mapping[str, HostKey] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Setup:
    """Everything the bot is started with."""

    home: Path
    slack_api_url: str
    lane: Lane
    policy: Policy
    secrets: Secrets
