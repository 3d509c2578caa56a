"""Whatever is brought into reviews: Slack takes every card, answer and form, and nothing in other people's words is live.

The rules of Block Kit are the sandbox's; the largest dossier has every fact answered twice by others, thirty signals, and
quotes as long as they can be.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from bot.domain.answers import GatewayAnswer, ListedReview
from bot.domain.gates.differences import differences
from bot.domain.gates.exception import ExceptionState, RiskException
from bot.domain.gates.facts import Fact
from bot.domain.gates.record import VerdictState
from bot.domain.gates.seen import Effect
from bot.domain.home import GatePage, HomePage
from bot.domain.reviews.authors import Author
from bot.domain.reviews.dossier import Dossier, EvidenceKind
from bot.domain.reviews.folding import judge
from bot.domain.reviews.quoting import LONGEST
from bot.domain.reviews.replies import Reply, choices
from bot.domain.reviews.replying import understood
from bot.domain.reviews.status import status
from bot.domain.reviews.told import ReviewReply, Unattributed, Unconfirmed
from bot.domain.reviews.vendor_letter import draft
from bot.domain.reviews.verdict_card import given as given_card
from bot.domain.reviews.verdict_card import provisional
from bot.sandbox.slack.blockkit.surface import check_message, check_view
from handlers.blocks import gateway, home, review_card, review_forms, reviews, verdict_card
from tests.handlers.test_block_rules import LIVE, foreign, no_file, texts
from tests.reviews.bringing import ROUTE, TODAY, answer, days, dossier, proven, record, review, signal, text

OURS = re.compile(r"<@U\d+>|<https://slack\.example/[a-z0-9]+\|r\d+>")
COST = "about $0.041 per medium landscape"
METADATA = '{"channel":"C1","root":"1.0","thing":"r1"}'


def large(words: str) -> Dossier:
    """Every fact answered by two people who disagree, and every other thing as large as it gets."""
    quote = (words * LONGEST)[:LONGEST] or "words"
    pairs = []
    for at, fact in enumerate(Fact):
        for number, choice in enumerate(choices(fact)[:2]):
            brought = text(2 * at + number + 1, Author.PROVIDER, quote, name=quote[:200], kind=EvidenceKind.FILE)
            pairs.append((answer(2 * at + number + 1, fact, choice.reply, brought, f"U{number + 1}", quote), brought))
    signals = tuple(signal(Effect.QUESTION, pairs[0][1], str(at), f"{at}{quote}"[:LONGEST]) for at in range(30))
    return dossier(
        *pairs, signals=signals, reason=quote[:300], volume=10**8, route=replace(ROUTE, key_group=quote[:40])
    )


def answers_of(found: Dossier) -> ReviewReply:
    """An answer of the bot that tells everything there is in a dossier."""
    words = found.evidence[0].text
    return ReviewReply(
        "r1",
        opening=(words, words),
        notes=(words,),
        understood=understood(found.answers, found),
        dropped=(words, words),
        signals=tuple((words, one.quote) for one in found.signals),
        unattributed=tuple(Unattributed(one.id, one.name) for one in found.evidence),
        unconfirmed=tuple(Unconfirmed(one.id, one.name, one.text * 10) for one in found.evidence),
        questions=(words,) * 4,
        reuse=("r0", words),
    )


def messages(found: Dossier) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Everything that is posted of a dossier: a name, its text, its blocks."""
    verdict, card = judge(found, TODAY), status(found, TODAY)
    waiting = replace(record(found), state=VerdictState.WAITING, confirmed_by="U2")
    changes = differences(record(dossier()), record(found))
    given_now = given_card(found, verdict, waiting, COST, [found.evidence[0].text] * 9, changes, TODAY)
    so_far = provisional(found, COST, (), TODAY)
    letter = draft(dossier(route=found.review.route), TODAY)
    assert letter is not None
    words = found.evidence[0].text
    excepted = RiskException(
        "x1", "r1", "T1", found.review.route, "U3", words, words, days(9), "U1", 0, ExceptionState.WAITING
    )
    listed = GatewayAnswer(
        (ListedReview(found.review, "https://slack.example/p1"),) * 15, ((waiting, "in force"),) * 15
    )
    replied = answers_of(found)
    yield "answer", reviews.text(replied), reviews.blocks(replied)
    yield "status", review_card.text(card), review_card.blocks(card)
    yield "verdict", verdict_card.text(given_now), verdict_card.blocks(given_now)
    yield "so far", verdict_card.text(so_far), verdict_card.blocks(so_far)
    yield "letter", verdict_card.letter_text(letter), verdict_card.letter_blocks(letter)
    yield "exception", verdict_card.exception_text(excepted, "h"), verdict_card.exception_blocks(excepted, "h")
    yield "list", gateway.text(listed), gateway.blocks(listed)


