"""The Home tab of reviewers: what is open, what ends soon, what changed; nobody else sees it."""

from datetime import UTC, datetime, timedelta

from bot.domain.periods import describe, one_day
from tests.stories.reviewing import IN_TERMS, OWN_PROJECT, TERMS, by_form, opened, proven, told, verdict, whose
from tests.stories.test_home_and_alerts import home
from tests.stories.town import Town


async def test_a_reviewer_finds_open_reviews_with_their_threads(here: Town) -> None:
    """One click away, with what they are for."""
    asked = await opened(here)
    words = str((await home(here, "ada")).blocks)
    assert "Gateways" in words
    assert "*Under review*" in words
    assert asked.ts.replace(".", "") in words
    assert "`api.example.ai` · customer or brand assets" in words
    assert "Only reviewers see this part." in words


async def test_nobody_else_s_home_tab_changes(here: Town) -> None:
    """Whoever opened the review included."""
    await opened(here)
    for user in ("mo", "gus"):
        words = str((await home(here, user)).blocks)
        assert "*Under review*" not in words
        assert "Only reviewers" not in words


async def test_without_reviews_a_reviewer_s_home_tab_is_everybody_s(here: Town) -> None:
    """There is nothing to tell."""
    assert "Only reviewers" not in str((await home(here, "ada")).blocks)


async def test_reviewers_of_the_policy_see_it_and_admins_do_not(empty_town: Town) -> None:
    """It is theirs by being reviewers."""
    async with empty_town.open(reviewers=frozenset({"U0MO"})) as here:
        await opened(here)
        assert "*Under review*" in str((await home(here, "mo")).blocks)
        assert "*Under review*" not in str((await home(here, "ada")).blocks)


async def test_what_a_newer_verdict_changed_is_listed(here: Town) -> None:
    """In lines, with the verdict's id and host."""
    asked = await proven(here)
    await verdict(here, asked)
    contradiction = {**OWN_PROJECT, "reply": "contradicted", "quote": "Our project lists no request of theirs at all."}
    await by_form(here, asked, contradiction)
    await verdict(here, asked)
    words = str((await home(here, "ada")).blocks)
    assert "What the newest verdicts changed" in words
    assert "model mapping: evidenced → failed" in words
    assert "production: allowed → not allowed" in words


async def test_a_verdict_that_ends_soon_is_listed_with_its_day(here: Town) -> None:
    """Terms that were read eighty days ago carry it for ten more."""
    asked = await opened(here)
    answer = await told(here, asked, TERMS, *IN_TERMS)
    today = datetime.now(UTC).date()
    await whose(here, answer, asked, read_on=(today - timedelta(80)).isoformat())
    await verdict(here, asked)
    words = str((await home(here, "ada")).blocks)
    assert "*Verdicts that end within 30 days*" in words
    assert f"*in force* until {describe(one_day((today + timedelta(10)).isoformat()))}" in words
