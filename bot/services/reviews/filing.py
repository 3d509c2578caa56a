"""What people do in a review by buttons and forms: answer, correct, say whose words a text is, confirm, reuse.

The same review can be led by these alone. Each act is one transaction, tells the thread what changed, and rechecks the
verdict that stands.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from bot.domain.gates.facts import Fact
from bot.domain.message import Click
from bot.domain.reviews.authors import WEIGHTS, Author
from bot.domain.reviews.dossier import Answer, Dossier, Evidence, EvidenceKind, Review
from bot.domain.reviews.forms import WITHDRAW, Entered
from bot.domain.reviews.questions import label, speaks_of
from bot.domain.reviews.replies import Reply, possible
from bot.domain.reviews.replying import reopened, reusable, source
from bot.domain.reviews.said import Note
from bot.domain.reviews.saying_so import says_otherwise
from bot.ports import Clock, Ids
from bot.services.reviews.bringing import Bringing
from bot.services.reviews.cards import Cards
from bot.services.reviews.saying import Saying
from bot.services.reviews.standing import Standing
from db import dossiers, reviews
from db.store import Store
from db.tx import Tx

GONE = "That is not there any more: somebody was quicker, or it was withdrawn."
OVERTAKEN = "What was read at {url} before says something else: the older words no longer count."
TERMS_CHANGED = "the words at {url} changed"
NOT_SAID = "; the quoted words do not speak of it, so it counts as a claim that nothing supports"
OTHERWISE = "; the quoted words say otherwise, so it counts as a claim that nothing supports"


class Filing:
    """Files what people give."""

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        ids: Ids,
        bringing: Bringing,
        standing: Standing,
        cards: Cards,
        saying: Saying,
    ) -> None:
        self._store, self._clock, self._ids = store, clock, ids
        self._bringing, self._standing, self._cards, self._saying = bringing, standing, cards, saying

    async def answer(self, click: Click, review: Review) -> str | None:
        """Take an answer given by the form; return a sentence where it cannot be taken."""
        entered = Entered.read(click.text)
        if entered.fact is None or entered.reply is None:
            return GONE
        held_back = _held_back(entered.fact, entered.reply, entered["quote"])
        author = Author.SOMEBODY if held_back else entered.author
        text = self._bringing.evidence(
            EvidenceKind.FORM,
            entered["where"].strip() or "the form",
            entered["quote"].strip(),
            click.user,
            url=entered["where"].strip() if "://" in entered["where"] else "",
            author=author,
            read_on=entered.day("read_on"),
        )
        kept = await self._once(review, replace(text, attributed_by=click.user))
        given = self._given(entered.fact, entered.reply, text.text, kept, click.user)
        await self._store.run(partial(dossiers.answer, review_id=review.id, given=given))
        words = f"{label(entered.fact)} is “{entered.reply}”, by {WEIGHTS[author].name}{held_back}."
        await self._tell(click, review, words)
        return None

    async def _once(self, review: Review, text: Evidence) -> Evidence:
        """Keep a text of a form, which a retried delivery may bring a second time."""
        for one in await self._store.run(partial(dossiers.evidence_of, review_id=review.id)):
            if (one.sha256, one.given_by, one.author, one.url) == (text.sha256, text.given_by, text.author, text.url):
                return one
        return await self._bringing.keep(review, None, text)

    async def correct(self, click: Click) -> tuple[Review | None, str | None]:
        """Withdraw an answer, or put another in its place; return its review, and a sentence where it is gone."""
        entered = Entered.read(click.text)
        told = await self._store.run(partial(self._correct, click, entered))
        if told is None:
            return None, GONE
        review, words = told
        await self._tell(click, review, words)
        return review, None

    def _correct(self, click: Click, entered: Entered, tx: Tx) -> tuple[Review, str] | None:
        found = dossiers.answered(tx, answer_id=click.value)
        if found is None:
            return None
        answer, review_id = found
        review = reviews.get(tx, review_id=review_id)
        reply = possible(answer.fact, entered["reply"])
        if review is None or (reply is None and entered["reply"] != WITHDRAW):
            return None
        dossiers.withdraw(tx, answer_id=answer.id, by=click.user, at=self._clock())
        if reply is None:
            return review, f"the answer “{answer.reply}” to {label(answer.fact)} is withdrawn."
        better = replace(
            answer, id=self._ids("f"), reply=reply, given_by=click.user, given_at_ms=self._clock(), found_by="person"
        )
        dossiers.answer(tx, review_id=review_id, given=better)
        return review, f"{label(answer.fact)} is “{reply}”, not “{answer.reply}”."

    async def whose(self, click: Click) -> tuple[Review | None, str | None]:
        """Write down whose words a text is, and where and when they were read."""
        entered = Entered.read(click.text)
        found = await self._store.run(partial(self._whose, click, entered))
        if found is None:
            return None, GONE
        evidence, review = found
        await self._overtake(click, review, evidence)
        await self._tell(click, review, f"{source(evidence)} is {WEIGHTS[entered.author].name}.")
        return review, None

    def _whose(self, click: Click, entered: Entered, tx: Tx) -> tuple[Evidence, Review] | None:
        dossiers.attribute(
            tx,
            evidence_id=click.value,
            author=entered.author,
            by=click.user,
            url=entered["where"].strip(),
            read_on=entered["read_on"],
        )
        found = dossiers.evidence(tx, evidence_id=click.value)
        review = reviews.get(tx, review_id=found[1]) if found else None
        return (found[0], review) if found and review else None

    async def _overtake(self, click: Click, review: Review, evidence: Evidence) -> None:
        """Let newer words from the same address overtake older ones, here and where verdicts rest on them."""
        for touched in await self._standing.overtaken(evidence, review):
            record = await self._standing.recheck(touched, click.user, TERMS_CHANGED.format(url=evidence.url))
            other = await self._store.run(partial(reviews.get, review_id=touched))
            words = reopened(record) if record else OVERTAKEN.format(url=evidence.url)
            for told in dict.fromkeys(filter(None, (review, other))):
                await self._saying.say(told, Note(f"{click.key}:{touched}:{told.id}", words))
            await self._cards.refresh(touched)

    async def confirm(self, click: Click) -> tuple[Review | None, str | None]:
        """Write down that what was read off a screenshot is so."""
        confirmed = await self._store.run(partial(dossiers.confirm, evidence_id=click.value, by=click.user))
        found = await self._store.run(partial(dossiers.evidence, evidence_id=click.value))
        review = await self._store.run(partial(reviews.get, review_id=found[1])) if found else None
        if found is None or review is None or not confirmed:
            return None, GONE
        words = f"{source(found[0])} is confirmed, and counts from now on. Whose words are they?"
        await self._tell(click, review, words, whose=found[0].id)
        return review, None

    async def basics(self, click: Click, review: Review) -> str | None:
        """Write down what the route is for, how much, and why not by the official route."""
        entered = Entered.read(click.text)
        learn = partial(
            reviews.learn,
            review_id=review.id,
            purpose=entered.purpose,
            reason=entered["reason"].strip(),
            volume=entered.volume,
            stated=entered.route_class,
            at=self._clock(),
        )
        await self._store.run(learn)
        await self._tell(click, review, "what the route is for was changed.")
        return None

    async def reuse(self, click: Click) -> tuple[Review | None, str | None]:
        """Take over what an earlier review established about the provider."""
        review_id, _, earlier_id = click.value.partition(":")
        review = await self._store.run(partial(reviews.get, review_id=review_id))
        earlier = await self._store.run(partial(dossiers.load, review_id=earlier_id))
        if review is None or earlier is None or earlier.review.team != review.team:
            return None, GONE
        count = await self._store.run(partial(self._reuse, click.user, review, earlier))
        await self._tell(
            click, review, f"{count} facts of review {earlier_id} are taken over, with their words and dates."
        )
        return review, None

    def _reuse(self, by: str, review: Review, earlier: Dossier, tx: Tx) -> int:
        known = {one.sha256 for one in dossiers.evidence_of(tx, review_id=review.id)}
        pairs = [(a, e) for a, e in earlier.counting if reusable(a, e) and e.sha256 not in known]
        copies: dict[str, Evidence] = {}
        for answer, evidence in pairs:
            if evidence.id not in copies:
                whole = dossiers.evidence(tx, evidence_id=evidence.id)
                text = whole[0].text if whole else evidence.text
                copies[evidence.id] = replace(
                    evidence, id=self._ids("w"), kind=EvidenceKind.EARLIER, given_by=by, text=text
                )
                dossiers.bring(tx, review_id=review.id, turn_id=None, brought=copies[evidence.id])
            copy = replace(
                answer, id=self._ids("f"), evidence_id=copies[evidence.id].id, given_by=by, found_by="person"
            )
            dossiers.answer(tx, review_id=review.id, given=copy)
        return len(pairs)

    def _given(self, fact: Fact, reply: Reply, quote: str, evidence: Evidence, by: str) -> Answer:
        return Answer(self._ids("f"), fact, reply, quote, evidence.id, by, self._clock(), "person")

    async def _tell(self, click: Click, review: Review, words: str, whose: str = "") -> None:
        """Tell the thread what somebody did, recheck the verdict, and bring the card up to date."""
        record = await self._standing.recheck(review.id, click.user)
        notes: Sequence[str] = [words, reopened(record)] if record else [words]
        await self._saying.say(review, Note(click.key, " ".join(notes), click.user, whose))
        await self._cards.refresh(review.id)


def _held_back(fact: Fact, reply: Reply, quote: str) -> str:
    """Return why words in a form carry nothing, whoever's they are; nothing where they carry the answer."""
    if not speaks_of(fact, quote):
        return NOT_SAID
    return OTHERWISE if says_otherwise(reply, quote) else ""
