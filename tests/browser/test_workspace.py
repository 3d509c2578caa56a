"""The workspace around the picture: files, forms, commands, people, notes, the app's own place."""

import base64
import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.acts import become, draw, reply, say, thread, version, visit

PASTE = """(data) => {
    const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], "pasted.png", { type: "image/png" }));
    const event = new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true });
    document.querySelector("#text").dispatchEvent(event);
}"""
DROP = """() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["terms"], "terms.txt", { type: "text/plain" }));
    const how = { dataTransfer: transfer, bubbles: true, cancelable: true };
    const area = document.querySelector("#messages");
    for (const kind of ["dragover", "drop"]) area.dispatchEvent(new DragEvent(kind, how));
}"""


@pytest.fixture
def fox(tmp_path: Path) -> Path:
    """A small real picture."""
    path = tmp_path / "fox.png"
    Image.new("RGB", (64, 48), "orange").save(path)
    return path


def test_a_chosen_file_is_shown_sent_and_used_as_a_reference(page: Page, fox: Path) -> None:
    """It can be taken out again before."""
    page.get_by_label("Files to attach").first.set_input_files([fox, fox])
    attached = page.get_by_role("list", name="Attached files")
    expect(attached.get_by_role("img")).to_have_count(2)
    attached.get_by_role("button", name="Remove fox.png").first.click()
    say(page, "@darkroom make it blue")
    version(page, "v1").wait_for()
    expect(thread(page)).to_contain_text("picture input")


def test_a_picture_can_be_pasted(page: Page) -> None:
    """As from a screenshot."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(out, "PNG")
    page.evaluate(PASTE, base64.b64encode(out.getvalue()).decode())
    expect(page.get_by_role("list", name="Attached files").get_by_role("img")).to_have_attribute("alt", "pasted.png")


def test_a_file_can_be_dropped(page: Page) -> None:
    """Anywhere on the conversation; what is no picture is named."""
    page.evaluate(DROP)
    expect(page.get_by_role("list", name="Attached files")).to_contain_text("terms.txt")


def test_a_form_is_filled_in_by_keyboard_alone(page: Page) -> None:
    """Edit, words, Tab, Enter: the change comes."""
    draw(page, "@darkroom a fox in the snow").get_by_role("button", name="Edit").press("Enter")
    form = page.get_by_role("dialog", name="Edit this version")
    expect(form.get_by_label("What should change?")).to_be_focused()
    page.keyboard.type("make the sky stormy")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(form).to_be_hidden()
    version(page, "v2").wait_for()


def test_details_open_as_a_form_and_escape_closes_them(page: Page) -> None:
    """Every part of the bill stands there."""
    draw(page, "@darkroom a fox in the rain").get_by_role("button", name="Details").click()
    details = page.get_by_role("dialog", name="Details")
    expect(details).to_contain_text("image_out")
    page.keyboard.press("Escape")
    expect(details).to_be_hidden()


def test_commands_are_offered_with_their_hints_and_run(page: Page) -> None:
    """While one types, by arrow keys and Enter; the form says beside its field what is missing."""
    field = page.get_by_role("combobox", name="Message")
    field.press_sequentially("/im")
    offers = page.get_by_role("listbox", name="Offers")
    expect(offers.get_by_role("option").first).to_contain_text("Draw a picture in this channel")
    field.press("Tab")
    field.press("Enter")
    form = page.get_by_role("dialog", name="Draw a picture")
    form.get_by_label("What should it show?").fill("   ")
    form.get_by_role("button", name="Draw it").click()
    expect(form.get_by_role("alert").filter(has_text="Say what the picture should show.")).to_be_visible()
    form.get_by_label("What should it show?").fill("a fox at night")
    form.get_by_label("Quality").select_option(label="Low")
    form.get_by_role("button", name="Draw it").click()
    expect(form).to_be_hidden()
    expect(page.get_by_role("main")).to_contain_text("asked for a picture: “a fox at night --quality low”")


def test_a_command_in_a_thread_is_told_to_be_a_mention(page: Page) -> None:
    """As Slack does not take them there."""
    draw(page, "@darkroom a fox and a hen")
    reply(page, "/image a hen")
    expect(thread(page).get_by_role("alert")).to_contain_text("does not work in threads")


def test_people_are_offered_by_name(page: Page) -> None:
    """The bot first."""
    field = page.get_by_role("combobox", name="Message")
    field.press_sequentially("ask @")
    expect(page.get_by_role("listbox", name="Offers").get_by_role("option").first).to_contain_text("@darkroom")
    field.press("Enter")
    expect(field).to_have_value("ask @darkroom ")


def test_acting_as_somebody_else_shows_what_they_see(page: Page) -> None:
    """A guest is turned away in a note that only the guest sees and can wave away."""
    visit(page, "social")
    become(page, "Gus")
    say(page, "@darkroom a fox")
    note = page.get_by_role("article").filter(has_text="Only visible to you")
    expect(note).to_contain_text("Guests cannot ask for pictures here.")
    become(page, "Mo")
    visit(page, "social")
    expect(page.get_by_text("Guests cannot ask")).to_have_count(0)
    become(page, "Gus")
    visit(page, "social")
    note.get_by_role("button", name="Dismiss").click()
    expect(note).to_have_count(0)


def test_reactions_are_put_on_and_taken_away(page: Page) -> None:
    """And thanks get the bot's own."""
    visit(page, "campaigns")
    say(page, "hello all")
    message = page.get_by_role("listitem").filter(has_text="hello all")
    message.hover()
    message.get_by_role("button", name="React with thumbs up").click()
    mine = message.get_by_role("button", name="+1: Mo")
    expect(mine).to_have_attribute("aria-pressed", "true")
    mine.click()
    expect(mine).to_have_count(0)
    say(page, "@darkroom thanks!")
    expect(page.get_by_role("main").get_by_role("button", name="heart: Darkroom")).to_be_visible()


