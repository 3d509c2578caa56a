"""The policy file: TOML in, one `Policy` out. A wrong key or value is a sentence that names it, never a default."""

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from bot.domain import image_tokens
from bot.domain.budgets import Period, Scope, ScopeKind, Seed, limit_of, thresholds_of
from bot.domain.errors import PersonError
from bot.domain.gates.route import Purpose, purpose_of
from bot.domain.money import NANO, NanoUsd
from bot.domain.options.image_options import ImageOptions
from bot.domain.options.sizes import is_legal_size, nearest_legal_size
from bot.domain.policy import DEFAULT_OPTIONS, Policy, Receipts
from bot.providers.config.fallback_section import FallbackSection, checked

STANDARD = Policy()


class PolicyFileError(ValueError):
    """The policy file cannot be used; the message says which key and why."""


def _legal_size(size: str) -> str:
    try:
        width, height = image_tokens.pixels(size)
    except ValueError:
        raise ValueError(f"{size} is not WIDTHxHEIGHT") from None
    if not is_legal_size(width, height):
        near_width, near_height = nearest_legal_size(width, height)
        raise ValueError(f"{size} is not a size gpt-image-2 draws; the nearest is {near_width}x{near_height}")
    return f"{width}x{height}"


def _covered(model: str) -> str:
    if not image_tokens.covers(model):
        raise ValueError(
            f"{model} has no published token formula; use gpt-image-2 or its snapshot gpt-image-2-2026-04-21"
        )
    return model


