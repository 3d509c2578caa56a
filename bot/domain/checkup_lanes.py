"""What an operator should know of a fallback: whether it has a key of its own, and what it may be used for today.

None of it is a problem: the bot runs without a fallback, which then does not start.
"""

from collections.abc import Mapping

from bot.domain.checkup import Judged, State
from bot.domain.fallbacks import Fallback
from bot.domain.gates.covering import Coverage, Covered, NotCovered
from bot.domain.gates.route import Purpose


def key(lane: Fallback, *, has_one: bool, set_at_all: bool) -> Judged:
    """Judge whether a fallback's variable holds a key that is its own."""
    if has_one:
        return State.OK, f"{lane.key_env} is set: {lane.name} has its key, for {lane.lane.host} alone.", ""
    if set_at_all:
        sentence = f"{lane.key_env} holds another service's key: {lane.name} does not start."
        return State.WARNING, sentence, f"Set it to a key that {lane.provider} gave for this host."
    return State.WARNING, f"{lane.key_env} is not set: {lane.name} does not start.", "Set it, or remove the fallback."


def verdict(lane: Fallback, found: Mapping[Purpose, Coverage]) -> Judged:
    """Judge what a fallback may be used for today; *found* has every purpose."""
    open_for = [purpose for purpose, coverage in found.items() if isinstance(coverage, Covered)]
    if open_for:
        notes = dict.fromkeys(note for one in found.values() if isinstance(one, Covered) for note in one.notes)
        said = "".join(f", {note}" for note in notes)
        return State.OK, f"{lane.name} may be used for {', '.join(open_for)}{said}.", ""
    closed = found[Purpose.EXPERIMENTS]
    why = closed.sentence.partition("\n")[0] if isinstance(closed, NotCovered) else ""
    return State.WARNING, why, f"/gateway review {lane.base_url} in Slack leads to a verdict."
