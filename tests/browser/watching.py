"""A fresh page on the workspace, with an eye on its console: whatever it complains of fails the test."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page

PATIENCE_MS = 15_000


@contextmanager
def watched(browser: Browser, url: str, **options: Any) -> Iterator[Page]:
    """Open *url* as on a first visit, by a browser context with these *options*."""
    context = browser.new_context(reduced_motion="reduce", **options)
    context.set_default_timeout(PATIENCE_MS)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page, complaints = context.new_page(), []
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    try:
        page.goto(url)
        page.locator("#connection.on").wait_for()
        yield page
    finally:
        context.close()
    assert complaints == []
