"""Opening the books at start: older rows are booked, days are counted in the policy's zone, its budgets come into force."""

from functools import partial
from zoneinfo import ZoneInfo

import structlog

from bot.domain.money import exact
from bot.domain.periods import day_of
from bot.domain.policy import Policy
from bot.ports import Clock, Ids
from db import budgets, catching_up
from db.store import Store
from db.tx import Tx

log = structlog.get_logger(__name__)


async def open_books(store: Store, clock: Clock, ids: Ids, policy: Policy, team: str) -> None:
    """Make the books true for *policy*. Only for the holder of the home; done twice it changes nothing."""
    if await store.run(partial(catch_up, zone_name=policy.books_zone, at=clock())):
        log.info("caught up the books", zone=policy.books_zone)
    seed = partial(budgets.seed, team=team, seeds=policy.budgets, new_id=ids, at=clock())
    for seeded in await store.run(seed):
        limit = None if seeded.limit is None else exact(seeded.limit)
        scope = {"kind": seeded.scope.kind.value, "scope": seeded.scope.id, "period": seeded.period.value}
        log.info("budget of the policy file", did=seeded.did, limit=limit, **scope)


def first_catch_up(tx: Tx, *, zone_name: str, at: int) -> None:
    """Book everything where no start has done so yet; books that are counted in some zone are left in it."""
    if catching_up.zone(tx) is None:
        catch_up(tx, zone_name=zone_name, at=at)


def catch_up(tx: Tx, *, zone_name: str, at: int) -> bool:
    """Book what is not booked yet, and count every day anew where the zone was changed; return whether that was needed."""
    return catching_up.catch_up(tx, zone_name=zone_name, day_of=partial(day_of, zone=ZoneInfo(zone_name)), at=at)
