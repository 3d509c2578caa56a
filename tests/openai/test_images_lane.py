"""The Image API as a lane, on the wire: what is sent, what is read, and that a key goes to its own host alone."""

import base64
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.domain.errors import BrokenStream, ProviderError
from bot.domain.host_key import HostKey
from bot.domain.lanes import Lane, host_of
from bot.domain.upstream import Ended, Final, StreamError, StreamEvent
from bot.providers.blobs import Blobs
from bot.providers.openai.images_client import ImagesLane
from bot.providers.openai.stream_limits import StreamLimits

KEY = "sk-acme-of-its-own"
PICTURE = b"\x89PNG and more"
GOOD: dict[str, Any] = {
    "created": 1,
    "data": [{"b64_json": base64.b64encode(PICTURE).decode(), "revised_prompt": "a lighthouse, calm sea"}],
    "size": "1024x1024",
    "quality": "medium",
    "output_format": "png",
    "usage": {
        "input_tokens": 12,
        "input_tokens_details": {"text_tokens": 12, "image_tokens": 0},
        "output_tokens": 1056,
        "total_tokens": 1068,
    },
}
BODY = {"model": "gpt-image-2", "prompt": "a lighthouse", "n": 1, "size": "1024x1024", "quality": "medium"}
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(slots=True)
class Heard:
    """Every request that a host got: its path, its headers and its parts."""

    url: str = ""
    requests: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)


def read(field: tuple[str, Any]) -> tuple[str, Any]:
    """A field of a form; a file as its name, type and bytes."""
    name, value = field
    return name, (value.filename, value.content_type, value.file.read()) if isinstance(value, web.FileField) else value


@asynccontextmanager
async def host(answer: Answer) -> AsyncIterator[Heard]:
    """A host on loopback that answers everything alike."""
    heard = Heard()

    async def handle(request: web.Request) -> web.StreamResponse:
        form = request.content_type.startswith("multipart/")
        parts: Any = dict(map(read, (await request.post()).items())) if form else await request.json()
        heard.requests.append((request.path, {k.lower(): v for k, v in request.headers.items()}, parts))
        return await answer(request)

    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", handle)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        heard.url = f"{site.name}/v1"
        yield heard
    finally:
        await runner.cleanup()


def says(document: Any, status: int = 200) -> Answer:
    """An answer that is always this document."""

    async def answer(_: web.Request) -> web.StreamResponse:
        return web.json_response(document, status=status)

    return answer


async def drawn(
    heard: Heard, home: Path, body: dict[str, Any] | None = None, limits: StreamLimits | None = None
) -> list[StreamEvent]:
    """Everything that the lane says of one request."""
    blobs = Blobs(home)
    lane = Lane("fallback:acme", heard.url, host_of(heard.url))
    upstream = ImagesLane(lane, HostKey(lane.host, KEY), blobs, limits)
    try:
        async with upstream.draw(body or BODY, "a000000001") as stream:
            return [event async for event in stream.events]
    finally:
        await upstream.close()


async def test_a_picture_comes_as_a_file_with_what_was_echoed_and_used(tmp_path: Path) -> None:
    """With the same events as a stream."""
    async with host(says(GOOD)) as heard:
        final, end = await drawn(heard, tmp_path)
    assert isinstance(final, Final)
    assert isinstance(end, Ended)
    assert final.picture is not None
    assert Path(final.picture.path).read_bytes() == PICTURE
    assert final.picture.sha256 == hashlib.sha256(PICTURE).hexdigest()
    call = final.call
    assert (call.size, call.quality, call.revised_prompt) == ("1024x1024", "medium", "a lighthouse, calm sea")
    assert end.image is not None
    assert (end.status, end.response_id, end.image.output, end.image.text_in) == ("completed", None, 1056, 12)
    ((path, headers, sent),) = heard.requests
    assert (path, sent) == ("/v1/images/generations", BODY)
    assert headers["authorization"] == f"Bearer {KEY}"
    assert headers["idempotency-key"] == headers["x-client-request-id"] == "a000000001"


async def test_given_pictures_travel_as_files_of_a_form(tmp_path: Path) -> None:
    """To `images/edits`, with the rest as fields."""
    sha256 = hashlib.sha256(PICTURE).hexdigest()
    spooled = Blobs(tmp_path).spool / "given.part"
    spooled.write_bytes(PICTURE)
    Blobs(tmp_path).keep(spooled, sha256)
    async with host(says(GOOD)) as heard:
        final, _ = await drawn(heard, tmp_path, {**BODY, "image": [f"artifact:image/png:{sha256}"]})
    assert isinstance(final, Final)
    assert final.picture is not None
    ((path, headers, sent),) = heard.requests
    assert path == "/v1/images/edits"
    assert headers["content-type"].startswith("multipart/form-data")
    (name,) = [name for name in sent if name.startswith("image")]
    assert sent[name] == ("picture-1.png", "image/png", PICTURE)
    assert {k: v for k, v in sent.items() if k != name} == {k: str(v) for k, v in BODY.items()}


