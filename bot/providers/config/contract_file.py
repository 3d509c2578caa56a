"""The official contract as a value: `contract.toml`, and what the other dated files say of the same models and hosts."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.domain import image_tokens
from bot.domain.contract import (
    Contract,
    ContractModel,
    Endpoint,
    PriceTable,
    Role,
    Source,
    TablePrice,
    TokenPrice,
    Used,
)
from bot.domain.money import NanoUsd, cost, nano_per_million
from bot.domain.prices import Price, PriceList, TokenClass, family
from bot.providers.config import dated_data

Quality = Literal["low", "medium", "high"]


class Row(BaseModel):
    """Anything with a source."""

    model_config = ConfigDict(extra="forbid")

    source: str
    checked_on: date

    def read(self) -> Source:
        """Return where and when it was read."""
        return Source(self.source, self.checked_on)


class ModelRow(Row):
    """One [[model]] table."""

    role: Role
    id: str
    snapshot: str = ""


class EndpointRow(Row):
    """One [[endpoint]] table."""

    path: str
    jobs: str


class Published(BaseModel):
    """The published price of one size, in USD."""

    model_config = ConfigDict(extra="forbid")

    size: str
    usd: dict[Quality, Decimal]


class Table(Row):
    """The [table]."""

    model: str
    formula_source: str
    row: list[Published] = Field(min_length=1)


class ContractFile(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid")

    model: list[ModelRow]
    endpoint: list[EndpointRow]
    table: Table


def contract(used: Used, at_ms: int) -> Contract:
    """Return the official contract at *at_ms*, with the models that are *used*."""
    file = ContractFile.model_validate(dated_data.toml("contract.toml"))
    prices, lives, hosts = dated_data.prices(), dated_data.model_lives(), dated_data.hosts()
    named = tuple(_models(file, used, prices, at_ms))
    return Contract(
        used=used,
        models=tuple(_with_last_day(one, lives.shutdown) for one in named),
        endpoints=tuple(Endpoint(one.path, one.jobs, one.read()) for one in file.endpoint),
        hosts=tuple(sorted(hosts.hosts)),
        hosts_source=Source(hosts.source, hosts.checked_on),
        prices=tuple(_prices(dict.fromkeys(family(one.id) for one in named), prices, at_ms)),
        table=_table(file.table, prices, at_ms),
        leaving=tuple(lives.shutdown.items()),
        leaving_source=Source(lives.source, lives.checked_on),
    )


def _models(file: ContractFile, used: Used, prices: PriceList, at_ms: int) -> Iterator[ContractModel]:
    """Yield the file's models, and those that are used though the file does not name them."""
    known = {name for row in file.model for name in (row.id, row.snapshot)}
    for row in file.model:
        yield ContractModel(row.role, row.id, row.read(), row.snapshot)
    for role, name in ((Role.MAINLINE, used.mainline), (Role.IMAGE, used.image)):
        price = prices.find(name, TokenClass.TEXT_IN, at_ms)
        if name not in known and price is not None:
            yield ContractModel(role, name, _source(price))


def _with_last_day(model: ContractModel, shutdown: dict[str, date]) -> ContractModel:
    last_day = shutdown.get(model.id, shutdown.get(family(model.id)))
    return ContractModel(model.role, model.id, model.source, model.snapshot, last_day)


def _prices(models: dict[str, None], prices: PriceList, at_ms: int) -> Iterator[TokenPrice]:
    for model in models:
        for token_class in TokenClass:
            row = prices.find(model, token_class, at_ms)
            if row is not None:
                since = datetime.fromtimestamp(row.valid_from_ms // 1000, UTC).date()
                yield TokenPrice(model, token_class, row.nano_per_million, since, _source(row))


def _source(row: Price) -> Source:
    return Source(row.source, date.fromisoformat(row.checked_on))


def _table(table: Table, prices: PriceList, at_ms: int) -> PriceTable:
    each = prices.at(table.model, TokenClass.IMAGE_OUT, at_ms).nano_per_million
    rows = tuple(_row(one.size, quality, usd, each) for one in table.row for quality, usd in one.usd.items())
    return PriceTable(table.model, rows, table.read(), Source(table.formula_source, table.checked_on))


def _row(size: str, quality: str, usd: Decimal, each: int) -> TablePrice:
    tokens = image_tokens.output_tokens(size, quality)
    return TablePrice(size, quality, tokens, cost(tokens, each), NanoUsd(nano_per_million(usd)))
