"""What an operator should know before users do: findings, and the pure judgements behind them.

A finding is a plain sentence; where something is to be done, a remedy stands beside it. Thresholds stand in the table.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.auditing import Audited

DISK_LOW, DISK_FULL = 2_000_000_000, 200_000_000
PRICES_OLD_DAYS = 45
SHUTDOWN_NEAR_DAYS = 30
SKEW_S = 60
WAL_LARGE = 100_000_000
SETTINGS, MACHINE, BOOKS, SLACK, OPENAI = GROUPS = ("Settings", "This machine", "Books", "Slack", "OpenAI")
PREVIEWS = {1: "inside", 0: "on top of"}


class State(StrEnum):
    """How a check came out. Only a problem makes the command exit with 1."""

    OK = "ok"
    WARNING = "warning"
    PROBLEM = "problem"
    UNKNOWN = "unknown"


Judged = tuple[State, str, str]
NOT_REACHED = "Check the network, a proxy, and whether this machine may reach it."


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check: a judgement with its name, by which a program finds it, and its group of `GROUPS`."""

    group: str
    name: str
    state: State
    sentence: str
    remedy: str = ""


def healthy(findings: Iterable[Finding]) -> bool:
    """Whether nothing is a problem; warnings and unknowns are not."""
    return all(finding.state is not State.PROBLEM for finding in findings)


def disk(free_bytes: int) -> Judged:
    """Judge how much room is left where pictures are kept."""
    room = f"{free_bytes / 1e9:.1f} GB are free."
    if free_bytes < DISK_FULL:
        return State.PROBLEM, room, "Make room now: nothing paid may fail to be kept."
    if free_bytes < DISK_LOW:
        return State.WARNING, room, "Make room soon; a picture takes about 2 MB."
    return State.OK, room, ""


class Standing(StrEnum):
    """How the home stands to the user that looks."""

    OURS = "ours"
    ABSENT = "absent"
    UNMAKEABLE = "unmakeable"
    NO_FOLDER = "no folder"
    CLOSED = "closed"


HOMES: Mapping[Standing, Judged] = {
    Standing.OURS: (State.OK, "{home} is there.", ""),
    Standing.ABSENT: (State.OK, "{home} is not there yet; the first start makes it.", ""),
    Standing.UNMAKEABLE: (
        State.PROBLEM,
        "{home} is not there, and this user may not make it.",
        "Point DARKROOM_HOME at a folder in which this user may write.",
    ),
    Standing.NO_FOLDER: (State.PROBLEM, "{home} is not a folder.", "Point DARKROOM_HOME at a folder."),
    Standing.CLOSED: (
        State.PROBLEM,
        "This user may not read and write {home}.",
        "Run Darkroom as the user that owns the folder.",
    ),
}


def home(where: str, standing: Standing) -> Judged:
    """Judge whether the bot could work in its home."""
    state, sentence, remedy = HOMES[standing]
    return state, sentence.format(home=where), remedy


def privacy(where: str, open_to_others: Sequence[str]) -> Judged:
    """Judge whether what is kept is private to its user."""
    if open_to_others:
        sentence = f"Others on this machine can get at {', '.join(open_to_others)} in {where}."
        return State.PROBLEM, sentence, f"chmod -R go= {where}"
    return State.OK, f"{where} is private to its user.", ""


def schema(pending: Sequence[str], unknown: Sequence[str]) -> Judged | None:
    """Judge whether a database is of this version; None where it is."""
    if unknown:
        sentence = f"The database was made by a newer Darkroom: {', '.join(unknown)}."
        return State.PROBLEM, sentence, "Install the version that last ran here, or a newer one."
    if pending:
        remedy = "The next start brings it up to date; back it up first."
        return State.WARNING, f"The database waits for {', '.join(pending)}.", remedy
    return None


def database(size: int, wal: int, open_turns: int) -> Judged:
    """Judge a sound database by its size and that of its write-ahead log, in bytes."""
    sentence = f"The database is sound: {size / 1e6:.1f} MB, its log {wal / 1e6:.1f} MB, turns open: {open_turns}."
    if wal > WAL_LARGE:
        return State.WARNING, sentence, "Look for a program that keeps the file open for reading: its log only grows."
    return State.OK, sentence, ""


def artifacts(kept: int, hashed: int, wrong: int) -> Judged:
    """Judge the pictures by a sample of the newest."""
    if wrong:
        sentence = f"Of the newest {hashed} of {kept} pictures, {wrong} are missing or changed."
        return State.PROBLEM, sentence, "Run `darkroom verify`, and restore them from a backup."
    return State.OK, f"Pictures kept: {kept}; the newest {hashed} are what their names say.", ""


def background(*, off: bool, rejected: bool, worked: bool) -> Judged:
    """Judge whether an interrupted drawing is found again."""
    if off:
        return State.OK, "Background mode is off by policy: an interrupted drawing cannot be found again.", ""
    if rejected:
        return (
            State.WARNING,
            "OpenAI rejected background mode: an interrupted drawing cannot be found again, and is held at its ceiling.",
            "Set models.background = false in the policy, or allow stored responses in the project.",
        )
    if worked:
        return State.OK, "Background mode works: an interrupted drawing is found again.", ""
    return State.UNKNOWN, "Background mode has not been tried yet.", "The first picture shows it."


