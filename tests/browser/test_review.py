"""A whole review by hand on the page: asked, fed, answered by a form, judged by a reviewer, looked at."""

from playwright.sync_api import Page, expect

from tests.browser.acts import become, reply, say, thread

TERMS = """Terms of Example AI, as of 1 November 2026.
Requests that time out are not billed.
Retries are charged as new requests.
Outputs are deleted on request."""


def test_a_review_from_question_to_verdict(page: Page) -> None:
    """Every button answers, every form takes what is typed, and the card says how it stands."""
    say(page, "@darkroom Can I use https://api.example.ai/v1 for customer product shots?")
    talk = thread(page)
    card = talk.get_by_role("article").filter(has=page.get_by_role("button", name="Give the verdict"))
    expect(card).to_contain_text("0 of 20 facts")
    reply(page, TERMS)
    talk.get_by_role("button", name="Say whose").click()
    form = page.get_by_role("dialog", name="Whose words?")
    form.get_by_label("Where do they stand?").fill("https://example.ai/terms")
    form.get_by_role("button", name="Save").click()
    expect(talk).to_contain_text("is the provider's own words")
    expect(card).to_contain_text("3 of 20 facts")
    card.get_by_role("button", name="Answer a question").click()
    form = page.get_by_role("dialog", name="Answer a question")
    form.get_by_label("Which question?").select_option(value="mapping.proof")
    form.get_by_label("What is the answer?").select_option(label="allowed")
    form.get_by_label("The words that say it").fill("Our own project lists every request.")
    form.get_by_label("Whose words are they?").select_option(label="Our own OpenAI project")
    form.get_by_role("button", name="Save").click()
    expect(form).to_contain_text(
        "That does not answer this question. Possible here: shown, contradicted, refused to say."
    )
    form.get_by_label("What is the answer?").select_option(label="shown")
    form.get_by_role("button", name="Save").click()
    expect(card).to_contain_text("4 of 20 facts")
    become(page, "Rae")
    page.get_by_role("button", name="repl").first.click()
    card.get_by_role("button", name="Give the verdict").click()
    verdict = talk.get_by_role("article").filter(has=page.get_by_role("button", name="Plan the move"))
    expect(verdict).to_contain_text("Not for production")
    expect(verdict).to_contain_text("Allowed: manual tests")
    verdict.get_by_role("button", name="Evidence").click()
    page_of_words = page.get_by_role("dialog", name="Evidence")
    expect(page_of_words).to_contain_text("“Requests that time out are not billed.”")
    page_of_words.get_by_role("button", name="Close").click()
    verdict.get_by_role("button", name="Plan the move").click()
    expect(page.get_by_role("dialog", name="Plan the move")).to_contain_text("images/generations")
