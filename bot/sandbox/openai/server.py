"""A local OpenAI on a real port: strict, metered, and able to misbehave. Nothing leaves the machine."""

import asyncio
import time
from collections.abc import Callable
from typing import Final

from aiohttp import web

from bot.sandbox.openai import (
    front_door,
    routes_control,
    routes_images,
    routes_models,
    routes_organization,
    routes_responses,
)
from bot.sandbox.openai.faults import FaultQueue
from bot.sandbox.openai.journal import Journal
from bot.sandbox.openai.meter import Meter
from bot.sandbox.openai.script import Script
from bot.sandbox.openai.settings import Settings
from bot.sandbox.openai.workshop import WORKSHOP, Workshop

LARGEST_BODY: Final = 512 * 1024 * 1024


class OpenAISandbox:
    """Point a client at `base_url`, read `meter` and `journal`, provoke through `faults` and `script`."""

    def __init__(
        self,
        *,
        api_key: str = "sk-sandbox",
        settings: Settings | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.workshop = Workshop(api_key=api_key, settings=settings or Settings(), clock=clock)
        self._runner: web.AppRunner | None = None
        self._address: tuple[str, int] | None = None

    @property
    def settings(self) -> Settings:
        return self.workshop.settings

    @property
    def meter(self) -> Meter:
        return self.workshop.meter

    @property
    def faults(self) -> FaultQueue:
        return self.workshop.faults

    @property
    def script(self) -> Script:
        return self.workshop.script

    @property
    def journal(self) -> Journal:
        return self.workshop.journal

    @property
    def url(self) -> str:
        """`http://HOST:PORT`, under which `/sandbox/` lies; raises before `start`."""
        if self._address is None:
            raise RuntimeError("the sandbox is not running")
        return "http://{}:{}".format(*self._address)

    @property
    def base_url(self) -> str:
        """What an OpenAI client takes as its base URL."""
        return f"{self.url}/v1"

    def make_app(self) -> web.Application:
        """Return a new application on this sandbox's insides.

        Run it with `handler_cancellation=True`: a client that goes away must take its foreground work with it.
        """
        doors = [front_door.written_down, front_door.one_error_shape, front_door.right_key]
        app = web.Application(middlewares=doors, client_max_size=LARGEST_BODY)
        app[WORKSHOP] = self.workshop
        app.on_response_prepare.append(front_door.put_headers)
        app.on_shutdown.append(self._end_work)
        for method, path, handler in ROUTES:
            app.router.add_route(method, path, handler)
        return app

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen on *host*; port 0 takes a free one."""
        self._runner = web.AppRunner(
            self.make_app(), handler_cancellation=True, access_log=None, shutdown_timeout=SHUTDOWN_S
        )
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        self._address = (host, self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Stop listening, end all work, close all connections. Stopping twice is stopping once."""
        runner, self._runner, self._address = self._runner, None, None
        if runner is not None:
            await runner.cleanup()

    async def _end_work(self, _: web.Application) -> None:
        tasks = [work.task for work in self.workshop.shelf.running() if work.task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


SHUTDOWN_S: Final = 0.1
ROUTES: Final = [
    ("POST", "/v1/responses", routes_responses.create),
    ("GET", "/v1/responses/{id}", routes_responses.retrieve),
    ("POST", "/v1/responses/{id}/cancel", routes_responses.cancel),
    ("POST", "/v1/images/generations", routes_images.generate),
    ("POST", "/v1/images/edits", routes_images.edit),
    ("GET", "/v1/models", routes_models.list_models),
    ("GET", "/v1/models/{id}", routes_models.get_model),
    *routes_organization.ROUTES,
    *routes_control.ROUTES,
]
