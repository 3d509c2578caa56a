"""What a person does on the page, in their words."""

import re

from playwright.sync_api import Locator, Page, expect

PROMPTS = ("A lighthouse at dusk", "A poster", "A cut-out")


def visit(page: Page, place: str) -> None:
    """Go to a channel, or to the app."""
    page.get_by_label("Workspace").get_by_role("button", name=re.compile(rf"^{place}( unread)?$")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(place if place == "Darkroom" else f"#{place}")


def become(page: Page, name: str) -> None:
    """Act as somebody else."""
    page.get_by_label("You are").select_option(label=next(iter(_people(page, name))))


def _people(page: Page, name: str) -> list[str]:
    options = page.get_by_label("You are").locator("option").all_inner_texts()
    return [option for option in options if option.startswith(f"{name} ·")]


def say(page: Page, text: str) -> None:
    """Write in the channel."""
    field = page.get_by_role("combobox", name="Message")
    field.fill(text)
    field.press("Enter")


def reply(page: Page, text: str) -> None:
    """Write in the open thread."""
    field = page.get_by_role("combobox", name="Reply")
    field.fill(text)
    field.press("Enter")


def thread(page: Page) -> Locator:
    """The thread that is open."""
    return page.get_by_role("complementary", name="Thread in")


def version(page: Page, label: str) -> Locator:
    """The message of the open thread that shows a version."""
    receipt = page.locator("strong", has_text=label)
    return thread(page).get_by_role("article").filter(has=receipt).filter(has=page.locator("figure"))


def draw(page: Page, text: str = "@darkroom a fox") -> Locator:
    """Ask for a picture in the channel and wait until it stands in the thread."""
    say(page, text)
    shown = version(page, "v1")
    shown.wait_for()
    return shown
