"""`[fallbacks.NAME]` of the policy file: a lane through a provider, refused unless everything about it is said.

Its address is held against the rules of addresses, and its key's variable is its own: no key goes to two hosts.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from bot.domain.errors import PersonError
from bot.domain.fallbacks import FailedCalls, Fallback
from bot.domain.gates import address
from bot.domain.lanes import host_of, is_loopback
from bot.domain.money import NANO, NanoUsd
from bot.providers.config import dated_data
from bot.providers.config.environment import Environment

NAME = re.compile(r"^[a-z][a-z0-9-]{0,29}$")
TAKEN_NAMES = frozenset({"official", "sandbox", "probe", "fallback"})
VARIABLE = re.compile(r"^[A-Z][A-Z0-9_]*$")
TAKEN_VARIABLES = frozenset(name.upper() for name in Environment.model_fields)
QUALITIES = ("low", "medium", "high")
Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Route = Annotated[str, StringConstraints(strip_whitespace=True, to_lower=True, min_length=1, max_length=80)]
"""As reviews write down what a route is made of."""
Usd = Annotated[Decimal, Field(gt=0, le=1000, decimal_places=9)]


def _variable(name: str) -> str:
    if not VARIABLE.match(name):
        raise ValueError(f"{name} is not the name of a variable; write it like ACME_API_KEY")
    if name in TAKEN_VARIABLES or name.startswith("SLACK_"):
        raise ValueError(f"{name} belongs to somebody else: a fallback's key has a variable of its own")
    return name


class PerQuality(BaseModel):
    """`price_usd` as a table: a picture of each quality."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    low: Usd
    medium: Usd
    high: Usd


class FallbackSection(BaseModel):
    """One lane through a provider."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    provider: Said
    base_url: Said
    model: Route = "gpt-image-2"
    endpoint: Literal["responses", "images/generations"] = "images/generations"
    key_group: Route = "default"
    key_env: Annotated[str, AfterValidator(_variable)]
    price_usd: Usd | PerQuality
    failed_calls: FailedCalls
    output_rights: Said
    stop_rule: Said
    allow_loopback: bool = False

    @model_validator(mode="after")
    def _reachable(self) -> "FallbackSection":
        official = dated_data.official_hosts()
        host = urlsplit(self.base_url).hostname or ""
        if is_loopback(host):
            if not self.allow_loopback:
                raise ValueError(
                    f"base_url is on this machine ({host}); only tests allow that, with allow_loopback = true"
                )
            return self
        try:
            address.check(self.base_url, official)
        except PersonError as error:
            raise ValueError(f"base_url: {error.sentence}") from error
        if host.lower() in official:
            raise ValueError(f"base_url: {host} is OpenAI's own. The official route is no fallback: it is the default")
        return self

    def fallback(self, name: str) -> Fallback:
        """Return it as the domain's value."""
        return Fallback(
            name=name,
            provider=self.provider,
            base_url=address.normalized(self.base_url),
            model=self.model,
            endpoint=self.endpoint,
            key_group=self.key_group,
            key_env=self.key_env,
            prices={quality: NanoUsd(int(self._price(quality) * NANO)) for quality in QUALITIES},
            failed_calls=self.failed_calls,
            output_rights=self.output_rights,
            stop_rule=self.stop_rule,
        )

    def _price(self, quality: str) -> Decimal:
        return self.price_usd if isinstance(self.price_usd, Decimal) else getattr(self.price_usd, quality)


def checked(sections: Mapping[str, FallbackSection]) -> Mapping[str, FallbackSection]:
    """Return *sections*; raises ValueError where a name cannot be, or a key would go to two hosts."""
    hosts: dict[str, tuple[str, str]] = {}
    for name, section in sections.items():
        if not NAME.match(name) or name in TAKEN_NAMES:
            raise ValueError(f"{name} cannot be a lane's name; use a lower-case word of its own, such as acme")
        host = host_of(address.normalized(section.base_url))
        other, same = hosts.setdefault(section.key_env, (name, host))
        if same != host:
            raise ValueError(f"{other} and {name} share {section.key_env}, but not their host: each needs its own key")
    return sections
