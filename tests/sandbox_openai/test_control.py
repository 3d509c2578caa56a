"""Everything a test can do in the process, a visitor can do over HTTP."""

from collections.abc import AsyncIterator
from hashlib import sha256

import httpx2
import openai
import pybase64
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from openai import AsyncOpenAI

from bot.sandbox.openai.server import OpenAISandbox
from tests.sandbox_openai.asking import asked, picture, with_picture


@pytest.fixture
async def control(sandbox: OpenAISandbox) -> AsyncIterator[httpx2.AsyncClient]:
    async with httpx2.AsyncClient(base_url=f"{sandbox.url}/sandbox") as panel:
        yield panel


async def test_health_says_what_this_is(control: httpx2.AsyncClient) -> None:
    """The mainline is labelled as a stand-in."""
    answer = (await control.get("/health")).json()
    assert (answer["ok"], answer["mainline"]) == (True, "rule-based stand-in")


async def test_the_application_can_live_under_a_prefix(sandbox: OpenAISandbox) -> None:
    """The key is asked for by the API and not by the controls, wherever they are."""
    outer = web.Application()
    outer.add_subapp("/openai/", sandbox.make_app())
    async with TestClient(TestServer(outer)) as visitor:
        assert (await visitor.get("/openai/sandbox/health")).status == 200
        assert (await visitor.get("/openai/v1/models")).status == 401
        answer = await visitor.get("/openai/v1/models", headers={"Authorization": "Bearer sk-sandbox"})
        assert (answer.status, answer.headers["x-request-id"][:4]) == (200, "req_")


async def test_faults_are_queued_listed_and_cleared(control: httpx2.AsyncClient, client: AsyncOpenAI) -> None:
    """Single faults and sets that strike together."""
    faults = [{"kind": "http_500"}, [{"kind": "cr_lines"}, {"kind": "slow", "delay_s": 0}]]
    queued = (await control.post("/faults", json={"faults": faults})).json()["faults"]
    assert queued == [[{"kind": "http_500", "on": "create"}], [*({**one, "on": "create"} for one in faults[1])]]  # type: ignore[dict-item]
    with pytest.raises(openai.InternalServerError):
        await client.responses.create(**asked())
    assert (await control.delete("/faults")).json() == {"faults": []}


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/faults", {"faults": [{"kind": "gremlin"}]}),
        ("POST", "/faults", {"fault": []}),
        ("POST", "/script", {"replies": [{"verse": "x"}]}),
        ("PATCH", "/settings", {"preview_interval_s": -1}),
        ("PATCH", "/settings", {"wibble": True}),
        ("GET", "/bills?thread=1", None),
    ],
)
async def test_a_misspelled_control_is_refused(
    control: httpx2.AsyncClient, method: str, path: str, body: dict[str, object] | None
) -> None:
    """The controls are as strict as the API."""
    assert (await control.request(method, path, json=body)).status_code == 400


async def test_replies_are_scripted_over_http(control: httpx2.AsyncClient, client: AsyncOpenAI) -> None:
    """As exactly as in the process."""
    replies = [{"words": "No."}, {"images": [{"revised_prompt": "Yes."}], "prompt": "owl"}, {"refusal": "Never."}]
    queued = (await control.post("/script", json={"replies": replies})).json()["replies"]
    assert len(queued) == 3
    assert (await client.responses.create(**asked("an owl"))).output_text == "No."
    assert (await control.delete("/script")).json() == {"replies": []}


async def test_settings_change_what_is_named_and_nothing_else(
    control: httpx2.AsyncClient, sandbox: OpenAISandbox
) -> None:
    """A refused change changes nothing."""
    changed = (await control.patch("/settings", json={"previews_in_usage": False})).json()
    assert (changed["previews_in_usage"], changed["cached_share"]) == (False, 0.0)
    await control.patch("/settings", json={"previews_in_usage": True, "cached_share": 2})
    assert sandbox.settings.previews_in_usage is False
    assert (await control.get("/settings")).json() == changed


async def test_bills_are_shown_by_turn(
    control: httpx2.AsyncClient, client: AsyncOpenAI, sandbox: OpenAISandbox
) -> None:
    """The total is the sum of what is shown."""
    await client.responses.create(**asked(metadata={"turn": "t1"}))
    await client.responses.create(**asked(metadata={"turn": "t2"}))
    answer = (await control.get("/bills", params={"turn": "t1"})).json()
    [bill] = answer["bills"]
    assert answer["nano_usd"] == bill["nano_usd"] == sum(line["nano_usd"] for line in bill["lines"])
    assert (bill["state"], bill["model"], bill["image_model"]) == ("final", "gpt-5.4-mini", "gpt-image-2")
    assert (await control.get("/bills")).json()["nano_usd"] == sandbox.meter.nano_usd


async def test_the_journal_shows_requests_without_their_bulk(
    control: httpx2.AsyncClient, client: AsyncOpenAI, sandbox: OpenAISandbox
) -> None:
    """Pictures by length and digest, credentials not at all, and never more than was asked for."""
    url = picture(64, 64)
    data = pybase64.b64decode(url.partition(",")[2])
    sandbox.settings.journal_entries = 2
    for _ in range(3):
        await client.responses.create(**asked(with_picture("what is this?", url), tool_choice="auto"))
    entries = (await control.get("/requests")).json()["requests"]
    assert len(entries) == 2
    shown = entries[-1]["body"]["input"][0]["content"][0]["image_url"]
    assert shown == f"data:image/png;base64,[bytes={len(data)} sha256={sha256(data).hexdigest()}]"
    assert (entries[-1]["status"], entries[-1]["path"]) == (200, "/v1/responses")
    assert "sk-sandbox" not in str(entries)
    assert len(sandbox.journal.of("POST", "/v1/responses")) == 2
