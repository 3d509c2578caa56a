"""Through the turnstile one at a time, in order, with the loop free in between."""

import asyncio
import itertools

from db.turnstile import Turnstile


async def test_a_hundred_pass_in_order_and_the_loop_turns_between_them() -> None:
    """Nobody waits for all of them: a callback gets its turn after each."""
    turnstile = Turnstile()
    passed: list[int] = []
    turns: list[int] = []
    loop = asyncio.get_running_loop()

    def tick() -> None:
        turns.append(len(passed))
        if len(passed) < 100:
            loop.call_soon(tick)

    async def go(number: int) -> None:
        await turnstile.through()
        passed.append(number)

    loop.call_soon(tick)
    await asyncio.gather(*map(go, range(100)))
    assert passed == list(range(100))
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(turns))


async def test_who_gives_up_waiting_keeps_nobody_waiting() -> None:
    """A cancelled turn is passed over, and the next one passes."""
    turnstile = Turnstile()
    await turnstile.through()
    _, gives_up, waits = [asyncio.create_task(turnstile.through()) for _ in range(3)]
    await asyncio.sleep(0)
    gives_up.cancel()
    await asyncio.wait_for(waits, 1)
    assert gives_up.cancelled()
    await asyncio.wait_for(turnstile.through(), 1)
