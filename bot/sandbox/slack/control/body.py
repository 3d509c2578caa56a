"""What control requests carry, and how they are refused.

Only JSON is read: a page of somebody else's cannot send that here without asking first, and nobody answers it.
"""

from collections.abc import Awaitable, Callable
from typing import TypeVar

import orjson
from aiohttp import web
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.sandbox.slack.refusal import NotPossible
from bot.sandbox.slack.world import World

Handler = Callable[[World, web.Request], Awaitable[web.StreamResponse]]


class Body(BaseModel):
    """A request's body."""

    model_config = ConfigDict(extra="forbid")


B = TypeVar("B", bound=BaseModel)


async def read(model: type[B], request: web.Request) -> B:
    """The body as *model*. Raises what `polite` puts into words."""
    if request.content_type != "application/json":
        raise NotPossible("send JSON")
    return model.model_validate_json(await request.read() or b"{}")


def polite(handler: Handler) -> Handler:
    """Answer what cannot be done with 409, and what cannot be read with 400."""

    async def handle(world: World, request: web.Request) -> web.StreamResponse:
        try:
            return await handler(world, request)
        except ValidationError as error:
            return answer({"error": str(error)}, status=400)
        except (NotPossible, LookupError) as error:
            return answer({"error": str(error)}, status=409)

    return handle


def answer(body: object, status: int = 200) -> web.Response:
    """A JSON answer."""
    return web.Response(body=orjson.dumps(body), status=status, content_type="application/json")