def price_rows(missing: Sequence[str]) -> Judged:
    """Judge that rows are missing."""
    sentence = f"The price list has no row for {', '.join(missing)}: nothing can be quoted."
    return State.PROBLEM, sentence, "Add the rows to bot/data/prices.toml."


def prices(checked_on: date, today: date) -> Judged:
    """Judge how old the oldest price row in use is."""
    days = (today - checked_on).days
    sentence = f"The prices in use were last checked on {checked_on}, {days} days ago."
    if days > PRICES_OLD_DAYS:
        return State.WARNING, sentence, "Compare bot/data/prices.toml with the sources it names, or update Darkroom."
    return State.OK, sentence, ""


def formula(audited: Audited) -> Judged:
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


def shutdown(model: str, last_day: date | None, today: date) -> Judged:
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


def clock(skew_s: float, who: str) -> Judged:
    """Judge how far this machine's clock is from somebody else's."""
    if abs(skew_s) > SKEW_S:
        sentence = f"This machine's clock is {abs(skew_s):.0f} s {'ahead of' if skew_s > 0 else 'behind'} {who}."
        return State.WARNING, sentence, "Let it be set by NTP: signatures and days of the books depend on it."
    return State.OK, f"This machine's clock agrees with {who}.", ""


def scopes(granted: frozenset[str], needed: frozenset[str]) -> Judged:
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


def token(name: str, value: str | None, prefix: str, where: str) -> Judged:
    """Judge whether a secret is set and looks like what it should be; it is never shown."""
    if value is None:
        return State.PROBLEM, f"{name} is not set.", f"Take it from {where}."
    if value != value.strip():
        return State.PROBLEM, f"{name} has spaces or a line break around it.", "Set it again, without them."
    if not value.startswith(prefix):
        return State.PROBLEM, f"{name} does not begin with {prefix}.", f"Take it from {where}; it may be another token."
    return State.OK, f"{name} is set.", ""


def signing(value: str | None) -> Judged:
    """Judge the secret of HTTP mode, which only that mode needs."""
    if value is None:
        return State.OK, "SLACK_SIGNING_SECRET is not set: only Socket Mode can be used.", ""
    if value != value.strip() or value.startswith(("xox", "xapp-")):
        sentence = "SLACK_SIGNING_SECRET does not look like a signing secret."
        return State.PROBLEM, sentence, "Take it from Basic Information in the app's settings; it is not a token."
    return State.OK, "SLACK_SIGNING_SECRET is set: `darkroom run --http` can be used.", ""


# Errors of Slack's own that say nothing about a token.
PASSING = frozenset({"ratelimited", "internal_error", "fatal_error", "request_timeout", "service_unavailable"})
REFUSED: Mapping[str, tuple[str, str]] = {
    "SLACK_BOT_TOKEN": ("Slack does not accept SLACK_BOT_TOKEN", "Install the app again and take its new token."),
    "SLACK_APP_TOKEN": (
        "Slack gives no socket for SLACK_APP_TOKEN",
        "It must be an app-level token with connections:write, and Socket Mode must be on.",
    ),
}


def slack(token: str, status: int, ok: object, error: object) -> Judged | None:
    """Judge what Slack answered to a token; None where it is good. `status` is 0 where nothing came back."""
    if not status:
        return State.WARNING, f"Slack was not reached; whether {token} is good is not known.", NOT_REACHED
    if ok is True:
        return None
    if ok is None or error in PASSING:
        return State.WARNING, f"Slack could not say whether {token} is good: {error or status}.", "Ask again later."
    sentence, remedy = REFUSED[token]
    return State.PROBLEM, f"{sentence}: {error}.", remedy


MODEL_ANSWERS: Mapping[int, Judged] = {
    0: (State.WARNING, "OpenAI was not reached; whether {model} can be used is not known.", NOT_REACHED),
    200: (State.OK, "{model} can be used with this key.", ""),
    401: (State.PROBLEM, "OpenAI does not accept OPENAI_API_KEY.", "Make a key in the bot's own project and set it."),
    403: (
        State.PROBLEM,
        "This key may not use {model}.",
        "Verify the organization in OpenAI's settings, and allow the model in the project's limits.",
    ),
    404: (
        State.PROBLEM,
        "{model} does not exist for this key.",
        "Choose another in the policy: [models]; for an image model, also verify the organization in OpenAI's settings.",
    ),
    429: (State.WARNING, "OpenAI answered “too many requests” about {model}.", "Ask again in a minute."),
}


def model(name: str, status: int) -> Judged:
    """Judge what OpenAI answered when asked about a model."""
    state, sentence, remedy = MODEL_ANSWERS.get(
        status, (State.WARNING, f"OpenAI answered {status} about {{model}}.", "Ask again later.")
    )
    return state, sentence.format(model=name), remedy
