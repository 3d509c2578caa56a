"""What tests of signals speak of: the shipped table and prices, the fixtures, and a scan of today."""

from datetime import UTC, datetime
from pathlib import Path

from bot.domain.gates.signals import Found, scan
from bot.domain.gates.signals_reading import kind_of
from bot.domain.gates.signals_scene import Kind
from bot.providers.config import dated_data, signals_file

HERE = Path(__file__).parent
CLEAN = sorted((HERE / "clean").iterdir())
POOLS = sorted((HERE / "pools").iterdir())
TODAY_MS = int(datetime(2026, 11, 24, tzinfo=UTC).timestamp() * 1000)


def scanned(text: str, kind: Kind | None = None, name: str = "file") -> tuple[Found, ...]:
    """Return what is found in *text*, of a kind or of the one its form has."""
    kind = kind or kind_of(name, text)
    return scan(text, kind, signals_file.signals(), dated_data.prices(), TODAY_MS)


def numbers(found: tuple[Found, ...]) -> set[int]:
    """Return the rows of the table that were found."""
    return {int(one.id[1:3]) for one in found}