async def test_nothing_of_openai_in_the_environment_goes_to_a_provider(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither keys nor the organization nor the project."""
    secrets = {
        "OPENAI_API_KEY": "sk-official",
        "OPENAI_ADMIN_KEY": "sk-admin-official",
        "OPENAI_ORG_ID": "org-official",
        "OPENAI_PROJECT_ID": "proj_official",
        "OPENAI_WEBHOOK_SECRET": "whsec-official",
    }
    for name, value in secrets.items():
        monkeypatch.setenv(name, value)
    async with host(says(GOOD)) as heard:
        await drawn(heard, tmp_path)
    assert not any("official" in value for _, headers, _ in heard.requests for value in headers.values())


async def test_a_redirect_is_not_followed(tmp_path: Path) -> None:
    """It would carry the key to another host."""
    async with host(says(GOOD)) as elsewhere:

        async def send_away(_: web.Request) -> web.StreamResponse:
            raise web.HTTPTemporaryRedirect(f"{elsewhere.url}/images/generations")

        async with host(send_away) as heard:
            with pytest.raises(ProviderError) as caught:
                await drawn(heard, tmp_path)
    assert caught.value.code == "upstream_failed"
    assert len(heard.requests) == 1
    assert elsewhere.requests == []


REFUSALS = [
    (401, {"error": {"code": "invalid_api_key", "message": "no"}}, "key_rejected"),
    (429, {"error": {"code": "rate_limit", "message": "slow down"}}, "rate_limited"),
    (400, {"error": {"code": "moderation_blocked", "message": "no"}}, "moderation_blocked"),
    (500, "not even an object", "upstream_failed"),
]


@pytest.mark.parametrize(("status", "document", "code"), REFUSALS)
async def test_what_is_refused_is_an_error_of_the_table(tmp_path: Path, status: int, document: Any, code: str) -> None:
    """It is not tried again."""
    async with host(says(document, status)) as heard:
        with pytest.raises(ProviderError) as caught:
            await drawn(heard, tmp_path)
    assert caught.value.code == code
    assert len(heard.requests) == 1


async def test_an_error_that_comes_with_a_good_status_is_an_error(tmp_path: Path) -> None:
    """Some gateways do."""
    async with host(says({"error": {"code": "no_account", "message": "none left"}})) as heard:
        (event,) = await drawn(heard, tmp_path)
    assert isinstance(event, StreamError)
    assert event.error.code == "no_account"


SPOILED = [
    ({"data": [{"b64_json": "!!!!"}]}, "not valid base64"),
    ({"data": [{"b64_json": base64.b64encode(bytes(100)).decode()}]}, "larger than 64 bytes"),
    ({"data": [{"url": "https://elsewhere.example/picture.png"}]}, "without a picture"),
]


@pytest.mark.parametrize(("document", "problem"), SPOILED)
async def test_a_picture_that_cannot_be_used_leaves_no_file(tmp_path: Path, document: Any, problem: str) -> None:
    """A link is not opened."""
    async with host(says(document)) as heard:
        final, _ = await drawn(heard, tmp_path, limits=StreamLimits(max_picture_bytes=64))
    assert isinstance(final, Final)
    assert final.picture is None
    assert problem in (final.problem or "")
    assert list(Blobs(tmp_path).spool.iterdir()) == []


@pytest.mark.parametrize("document", [{"data": []}, [], {"created": 1}])
async def test_an_answer_that_is_none_is_a_broken_one(tmp_path: Path, document: Any) -> None:
    """Nobody knows what it cost."""
    async with host(says(document)) as heard:
        with pytest.raises(BrokenStream):
            await drawn(heard, tmp_path)


async def test_only_the_first_of_several_pictures_is_kept(tmp_path: Path) -> None:
    """One was asked for."""
    several = {**GOOD, "data": [*GOOD["data"], {"b64_json": base64.b64encode(b"another").decode()}]}
    async with host(says(several)) as heard:
        final, _ = await drawn(heard, tmp_path)
    assert isinstance(final, Final)
    assert final.picture is not None
    assert len(list(Blobs(tmp_path).spool.iterdir())) == 1
