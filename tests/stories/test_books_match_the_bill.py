"""Two hundred mixed turns with faults: for every metered attempt the books equal the sandbox's own meter, to the last digit."""

import random
from typing import Any

import pytest

from bot.sandbox.openai.fault import Fault
from bot.sandbox.slack.file import Attachment
from bot.sandbox.slack.message import Message
from tests.stories.town import Town, picture

TURNS = 200
IN_FLIGHT = 10
FAULTS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("http_401", {}),
    ("http_429_rate", {"retry_after": 0.01}),
    ("http_429_quota", {}),
    ("http_500", {}),
    ("http_400_moderation", {}),
    ("failed_moderation", {}),
    ("item_failed", {}),
    ("error_flat", {}),
    ("error_nested", {}),
    ("incomplete", {}),
    ("cut", {"after": "response.image_generation_call.partial_image"}),
    ("cut", {"after": "response.created"}),
    ("early_end", {"after": "response.output_item.done"}),
    ("no_tool_usage", {}),
    ("zero_tool_usage", {}),
    ("no_usage", {}),
    ("cached_omitted", {}),
    ("final_generating", {}),
    ("final_only_in_terminal", {}),
    ("corrupt_base64", {}),
    ("not_a_picture", {}),
    ("wrong_size", {"size": "1536x1024"}),
    ("fewer_previews", {"count": 1}),
    ("two_images", {}),
    ("drop_before_headers", {}),
    ("cr_lines", {}),
)
SIZES = ("1024x1024", "1536x1024", "864x1536", "1280x960")
WORDS = ("what is a good ratio for posters?", "how long does this take?", "who are you?")


def request(chance: random.Random) -> tuple[str, list[Attachment]]:
    """Return something a person might ask."""
    kind = chance.choice(("draw", "draw", "draw", "words", "reference"))
    if kind == "words":
        return chance.choice(WORDS), []
    options = (
        f"--size {chance.choice(SIZES)} --quality {chance.choice(('low', 'medium'))} --previews {chance.randint(0, 3)}"
    )
    files = [Attachment("cat.png", picture((96, 64)))] if kind == "reference" else []
    return f"a lighthouse number {chance.random():.6f} {options}", files


async def one(here: Town, chance: random.Random, root: Message | None) -> Message:
    """Ask one thing, perhaps in an earlier thread."""
    text, files = request(chance)
    return await here.say(f"@darkroom {text}", thread=root, files=files, order="message_first")


@pytest.mark.parametrize("inside", [True, False])
async def test_books_and_bill_agree_over_two_hundred_mixed_turns(empty_town: Town, inside: bool) -> None:
    chance = random.Random(f"inside {inside}")
    empty_town.openai.settings.previews_in_usage = inside
    empty_town.openai.settings.cached_share = 0.25
    empty_town.openai.settings.canned_picture_bytes = 20_000
    empty_town.openai.settings.canned_preview_bytes = 4_000
    async with empty_town.open() as here:
        asked: list[Message] = []
        for batch in range(TURNS // IN_FLIGHT):
            for name, params in chance.sample(FAULTS, 3):
                here.openai.faults.extend([Fault(kind=name, **params)])
            roots = [None, None, *asked[:3]]
            asked += [await one(here, chance, chance.choice(roots)) for _ in range(IN_FLIGHT)]
            for message in asked[batch * IN_FLIGHT :]:
                await here.closed(message, timeout=60)
        await agree(here, asked)
        assert (await here.verified()).findings == ()


async def agree(here: Town, asked: list[Message]) -> None:
    """Hold every attempt against the bill of the same client request id."""
    bills = {bill.client_request_id: bill.nano_usd for bill in here.openai.meter.bills}
    exact, ceilings, released = 0, 0, 0
    for message in asked:
        trace = await here.trace(message)
        assert trace["turn"]["state"] == "closed"
        for entry in trace["ledger"]:
            billed = bills.get(entry["attempt_id"], 0)
            match entry["kind"], entry["basis"]:
                case "settlement", "metered" | "formula":
                    assert entry["nano_usd"] == billed, entry
                    exact += 1
                case "settlement", _:
                    assert entry["nano_usd"] >= billed, entry
                    ceilings += 1
                case "release", _:
                    assert billed == 0
                    released += 1
    assert exact >= TURNS * 0.6
    assert min(ceilings, released) >= 2, (exact, ceilings, released)
    assert ceilings + released >= 15, (exact, ceilings, released)
