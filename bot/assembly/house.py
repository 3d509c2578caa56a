"""What stands on this machine: the locked home, its database, its pictures and its prices."""

from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from zoneinfo import ZoneInfo

from bot.domain.policy import Policy
from bot.domain.prices import PriceList
from bot.providers.blobs import Blobs
from bot.providers.config import dated_data
from bot.providers.config.setup import Setup
from bot.providers.home import Home
from bot.providers.looking import Looking
from bot.services.purse import Purse
from db import ledger
from db.store import Store


@dataclass(frozen=True, slots=True)
class House:
    """What stands on this machine: the locked home, its database and its pictures."""

    store: Store
    blobs: Blobs
    looking: Looking
    prices: PriceList


async def open_house(setup: Setup, stack: AsyncExitStack) -> House:
    """Open it; what is open is closed by *stack*."""
    home = Home(setup.home)
    stack.callback(home.close)
    store = Store.open(home.database)
    stack.callback(store.close)
    prices = dated_data.prices()
    await store.run(partial(ledger.seed_prices, prices=prices))
    blobs = Blobs(home.folder)
    blobs.sweep()
    looking = Looking(blobs.spool)
    stack.callback(looking.close)
    return House(store, blobs, looking, prices)


def purse_of(policy: Policy) -> Purse:
    """Return the purse that *policy* asks for."""
    return Purse(ZoneInfo(policy.books_zone), policy.hold_days)
