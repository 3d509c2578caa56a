"""What the bot and people post is shown as Slack would show it, and can be acted on."""

import json
from typing import Any
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.acts import say, visit

CAMPAIGNS = "C0CAMPAIGNS"
UNSAFE = "<img src=x onerror=alert(1)>"


def sent(url: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
    """What the workspace answers: the bot's wire under `api/`, people's acts under `sandbox/`."""
    headers = {"Content-Type": "application/json", "Authorization": "Bearer xoxb-sandbox"}
    with urlopen(Request(f"{url}/{path}", json.dumps(body).encode(), headers)) as answer:
        said: dict[str, Any] = json.load(answer)
    assert said.get("ok", True), said
    return said


def shown(page: Page, url: str, *blocks: dict[str, Any], text: str = "blocks") -> Locator:
    """The newest message, posted by the bot."""
    sent(url, "api/chat.postMessage", {"channel": CAMPAIGNS, "text": text, "blocks": list(blocks)})
    visit(page, "campaigns")
    return page.get_by_role("article").last


def rich(*elements: dict[str, Any]) -> dict[str, Any]:
    """A rich_text block."""
    return {"type": "rich_text", "elements": list(elements)}


def line(text: str, **style: bool) -> dict[str, Any]:
    """A rich_text section of one run."""
    run = {"type": "text", "text": text, **({"style": style} if style else {})}
    return {"type": "rich_text_section", "elements": [run]}


def test_lists_are_numbered_or_bulleted(page: Page, url: str) -> None:
    """In the bot's rich text, from where the list is told to begin."""
    ordered = {"type": "rich_text_list", "style": "ordered", "offset": 2, "elements": [line("three"), line("four")]}
    bulleted = {"type": "rich_text_list", "style": "bullet", "elements": [line("free", bold=True)]}
    message = shown(page, url, rich(ordered, bulleted), {"type": "divider"})
    expect(message.get_by_role("listitem")).to_have_text(["3. three", "4. four", "• free"])
    expect(message.get_by_role("strong")).to_have_text("free")


def test_a_table_has_its_head_and_both_kinds_of_cells(page: Page, url: str) -> None:
    """Raw and rich."""
    rows = [
        [{"type": "raw_text", "text": "Who"}, {"type": "raw_text", "text": "Spent"}],
        [{"type": "rich_text", "elements": [line("Mo", bold=True)]}, {"type": "raw_text", "text": "$1.20"}],
    ]
    message = shown(page, url, {"type": "table", "rows": rows})
    expect(message.get_by_role("columnheader")).to_have_text(["Who", "Spent"])
    expect(message.get_by_role("cell")).to_have_text(["Mo", "$1.20"])


def test_markup_in_words_stays_words(page: Page, url: str) -> None:
    """Slack's own marks are read, the page's are not."""
    text = "*bold* _leaning_ ~gone~ `code` :art: <https://example.org|there> <@U0ADA>"
    section = {"type": "section", "text": {"type": "mrkdwn", "text": f"{text}\n&lt;{UNSAFE[1:-1]}&gt;"}}
    message = shown(page, url, section, {"type": "markdown", "text": f"**strong** {UNSAFE}"})
    expect(message).to_contain_text(UNSAFE)
    expect(message.locator("img")).to_have_count(0)
    expect(message.get_by_role("link", name="there")).to_have_attribute("href", "https://example.org")
    expect(message.get_by_role("strong")).to_have_text(["bold", "strong"])
    expect(message.get_by_role("img", name="art")).to_have_text("🎨")
    expect(message).to_contain_text("@Ada")


@pytest.mark.parametrize(
    ("kind", "picked", "told"),
    [("users_select", "U0ADA", "selected_user"), ("datepicker", "2026-02-28", "selected_date")],
)
def test_somebody_or_some_day_is_picked_in_a_message(page: Page, url: str, kind: str, picked: str, told: str) -> None:
    """And the bot is told."""
    placeholder = {"type": "plain_text", "text": "Pick one"}
    message = shown(
        page, url, {"type": "actions", "elements": [{"type": kind, "action_id": kind, "placeholder": placeholder}]}
    )
    field = message.get_by_label("Pick one")
    with page.expect_response("**/sandbox/click"):
        field.select_option(picked) if kind == "users_select" else field.fill(picked)
    with urlopen(f"{url}/sandbox/envelopes?last=1") as answer:
        [envelope] = json.load(answer)["envelopes"]
    assert envelope["payload"]["actions"][0][told] == picked


def test_a_button_asks_before_it_acts(page: Page, url: str) -> None:
    """Who says no has done nothing."""
    texts = {"title": "Really?", "text": "It is gone then.", "confirm": "Do it", "deny": "Leave it"}
    confirm = {name: {"type": "plain_text", "text": text} for name, text in texts.items()}
    label = {"type": "plain_text", "text": "Remove"}
    button = {"type": "button", "action_id": "rm", "text": label, "style": "danger", "confirm": confirm}
    message = shown(page, url, {"type": "actions", "elements": [button]})
    clicks: list[str] = []
    page.on("request", lambda request: clicks.append(request.url) if request.url.endswith("/click") else None)
    message.get_by_role("button", name="Remove").click()
    page.get_by_role("dialog", name="Really?").get_by_role("button", name="Leave it").click()
    expect(page.get_by_role("dialog", name="Really?")).to_be_hidden()
    assert clicks == []


def test_a_form_keeps_what_was_entered_beside_an_error(page: Page) -> None:
    """Only the wrong field has to be filled in again."""
    say(page, "/image")
    form = page.get_by_role("dialog", name="Draw a picture")
    form.get_by_label("What should it show?").fill("   ")
    form.get_by_label("Quality").select_option(label="Low")
    form.get_by_role("button", name="Draw it").click()
    expect(form.get_by_role("alert").filter(has_text="Say what the picture should show.")).to_be_visible()
    expect(form.get_by_label("What should it show?")).to_be_focused()
    expect(form.get_by_label("Quality").locator("option:checked")).to_have_text("Low")
    page.keyboard.press("Escape")
    expect(form).to_be_hidden()


def test_replies_to_a_deleted_message_can_still_be_read(page: Page, url: str) -> None:
    """Under a mark where it stood."""
    where = {"channel": CAMPAIGNS, "user": "mo"}
    root = sent(url, "sandbox/post", {**where, "text": "soon gone"})["message"]["ts"]
    sent(url, "sandbox/post", {**where, "text": "still here", "thread_ts": root})
    sent(url, "sandbox/delete", {**where, "ts": root})
    visit(page, "campaigns")
    row = page.get_by_role("listitem").filter(has_text="This message was deleted.")
    row.get_by_role("button", name="1 reply").click()
    expect(page.get_by_role("complementary", name="Thread in")).to_contain_text("still here")


def test_an_entry_of_the_wire_stays_open_while_more_comes(page: Page, url: str) -> None:
    """Also where more has happened than is listed."""
    for _ in range(160):
        sent(url, "api/auth.test", {})
    page.get_by_role("button", name="Wire", exact=True).click()
    entry = page.locator(".wire details").first
    entry.locator("summary").click()
    expect(page.locator(".wire details[open]")).to_have_count(1)
    sent(url, "sandbox/post", {"channel": CAMPAIGNS, "user": "mo", "text": "more"})
    expect(page.locator(".wire details").first).to_contain_text("message")
    expect(page.locator(".wire details[open]")).to_have_count(1)
