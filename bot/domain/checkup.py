"""What an operator should know before users do: findings, and the pure judgements behind them.

A finding is a plain sentence; where something is to be done, a remedy stands beside it. Thresholds stand in the table.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.auditing import Audited

DISK_LOW, DISK_FULL = 2_000_000_000, 200_000_000
PRICES_OLD_DAYS = 45
SHUTDOWN_NEAR_DAYS = 30
SKEW_S = 60
WAL_LARGE = 100_000_000
PREVIEWS = {1: "inside", 0: "on top of"}


class State(StrEnum):
    """How a check came out. Only a problem makes the command exit with 1."""

    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check. `group` is where it is printed."""

    group: str
    name: str
    state: State
    sentence: str
    remedy: str = ""


def healthy(findings: Iterable[Finding]) -> bool:
    """Whether nothing is a problem; warnings and unknowns are not."""
    return all(finding.state is not State.PROBLEM for finding in findings)


def disk(free_bytes: int) -> tuple[State, str, str]:
    """Judge how much room is left where pictures are kept."""
    room = f"{free_bytes / 1e9:.1f} GB are free."
    if free_bytes < DISK_FULL:
        return State.PROBLEM, room, "Make room now: nothing paid may fail to be kept."
    if free_bytes < DISK_LOW:
        return State.WARNING, room, "Make room soon; a picture takes about 2 MB."
    return State.OK, room, ""


def prices(checked_on: date, today: date) -> tuple[State, str, str]:
    """Judge how old the oldest price row in use is."""
    days = (today - checked_on).days
    sentence = f"The prices in use were last checked on {checked_on}, {days} days ago."
    if days > PRICES_OLD_DAYS:
        return State.WARNING, sentence, "Compare bot/data/prices.toml with the sources it names, or update Darkroom."
    return State.OK, sentence, ""


def formula(audited: Audited) -> tuple[State, str, str]:
    """Judge how reported image tokens compare with the published formula, by which pictures are estimated."""
    if not audited.agreed and not audited.differed:
        return State.UNKNOWN, "No reported image tokens have been compared with the formula yet.", "A picture shows it."
    counted = [(audited.agreements.get(flag, 0), where) for flag, where in PREVIEWS.items()]
    seen = ", ".join(f"{calls} with previews {where} the reported usage" for calls, where in counted if calls)
    agreed = f"{audited.agreed} calls agreed with the formula" + (f" ({seen})" if seen else "")
    if audited.differed:
        return (
            State.WARNING,
            f"{agreed}, and {audited.differed} did not; the latest are {', '.join(audited.latest)}.",
            "Look at them with `darkroom trace`; estimates of such pictures are off, settlements are as reported.",
        )
    return State.OK, f"{agreed}.", ""


def shutdown(model: str, last_day: date | None, today: date) -> tuple[State, str, str]:
    """Judge how long a model will still be served."""
    if last_day is None:
        return State.OK, f"{model} has no known last day.", ""
    days = (last_day - today).days
    if days < 0:
        return State.PROBLEM, f"{model} was shut down on {last_day}.", "Choose another model in the policy: [models]."
    if days <= SHUTDOWN_NEAR_DAYS:
        return (
            State.WARNING,
            f"{model} will be shut down on {last_day}, in {days} days.",
            "Choose another model in the policy: [models].",
        )
    return State.OK, f"{model} is served until {last_day}.", ""


def clock(skew_s: float, who: str) -> tuple[State, str, str]:
    """Judge how far this machine's clock is from somebody else's."""
    if abs(skew_s) > SKEW_S:
        sentence = f"This machine's clock is {abs(skew_s):.0f} s {'ahead of' if skew_s > 0 else 'behind'} {who}."
        return State.WARNING, sentence, "Let it be set by NTP: signatures and days of the books depend on it."
    return State.OK, f"This machine's clock agrees with {who}.", ""


def scopes(granted: frozenset[str], needed: frozenset[str]) -> tuple[State, str, str]:
    """Judge what Slack has granted against what the manifest asks for."""
    missing, more = sorted(needed - granted), sorted(granted - needed)
    if missing:
        return (
            State.PROBLEM,
            f"The app lacks {', '.join(missing)}.",
            "Update the app from `darkroom manifest` and install it again.",
        )
    if more:
        return (
            State.WARNING,
            f"The app has every scope it needs, and {', '.join(more)} besides.",
            "Remove what is not in `darkroom manifest`, and install it again.",
        )
    return State.OK, f"The app has the {len(needed)} scopes it needs.", ""


def token(name: str, value: str | None, prefix: str, where: str) -> tuple[State, str, str]:
    """Judge whether a secret is set and looks like what it should be; it is never shown."""
    if value is None:
        return State.PROBLEM, f"{name} is not set.", f"Take it from {where}."
    if not value.startswith(prefix):
        return State.PROBLEM, f"{name} does not begin with {prefix}.", f"Take it from {where}; it may be another token."
    return State.OK, f"{name} is set.", ""


MODEL_ANSWERS: Mapping[int, tuple[State, str, str]] = {
    200: (State.OK, "{model} can be used with this key.", ""),
    401: (State.PROBLEM, "OpenAI does not accept OPENAI_API_KEY.", "Make a key in the bot's own project and set it."),
    403: (
        State.PROBLEM,
        "This key may not use {model}.",
        "Verify the organization in OpenAI's settings, and allow the model in the project's limits.",
    ),
    404: (State.PROBLEM, "{model} does not exist for this key.", "Choose another in the policy: [models]."),
    429: (State.WARNING, "OpenAI answered “too many requests” about {model}.", "Ask again in a minute."),
}


def model(name: str, status: int) -> tuple[State, str, str]:
    """Judge what OpenAI answered when asked about a model."""
    state, sentence, remedy = MODEL_ANSWERS.get(
        status, (State.WARNING, f"OpenAI answered {status} about {{model}}.", "Ask again later.")
    )
    return state, sentence.format(model=name), remedy
