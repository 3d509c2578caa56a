"""Signals are found where they are, and ordinary gateways come out clean."""

from pathlib import Path

import pytest

from bot.domain.gates.route import RouteClass
from bot.domain.gates.seen import Effect
from bot.domain.gates.signals import class_of, questions
from bot.domain.gates.signals_reading import kind_of
from bot.domain.gates.signals_scene import Kind
from bot.providers.config import signals_file
from tests.gates.scanning import CLEAN, POOLS, numbers, scanned

IN_POOLS = {
    "account_lines.txt": {3},
    "accounts.yaml.txt": {3},
    "backend.env.txt": {1, 2, 17},
    "cliproxyapi.yaml.txt": {3, 4},
    "codex_login.json": {2},
    "limited_error.txt": {18},
    "litellm_chatgpt.yaml.txt": {2},
    "plan_error.json": {18},
    "pool_error.json": {18},
    "price_list_zh.txt": {5, 13, 14, 16, 18, 19},
    "sub2api_compose.yaml.txt": {4, 17},
    "vendor_page.html.txt": {4, 5, 12, 13, 15, 17, 19, 20, 26},
    "web.har.json": {2, 6, 8, 10, 11, 22},
}


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.name)
def test_an_ordinary_gateway_comes_out_clean(path: Path) -> None:
    """Pages, settings, answers and errors of OpenAI, Azure, Workers AI, OpenRouter, fal and an own LiteLLM."""
    assert scanned(path.read_text(encoding="utf-8"), name=path.name) == ()


@pytest.mark.parametrize("path", POOLS, ids=lambda path: path.name)
def test_an_account_pool_is_found(path: Path) -> None:
    """With each of its signals, whatever file shows it."""
    found = scanned(path.read_text(encoding="utf-8"), name=path.name)
    assert numbers(found) == IN_POOLS[path.name]
    assert class_of(found) is RouteClass.ACCOUNT_POOL


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("POST https://chatgpt.com/backend-api/conversation", Kind.TEXT, 1),
        ("base = 'https://chat.openai.com/backend-api/'", Kind.CONFIG, 1),
        ("curl https://relay.example/backend-api/codex/responses", Kind.TEXT, 1),
        ("cookies={'__Secure-next-auth.session-token': token}", Kind.CONFIG, 2),
        ("mount ~/.codex/auth.json into the container", Kind.TEXT, 2),
        ("load_accounts('accounts.txt')", Kind.CONFIG, 3),
        ("Import CPA JSON on the accounts page", Kind.TEXT, 3),
        ('CHATGPT_POOL_ACCESS_TOKENS=["a", "b"]\nACCESS_TOKENS = [a, b]', Kind.CONFIG, 3),
        ("image: ghcr.io/someone/chatgpt2api:latest", Kind.CONFIG, 4),
        ("Powered by CLI-Proxy-API", Kind.TEXT, 4),
        ("image: soulter/codex-lb", Kind.CONFIG, 4),
        ("our reverse channel for GPT images", Kind.TEXT, 5),
        ("Rate limit reached for gpt-image-2-codex", Kind.ERROR, 6),
        ("openai-sentinel-chat-requirements-token: x", Kind.TEXT, 10),
        ("gpt-image-2: no quality parameter", Kind.TEXT, 12),
        ("models: gpt-image-2-vip, sora_image", Kind.TEXT, 15),
        ("gpt-image-2 unlimited images for $20 per month", Kind.TEXT, 16),
        ("# openai\nFLARESOLVERR_URL=http://solver:8191", Kind.CONFIG, 17),
        ("503 no available OpenAI accounts supporting model", Kind.ERROR, 18),
        ("Your ChatGPT Plus account has reached its image limit", Kind.ERROR, 18),
        ("failed to get chat-requirements: arkose", Kind.ERROR, 18),
        ("GPT Image without organization verification", Kind.TEXT, 19),
        ("Payment: USDT only", Kind.TEXT, 20),
        ('{"type": "new_api_error"}', Kind.ERROR, 22),
        ("OpenAI API keys for sale", Kind.TEXT, 23),
        ("gpt-image-2 success rate drops at peak hours", Kind.TEXT, 24),
        ("gpt-image-2: poll GET /v1/tasks/{id}", Kind.TEXT, 25),
        ("gpt-image-2: the route depends on the token group", Kind.TEXT, 26),
    ],
)
def test_each_signal_is_found_by_its_words(text: str, kind: Kind, number: int) -> None:
    """One example a look."""
    assert number in numbers(scanned(text, kind))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "OpenAI: general help\nsupport@openai.example: answers within a day\nabuse@openai.example: reports",
            Kind.TEXT,
        ),
        ("nginx as a reverse proxy for openai", Kind.CONFIG),
        ("The model must not be reverse engineered. OpenAI.", Kind.TEXT),
        ("OPENAI_ACCESS_TOKEN=sk-${KEY}", Kind.CONFIG),
        ("A ChatGPT Plus plan does not pay for the API; your account needs credits", Kind.TEXT),
        ("openai:\n  max_tokens: 500\n", Kind.CONFIG),
        ('{"error": {"message": "Team budget exceeded for gpt-image-2", "code": 429}}', Kind.ERROR),
        ('{"email": "a@b.example", "access_token": "x", "refresh_token": "y", "account_id": "z"}', Kind.CONFIG),
        ("model = 'chatgpt-image-latest'", Kind.CONFIG),
        ("POST https://my.openai.azure.com/openai/v1/responses", Kind.TEXT),
        ("gpt-image-2-2026-04-21", Kind.CONFIG),
    ],
)
def test_what_only_sounds_alike_is_left_alone(text: str, kind: Kind) -> None:
    """Since a wrong stop costs trust in the right ones."""
    assert scanned(text, kind) == ()


