"""Everything that a request may touch, in one hand: settings, books, scripts and shelves."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web

from bot.sandbox.openai.faults import FaultQueue
from bot.sandbox.openai.journal import Journal
from bot.sandbox.openai.meter import Meter
from bot.sandbox.openai.script import Script
from bot.sandbox.openai.settings import Settings
from bot.sandbox.openai.shelf import Shelf


@dataclass(slots=True)
class Workshop:
    """The inside of one sandbox. `clock` gives seconds since the epoch."""

    api_key: str = "sk-sandbox"
    settings: Settings = field(default_factory=Settings)
    clock: Callable[[], float] = time.time
    faults: FaultQueue = field(default_factory=FaultQueue)
    script: Script = field(default_factory=Script)
    journal: Journal = field(default_factory=Journal)
    drawn: Counter[str] = field(default_factory=Counter)
    meter: Meter = field(init=False)
    shelf: Shelf = field(init=False)

    def __post_init__(self) -> None:
        self.meter = Meter(self.clock)
        self.shelf = Shelf(self.settings, self.clock)


WORKSHOP = web.AppKey("WORKSHOP", Workshop)
