"""What a verdict allows, until when, and who can end it: four eyes, revoking, exceptions, reminders, new words, restarts."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from freezegun import freeze_time

from bot.sandbox.slack.file import Attachment
from bot.sandbox.slack.message import Message
from tests.documents.files import docx, locked_pdf, paragraph, pdf
from tests.stories.reviewing import (
    IN_TERMS,
    TERMS,
    card,
    fill,
    opened,
    press,
    proven,
    said,
    statements,
    told,
    verdict,
    whose,
)
from tests.stories.town import Town, picture

REVIEWERS = frozenset({"U0ADA", "U0RAE"})
TIMEOUT = ("billing.timeout", "not billed", "Requests that time out are not billed.")


@pytest.fixture
async def four_eyes(empty_town: Town) -> AsyncIterator[Town]:
    """A town with two reviewers."""
    async with empty_town.open(reviewers=REVIEWERS) as here:
        yield here
        assert (await here.verified()).findings == ()


async def command(here: Town, text: str, user: str = "ada") -> str:
    """Type /gateway and return what this person is told."""
    before = len(here.whispers(user))
    await here.slack.command(user=user, channel="general", command="/gateway", text=text)
    await here.until(lambda _: len(here.whispers(user)) > before)
    return here.whispers(user)[-1]


def verdict_id(message: Message) -> str:
    """Return the id on a verdict's card."""
    return next(word.strip("`") for word in message.all_text.split() if word.startswith("`j"))


async def test_a_second_reviewer_confirms_production(four_eyes: Town) -> None:
    """Until then the card says what waits; whoever gave it cannot confirm it."""
    here = four_eyes
    asked = await proven(here)
    given = await verdict(here, asked)
    assert "wait for a second reviewer" in given.all_text
    await press(here, given, "review_second", "rae")
    note = await here.until(lambda _: next((m for m in said(here, asked) if "is confirmed" in m.all_text), None))
    assert "<@U0RAE>: verdict" in note.all_text
    assert "in force* until" in await command(here, "list", "mo")


async def test_one_reviewer_is_enough_where_the_policy_says_so(empty_town: Town) -> None:
    """Four eyes can be switched off."""
    async with empty_town.open(reviewers=REVIEWERS, four_eyes=False) as here:
        given = await verdict(here, await proven(here))
        assert "second reviewer" not in given.all_text
        assert "For production and scale-up" in given.all_text


async def test_a_verdict_is_listed_shown_exported_and_revoked(four_eyes: Town) -> None:
    """By id or by host; only a reviewer revokes."""
    here = four_eyes
    assert "Nothing is under review" in await command(here, "list")
    asked = await proven(here)
    assert "api.example.ai" in await command(here, "list")
    given = await verdict(here, asked)
    name = verdict_id(given)
    assert "For production" in await command(here, f"show {name}")
    assert "For production" in await command(here, "show api.example.ai")
    assert "There is no review, verdict or host" in await command(here, "show nothing.example")
    assert "direct messages" in await command(here, f"export {name}")
    direct = here.slack.workspace.dm("ada").id
    found = await here.until(lambda w: (sent := [m for m in w.messages(direct) if m.files])[1:] and sent)
    files = [file for message in found for file in message.files]
    assert [file.name.rpartition(".")[2] for file in files] == ["md", "json"]
    assert b"Requests that time out are not billed." in files[0].data
    evidence = json.loads(files[1].data)["evidence"]
    terms = next(one for one in evidence if one["author"] == "provider")
    assert (terms["given_by"], terms["attributed_by"], terms["url"]) == ("U0MO", "U0MO", "https://example.ai/terms")
    assert "Only a reviewer" in await command(here, f"revoke {name} they changed hands", "mo")
    assert "What it allowed stops now" in await command(here, f"revoke {name} they changed hands")
    note = await here.until(lambda _: next((m for m in said(here, asked) if "is revoked" in m.all_text), None))
    assert "they changed hands" in note.all_text
    assert "revoked" in await command(here, "list")
    assert "There is no verdict" in await command(here, f"revoke {name}")
    assert "There is no “fly” here" in await command(here, "fly")


async def test_a_review_is_resumed_days_later_by_another_process(empty_town: Town) -> None:
    """Everything is in the rows: what was answered, and what was asked."""
    with freeze_time("2026-11-24 10:00", real_asyncio=True) as clock:
        async with empty_town.open() as here:
            asked = await opened(here)
            await told(here, asked, f"{TERMS}", *IN_TERMS)
            before = card(here, asked)
            assert before is not None
        clock.move_to("2026-11-29 09:00")
        async with empty_town.open() as here:
            answer = await told(here, asked, "Timeouts are not billed, I asked again.",
                                ("billing.timeout", "not billed", "Timeouts are not billed"), user="rae")  # fmt: skip
            assert "a claim so far" in answer.all_text
            after = card(here, asked)
            assert after is not None
            assert after.ts == before.ts
            assert "◐ commercial" in after.all_text


