"""One browser for all, one demo for each file of tests, one fresh page for each test: with nothing in its console."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium, demo

PATIENCE_MS = 15_000


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, ended with the last of these tests: its event loop would be in the way of the others."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium.path(), args=list(chromium.ARGUMENTS))
        yield running
        running.close()


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL that the demo prints."""
    home: Path = tmp_path_factory.mktemp("demo")
    with demo.running(home) as printed:
        yield printed


@pytest.fixture
def page(browser: Browser, url: str) -> Iterator[Page]:
    """The page on a first visit; whatever it complains of fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE_MS)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened, complaints = context.new_page(), []
    opened.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.goto(url)
    opened.get_by_text("bot connected").wait_for()
    yield opened
    context.close()
    assert complaints == []
