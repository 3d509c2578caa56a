"""The dated files that ship with the program: rows that are complete, and hosts that are hosts."""

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from bot.domain.lanes import OFFICIAL, lane_of
from bot.domain.prices import TokenClass
from bot.providers.config import dated_data
from bot.providers.config.dated_data import PriceRow

ROW: dict[str, object] = {
    "model": "gpt-image-2",
    "class": "image_out",
    "usd": "30",
    "valid_from": "2026-04-21",
    "source": "https://developers.openai.com/api/docs/models/gpt-image-2",
    "checked_on": "2026-11-22",
}


def test_a_row_becomes_a_price_from_midnight_utc_on() -> None:
    """In whole nano-dollars, with an id that names model, class and day."""
    price = PriceRow.model_validate(ROW).price()
    assert (price.id, price.nano_per_million) == ("gpt-image-2/image_out@2026-04-21", 30_000_000_000)
    assert datetime.fromtimestamp(price.valid_from_ms / 1000, UTC) == datetime(2026, 4, 21, tzinfo=UTC)
    assert (price.token_class, price.checked_on) == (TokenClass.IMAGE_OUT, "2026-11-22")


@pytest.mark.parametrize(
    "change",
    [
        {"usd": None},
        {"usd": "thirty"},
        {"class": "video_out"},
        {"valid_from": "soon"},
        {"source": None},
        {"checked_on": None},
        {"discount": "5"},
    ],
)
def test_a_row_with_a_hole_or_a_word_too_many_is_refused(change: dict[str, object]) -> None:
    """A price that is half read would be charged."""
    row = {name: value for name, value in {**ROW, **change}.items() if value is not None}
    with pytest.raises(ValidationError):
        PriceRow.model_validate(row)


def test_a_price_too_fine_to_be_exact_is_refused() -> None:
    """Rather than rounded."""
    with pytest.raises(ValueError, match="finer than a nano-dollar"):
        PriceRow.model_validate({**ROW, "usd": "0.0000000001"}).price()


def test_every_official_host_is_a_bare_name_of_openai_s() -> None:
    """Https to it is official; without the list nothing is."""
    hosts = dated_data.official_hosts()
    assert hosts
    for host in hosts:
        assert host.endswith(".openai.com")
        lane = lane_of(f"https://{host}/v1", hosts)
        assert lane is not None
        assert (lane.name, lane.host) == (OFFICIAL, host)
        assert lane_of(f"https://{host}/v1", frozenset()) is None
