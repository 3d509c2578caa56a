"""The town with its bot running, for most stories."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.stories.town import Town, town


@pytest.fixture
async def empty_town(tmp_path: Path) -> AsyncIterator[Town]:
    """A town whose bot has not been started."""
    async with town(tmp_path / "home") as built:
        yield built


@pytest.fixture
async def here(empty_town: Town) -> AsyncIterator[Town]:
    """A town with the bot at work."""
    async with empty_town.open() as open_town:
        yield open_town
        verified = await open_town.verified()
        assert verified.findings == ()