def _zone(name: str) -> str:
    try:
        return str(ZoneInfo(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"{name} is not a time zone; write it like Europe/Berlin or UTC") from None


def _purpose(said: str) -> str:
    purpose = purpose_of(said)
    if purpose is None:
        raise ValueError(f"{said} is no purpose; use one of {', '.join(Purpose)}")
    return purpose.value


class Section(BaseModel):
    """A table of the file: nothing may stand in it that is not known here."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class People(Section):
    """[people]"""

    admins: frozenset[str] = frozenset()
    reviewers: frozenset[str] = frozenset()
    allowed_teams: frozenset[str] = frozenset()
    guests: bool = False


class Channels(Section):
    """[channels]"""

    only: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    mention_only: bool = False
    purposes: dict[str, Annotated[str, AfterValidator(_purpose)]] = {}


class Gates(Section):
    """[gates]"""

    four_eyes: bool = True


class Defaults(Section):
    """[defaults]"""

    size: Annotated[str, AfterValidator(_legal_size)] = DEFAULT_OPTIONS.size
    quality: Literal["low", "medium", "high"] = "medium"
    format: Literal["png", "jpeg", "webp"] = "png"
    background: Literal["auto", "opaque", "transparent"] = "auto"
    moderation: Literal["auto", "low"] = "auto"
    previews: Annotated[int, Field(ge=0, le=3)] = 2

    @model_validator(mode="after")
    def _possible(self) -> "Defaults":
        if self.format == "jpeg" and self.background == "transparent":
            raise ValueError("a jpeg cannot be transparent; use png or webp")
        return self


class ModelSection(Section):
    """[models]"""

    mainline: str = STANDARD.mainline_model
    image: Annotated[str, AfterValidator(_covered)] = STANDARD.image_model
    reasoning_effort: Literal["none", "minimal", "low", "medium", "high"] = "low"
    max_output_tokens: Annotated[int, Field(ge=256, le=16_000)] = 1500
    background: bool = True
    store: bool = True


class Running(Section):
    """[running]"""

    concurrency: Annotated[int, Field(ge=1, le=500)] = 24
    retry_rate_limited: Annotated[int, Field(ge=0, le=5)] = 2
    sockets: Annotated[int, Field(ge=1, le=10)] = 2
    slack_pace: Annotated[float, Field(gt=0, le=1000)] = 1.0


def _limit(usd: Decimal) -> Decimal:
    try:
        limit_of(usd)
    except PersonError as error:
        raise ValueError(error.sentence) from None
    return usd


def _percents(percents: list[int]) -> list[int]:
    try:
        return list(thresholds_of(percents))
    except PersonError as error:
        raise ValueError(error.sentence) from None


Usd = Annotated[Decimal, Field(ge=0, le=1_000_000, decimal_places=9)]
Limits = dict[Period, Annotated[Decimal, AfterValidator(_limit)]]


class Budgets(Section):
    """[budgets]"""

    workspace: Limits = {}
    channels: dict[str, Limits] = {}
    people: dict[str, Limits] = {}
    alerts: Annotated[list[int], AfterValidator(_percents)] = list(STANDARD.alert_at)
    ask_above: Usd = Decimal("0.25")
    overruns: bool = True
    hold_days: Annotated[int, Field(ge=1, le=366)] = STANDARD.hold_days
    summary_channel: str = ""

    def seeds(self) -> tuple[Seed, ...]:
        """Return every budget of the table."""
        people = ((Scope(ScopeKind.PERSON, name), limits) for name, limits in self.people.items())
        channels = ((Scope(ScopeKind.CHANNEL, name), limits) for name, limits in self.channels.items())
        scopes = [(Scope(ScopeKind.WORKSPACE), self.workspace), *channels, *people]
        return tuple(seed for scope, limits in scopes for seed in self._seeds(scope, limits))

    def _seeds(self, scope: Scope, limits: Mapping[Period, Decimal]) -> Iterator[Seed]:
        for period, usd in limits.items():
            yield Seed(scope, period, limit_of(usd), tuple(self.alerts))


class PolicyFile(Section):
    """The whole file."""

    receipts: Receipts = Receipts.CHANNEL
    books_zone: Annotated[str, AfterValidator(_zone)] = "UTC"
    people: People = People()
    channels: Channels = Channels()
    defaults: Defaults = Defaults()
    models: ModelSection = ModelSection()
    running: Running = Running()
    budgets: Budgets = Budgets()
    gates: Gates = Gates()
    fallbacks: Annotated[dict[str, FallbackSection], AfterValidator(checked)] = {}

    def policy(self) -> Policy:
        """Return what the file says as the domain's value."""
        return Policy(
            admins=self.people.admins,
            allowed_teams=self.people.allowed_teams,
            guests_allowed=self.people.guests,
            channels_only=self.channels.only,
            channels_never=self.channels.never,
            mention_only=self.channels.mention_only,
            defaults=self._options(),
            mainline_model=self.models.mainline,
            image_model=self.models.image,
            reasoning_effort=self.models.reasoning_effort,
            max_output_tokens=self.models.max_output_tokens,
            background=self.models.background,
            store_responses=self.models.store,
            receipts=self.receipts,
            concurrency=self.running.concurrency,
            retry_rate_limited=self.running.retry_rate_limited,
            sockets=self.running.sockets,
            slack_pace=self.running.slack_pace,
            books_zone=self.books_zone,
            budgets=self.budgets.seeds(),
            hold_days=self.budgets.hold_days,
            ask_above_nano=NanoUsd(int(self.budgets.ask_above * NANO)),
            alert_at=tuple(self.budgets.alerts),
            overruns=self.budgets.overruns,
            summary_channel=self.budgets.summary_channel,
            reviewers=self.people.reviewers,
            four_eyes=self.gates.four_eyes,
            purposes={channel: Purpose(said) for channel, said in self.channels.purposes.items()},
            fallbacks={name: section.fallback(name) for name, section in self.fallbacks.items()},
        )

    def _options(self) -> ImageOptions:
        said = self.defaults
        return ImageOptions(
            said.size, said.quality, said.format, said.background, said.moderation, said.previews, DEFAULT_OPTIONS.count
        )


def _explain(error: ValidationError) -> str:
    lines = [f"{'.'.join(str(p) for p in e['loc']) or 'the file'}: {_said(e)}" for e in error.errors()]
    return "; ".join(lines)


def _said(error: ErrorDetails) -> str:
    return "it is missing, and has no default" if error["type"] == "missing" else error["msg"]


def parse(text: str) -> Policy:
    """Return the policy that *text* (TOML) sets; raises PolicyFileError with a sentence."""
    try:
        return PolicyFile.model_validate(tomllib.loads(text)).policy()
    except tomllib.TOMLDecodeError as error:
        raise PolicyFileError(f"it is not valid TOML: {error}") from error
    except ValidationError as error:
        raise PolicyFileError(_explain(error)) from error


def load(path: Path | None) -> Policy:
    """Return the policy of the file at *path*, or the defaults where there is none."""
    if path is None:
        return Policy()
    try:
        return parse(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise PolicyFileError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise PolicyFileError(f"{path} is not UTF-8 text") from error
