"""A machine without a browser says so."""

import pytest

from tests.browser import chromium


def test_the_sentence_tells_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests of the page fail with it; they are not passed over."""
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(RuntimeError, match="apt-get install chromium"):
        chromium.path()