def test_a_mapping_signal_makes_a_wrapper_and_a_question_makes_nothing() -> None:
    """Only a pool is graver."""
    wrong = scanned('{"data": [], "model": "gpt-image-2-codex"}')
    asks = scanned("x-new-api-version: 1", Kind.TEXT)
    assert (class_of(wrong), class_of(asks), class_of(())) == (
        RouteClass.WRAPPER,
        RouteClass.UNKNOWN,
        RouteClass.UNKNOWN,
    )
    assert {one.effect for one in asks} == {Effect.QUESTION}


def test_a_question_is_asked_once_and_only_for_what_was_seen() -> None:
    """In the table's order."""
    found = scanned("x-new-api-version: 1\nx-oneapi-request-id: 2\nPayment: USDT only", Kind.TEXT)
    asked = questions(found, signals_file.signals())
    assert [question.split()[:2] for question in asked] == [["Which", "company"], ["Who", "runs"]]


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("page.md", "# Prices", Kind.TEXT),
        ("prod.env", "A=b", Kind.CONFIG),
        (".env.example", "A=b", Kind.CONFIG),
        ("Dockerfile", "FROM scratch", Kind.CONFIG),
        ("main.py", "import openai", Kind.CONFIG),
        ("x", '{"error": {"message": "no"}}', Kind.ERROR),
        ("x", '{"created": 1, "data": []}', Kind.RESPONSE),
        ("x", '{"error": null, "output": []}', Kind.RESPONSE),
        ("x", '{"log": {"entries": [{}]}}', Kind.HAR),
        ("x", '{"accounts": []}', Kind.CONFIG),
        ("bot.log", "a line", Kind.ERROR),
        ("x", "HTTP/1.1 503 Service Unavailable", Kind.ERROR),
        ("x", "{not json", Kind.TEXT),
        ("x", "[" * 100_000, Kind.TEXT),
    ],
)
def test_the_form_of_a_file_decides_what_it_is(name: str, text: str, kind: Kind) -> None:
    """By name where it is not JSON."""
    assert kind_of(name, text) is kind


def test_a_signal_is_told_with_its_place() -> None:
    """A line, a path, or an entry of a HAR."""
    line = scanned("one\ntwo\nsub2api", Kind.TEXT)
    path = scanned('{"upstreams": [{"image": "sub2api"}]}')
    page = scanned("<html>\n<p>ours is\n<b>sub2api</b></p></html>", Kind.TEXT)
    assert [one[0].where for one in (line, path, page)] == ["line 3", "$.upstreams[0].image", "line 2"]


def test_no_signal_is_told_more_than_three_times() -> None:
    """A reader needs no more to look."""
    assert len(scanned("sub2api\n" * 50, Kind.TEXT)) == 3
