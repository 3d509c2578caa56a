"""What an operator should know before users do: findings, and the pure judgements behind them.

A finding is a plain sentence; where something is to be done, a remedy stands beside it. Thresholds stand in the table.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.auditing import Audited
from bot.domain.policy import Policy

DISK_LOW, DISK_FULL = 2_000_000_000, 200_000_000
PRICES_OLD_DAYS = 45
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


def reviewers(policy: Policy) -> Judged:
    """Judge whether somebody can decide about gateways, and, with four eyes, a second person beside them."""
    named = policy.reviewers or policy.admins
    who = "1 person decides" if len(named) == 1 else f"{len(named)} people decide"
    told = f"{who} about gateways" if named else "Workspace admins decide about gateways"
    if policy.four_eyes and len(named) == 1:
        remedy = "Name a second one under people.reviewers, or set gates.four_eyes to false."
        return State.WARNING, "One person decides about gateways, and a second has to confirm production.", remedy
    return State.OK, f"{told}{', two of them about production' if policy.four_eyes else ''}.", ""


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
        "{home} is not there for this user, who may not make it either.",
        "Point DARKROOM_HOME at a folder in which this user may write.",
    ),
    Standing.NO_FOLDER: (State.PROBLEM, "{home} is not a folder.", "Point DARKROOM_HOME at a folder."),
    Standing.CLOSED: (
        State.PROBLEM,
        "This user may not read and write everything in {home}.",
        "Run Darkroom as the user that owns it; whatever another user's run left there, give to that one.",
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
