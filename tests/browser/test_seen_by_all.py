"""Everybody can use the page: by keyboard, with a screen reader, on a phone, in light and dark; and look behind it."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.acts import draw, reply, say, thread, visit
from tests.browser.watching import watched

UNNAMED = """() => [...document.querySelectorAll("button, a[href], input, select, textarea, img")]
    .filter((one) => one.checkVisibility())
    .filter((one) => one.tagName === "IMG" ? !one.hasAttribute("alt")
        : !(one.ariaLabel || one.getAttribute("aria-labelledby") || one.labels?.length || one.textContent.trim()
            || one.querySelector("img[alt]:not([alt=''])")))
    .map((one) => one.outerHTML.slice(0, 120))"""
WIDER = """() => [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility()
    && one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".table, pre, .unseen, .skip"))
    .map((one) => one.className)"""
CONTRAST = """(selector) => {
    const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
    const channel = (value) => ((value /= 255) <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
    const solid = (node) => { for (; node; node = node.parentElement) {
        const colour = rgb(getComputedStyle(node).backgroundColor);
        if (colour.length === 3 || colour[3] === 1) return colour;
    } return [255, 255, 255]; };
    const read = (one) => one.checkVisibility() && one.textContent.trim();
    return [...document.querySelectorAll(selector)].filter(read).map((one) => {
        const [front, back] = [light(rgb(getComputedStyle(one).color)), light(solid(one))];
        return [one.textContent.trim().slice(0, 40), (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05)];
    }).filter(([, ratio]) => ratio < 4.5);
}"""
READ = "h1, h2, h3, p, b, small, button, a, label, span.mention, code"


def test_everything_that_acts_has_a_name_and_every_picture_a_description(page: Page) -> None:
    """What a screen reader would read out."""
    draw(page)
    assert page.evaluate(UNNAMED) == []
    page.get_by_role("button", name="Wire", exact=True).click()
    page.locator(".wire details").first.wait_for()
    assert page.evaluate(UNNAMED) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(page: Page, scheme: str) -> None:
    """At least 4.5 to 1, in both themes."""
    page.evaluate("scheme => { document.documentElement.dataset.theme = scheme; }", scheme)
    draw(page, "@darkroom a fox and `code`")
    page.get_by_role("button", name="Make it fail").click()
    assert page.evaluate(CONTRAST, READ) == []


def test_the_theme_can_be_chosen_and_is_remembered(page: Page) -> None:
    """Light, dark, or as the machine has it."""
    page.get_by_role("button", name="Theme: auto").click()
    page.get_by_role("button", name="Theme: light").click()
    page.reload()
    expect(page.get_by_role("button", name="Theme: dark")).to_be_visible()
    assert (
        page.evaluate("getComputedStyle(document.body).colorScheme || document.documentElement.dataset.theme") == "dark"
    )


def test_the_keyboard_goes_everywhere(page: Page) -> None:
    """A slash leads to the message field, arrows through the channels, Escape out of a thread."""
    page.get_by_role("button", name="general", exact=True).focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("button", name="campaigns", exact=False).first).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="Message")).to_be_focused()
    draw(page, "@darkroom a fox by keyboard")
    page.keyboard.press("Escape")
    expect(thread(page)).to_be_hidden()


def test_what_one_writes_survives_what_others_say(page: Page) -> None:
    """Neither the words nor the focus are lost while the bot draws."""
    say(page, "@darkroom a fox that is being drawn")
    field = page.get_by_role("combobox", name="Reply")
    field.fill("half a sen")
    thread(page).get_by_role("figure").last.wait_for()
    expect(field).to_have_value("half a sen")
    expect(field).to_be_focused()


def test_new_words_of_the_bot_are_announced(page: Page) -> None:
    """In a live region, once."""
    draw(page, "@darkroom a fox to be announced")
    expect(page.get_by_role("log")).to_contain_text("Darkroom: Reading this; if it becomes a picture")


def test_it_fits_a_phone(browser: Browser, url: str) -> None:
    """Nothing is wider than 360 pixels; the channels are behind a button, the thread covers the channel."""
    phone = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
    with watched(browser, url, **phone) as page:
        page.get_by_role("region", name="Welcome").get_by_role("button").first.wait_for()
        assert page.evaluate(WIDER) == []
        page.get_by_role("region", name="Welcome").get_by_role("button").first.click()
        thread(page).get_by_role("button", name="Variations").wait_for()
        assert page.evaluate(WIDER) == []
        page.get_by_role("button", name="Close the thread").click()
        page.get_by_role("button", name="Channels").click()
        visit(page, "social")
        expect(page.get_by_role("navigation", name="Workspace")).to_be_hidden()
        assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_the_wire_shows_all_three_conversations(page: Page) -> None:
    """Calls, events with their acks, and requests to OpenAI without the bulk of pictures; filtered by words."""
    draw(page, "@darkroom a fox on the wire")
    page.get_by_role("button", name="Wire", exact=True).click()
    drawer = page.get_by_role("complementary", name="The wire")
    for what in ("files.completeUploadExternal", "app_mention", "POST /v1/responses"):
        drawer.get_by_role("searchbox").fill(what.split()[-1])
        expect(drawer.get_by_text(what).first).to_be_visible()
    drawer.get_by_text("POST /v1/responses").first.click()
    expect(drawer.locator("pre").first).to_contain_text("image_generation")
    expect(drawer.locator("pre").first).to_contain_text("[redacted]")


FAILURES = [
    ("Refused: the picture", "safety check"),
    ("Server error (500)", "Not drawn."),
    ("No usage reported", "at most, part of the bill is unknown"),
    ("Too many requests (429)", "metered"),
]


@pytest.mark.parametrize(("armed", "told"), FAILURES)
def test_what_is_armed_strikes_once_and_a_person_is_told(page: Page, armed: str, told: str) -> None:
    """The panel shows what is armed until it has struck."""
    page.get_by_role("button", name="Make it fail").click()
    drawer = page.get_by_role("complementary", name="Make it fail")
    drawer.get_by_role("button", name=armed).click()
    expect(drawer.get_by_role("status")).to_contain_text(armed)
    say(page, "@darkroom a fox in trouble --quality low")
    expect(thread(page)).to_contain_text(told)
    expect(drawer.get_by_role("status")).to_contain_text("Nothing is armed")


def test_faults_can_be_cleared(page: Page) -> None:
    """Before they strike."""
    page.get_by_role("button", name="Make it fail").click()
    drawer = page.get_by_role("complementary", name="Make it fail")
    drawer.get_by_role("button", name="Out of credit").click()
    drawer.get_by_role("button", name="Slack: a file is never shown").click()
    drawer.get_by_role("button", name="Clear all").click()
    expect(drawer.get_by_role("status")).to_contain_text("Nothing is armed")


def test_a_session_can_be_stopped_while_it_draws(page: Page) -> None:
    """With Slack's own control, beside the bot's button."""
    page.get_by_role("button", name="Make it fail").click()
    page.get_by_role("button", name="Slow", exact=False).first.click()
    page.keyboard.press("Escape")
    say(page, "@darkroom a slow fox")
    thread(page).get_by_text("is at work").wait_for()
    thread(page).get_by_role("button", name="Stop").last.click()
    expect(thread(page)).to_contain_text("Stopped.")
    reply(page, "thanks")
