"""A review in conversation, over the wires: opened by a question, fed by anything, ended by a card."""

from bot.domain.budgets import Period, Scope, ScopeKind, Seed
from bot.domain.money import NanoUsd
from tests.stories.reviewing import (
    ASK,
    TERMS,
    by_form,
    card,
    on_card,
    opened,
    press,
    proven,
    said,
    sent,
    told,
    verdict,
    whose,
)
from tests.stories.town import Town, settled

WHY = "Because it is cheaper. Their support says requests that time out are not billed. About 400 pictures a month."
TIMEOUT = ("billing.timeout", "not billed", "requests that time out are not billed")


async def test_a_question_about_a_route_opens_a_review(here: Town) -> None:
    """It restates route and purpose, says what the official route costs, and asks for what is missing."""
    asked = await opened(here)
    answer = next(m.all_text for m in here.thread(asked) if "Review" in m.all_text)
    assert "https://api.example.ai/v1 for customer or brand assets" in answer
    assert "The official route: about $0.041 per medium landscape" in answer
    assert "I do not open links. I ask only for what is missing." in answer
    assert "Why is the official route not enough?" in answer
    assert "how many pictures a month" in answer
    found = card(here, asked)
    assert found is not None
    assert "not proven yet" in found.all_text
    assert here.uploaded() == []


async def test_what_is_said_is_understood_with_its_words(here: Town) -> None:
    """One call for a message, paid for and receipted; a claim stays a claim."""
    asked = await opened(here)
    here.openai.script.words('{"statements": []}')
    here.openai.script.replace([])
    answer = await told(here, asked, WHY, TIMEOUT)
    assert "failed-call billing: timeout*: not billed · a claim so far" in answer.all_text
    assert "“requests that time out are not billed”" in answer.all_text
    assert "Why is the official route not enough?" not in answer.all_text
    assert len(here.uploaded()) == 1
    trace = (await here.traces(asked))[-1]
    assert settled(trace) == here.bill(trace) > 0


async def test_a_clean_gateway_is_allowed_what_its_terms_and_the_own_project_prove(here: Town) -> None:
    """With the sentences that prove it, an end date, and a second reviewer before production."""
    asked = await proven(here)
    await told(here, asked, WHY)
    given = await verdict(here, asked)
    text = given.all_text
    assert "For production and scale-up" in text
    assert "Not allowed" not in text
    assert "“Example AI GmbH, Berlin, operates api.example.ai”" in text
    assert "https://example.ai/terms reads as on" in text
    assert "400 pictures a month" in text
    assert "$16.46 medium" in text
    assert "wait for a second reviewer" in text
    await press(here, given, "review_second", "ada")
    await here.until(lambda _: any("somebody other than" in one for one in here.whispers("ada")))
    await press(here, given, "review_second", "mo")
    await here.until(lambda _: any("Only a reviewer" in one for one in here.whispers("mo")))
    found = card(here, asked)
    assert found is not None
    assert "decided" in found.all_text


async def test_pasted_words_count_once_somebody_says_whose_they_are(here: Town) -> None:
    """Until then they are a claim, and the bot asks."""
    asked = await opened(here)
    answer = await told(here, asked, TERMS, ("billing.timeout", "not billed", "Requests that time out are not billed."))
    assert "a claim so far" in answer.all_text
    assert "Whose words are in *a message" in answer.all_text
    told_whose = await whose(here, answer, asked)
    assert "is the provider's own words" in told_whose.all_text
    found = card(here, asked)
    assert found is not None
    assert "● timeout" in found.all_text


async def test_somebody_else_may_answer_and_not_known_is_an_answer(here: Town) -> None:
    """Nobody has to mention the bot in a review's thread; what is not known goes into the letter."""
    asked = await opened(here)
    await told(here, asked, WHY)
    answer = await here.answer(await here.say("don't know", user="rae", thread=asked))
    assert "Noted: not known here" in answer.all_text
    assert "model mapping: claim" in answer.all_text
    await on_card(here, asked, "review_letter")
    letter = await here.until(lambda _: next((m for m in said(here, asked) if "letter" in m.all_text), None))
    assert "1. a written statement which model and which upstream serve gpt-image-2" in letter.all_text
    assert "Subject: Questions before using api.example.ai for gpt-image-2" in letter.all_text


