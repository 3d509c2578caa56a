"""Leading a review from outside: say, press, fill in, and look at its card."""

import asyncio
import json
from typing import Any

from bot.sandbox.slack.message import Message
from tests.stories.town import Town

ROUTE = "https://api.example.ai/v1"
ASK = f"@darkroom Can I use {ROUTE} for customer product shots?"
TERMS = """Terms of Example AI, as of 1 November 2026.

Example AI GmbH, Berlin, operates api.example.ai under contract with its upstream account at OpenAI.
Invoices are sent by Example AI GmbH. Support answers at support@example.ai. Report abuse to abuse@example.ai.
The model gpt-image-2 is served by OpenAI's own API and never substituted.

Requests that time out are not billed. Requests refused by a safety policy are not billed.
Failed generations are not charged. Retries are charged as new requests.

You own all outputs and may use them commercially. You may store outputs without a time limit.
You may publish outputs and pass them on to third parties. Outputs are deleted on request.

Every response carries a request id. Errors carry a type and a code. Rate limits are sent in headers.
Responses report token usage.
"""
IN_TERMS = (
    ("owner.endpoint", "named", "Example AI GmbH, Berlin, operates api.example.ai"),
    ("owner.account", "named", "under contract with its upstream account at OpenAI"),
    ("owner.billing", "named", "Invoices are sent by Example AI GmbH."),
    ("owner.support", "named", "Support answers at support@example.ai."),
    ("owner.abuse", "named", "Report abuse to abuse@example.ai."),
    ("mapping.claim", "named", "The model gpt-image-2 is served by OpenAI's own API and never substituted."),
    ("billing.timeout", "not billed", "Requests that time out are not billed."),
    ("billing.refusal", "not billed", "Requests refused by a safety policy are not billed."),
    ("billing.failed", "not billed", "Failed generations are not charged."),
    ("billing.retry", "billed", "Retries are charged as new requests."),
    ("rights.commercial", "allowed", "You own all outputs and may use them commercially."),
    ("rights.store", "allowed", "You may store outputs without a time limit."),
    ("rights.redistribute", "allowed", "You may publish outputs and pass them on to third parties."),
    ("rights.delete", "allowed", "Outputs are deleted on request."),
    ("observability.request_id", "available", "Every response carries a request id."),
    ("observability.error_type", "available", "Errors carry a type and a code."),
    ("observability.limits", "available", "Rate limits are sent in headers."),
    ("observability.usage", "available", "Responses report token usage."),
)
OWN_PROJECT = {
    "fact": "mapping.proof",
    "reply": "shown",
    "quote": "Our own OpenAI project lists every request of the last week, with its tokens.",
    "author": "dashboard",
    "where": "OpenAI usage page, project Images",
}

OWN_DASHBOARD = {
    "fact": "observability.dashboard",
    "reply": "available",
    "quote": "Dashboard: requests of 20 November, each with its cost.",
    "author": "console",
    "where": "the gateway's console",
}


def statements(*found: tuple[str, str, str], **more: Any) -> str:
    """What the model answers: facts with their quotes."""
    rows = [{"fact": fact, "answer": answer, "quote": quote} for fact, answer, quote in found]
    return json.dumps({"statements": rows, "why_not_official": None, "transcription": None, **more})


async def opened(here: Town, text: str = ASK, **how: Any) -> Message:
    """Ask for a review; return the message, once its card stands."""
    asked = await here.say(text, **how)
    await here.answer(asked)
    await here.until(lambda _: card(here, asked))
    await here.idle_trace(asked)
    return asked


async def told(here: Town, root: Message, text: str, *found: tuple[str, str, str], **how: Any) -> Message:
    """Say something in a review, of which the model understands *found*; return the answer."""
    here.openai.script.words(statements(*found))
    answer = await here.answer(await here.say(text, thread=root, **how))
    here.openai.script.replace([])
    return answer


def card(here: Town, root: Message) -> Message | None:
    """Return the status card of a thread: there is never more than one."""
    found = said(here, root, "darkroom_review_card")
    assert len(found) < 2
    return found[0] if found else None


def said(here: Town, root: Message, event: str = "darkroom_review") -> list[Message]:
    """Return what the bot said in a thread after clicks."""
    return [m for m in here.thread(root) if (m.metadata or {}).get("event_type") == event]


async def press(here: Town, message: Message, action: str, user: str = "mo") -> None:
    """Press a button of a message."""
    await here.slack.click(user=user, channel=message.channel, message_ts=message.ts, action_id=action)


async def on_card(here: Town, root: Message, action: str, user: str = "mo") -> None:
    """Press a button of the card."""
    found = card(here, root)
    assert found is not None
    await press(here, found, action, user)


async def fill(here: Town, values: dict[str, Any], user: str = "mo") -> None:
    """Fill in and send the form that stands open."""
    person = here.slack.workspace.person(user).id
    view = await here.until(lambda w: next(iter(w.open_views(person)), None))
    await here.slack.submit(user=user, view_id=view.id, values=values)


async def sent(town: Town) -> None:
    """Wait until the model has been asked."""
    async with asyncio.timeout(20):
        while not town.uploaded():
            await asyncio.sleep(0.001)


async def quiet(here: Town) -> None:
    """Wait until everything that was delivered has been dealt with."""
    assert here.bot is not None
    async with asyncio.timeout(20):
        while await here.bot.store.run(lambda tx: tx.value("SELECT count(*) FROM inbox WHERE state = 'received'", {})):
            await asyncio.sleep(0.005)


async def next_said(here: Town, root: Message, before: int) -> Message:
    """Return what the bot says next in a thread, once all that belongs to it is done."""
    found = await here.until(lambda _: next(iter(said(here, root)[before:]), None))
    await quiet(here)
    return found


async def by_form(here: Town, root: Message, values: dict[str, Any], user: str = "mo") -> Message:
    """Answer a question by the form; return what the bot says to it."""
    before = len(said(here, root))
    await on_card(here, root, "review_answer", user)
    await fill(here, values, user)
    return await next_said(here, root, before)


async def whose(here: Town, answer: Message, root: Message, user: str = "mo", **values: Any) -> Message:
    """Say whose words the first text of an answer is."""
    before = len(said(here, root))
    await press(here, answer, "review_whose_0", user)
    await fill(here, {"author": "provider", "where": "https://example.ai/terms", **values}, user)
    return await next_said(here, root, before)


async def verdict(here: Town, root: Message, user: str = "ada") -> Message:
    """Give the verdict; return its card."""
    before = len(said(here, root))
    await on_card(here, root, "review_verdict", user)
    return await next_said(here, root, before)


async def proven(here: Town, text: str = ASK) -> Message:
    """Lead a review to where everything is evidenced; return the message that opened it."""
    asked = await opened(here, text)
    await with_terms(here, asked)
    await by_form(here, asked, OWN_PROJECT)
    await by_form(here, asked, OWN_DASHBOARD)
    return asked


async def with_terms(here: Town, root: Message) -> Message:
    """Paste the provider's terms, and say that they are the provider's."""
    answer = await told(here, root, TERMS, *IN_TERMS)
    await whose(here, answer, root)
    return answer
