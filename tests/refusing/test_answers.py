"""A refusal names the way out with its price; a fair question gets a full answer."""

import re

import pytest

from bot.domain.contract_words import summary
from bot.domain.gates.moving import MOVES
from bot.domain.gates.route import STOP_RULES, RouteClass
from bot.domain.gates.seen import Effect
from bot.domain.official_cost import at_volume, per_picture
from bot.domain.policy import Policy
from bot.domain.refusing.answers import NO, Material, fair, refusal
from bot.domain.refusing.asks import Category, Topic
from bot.providers.config import signals_file
from bot.services.contract import OfficialContract
from handlers.blocks.outcome import LONGEST_ANSWER
from tests.domain.values import AT, PRICES

SIGNALS = signals_file.signals().rows
CONTRACT = OfficialContract(Policy(), lambda: AT).answer()
MATERIAL = Material(SIGNALS, summary(CONTRACT.contract, CONTRACT.stale), per_picture(PRICES, AT))


def every() -> list[str]:
    """Each text there is."""
    refusals = [refusal(category, 500, at_volume(PRICES, AT, 500)) for category in Category]
    return [*refusals, *(fair(topic, MATERIAL) for topic in Topic)]


@pytest.mark.parametrize("category", Category)
def test_a_refusal_says_no_why_when_to_stop_and_what_instead(category: Category) -> None:
    """In this order: risk, stop rule, official route with its cost, levers, the list for the move."""
    text = refusal(category, 500, at_volume(PRICES, AT, 500))
    places = [
        text.index(part)
        for part in (
            NO[category],
            "Risk:",
            STOP_RULES[RouteClass.ACCOUNT_POOL],
            "$20.58 medium",
            "low quality",
            "To move",
        )
    ]
    assert places == sorted(places)
    assert places[0] == 0
    assert all(f"{row.today}: {row.official}" in text for row in MOVES)


def test_without_a_volume_the_cost_is_that_of_one_picture() -> None:
    """Nobody's volume is made up."""
    assert "About $0.041 per medium landscape" in refusal(Category.LIMITS, None, per_picture(PRICES, AT))


def test_the_cost_of_a_volume_is_the_formula_times_the_price() -> None:
    """158, 1372 and 5488 tokens at $30 a million, five hundred times."""
    said = at_volume(PRICES, AT, 500)
    assert said.startswith("500 pictures a month (landscape, 1536x1024): about $2.37 low, $20.58 medium, $82.32 high")
    assert re.search(r"prices checked \d{4}-\d{2}-\d{2}$", said)


def test_every_sure_sign_of_the_table_is_told() -> None:
    """Those that settle it and those that contradict the model; questions are no signs."""
    text = fair(Topic.DETECT, MATERIAL)
    told = {signal.what for signal in SIGNALS if f"• {signal.what}" in text}
    assert told == {signal.what for signal in SIGNALS if signal.effect is not Effect.QUESTION}
    assert "darkroom gate scan FILE" in text


def test_leaving_starts_with_stopping_and_ends_with_the_list() -> None:
    """And with what the official route costs."""
    text = fair(Topic.LEAVE, MATERIAL)
    assert STOP_RULES[RouteClass.ACCOUNT_POOL] in text.splitlines()[0]
    assert "Revoke what was handed over" in text
    assert "$0.041" in text
    assert text.splitlines()[-len(MOVES) :] == [f"• {row.today}: {row.official}" for row in MOVES]


def test_whether_ours_is_one_takes_a_review() -> None:
    """The base URL is asked for, and how to begin is said."""
    text = fair(Topic.OURS, MATERIAL)
    assert "base URL" in text
    assert "@darkroom can I use URL for PURPOSE?" in text
    assert "customer or brand assets" in text


def test_official_is_a_host_on_the_dated_list() -> None:
    """With the models, the endpoints and what a picture costs."""
    text = fair(Topic.OFFICIAL, MATERIAL)
    assert "Official: https to api.openai.com, and nothing else" in text
    assert "gpt-image-2" in text
    assert "images/generations" in text
    assert STOP_RULES[RouteClass.OFFICIAL] in text


def test_every_text_fits_into_one_message_and_keeps_the_voice() -> None:
    """No exclamation mark, no apology, no line like a wall."""
    for text in every():
        assert len(text) <= LONGEST_ANSWER
        assert max(len(line) for line in text.splitlines()) <= 400
        assert "!" not in text
        assert not re.search(r"sorry|unfortunately|apolog", text, re.IGNORECASE)
