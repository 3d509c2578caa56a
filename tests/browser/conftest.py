"""One browser for all, one demo for each file of tests, one fresh page for each test: with nothing in its console."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium, demo
from tests.browser.watching import watched

PAUSE_S = 0.05


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, ended with the last of these tests: its event loop would be in the way of the others."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium.path(), args=list(chromium.ARGUMENTS))
        yield running
        running.close()


@pytest.fixture(scope="module")
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL that the demo prints. It draws at once, unless a file of tests is `AT_ITS_OWN_PACE`."""
    home: Path = tmp_path_factory.mktemp("demo")
    with demo.running(home) as printed:
        if not getattr(request.module, "AT_ITS_OWN_PACE", False):
            demo.pause(printed, PAUSE_S)
        yield printed


@pytest.fixture
def page(browser: Browser, url: str) -> Iterator[Page]:
    """The page on a first visit, at a desk."""
    with watched(browser, url, viewport={"width": 1280, "height": 800}) as opened:
        yield opened
