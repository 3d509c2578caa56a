"""What people read: a refusal with its way out, and the answers to the fair questions. Plain text in short lines.

A refusal says, in this order: no, the risk, the stop rule, the official route and its cost, what makes that cheaper, and
what to list for the move. Hosts, prices and signals arrive as arguments; nothing dated stands here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.gates.acceptance import GATES
from bot.domain.gates.moving import MOVES
from bot.domain.gates.route import STOP_RULES, Purpose, RouteClass
from bot.domain.gates.seen import Effect
from bot.domain.gates.signals import Signal
from bot.domain.refusing.asks import Category, Topic

NO: Mapping[Category, str] = {
    Category.ACCOUNT_POOL: "No: I do not help to build, join, rotate or hide an account pool, or to trade or share accounts.",
    Category.CREDENTIALS: "No: I do not help to take, trade or reuse sessions, cookies, tokens or keys.",
    Category.LIMITS: "No: I do not help to get around limits or bans.",
    Category.VERIFICATION: "No: I do not help to get around verification or bot checks.",
    Category.MODERATION: "No: I do not help to get around moderation.",
}
RISK: Mapping[Category, str] = {
    Category.ACCOUNT_POOL: "its accounts end without notice, strangers see what you send, nobody owes you rights, support or a"
    " bill that can be checked, and OpenAI's terms forbid to share or resell accounts.",
    Category.CREDENTIALS: "a session is the person: whoever holds it reads all that they can read. OpenAI's terms forbid to"
    " share credentials; a login that was passed on must be revoked.",
    Category.LIMITS: "the account or the whole organization is blocked, at the worst moment, with what was paid for it.",
    Category.VERIFICATION: "the organization is blocked, and a false statement about who you are stays yours.",
    Category.MODERATION: "the account is blocked, and what was made may not be published by anybody.",
}
OFFICIAL = "OpenAI's own API, through the Image API or Responses."
LEVERS = (
    "Cheaper, and allowed: low quality, a smaller or cheaper size, keeping and reusing what was drawn, a limit increase"
    " request, OpenAI's batch processing where it is offered, or a contracted gateway that passes all five"
    f" gates ({', '.join(gate.value for gate in GATES)})."
)
BULLET = "• "


@dataclass(frozen=True, slots=True)
class Material:
    """What the answers are filled with: signals from their dated table, lines on what is official, a cost sentence."""

    signals: Sequence[Signal]
    official: Sequence[str]
    cost: str


def refusal(category: Category, volume: int | None, cost_line: str) -> str:
    """Return the refusal of *category*; *cost_line* is the official cost: at *volume* a month, or else of one picture."""
    cost = f"At your volume, {_sentence(cost_line)}" if volume else _sentence(cost_line)
    return _lines(
        NO[category],
        f"Risk: {RISK[category]}",
        f"Stop rule for a route that offers it: {_stop(RouteClass.ACCOUNT_POOL)}",
        f"Official instead: {OFFICIAL} {cost}",
        LEVERS,
        *_moves(),
    )


def fair(topic: Topic, material: Material) -> str:
    """Return the answer to a fair question."""
    match topic:
        case Topic.DETECT:
            return _detect(material)
        case Topic.LEAVE:
            return _leave(material)
        case Topic.OURS:
            return _ours()
        case Topic.OFFICIAL:
            return _official(material.official, material.cost)


def _official(lines: Sequence[str], cost_line: str) -> str:
    return _lines(*lines, f"Rule: {_stop(RouteClass.OFFICIAL)}", f"Cost: {_sentence(cost_line)}")


def _detect(material: Material) -> str:
    return _lines(
        "An account pool shows itself. Any one of these is one:",
        *_signs(material.signals, Effect.ACCOUNT_POOL),
        "Any one of these contradicts the model that is claimed:",
        *_signs(material.signals, Effect.MAPPING_FAILED),
        "A very low or flat price, missing usage or a nameless seller are reasons to ask. Finding nothing proves nothing.",
        f"Stop rule once it is one: {_stop(RouteClass.ACCOUNT_POOL)}",
        "Paste its config, price list or an answer here, with keys and cookies taken out, or run `darkroom gate scan FILE`.",
    )


def _leave(material: Material) -> str:
    return _lines(
        f"Leave it in this order. Stop rule: {_stop(RouteClass.ACCOUNT_POOL)}",
        f"{BULLET}Send nothing new: no customer, brand or sensitive assets from now on.",
        f"{BULLET}Revoke what was handed over: sign out all sessions, change passwords, delete keys and tokens.",
        f"{BULLET}Fetch what you still need and store it yourself; links there end with the pool.",
        f"{BULLET}Make an OpenAI project and a key of your own, with a budget, and verify the organization.",
        f"{BULLET}Move one capability at a time, compare the same prompt before and after, then take the old base URL out.",
        f"Official: {OFFICIAL} {_sentence(material.cost)}",
        LEVERS,
        *_moves(),
    )


def _ours() -> str:
    purposes = ", ".join(purpose.value for purpose in Purpose)
    return _lines(
        "That takes facts, not a guess. Tell me the base URL and what you use it for:",
        "`@darkroom can I use URL for PURPOSE?`",
        f"Purposes: {purposes}.",
        "The answer rests on five gates: who owns it, which model is behind it, how failed calls are billed, which rights you"
        " get, and what you can see of a call.",
        "Its config, an answer or the price list help most: paste them without keys, or run `darkroom gate scan FILE`.",
        f"Until then: {_stop(RouteClass.UNKNOWN)}",
    )


def _signs(signals: Sequence[Signal], effect: Effect) -> list[str]:
    return [f"{BULLET}{signal.what}" for signal in signals if signal.effect is effect]


def _moves() -> list[str]:
    return [
        "To move, list what you use; each has its place:",
        *(f"{BULLET}{row.today}: {row.official}" for row in MOVES),
    ]


def _stop(route_class: RouteClass) -> str:
    return STOP_RULES[route_class]


def _sentence(line: str) -> str:
    return f"{line[:1].upper()}{line[1:]}." if line else ""


def _lines(*lines: str) -> str:
    return "\n".join(line.rstrip() for line in lines)