async def test_an_unknown_route_gets_a_verdict_that_allows_nothing_but_tests(here: Town) -> None:
    """Before there are answers the card says not proven yet, and ends with the official route."""
    asked = await opened(here)
    await on_card(here, asked, "review_so_far", "rae")
    so_far = await here.until(lambda _: next(iter(said(here, asked)), None))
    assert "So far, in force for nothing" in so_far.all_text
    given = await verdict(here, asked)
    assert "Not for production: not proven yet" in given.all_text
    assert "*Allowed:* manual tests" in given.all_text
    assert "*Official instead:* about $0.041" in given.all_text
    assert "class unknown" in given.all_text


async def test_only_a_reviewer_gives_the_verdict(here: Town) -> None:
    """Others are told so, and nothing is written."""
    asked = await opened(here)
    await on_card(here, asked, "review_verdict", "mo")
    await here.until(lambda _: any("Only a reviewer can decide" in one for one in here.whispers("mo")))
    assert said(here, asked) == []


async def test_reviewers_may_be_named_by_the_policy(empty_town: Town) -> None:
    """Then admins are not reviewers by being admins."""
    async with empty_town.open(reviewers=frozenset({"U0MO"})) as here:
        asked = await opened(here)
        await on_card(here, asked, "review_verdict", "ada")
        await here.until(lambda _: here.whispers("ada"))
        assert "Not for production" in (await verdict(here, asked, "mo")).all_text


async def test_the_same_question_by_slash_command(here: Town) -> None:
    """/gateway review begins a thread of its own."""
    await here.slack.command(
        user="mo", channel="general", command="/gateway", text="review https://api.example.ai/v1 for experiments"
    )
    root = await here.until(lambda w: next((m for m in w.messages("general") if "asked for a review" in m.text), None))
    await here.until(lambda _: card(here, root))
    assert "for experiments" in "".join(m.all_text for m in here.thread(root))
    assert (await here.verified()).findings == ()


async def test_a_review_in_a_direct_message(here: Town) -> None:
    """Nobody has to be mentioned there."""
    asked = await opened(here, ASK.removeprefix("@darkroom "), channel="D0MO")
    assert card(here, asked) is not None


async def test_over_budget_the_review_goes_on_by_forms(empty_town: Town) -> None:
    """Nothing is sent upstream, and the refusal names the budget."""
    tight = Seed(Scope(ScopeKind.WORKSPACE), Period.MONTH, NanoUsd(1_000_000), (80, 100))
    async with empty_town.open(budgets=(tight,)) as here:
        asked = await opened(here)
        answer = await here.answer(await here.say(WHY, thread=asked))
        assert "I did not have it read." in answer.all_text
        assert "Answer by the buttons; nothing you gave me is lost." in answer.all_text
        assert here.uploaded() == []
        form = {"fact": "billing.timeout", "reply": "not billed", "quote": "Timeouts are not billed.", "author": "bill"}
        assert "by a bill" in (await by_form(here, asked, form)).all_text
        assert "Not for production" in (await verdict(here, asked)).all_text
        assert (await here.verified()).findings == ()


async def test_a_reading_can_be_stopped(here: Town) -> None:
    """By Slack's own control; what was said stays, and the review goes on by forms."""
    asked = await opened(here)
    here.openai.faults.add("slow", delay_s=20.0)
    answer = await here.say(WHY, thread=asked)
    await sent(here)
    await here.slack.stop_session(user="mo", channel=asked.channel, thread_ts=asked.ts)
    told_then = await here.answer(answer)
    assert "Stopped: I read nothing from it." in told_then.all_text
    assert "Answer by the buttons" in told_then.all_text
