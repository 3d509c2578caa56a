"""An HTTP error in OpenAI's shape, raised anywhere below the routes and rendered once above them."""

from typing import Any

import orjson
from aiohttp import web


class Refusal(Exception):
    """A request that gets an error body instead of an answer."""

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        kind: str = "invalid_request_error",
        code: str | None = None,
        param: str | None = None,
        extra: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status, self.headers = status, headers or {}
        self.error = {"message": message, "type": kind, "param": param, "code": code, **(extra or {})}

    def response(self) -> web.Response:
        """Return the HTTP answer."""
        return json_response({"error": self.error}, status=self.status, headers=self.headers)


def json_response(body: object, *, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """Return *body* as JSON."""
    return web.Response(
        body=orjson.dumps(body), status=status, headers=headers, content_type="application/json", charset="utf-8"
    )