async def test_a_risk_exception_stands_beside_the_verdict(four_eyes: Town) -> None:
    """Asked for by a reviewer, decided by a second person, with its own card, until its day."""
    here = four_eyes
    asked = await opened(here)
    given = await verdict(here, asked)
    await press(here, given, "review_exception", "ada")
    values = {"owner": "U0ADA", "scope": "mock-ups for the offsite", "reason": "the date is fixed"}
    far = {**values, "until": "2030-01-01"}
    await fill(here, far, "ada")
    await here.until(lambda _: any("Its last day lies between" in one for one in here.whispers("ada")))
    await press(here, given, "review_exception", "ada")
    until = datetime.now(UTC).date().toordinal() + 10
    await fill(here, {**values, "until": datetime.fromordinal(until).date().isoformat()}, "ada")
    request = await here.until(
        lambda _: next((m for m in said(here, asked) if "asked for; a second" in m.all_text), None)
    )
    assert "It is no permission" in request.all_text
    await press(here, request, "exception_yes", "ada")
    await here.until(lambda _: any("Somebody else has to approve it" in one for one in here.whispers("ada")))
    await press(here, request, "exception_yes", "rae")
    approved = await here.until(
        lambda _: next((m for m in said(here, asked) if "Risk exception in force" in m.all_text), None)
    )
    assert "*Owner:* <@U0ADA>" in approved.all_text
    assert "*Decided by:* <@U0RAE>" in approved.all_text
    await here.until(lambda _: "<@U0RAE> approved the risk exception" in request.all_text)
    assert request.buttons == []
    assert "Not for production: not proven yet" in await command(here, "show api.example.ai")
    name = next(word.strip("`") for word in approved.all_text.split() if word.startswith("`x"))
    assert "is revoked" in await command(here, f"revoke {name}")


async def test_whoever_gave_a_verdict_is_reminded_and_told_when_it_ends(empty_town: Town) -> None:
    """Fourteen days and three days before, and when it is over; each once, whoever restarts."""
    with freeze_time("2026-11-24 10:00", real_asyncio=True) as clock:
        async with empty_town.open(reviewers=REVIEWERS) as here:
            asked = await proven(here)
            await verdict(here, asked)
        heard = []
        for moment in (
            "2027-02-09 09:00",
            "2027-02-09 21:00",
            "2027-02-20 09:00",
            "2027-02-22 23:59",
            "2027-02-23 00:01",
        ):
            clock.move_to(moment)
            async with empty_town.open(reviewers=REVIEWERS) as here:
                heard.append([m.all_text for m in said(here, asked) if "ends" in m.all_text or "ended" in m.all_text])
        assert [len(one) for one in heard] == [1, 1, 2, 2, 3]
        assert "ends in 13 days, on 22 Feb 2027" in heard[0][0]
        assert "ended on 22 Feb 2027: it allows nothing any more" in heard[-1][-1]
        direct = here.slack.workspace.dm("ada")
        assert len(here.slack.workspace.messages(direct.id)) == 3


async def test_a_new_fact_puts_a_verdict_out_of_force_at_once(four_eyes: Town) -> None:
    """Anybody's contradiction is enough: it fails until somebody resolves it."""
    here = four_eyes
    asked = await proven(here)
    await verdict(here, asked)
    denial = ("rights.commercial", "not allowed", "outputs may not be used commercially")
    answer = await told(here, asked, "Their new mail says outputs may not be used commercially.", denial, user="mo")
    assert "out of force until a new one is given" in answer.all_text
    assert "reopened" in await command(here, "list")
    again = await verdict(here, asked)
    assert "Changed since the last verdict" in again.all_text
    assert "production: allowed → not allowed" in again.all_text


async def test_a_better_fact_takes_nothing_away(four_eyes: Town) -> None:
    """The verdict stands; a new one may allow more."""
    here = four_eyes
    asked = await opened(here)
    await verdict(here, asked)
    await told(
        here,
        asked,
        "Their support says timeouts are not billed.",
        ("billing.timeout", "not billed", "timeouts are not billed"),
    )
    assert "in force" in await command(here, "list")
    assert not any("out of force" in message.all_text for message in here.thread(asked))


async def test_terms_that_change_at_their_address_reopen_what_rests_on_them(four_eyes: Town) -> None:
    """In another review of the same provider, weeks later."""
    here = four_eyes
    asked = await proven(here)
    await verdict(here, asked)
    other = await opened(here, "@darkroom can we use https://api.example.ai/v2 for experiments?")
    changed = TERMS.replace("not billed", "billed")
    answer = await told(here, other, changed, ("billing.timeout", "billed", "Requests that time out are billed."))
    await whose(here, answer, other)
    await here.until(lambda _: any("out of force" in m.all_text for m in said(here, other)))
    assert "reopened" in await command(here, "list")


