"""What happens to every request before its route: a request id, a line in the journal, the key, errors in one shape."""

import secrets
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.sandbox.openai.ids import new_id
from bot.sandbox.openai.journal import entry_of
from bot.sandbox.openai.refusal import Refusal
from bot.sandbox.openai.workshop import WORKSHOP

API: Final = "v1"  # a part of the path, wherever the application is mounted
ORGANIZATION: Final = "organization"
NOT_ADMIN: Final = "You have insufficient permissions for this operation. Missing scopes: api.usage.read."
REQUEST_ID: Final = web.RequestKey("REQUEST_ID", str)
COMPANY: Final = {  # headers that come with every answer of the API
    "openai-organization": "sandbox",
    "openai-version": "2020-10-01",
    "x-ratelimit-limit-requests": "500",
    "x-ratelimit-remaining-requests": "499",
    "x-ratelimit-reset-requests": "120ms",
    "x-ratelimit-limit-tokens": "800000",
    "x-ratelimit-remaining-tokens": "799000",
    "x-ratelimit-reset-tokens": "75ms",
}


def _for_api(request: web.Request) -> bool:
    return API in request.path.split("/")


@web.middleware
async def written_down(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Give the request an id and, if it is for the API, put it into the journal."""
    request[REQUEST_ID] = new_id("req")
    if not _for_api(request):
        return await handler(request)
    shop = request.app[WORKSHOP]
    entry = await entry_of(request, request[REQUEST_ID], shop.clock())
    shop.journal.write(entry, most=shop.settings.journal_entries)
    response = await handler(request)
    entry.status = response.status
    return response


@web.middleware
async def one_error_shape(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Render every refusal, and addresses that do not exist, as OpenAI does."""
    try:
        return await handler(request)
    except Refusal as refusal:
        return refusal.response()
    except (web.HTTPNotFound, web.HTTPMethodNotAllowed) as error:
        return Refusal(f"Invalid URL ({request.method} {request.path})", status=error.status).response()


@web.middleware
async def right_key(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse requests to the API that do not carry the key; the organization's pages ask for the admin's."""
    shop, admin = request.app[WORKSHOP], ORGANIZATION in request.path.split("/")
    expected = f"Bearer {shop.settings.admin_key if admin else shop.api_key}"
    shown = request.headers.get("Authorization", "")
    if _for_api(request) and not secrets.compare_digest(shown.encode(), expected.encode()):
        if admin and secrets.compare_digest(shown.encode(), f"Bearer {shop.api_key}".encode()):
            raise Refusal(NOT_ADMIN, status=403, code="missing_scope")
        text = "Incorrect API key provided." if shown else "You didn't provide an API key."
        raise Refusal(text, status=401, code="invalid_api_key")
    return await handler(request)


async def put_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Name the request in its answer, streams included."""
    response.headers["x-request-id"] = request.get(REQUEST_ID, "")
    if _for_api(request):
        response.headers.update(COMPANY)
