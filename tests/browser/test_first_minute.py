"""A newcomer opens the one URL, clicks a prompt, and has a picture; then changes it by replying."""

from playwright.sync_api import Page, expect

from tests.browser.acts import PROMPTS, reply, thread, version

AT_ITS_OWN_PACE = True


def test_it_says_at_the_top_that_everything_is_a_sandbox(page: Page) -> None:
    """And that no real model speaks."""
    banner = page.get_by_role("banner")
    expect(banner).to_contain_text("SANDBOX")
    expect(banner).to_contain_text("Nothing here is Slack or OpenAI; the language model is a small set of rules.")


def test_a_click_on_a_prompt_leads_through_a_preview_to_a_picture_and_its_receipt(page: Page) -> None:
    """In the thread that opens by itself; the picture has the size that was asked for, and a description."""
    welcome = page.get_by_role("region", name="Welcome")
    expect(welcome.get_by_role("button")).to_have_count(len(PROMPTS) + 1)
    welcome.get_by_role("button", name=PROMPTS[0]).click()
    expect(thread(page)).to_contain_text("Preview, not finished")
    shown = version(page, "v1")
    shown.wait_for()
    picture = shown.get_by_role("img")
    assert picture.evaluate("image => [image.naturalWidth, image.naturalHeight]") == [1536, 1024]
    assert "lighthouse" in (picture.get_attribute("alt") or "")
    expect(shown).to_contain_text("metered: picture $0.041, 2 previews $0.006")
    expect(thread(page)).not_to_contain_text("Preview, not finished")


def test_a_reply_in_the_thread_changes_the_picture(page: Page) -> None:
    """Without a mention, and the channel shows how far the thread has come."""
    page.get_by_role("region", name="Welcome").get_by_role("button", name=PROMPTS[1]).click()
    version(page, "v1").wait_for()
    reply(page, "make the sky stormy")
    version(page, "v2").wait_for()
    expect(version(page, "v2")).to_contain_text("from v1")
    expect(page.get_by_role("main")).to_contain_text("3 replies")


def test_the_welcome_goes_when_it_is_sent_away_and_stays_away(page: Page) -> None:
    """On the next visit too."""
    page.get_by_role("button", name="Dismiss the welcome").click()
    expect(page.get_by_role("region", name="Welcome")).to_be_hidden()
    page.reload()
    page.get_by_text("bot connected").wait_for()
    expect(page.get_by_role("region", name="Welcome")).to_be_hidden()


def test_a_picture_opens_large_with_its_description_and_a_way_to_keep_it(page: Page) -> None:
    """Escape closes it, and the focus is where it was."""
    page.get_by_role("region", name="Welcome").get_by_role("button", name=PROMPTS[2]).click()
    shown = version(page, "v1")
    shown.wait_for()
    shown.get_by_role("button", name="Open large").click()
    large = page.get_by_role("dialog", name="Picture")
    expect(large.get_by_role("img")).to_be_visible()
    expect(large).to_contain_text("bicycle")
    with page.expect_download() as download:
        large.get_by_role("link", name="Download").click()
    assert download.value.path().read_bytes().startswith(b"\x89PNG")
    page.keyboard.press("Escape")
    expect(large).to_be_hidden()
    expect(shown.get_by_role("button", name="Open large")).to_be_focused()
