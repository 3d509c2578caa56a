"""How lanes are counted: the first party by its tokens, a fallback as its provider states, a lane that is gone as held."""

from itertools import product

import pytest

from bot.domain.fallbacks import IMAGES, FailedCalls, Fallback
from bot.domain.ledger import Basis, Part
from bot.domain.money import NanoUsd
from bot.domain.options.image_options import ImageOptions
from bot.domain.settlement import Known
from bot.domain.tariff import AsStated, ByTokens, GivenUp, Tariff, Tried
from tests.domain.values import AT, MODELS, PRICES, call, step

STEP = step(ImageOptions(quality="high"))


def stated(rule: FailedCalls = FailedCalls.UNKNOWN) -> AsStated:
    """A provider that states a price by quality."""
    prices = {"low": NanoUsd(10), "medium": NanoUsd(40), "high": NanoUsd(170)}
    return AsStated(
        Fallback(
            "acme", "Acme", "https://a.ai/v1", "gpt-image-2", IMAGES, "default", "KEY", prices, rule, "ours", "stop"
        )
    )


def tried(tariff: Tariff, *, made: bool = False, unsent: bool = False, answered: bool = True) -> Tried:
    """An attempt that ended."""
    known = Known(None, (call(),) if made else (), attempted=True, previews=0)
    quoted = stated().quote(STEP, MODELS, AT) if isinstance(tariff, GivenUp) else tariff.quote(STEP, MODELS, AT)
    return Tried(MODELS, quoted, AT, known, unbilled=unsent, unsent=unsent, answered=answered)


def sums(parts: tuple[Part, ...] | None) -> list[tuple[Basis, int | None]] | None:
    """How much is how known; None is a release."""
    return None if parts is None else [(part.basis, part.nano) for part in parts]


def test_a_fallback_s_quote_is_its_price_and_so_is_its_estimate() -> None:
    """No tokens, no price row, and whose word it is."""
    quoted = stated().quote(STEP, MODELS, AT)
    (part,) = quoted.parts
    assert (part.basis, part.nano, part.tokens, part.price_id) == (Basis.PROVIDER_STATED, 170, None, None)
    assert part.note == "as Acme states"
    assert stated().estimate(STEP, MODELS, AT) == quoted.nano == 170


@pytest.mark.parametrize(("rule", "answered"), list(product(FailedCalls, [True, False])))
def test_a_picture_that_came_costs_its_price(rule: FailedCalls, answered: bool) -> None:
    """Whatever happened afterwards, and whatever failed calls cost."""
    tariff = stated(rule)
    assert sums(tariff.settle(tried(tariff, made=True, answered=answered))) == [(Basis.PROVIDER_STATED, 170)]


FAILED = [
    (FailedCalls.NOT_BILLED, True, None),
    (FailedCalls.NOT_BILLED, False, [(Basis.CEILING, 170)]),
    (FailedCalls.BILLED, True, [(Basis.PROVIDER_STATED, 170)]),
    (FailedCalls.BILLED, False, [(Basis.PROVIDER_STATED, 170)]),
    (FailedCalls.UNKNOWN, True, [(Basis.CEILING, 170)]),
    (FailedCalls.UNKNOWN, False, [(Basis.CEILING, 170)]),
]


@pytest.mark.parametrize(("rule", "answered", "cost"), FAILED)
def test_a_call_without_a_picture_costs_what_is_known_of_failed_calls(
    rule: FailedCalls, answered: bool, cost: list[tuple[Basis, int]] | None
) -> None:
    """One that was cut or stopped is no failed call by the provider's own word."""
    tariff = stated(rule)
    assert sums(tariff.settle(tried(tariff, answered=answered))) == cost


@pytest.mark.parametrize("tariff", [ByTokens(PRICES), *map(stated, FailedCalls), GivenUp()])
def test_what_was_never_sent_is_released_on_every_lane(tariff: Tariff) -> None:
    """It cost nothing."""
    assert tariff.settle(tried(tariff, unsent=True, answered=False)) is None


def test_a_lane_that_is_gone_holds_what_was_reserved() -> None:
    """Nobody is asked."""
    assert sums(GivenUp().settle(tried(GivenUp(), answered=False))) == [(Basis.CEILING, 170)]
    assert GivenUp().quote(STEP, MODELS, AT).parts == ()


def test_only_the_first_party_s_tokens_are_held_against_the_formula() -> None:
    """What a provider reports of tokens is no bill of ours."""
    assert [tariff.audited for tariff in (ByTokens(PRICES), stated(), GivenUp())] == [True, False, False]
