"""Pictures of the page for people: `python -m tests.browser.shots FOLDER` draws, edits, and photographs it.

At a desk and on a phone, in light and in dark. They stand in docs/images and in the README.
"""

import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.browser import chromium, demo
from tests.browser.acts import become, reply, say, thread, version, visit
from tests.stories.reviewing import TERMS

DESK, PHONE = ViewportSize(width=1280, height=800), ViewportSize(width=390, height=844)


def lively(page: Page) -> None:
    """Let something have happened."""
    page.get_by_role("region", name="Welcome").get_by_role("button").first.click()
    version(page, "v1").wait_for()
    reply(page, "make the sky stormy")
    version(page, "v2").wait_for()
    thread(page).get_by_text("is at work").wait_for(state="detached")


def photograph(page: Page, path: Path) -> None:
    """Save what is seen, small enough for a README."""
    page.wait_for_timeout(400)  # pictures and colours settle
    page.screenshot(path=path)
    with Image.open(path) as shot:
        shot.convert("RGB").save(path, optimize=True)


def workspace(browser: Browser, url: str, folder: Path) -> None:
    """The conversation, at a desk and on a phone, in both themes."""
    page = browser.new_page(viewport=DESK, reduced_motion="reduce")
    page.goto(url)
    lively(page)
    for name, size in (("desk", DESK), ("phone", PHONE)):
        page.set_viewport_size(size)
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            photograph(page, folder / f"{name}-{theme}.png")
    page.close()


def more(browser: Browser, url: str, folder: Path) -> None:
    """The app's Home tab, a form, the wire."""
    page = browser.new_page(viewport=DESK, reduced_motion="reduce")
    page.goto(url)
    page.get_by_text("bot connected").wait_for()
    page.get_by_role("button", name="Wire", exact=True).click()
    page.locator(".wire details").first.wait_for()
    photograph(page, folder / "wire.png")
    page.keyboard.press("Escape")
    say(page, "/image")
    page.get_by_role("dialog", name="Draw a picture").wait_for()
    photograph(page, folder / "form.png")
    page.keyboard.press("Escape")
    visit(page, "Darkroom")
    page.get_by_role("tab", name="Home").click()
    page.get_by_role("tabpanel", name="Home").get_by_role("heading").first.wait_for()
    photograph(page, folder / "home.png")
    page.close()


def review(browser: Browser, url: str, folder: Path) -> None:
    """A route reviewed: its card, and the verdict that ends it."""
    page = browser.new_page(viewport=ViewportSize(width=1280, height=1100), reduced_motion="reduce")
    page.goto(url)
    page.get_by_text("bot connected").wait_for()
    become(page, "Rae")
    visit(page, "campaigns")
    say(
        page,
        "@darkroom Can I use https://api.example.ai/v1 for customer product shots? About 400 a month, it is cheaper.",
    )
    talk = thread(page)
    talk.get_by_role("button", name="Give the verdict").wait_for()
    reply(page, TERMS)
    talk.get_by_role("button", name="Say whose").click()
    form = page.get_by_role("dialog", name="Whose words?")
    form.get_by_label("Where do they stand?").fill("https://example.ai/terms")
    form.get_by_role("button", name="Save").click()
    talk.get_by_text("is the provider's own words").wait_for()
    card = talk.get_by_role("article").filter(has=page.get_by_role("button", name="Give the verdict"))
    card.get_by_text("of 20 facts").scroll_into_view_if_needed()
    photograph(page, folder / "review.png")
    card.get_by_role("button", name="Give the verdict").click()
    talk.get_by_role("button", name="Plan the move").scroll_into_view_if_needed()
    photograph(page, folder / "verdict.png")
    page.close()


def main(folder: Path) -> None:
    """Make all of them."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, demo.running(Path(home)) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.path(), args=list(chromium.ARGUMENTS))
        workspace(browser, url, folder)
        more(browser, url, folder)
        review(browser, url, folder)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