def test_unread_channels_are_marked(page: Page) -> None:
    """Until they are visited."""
    visit(page, "social")
    become(page, "Ada")
    visit(page, "campaigns")
    say(page, "news for everybody")
    visit(page, "general")
    become(page, "Mo")
    channel = page.get_by_role("button", name="campaigns", exact=False)
    expect(channel).to_contain_text("unread")
    channel.click()
    expect(page.get_by_role("button", name="campaigns", exact=True)).to_be_visible()


def test_the_app_greets_suggests_and_has_a_home(page: Page) -> None:
    """Opening it the first time brings a welcome; its Home tab draws."""
    visit(page, "Darkroom")
    expect(page.get_by_role("main")).to_contain_text("I draw and edit pictures in threads")
    page.get_by_role("group", name="Suggestions").get_by_role("button", name="What can you do?").click()
    expect(page.get_by_role("main")).to_contain_text("slash commands do not work")
    page.get_by_role("tab", name="Home").click()
    home = page.get_by_role("tabpanel", name="Home")
    expect(home.get_by_role("heading", name="Something to try")).to_be_visible()
    home.get_by_role("button", name="Try").first.click()
    form = page.get_by_role("dialog", name="Draw a picture")
    expect(form.get_by_label("What should it show?")).to_have_value(
        "Draw a watercolour lighthouse at dusk, landscape format"
    )
    form.get_by_role("button", name="Not now").click()
    expect(form).to_be_hidden()


def test_a_message_shortcut_and_a_global_one_open_their_forms(page: Page) -> None:
    """From the message, and from the sidebar."""
    say(page, "no picture here")
    message = page.get_by_role("listitem").filter(has_text="no picture here")
    message.hover()
    message.get_by_role("button", name="Edit this image").click()
    form = page.get_by_role("dialog", name="Edit this image")
    expect(form).to_contain_text("There is no picture in this message.")
    form.get_by_role("button", name="Close").click()
    page.get_by_label("Workspace").get_by_role("button", name="Draw a picture").click()
    expect(page.get_by_role("dialog", name="Draw a picture")).to_be_visible()
