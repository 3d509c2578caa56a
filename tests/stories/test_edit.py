"""A picture is changed, branched, varied; references come along; every step can be traced; nothing grows with the thread."""

import hashlib
import io

from PIL import Image

from bot.sandbox.slack.file import Attachment
from tests.stories.town import Town, opened, picture, pictures_sent, settled, words_sent

GPS_IFD, GPS_LATITUDE = 0x8825, 2


def parents(trace: dict[str, object]) -> list[tuple[str, str | None, str]]:
    """Return the direct lineage of a trace as (child, parent, role)."""
    rows = [row for row in trace["lineage"] if row["depth"] == 1]  # type: ignore[attr-defined]
    return [
        (f"v{r['child_number']}", f"v{r['parent_number']}" if r["parent_version"] else None, r["role"]) for r in rows
    ]


async def test_a_follow_up_edits_the_newest_version_without_a_mention(here: Town) -> None:
    asked = await here.say("@darkroom a lighthouse at dusk")
    first = await here.answer(asked)
    answer = await here.ask("make the sky stormy", thread=asked)
    trace = (await here.traces(asked))[-1]
    assert "*v2* from v1" in answer.all_text
    assert parents(trace) == [("v2", "v1", "source")]
    digest = hashlib.sha256(first.files[0].data).hexdigest()
    assert pictures_sent(here.uploaded()[-1]) == [
        f"data:image/png;base64,[bytes={len(first.files[0].data)} sha256={digest}]"
    ]
    assert trace["tool_calls"][0]["action"] == "edit"
    assert settled(trace) == here.bill(trace)
    assert here.thread(asked) == [first, answer]


async def test_words_that_name_an_earlier_version_branch_from_it(here: Town) -> None:
    asked = await here.say("@darkroom a lighthouse at dusk")
    await here.answer(asked)
    await here.ask("make the sky stormy", thread=asked)
    await here.ask("from the first one, add a boat", thread=asked)
    answer = await here.ask("in v2, make the tower red", thread=asked)
    traces = await here.traces(asked)
    assert parents(traces[2]) == [("v3", "v1", "source")]
    assert parents(traces[3]) == [("v4", "v2", "source")]
    assert "*v4* from v2" in answer.all_text
    assert [row["depth"] for row in traces[3]["lineage"]] == [1, 2]


async def test_a_version_that_is_not_there_is_named_and_nothing_is_spent(here: Town) -> None:
    asked = await here.say("@darkroom a lighthouse at dusk")
    await here.answer(asked)
    answer = await here.ask("from v7, add a boat", thread=asked)
    assert "There is no v7 in this thread yet; it has v1." in answer.all_text
    assert "It cost nothing." in answer.all_text
    assert len(here.openai.meter.bills) == 1


async def test_a_change_keeps_shape_quality_and_format_unless_told_otherwise(here: Town) -> None:
    asked = await here.say("@darkroom a lighthouse --size 1536x1024 --quality low --format jpeg")
    await here.answer(asked)
    answer = await here.ask("make the sky stormy", thread=asked)
    tool = here.uploaded()[-1]["tools"][0]
    assert (tool["size"], tool["quality"], tool["output_format"]) == ("1536x1024", "low", "jpeg")
    assert opened(answer.files[0]).size == (1536, 1024)
    assert opened(answer.files[0]).format == "JPEG"


async def test_what_goes_upstream_does_not_grow_with_the_thread(here: Town) -> None:
    asked = await here.say("@darkroom a lighthouse at dusk --quality low --previews 0")
    await here.answer(asked)
    for turn in range(9):
        await here.ask(f"make the sky a little stormier than before, step {turn}", thread=asked)
    bodies = here.uploaded()
    assert all(len(pictures_sent(body)) == 1 for body in bodies[1:])
    sizes = [sum(map(len, words_sent(body))) for body in bodies]
    assert sizes[-1] <= 1.1 * sizes[5]
    assert all("previous_response_id" not in body for body in bodies)


async def test_attached_pictures_become_references_without_their_metadata(here: Town) -> None:
    exif = Image.Exif()
    exif.get_ifd(GPS_IFD)[GPS_LATITUDE] = (52.0, 31.0, 12.0)
    exif[0x010E] = "my street, 12 Secret Lane"
    photo = picture((400, 300), kind="JPEG", exif=exif.tobytes())
    assert b"Secret Lane" in photo
    asked = await here.say("@darkroom draw this house in winter", files=[Attachment("house.jpg", photo)])
    await here.answer(asked)
    trace = await here.trace(asked)
    (row,) = [row for row in trace["lineage"] if row["role"] == "reference"]
    kept = (here.home / "artifacts" / row["parent"][:2] / row["parent"]).read_bytes()
    assert b"Secret Lane" not in kept
    assert not Image.open(io.BytesIO(kept)).getexif()
    assert row["parent"] in pictures_sent(here.uploaded()[-1])[0]
    assert all(part.get("detail", "high") == "high" for part in here.uploaded()[-1]["input"][0]["content"])


async def test_every_kind_of_picture_can_be_a_reference_up_to_sixteen(here: Town) -> None:
    kinds = ["PNG", "JPEG", "WEBP", "GIF"] * 4
    files = [Attachment(f"{n}.{kind.lower()}", picture((40 + n, 40), kind=kind)) for n, kind in enumerate(kinds)]
    asked = await here.say("@darkroom draw a collage of these", files=files, order="message_first")
    await here.answer(asked)
    assert len(pictures_sent(here.uploaded()[-1])) == 16
    more = [*files, Attachment("one-too-many.png", picture())]
    answer = await here.ask("@darkroom draw a collage of these", files=more)
    assert "17 pictures are attached; at most 16 can be used." in answer.all_text


async def test_variations_make_two_lettered_versions_in_one_message(here: Town) -> None:
    asked = await here.say("@darkroom a lighthouse at dusk")
    first = await here.answer(asked)
    await here.slack.click(user="mo", channel="general", message_ts=first.ts, action_id="variations")
    answer = await here.until(lambda w: next((m for m in w.replies(asked) if len(m.files) == 2), None))
    await here.idle_trace(asked)
    trace = (await here.traces(asked))[-1]
    assert [version["label"] for version in trace["versions"]] == ["v2a", "v2b"]
    assert parents(trace) == [("v2", "v1", "source"), ("v2", "v1", "source")]
    assert "*v2a* from v1" in answer.all_text
    assert settled(trace) == here.bill(trace)


async def test_the_edit_button_opens_a_form_that_changes_that_version(here: Town) -> None:
    asked = await here.say("@darkroom a lighthouse at dusk")
    first = await here.answer(asked)
    await here.ask("make the sky stormy", thread=asked)
    await here.slack.click(user="rae", channel="general", message_ts=first.ts, action_id="edit")
    view = await here.until(lambda w: next(iter(w.open_views(w.person("rae").id)), None))
    await here.slack.submit(user="rae", view_id=view.id, values={"text": "add a boat"})
    await here.until(lambda w: next((m for m in w.replies(asked) if "*v3*" in m.all_text and m.files), None))
    await here.idle_trace(asked)
    trace = (await here.traces(asked))[-1]
    assert parents(trace) == [("v3", "v1", "source")]
    assert trace["turn"]["actor"] == here.slack.workspace.person("rae").id
    assert here.uploaded()[-1]["tool_choice"] == {"type": "image_generation"}
