"""What a Web API call brought: query, form and JSON body merged into one set of arguments, and the token apart.

`Arguments` is the base of every method's own model. Slack's clients send lists and objects as JSON text inside a
form, and booleans as 0 and 1; both arrive here as what they mean. An argument that a method does not know is refused.
"""

from typing import Annotated, Any, TypeVar

import orjson
from aiohttp import web
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from bot.sandbox.slack.refusal import Refusal
from bot.sandbox.slack.wire import Json


class Arguments(BaseModel):
    """The arguments of one method. Bolt names the team in every call, whichever method it is."""

    model_config = ConfigDict(extra="forbid")

    team_id: str | None = None


def _from_json(value: object) -> object:
    if isinstance(value, str):
        try:
            return orjson.loads(value)
        except orjson.JSONDecodeError:
            raise ValueError("must be JSON") from None
    return value


def _as_list(value: object) -> object:
    return value.split(",") if isinstance(value, str) else value


A = TypeVar("A", bound=Arguments)
JsonObject = Annotated[Json, BeforeValidator(_from_json)]
JsonList = Annotated[list[Any], BeforeValidator(_from_json)]
CommaList = Annotated[list[str], BeforeValidator(_as_list)]


async def read(request: web.Request) -> tuple[Json, str | None]:
    """All arguments of a call, and its token."""
    arguments: Json = dict(request.query)
    arguments |= await _body(request)
    in_arguments = arguments.pop("token", None)
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return arguments, token if scheme == "Bearer" else in_arguments


async def _body(request: web.Request) -> Json:
    if not request.can_read_body:
        return {}
    if request.content_type == "application/json":
        body = _object(await request.read() or b"{}")
        return {name: value for name, value in body.items() if value is not None}
    return dict(await request.post())


def _object(body: bytes) -> Json:
    try:
        read_ = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise Refusal("invalid_json") from None
    if not isinstance(read_, dict):
        raise Refusal("json_not_object")
    return read_


def checked(model: type[A], arguments: Json) -> A:
    """The arguments as *model*, or the refusal that names every wrong one."""
    try:
        return model.model_validate(arguments)
    except ValidationError as error:
        raise Refusal("invalid_arguments", *(_complaint(dict(e)) for e in error.errors())) from None


def _complaint(error: Json) -> str:
    pointer = "/" + "/".join(str(part) for part in error["loc"])
    sayings = {"missing": "missing required field", "extra_forbidden": "unknown argument"}
    return f"{sayings.get(error['type'], error['msg'])}: {error['loc'][0]} [json-pointer:{pointer}]"
