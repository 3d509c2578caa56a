"""Money: integer nano-dollars, half up per part, and how it is said aloud. No float ever holds an amount."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NewType

NanoUsd = NewType("NanoUsd", int)

NANO = 1_000_000_000
MILL = NANO // 1000
CENT = NANO // 100


def nano_per_million(usd: Decimal) -> int:
    """Return a price of *usd* per million tokens in nano-dollars per million tokens.

    Raises ValueError where the price is finer than that.
    """
    nano = usd * NANO
    if nano != nano.to_integral_value():
        raise ValueError(f"{usd} USD is finer than a nano-dollar per million tokens")
    return int(nano)


def cost(tokens: int, price: int) -> NanoUsd:
    """Return what *tokens* cost at *price* nano-dollars per million, rounded half up."""
    return NanoUsd((tokens * price + 500_000) // 1_000_000)


def _decimal(nano: int, places: int) -> str:
    return str((Decimal(nano) / NANO).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP))


def say(nano: int) -> str:
    """Return an amount as people read it: mills below a dollar, cents above, never $0.000 for something."""
    if nano < 0:
        return f"−{say(-nano)}"
    if 0 < nano < MILL // 2:
        return "under $0.001"
    return f"${_decimal(nano, 3 if nano < NANO else 2)}"


def say_about(nano: int) -> str:
    """Return a forecast: cents, or mills where cents would say nothing."""
    return f"${_decimal(nano, 2)}" if nano >= CENT else say(nano)


def say_up_to(nano: int) -> str:
    """Return an amount that must not be understated: mills or cents, rounded up."""
    step = MILL if nano < NANO else CENT
    return say(-(-nano // step) * step)


def say_at_most(nano: int) -> str:
    """Return a ceiling, rounded up so that it stays one."""
    step = CENT if nano >= CENT else MILL
    return say_about(-(-nano // step) * step)


def exact(nano: int) -> str:
    """Return an amount to the last digit, without trailing zeros beyond cents."""
    if nano < 0:
        return f"−{exact(-nano)}"
    whole = f"{Decimal(nano) / NANO:.9f}".rstrip("0")
    point = whole.index(".")
    return f"${whole.ljust(point + 3, '0')}"


def say_parts(amounts: Sequence[int], total: int) -> list[str]:
    """Return *amounts* in words whose shown digits add up to the shown *total* (largest remainder).

    Sums that do not add up to *total* are said one by one.
    """
    step = MILL if total < NANO else CENT
    target = (total + step // 2) // step
    floors = [amount // step for amount in amounts]
    missing = target - sum(floors)
    if sum(amounts) != total or not 0 <= missing <= len(amounts):
        return [say(amount) for amount in amounts]
    by_remainder = sorted(range(len(amounts)), key=lambda i: (-(amounts[i] % step), i))
    raised = set(by_remainder[:missing])
    return [_say_step((floors[i] + (i in raised)) * step, amounts[i], step) for i in range(len(amounts))]


def _say_step(shown: int, amount: int, step: int) -> str:
    places = 3 if step == MILL else 2
    if shown == 0 < amount:
        return f"under ${_decimal(step, places)}"
    return say(shown) if shown < 0 else f"${_decimal(shown, places)}"
