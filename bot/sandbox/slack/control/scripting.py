"""Settings, faults and disconnects over HTTP."""

from typing import Any

from aiohttp import web
from pydantic import RootModel

from bot.sandbox.slack.control.body import Body, answer, polite, read
from bot.sandbox.slack.faults import Fault
from bot.sandbox.slack.sockets import DisconnectReason
from bot.sandbox.slack.world import World

Values = RootModel[dict[str, Any]]


class DisconnectBody(Body):
    """/sandbox/disconnect."""

    reason: DisconnectReason = "refresh_requested"


@polite
async def faults(world: World, _request: web.Request) -> web.StreamResponse:
    """The faults still to come."""
    return answer({"faults": [fault.model_dump() for fault in world.faults.waiting]})


@polite
async def add_fault(world: World, request: web.Request) -> web.StreamResponse:
    """Script one more."""
    fault = await read(Fault, request)
    world.faults.waiting.append(fault)
    return answer({"fault": fault.model_dump()})


@polite
async def clear_faults(world: World, _request: web.Request) -> web.StreamResponse:
    """Forget them all."""
    world.faults.clear()
    return answer({"faults": []})


@polite
async def settings(world: World, _request: web.Request) -> web.StreamResponse:
    """What holds."""
    return answer({"settings": world.settings.model_dump(mode="json")})


@polite
async def change_settings(world: World, request: web.Request) -> web.StreamResponse:
    """Change some of it."""
    world.settings.change((await read(Values, request)).root)
    return await settings(world, request)


@polite
async def disconnect(world: World, request: web.Request) -> web.StreamResponse:
    """Ask the bot's sockets to go."""
    world.sockets.disconnect((await read(DisconnectBody, request)).reason)
    return answer({"sockets": len(world.sockets.open)})
