"""The dated data files shipped with the program: prices and official hosts."""

import tomllib
from datetime import UTC, date, datetime
from decimal import Decimal
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field

from bot.domain.money import nano_per_million
from bot.domain.prices import Price, PriceList, TokenClass


class PriceRow(BaseModel):
    """One [[price]] table."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    model: str
    token_class: TokenClass = Field(alias="class")
    usd: Decimal
    valid_from: date
    source: str
    checked_on: date

    def price(self) -> Price:
        """Return the row as the domain's value; its id names model, class and day."""
        since = datetime.combine(self.valid_from, datetime.min.time(), UTC)
        return Price(
            id=f"{self.model}/{self.token_class.value}@{self.valid_from}",
            model=self.model,
            token_class=self.token_class,
            nano_per_million=nano_per_million(self.usd),
            valid_from_ms=int(since.timestamp() * 1000),
            source=self.source,
            checked_on=str(self.checked_on),
        )


class Hosts(BaseModel):
    """The list of OpenAI's API hosts."""

    model_config = ConfigDict(extra="forbid")

    checked_on: date
    source: str
    hosts: frozenset[str]


def toml(name: str) -> dict[str, object]:
    """Return a dated file as it is written."""
    return tomllib.loads(files("bot.data").joinpath(name).read_text(encoding="utf-8"))


def prices() -> PriceList:
    """Return the price file's rows."""
    rows = toml("prices.toml")["price"]
    assert isinstance(rows, list)  # noqa: S101 - the file ships with the program and is tested
    return PriceList(tuple(PriceRow.model_validate(row).price() for row in rows))


def official_hosts() -> frozenset[str]:
    """Return the hosts that are official."""
    return hosts().hosts


def hosts() -> Hosts:
    """Return the list of hosts with its source."""
    return Hosts.model_validate(toml("hosts.toml"))


class ModelLives(BaseModel):
    """Until when models are served."""

    model_config = ConfigDict(extra="forbid")

    checked_on: date
    source: str
    shutdown: dict[str, date]


def model_lives() -> ModelLives:
    """Return the table of last days."""
    return ModelLives.model_validate(toml("models.toml"))
