"""Bad input gets one clear sentence for whoever gave it, and nothing is lost, nothing paid, nothing made live."""

import struct
import zlib
from typing import Any

import pytest

from bot.sandbox.slack.file import Attachment
from tests.stories.town import Town, picture, words_sent


def bomb() -> bytes:
    """Return a PNG of some hundred bytes that claims 3.6 thousand million pixels, with valid checksums."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


async def refused(here: Town, text: str, sentence: str, **how: Any) -> None:
    """Ask, and expect *sentence*, a trace id, and no cent spent."""
    asked = await here.say(text, **how)
    answer = await here.answer(asked)
    trace = await here.trace(asked)
    assert sentence in answer.all_text
    assert trace["turn"]["id"] in answer.all_text
    assert "It cost nothing." in answer.all_text
    assert trace["turn"]["outcome"] == "refused"
    assert here.openai.meter.bills == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("@darkroom", "Say what the picture should show"),
        ("@darkroom   ", "Say what the picture should show"),
        ("@darkroom 🎨🖼️✨", "Say what the picture should show"),
        ("@darkroom :art: :sparkles:", "Say what the picture should show"),
        ("@darkroom " + "a" * 39_000, "at most 32,000 can be drawn"),
    ],
)
async def test_a_prompt_with_nothing_or_too_much_in_it(here: Town, text: str, sentence: str) -> None:
    await refused(here, text, sentence)


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (Attachment("cat.png", b"just some text, no picture at all\n"), "cat.png"),
        (Attachment("cat.png", b"<!doctype html><title>Sign in</title>"), "cat.png"),
        (Attachment("cat.png", bomb()), "claims 60000×60000 pixels"),
        (Attachment("cat.png", picture()[:-20]), "cut off"),
        (Attachment("cat.png", b""), "cat.png"),
        (Attachment("huge.png", picture(), claimed_size=60_000_000), "huge.png has 60 MB; at most 50 MB can be used."),
    ],
)
async def test_attachments_that_are_no_pictures(here: Town, file: Attachment, sentence: str) -> None:
    await refused(here, "@darkroom paint this", sentence, files=[file])


async def test_an_upload_that_lies_about_its_size_is_cut_off_while_it_arrives(here: Town) -> None:
    file = Attachment("huge.png", b"\x89PNG\r\n\x1a\n" + bytes(60_000_000), claimed_size=1000)
    await refused(here, "@darkroom paint this", "huge.png is larger than 50 MB", files=[file])


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("login_page", "Slack sent a login page instead of cat.png"),
        ("redirect", "could not be fetched from Slack"),
        ("missing", "could not be fetched from Slack"),
        ("truncated", "cat.png"),
        ("server_error", "could not be fetched from Slack"),
    ],
)
async def test_downloads_that_go_wrong(here: Town, kind: str, sentence: str) -> None:
    here.slack.faults.add("download", kind)  # type: ignore[arg-type] # the table above holds only kinds
    await refused(here, "@darkroom paint this", sentence, files=[Attachment("cat.png", picture((300, 200)))])


async def test_arabic_is_drawn_and_shown_like_any_other_language(here: Town) -> None:
    text = "منارة عند الغروب بأسلوب الألوان المائية"
    asked = await here.say(f"@darkroom {text}")
    answer = await here.answer(asked)
    assert words_sent(here.uploaded()[-1])[-1] == text
    assert "منارة" in answer.files[0].title
    assert "منارة" in answer.files[0].name


@pytest.mark.parametrize(
    "evil", ["<!channel>", "<!here>", "<@U0ADA>", "<https://evil.example|click>", "&lt;!channel&gt;"]
)
async def test_markup_in_a_prompt_never_comes_back_alive(here: Town, evil: str) -> None:
    here.openai.script.image(f"a poster that says {evil}")
    asked = await here.say(f"<@U0DARKROOM> a poster that says {evil}", raw=True)
    await here.slack.click(user="mo", channel="general", message_ts=(await here.answer(asked)).ts, action_id="details")
    everything = [*here.slack.workspace.messages("general"), *here.slack.workspace.deleted]
    for message in everything:
        if message.by_bot:
            assert message.broadcasts == []
            assert message.mentions == []
    view = await here.until(lambda w: next(iter(w.open_views(w.person("mo").id)), None))
    assert "<!channel>" not in str(view.content)
    assert "<https://evil.example" not in str(view.content)


SECRETS = [
    "sk-proj-abcdefghijklmnopqrstuvwxyz0123456789",
    "xoxb-1234567890-abcdefghijklmnop",
    "Cookie: __Secure-next-auth.session-token=abcdefghijklmnopqrstuvwxyz",
]


@pytest.mark.parametrize("secret", SECRETS)
async def test_secrets_are_masked_before_anything_rests_and_the_person_is_told(here: Town, secret: str) -> None:
    asked = await here.say(f"@darkroom a poster that says {secret}")
    await here.answer(asked)
    assert any("revoke" in text for text in here.whispers(here.slack.workspace.person("mo").id))
    needle = secret.rsplit("=", maxsplit=1)[-1].encode()
    resting = [path.read_bytes() for path in here.home.rglob("darkroom.db*") if path.is_file()]
    assert resting
    assert not any(needle in content for content in resting)
    assert needle.decode() not in str(here.uploaded())
    assert not any(needle.decode() in m.all_text for m in here.slack.workspace.messages("general") if m.by_bot)