def views(found: Dossier) -> Iterator[dict[str, Any]]:
    """Every form and page of a dossier."""
    yield review_forms.answer_view(found.review, Fact.BILLING_TIMEOUT, TODAY, METADATA)
    yield review_forms.answer_view(found.review, None, TODAY, METADATA)
    yield from (review_forms.whose_view(one, TODAY, METADATA) for one in found.evidence[:2])
    yield from (review_forms.correct_view(one, METADATA) for one in found.answers)
    yield review_forms.basics_view(found.review, METADATA)
    yield review_forms.exception_view("U1", TODAY, METADATA)
    yield review_forms.evidence_view(found)
    yield review_forms.page_view("Plan the move", [found.evidence[0].text] * 12)


WORDS = ["x", "long words ", "&", "<", "🦊", "`", "```", "*bold* _it_ ", "\n", *LIVE, "| a | b |\n"]


@pytest.mark.parametrize("words", WORDS)
def test_slack_takes_the_largest_review(words: str) -> None:
    """Every message and every form of it."""
    found = large(words)
    for name, said, blocks in messages(found):
        check_message(blocks, no_file)
        assert said, name
    for view in views(found):
        check_view(view, no_file, "modal")


@pytest.mark.parametrize("words", WORDS)
def test_nothing_in_other_people_s_words_is_live(words: str) -> None:
    """Only our own mentions of those who took part, and the links to our own threads."""
    found = large(words)
    for _, said, blocks in messages(found):
        check_dead([said, *texts(blocks)])
    for view in views(found):
        check_dead(marked(view["blocks"]))


def check_dead(said: Sequence[str]) -> None:
    """Fail where anything is live but what is ours."""
    for one in said:
        rest = OURS.sub("", one)
        assert "<" not in rest
        assert ">" not in rest


def marked(node: Any) -> list[str]:
    """Every text of blocks that Slack reads as markup: in plain text nothing is ever live."""
    if isinstance(node, dict):
        own = [node["text"]] if node.get("type") == "mrkdwn" else []
        return own + [one for value in node.values() for one in marked(value)]
    return [one for item in node for one in marked(item)] if isinstance(node, list) else []


@given(foreign, foreign)
def test_slack_takes_an_answer_with_any_words(words: str, name: str) -> None:
    """However strange they are, and none of them is live."""
    brought = text(1, words=words or "x", name=name or "x")
    one = answer(1, Fact.BILLING_TIMEOUT, Reply.BILLED, brought, quote=words)
    replied = answers_of(dossier((one, brought)))
    check_message(reviews.blocks(replied), no_file)
    check_dead([reviews.text(replied), *texts(reviews.blocks(replied))])


def test_what_does_not_fit_on_the_status_card_is_named() -> None:
    """So that nobody takes it for settled."""
    said = str(review_card.blocks(status(large("x"), TODAY)))
    assert "The answers disagree as well about" in said
    assert "observability: limits" in said


def test_an_empty_review_has_its_cards() -> None:
    """From the first minute on."""
    bare = dossier(reason="", volume=None, purpose=None)
    check_message(review_card.blocks(status(bare, TODAY)), no_file)
    check_view(review_forms.evidence_view(bare), no_file, "modal")
    check_view(review_forms.basics_view(review(reason="", volume=None, purpose=None), METADATA), no_file, "modal")
    check_message(gateway.blocks(GatewayAnswer((), ())), no_file)
    check_message(reviews.blocks(ReviewReply("r1", notes=("Noted.",))), no_file)


def test_a_reviewer_s_home_tab_stays_within_what_slack_takes() -> None:
    """With everything there can be in it, however long the words."""
    found = large("<!channel> ")
    kept = record(found)
    listed = ListedReview(found.review, "https://slack.example/p1")
    page = GatePage((listed,) * 5, ((kept, "in force"),) * 5, ((kept, ("x" * 900,) * 40),) * 5)
    shown = home.view(HomePage(gates=page))
    check_view(shown, no_file, "home")
    check_dead(marked(shown["blocks"]))


def test_a_clean_verdict_s_card_carries_its_buttons() -> None:
    """Confirm while it waits; no exception where nothing is held back."""
    found = dossier(*proven())
    waiting = replace(record(found), state=VerdictState.WAITING)
    card = given_card(found, judge(found, TODAY), waiting, COST, (), (), TODAY)
    [row] = [block for block in verdict_card.blocks(card) if block["type"] == "actions"]
    assert [one["action_id"] for one in row["elements"]] == ["review_second", "review_evidence", "review_move"]
