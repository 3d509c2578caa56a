"""Options in plain words or flags, shown back; wrong ones refused with the nearest legal value, before a cent is spent."""

import pytest

from tests.stories.town import Town, opened


@pytest.mark.parametrize(
    ("text", "size", "quality", "kind"),
    [
        ("a lighthouse, landscape format, low quality", "1536x1024", "low", "PNG"),
        ("a lighthouse --size 1536x864 --quality low --format webp", "1536x864", "low", "WEBP"),
        ("a lighthouse as jpeg, 9:16, quality low", "864x1536", "low", "JPEG"),
    ],
)
async def test_options_are_drawn_as_said_and_shown_back(
    here: Town, text: str, size: str, quality: str, kind: str
) -> None:
    asked = await here.say(f"@darkroom {text}")
    answer = await here.answer(asked)
    width, height = map(int, size.split("x"))
    image = opened(answer.files[0])
    assert (image.size, image.format) == ((width, height), kind)
    assert f"{width}×{height} · {quality}" in answer.all_text
    first = str(here.slack.calls_to("chat.postMessage")[0].arguments)
    assert f"{width}×{height}" in first
    tool = here.uploaded()[-1]["tools"][0]
    assert (tool["size"], tool["quality"], tool["model"]) == (size, quality, "gpt-image-2")


async def test_webp_is_delivered_as_it_is_and_previews_are_shown_as_png(here: Town) -> None:
    asked = await here.say("@darkroom a lighthouse --format webp --previews 1")
    answer = await here.answer(asked)
    assert opened(answer.files[0]).format == "WEBP"
    assert "1 preview $0.003" in answer.all_text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a lighthouse --size 1000x1000", "1008"),
        ("a lighthouse --colour red", "--colour"),
        ("a lighthouse --quality ultra", "high"),
        ("a lighthouse --background transparent --format jpeg", "png"),
        ("a lighthouse --previews 9", "3"),
        ("a square lighthouse picture --size square --size landscape", "square"),
    ],
)
async def test_wrong_options_are_refused_with_the_nearest_legal_value_and_cost_nothing(
    here: Town, text: str, sentence: str
) -> None:
    answer = await here.ask(f"@darkroom {text}")
    assert "*Not drawn.*" in answer.all_text
    assert sentence in answer.all_text
    assert "It cost nothing." in answer.all_text
    assert here.openai.meter.bills == []


async def test_words_that_belong_to_the_picture_are_not_options(here: Town) -> None:
    await here.ask("@darkroom a low table in front of a portrait of a high tower")
    body = here.uploaded()[-1]
    assert (body["tools"][0]["size"], body["tools"][0]["quality"]) == ("1024x1024", "medium")
    assert body["input"][-1]["content"][-1]["text"] == "a low table in front of a portrait of a high tower"


async def test_options_alone_render_the_newest_version_again(here: Town) -> None:
    asked = await here.say("@darkroom a lighthouse --quality low")
    await here.answer(asked)
    answer = await here.ask("in landscape format, high quality", thread=asked)
    assert "*v2* from v1 · 1536×1024 · high" in answer.all_text


async def test_a_forced_flag_keeps_an_edit_an_edit(here: Town) -> None:
    asked = await here.say("@darkroom a lighthouse --quality low")
    await here.answer(asked)
    await here.ask("make the sky stormy --quality high", thread=asked)
    body = here.uploaded()[-1]
    assert body["tool_choice"] == {"type": "image_generation"}
    assert body["tools"][0]["action"] == "auto"


async def test_several_pictures_at_once_are_one_message_and_each_is_booked(here: Town) -> None:
    asked = await here.say("@darkroom a lighthouse --n 3 --quality low --previews 0")
    answer = await here.answer(asked)
    trace = await here.trace(asked)
    assert len(answer.files) == 3
    assert [version["label"] for version in trace["versions"]] == ["v1a", "v1b", "v1c"]
    assert [attempt["state"] for attempt in trace["attempts"]] == ["settled"] * 3