async def test_two_parts_of_one_page_stand_beside_each_other(here: Town) -> None:
    """Terms may be pasted piece by piece."""
    asked = await opened(here)
    for part in TERMS.split("\n\n")[2:4]:
        found = [row for row in IN_TERMS if row[2] in part]
        answer = await told(here, asked, f"{part}\n\nThat is it.\n\nOf their terms.", *found)
        await whose(here, answer, asked)
    shown = card(here, asked)
    assert shown is not None
    await here.until(lambda _: "● commercial" in shown.all_text)
    assert "● timeout" in shown.all_text


async def test_what_one_review_established_is_offered_to_the_next(four_eyes: Town) -> None:
    """Terms with their date and digest, and the owner; never the mapping."""
    here = four_eyes
    await proven(here)
    other = await opened(here, "@darkroom can we use https://api.example.ai/v2 for experiments?")
    first = next(m for m in here.thread(other) if "established" in m.all_text)
    await press(here, first, "review_reuse")
    await here.until(lambda _: any("are taken over" in m.all_text for m in said(here, other)))
    found = card(here, other)
    assert found is not None
    await here.until(lambda _: "● endpoint" in found.all_text)
    assert "● timeout" in found.all_text
    assert "○ proof" in found.all_text


DOCUMENTS = [
    ("terms.pdf", pdf(["Requests that time out are not billed."])),
    ("terms.docx", docx(paragraph("Requests that time out are not billed."))),
    ("terms.html", b"<html><body><p>Requests that time out are not billed.</p></body></html>"),
    ("terms.md", b"# Terms\n\nRequests that time out are not billed.\n"),
    ("terms.json", b'{"billing": "Requests that time out are not billed."}'),
]


@pytest.mark.parametrize(("name", "data"), DOCUMENTS, ids=[name for name, _ in DOCUMENTS])
async def test_a_document_is_read_and_quoted(here: Town, name: str, data: bytes) -> None:
    """Text, Markdown, HTML, JSON, PDF and DOCX; the quote stands in the file."""
    asked = await opened(here)
    answer = await told(here, asked, "here", TIMEOUT, files=[Attachment(name, data)])
    assert "failed-call billing: timeout*: not billed" in answer.all_text
    assert f"{name} [" in answer.all_text
    assert "Whose words are in" in answer.all_text


async def test_a_locked_document_gets_a_sentence_and_keeps_nothing_else_out(here: Town) -> None:
    """What came beside it is heard."""
    asked = await opened(here)
    files = [
        Attachment("secret.pdf", locked_pdf("open")),
        Attachment("terms.md", b"Requests that time out are not billed."),
    ]
    answer = await told(here, asked, "both", TIMEOUT, files=files)
    assert "secret.pdf" in answer.all_text
    assert "failed-call billing: timeout*: not billed" in answer.all_text


async def test_a_screenshot_counts_once_somebody_confirms_what_was_read_off_it(here: Town) -> None:
    """What the model read is shown whole."""
    asked = await opened(here)
    here.openai.script.words(
        statements(
            TIMEOUT, transcription="Billing\nRequests that time out are not billed.\nQuestions: hello@example.ai"
        )
    )
    answer = await here.answer(await here.say("see", thread=asked, files=[Attachment("shot.png", picture())]))
    assert "I read this off the picture." in answer.all_text
    assert "Questions: hello@example.ai" in answer.all_text
    found = card(here, asked)
    assert found is not None
    assert "○ timeout" in found.all_text
    await press(here, answer, "review_confirm_0", "rae")
    await here.until(lambda _: "◐ timeout" in found.all_text)
    assert len(here.uploaded()) == 1


async def test_a_very_long_paste_is_read_in_part_and_kept_whole(here: Town) -> None:
    """It is said, and the call stays bounded."""
    asked = await opened(here)
    text = "\n\n".join(["Nothing of interest stands in this paragraph, as so often."] * 16_000)
    data = f"{text}\n\nRequests that time out are not billed.\n\n{text}".encode()
    answer = await told(here, asked, "here", TIMEOUT, files=[Attachment("terms.txt", data)])
    assert "failed-call billing: timeout*: not billed" in answer.all_text
    assert "I read the parts that speak of the open questions" in answer.all_text
    sent = here.uploaded()[-1]
    assert len(str(sent["input"])) < 60_000


async def test_the_status_card_moves_down_when_asked_for(here: Town) -> None:
    """There is one of it, always."""
    asked = await opened(here)
    before = card(here, asked)
    assert before is not None
    await here.answer(await here.say("status", thread=asked))
    after = await here.until(lambda _: card(here, asked))
    assert after.ts > before.ts


async def test_what_is_official_is_told_by_command(here: Town) -> None:
    """Models, endpoints, hosts and prices, with their dates."""
    told_contract = await command(here, "contract", "mo")
    assert "https to api.openai.com, and nothing else" in told_contract
    assert "gpt-image-2" in told_contract
