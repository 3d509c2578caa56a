"""The forms of a review, by which all of it can be done without a model; and the two pages its cards open."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from bot.domain.gates.acceptance import GATES, Gate, facts_of
from bot.domain.gates.exception import MOST_DAYS
from bot.domain.gates.facts import Fact
from bot.domain.gates.route import Purpose, RouteClass
from bot.domain.reviews.authors import WEIGHTS, Author
from bot.domain.reviews.dossier import Answer, Dossier, Evidence, Review
from bot.domain.reviews.folding import worth
from bot.domain.reviews.forms import WITHDRAW
from bot.domain.reviews.questions import QUESTIONS, label
from bot.domain.reviews.replies import Reply, choices
from bot.domain.reviews.replying import source
from handlers.blocks.parts import BUTTON, Block, section
from handlers.blocks.reviews import COUNTS, quoted
from handlers.slack_text import clip, escape

View = dict[str, Any]
MOST_LINES = 45
CLASSES = (RouteClass.PROVIDER_GATEWAY, RouteClass.WRAPPER, RouteClass.ACCOUNT_POOL)
ALL_REPLIES = tuple(Reply)


def answer_view(review: Review, fact: Fact | None, today: date, metadata: str) -> View:
    """Return the form that answers a question."""
    groups: list[Block] = [
        {
            "label": _plain(GATES[gate].name),
            "options": [_option(clip(QUESTIONS[one].plain.format(host=review.route.host, model=review.route.model), BUTTON),
                                one.value) for one in facts_of(gate)],
        }
        for gate in Gate
    ]  # fmt: skip
    chosen = next((one for group in groups for one in group["options"] if fact and one["value"] == fact.value), None)
    question = {"type": "static_select", "action_id": "fact", "option_groups": groups}
    return _modal(
        {"callback_id": "answer_form"},
        "Answer a question",
        metadata,
        [
            _input("fact", "Which question?", {**question, **({"initial_option": chosen} if chosen else {})}),
            _input("reply", "What is the answer?", _select("reply", _options(ALL_REPLIES))),
            _input(
                "quote",
                "The words that say it",
                _typed("quote", many=True, most=600),
                hint="Copied as they stand there.",
            ),
            *_author(Author.SOMEBODY, "", today),
        ],
    )


def whose_view(evidence: Evidence, today: date, metadata: str) -> View:
    """Return the form that asks whose words a text is."""
    where = evidence.url if evidence.url.startswith("http") else ""
    told = section(f"*{escape(source(evidence))}*\n{quoted(evidence.text[:300])}")
    return _modal(
        {"callback_id": "whose_form"}, "Whose words?", metadata, [told, *_author(Author.PROVIDER, where, today)]
    )


def correct_view(answer: Answer, metadata: str) -> View:
    """Return the form that corrects an answer, or withdraws it."""
    told = section(f"*{escape(label(answer.fact))}*: {escape(answer.reply)}\n{quoted(answer.quote)}")
    others = [choice.reply for choice in choices(answer.fact) if choice.reply is not answer.reply]
    options = [*_options(others), _option("It does not say that: withdraw it", WITHDRAW)]
    return _modal(
        {"callback_id": "correct_form"},
        "Correct it",
        metadata,
        [told, _input("reply", "What does it say?", _select("reply", options))],
    )


def basics_view(review: Review, metadata: str) -> View:
    """Return the form about what the route is for."""
    purpose = _select("purpose", _options(Purpose), review.purpose)
    stated = _select("class", [_option(one.replace("_", " "), one.value) for one in CLASSES], review.route.stated)
    volume = {**_typed("volume", most=20), **({"initial_value": str(review.volume)} if review.volume else {})}
    reason = {**_typed("reason", many=True, most=300), **({"initial_value": review.reason} if review.reason else {})}
    return _modal(
        {"callback_id": "basics_form"},
        "The basics",
        metadata,
        [
            _input("purpose", "What is it for?", purpose, optional=True),
            _input("volume", "Pictures a month, about", volume, optional=True),
            _input("reason", "Why is the official route not enough?", reason, optional=True),
            _input("class", "What is it, as far as you know?", stated, optional=True),
        ],
    )


def exception_view(user: str, today: date, metadata: str) -> View:
    """Return the form that asks for a risk exception."""
    owner = {"type": "users_select", "action_id": "owner", "initial_user": user}
    last = (today + timedelta(days=MOST_DAYS)).isoformat()
    return _modal(
        {"callback_id": "exception_form"},
        "Risk exception",
        metadata,
        [
            section(
                "It is no permission. It opens internal, non-sensitive use until a day, and a second person decides it."
            ),
            _input("owner", "Who answers for it?", owner),
            _input("scope", "For what exactly?", _typed("scope", many=True, most=300)),
            _input("reason", "Why can it not wait?", _typed("reason", many=True, most=300)),
            _input("until", f"Its last day, at most {last}", {"type": "datepicker", "action_id": "until"}),
        ],
        submit="Ask for it",
    )


def evidence_view(dossier: Dossier) -> View:
    """Return the page that shows every fact with its words."""
    lines = [section(f"*{escape(dossier.review.route.base_url)}* · review `{dossier.review.id}`")]
    for gate in Gate:
        pairs = [pair for pair in dossier.counting if pair[0].fact in facts_of(gate)]
        lines += [_evidence(*pair) for pair in pairs]
    if len(lines) == 1:
        lines.append(section("Nothing has been answered yet."))
    return _page("Evidence", lines[:MOST_LINES])


def page_view(title: str, paragraphs: Sequence[str]) -> View:
    """Return a page of paragraphs."""
    return _page(title, [section(escape(paragraph)) for paragraph in paragraphs])


def _evidence(answer: Answer, evidence: Evidence) -> Block:
    head = f"*{escape(label(answer.fact))}*: {escape(answer.reply)} · {COUNTS[worth(answer, evidence)]}"
    where = f" · {escape(evidence.url)}" if evidence.url.startswith("http") else ""
    whose = f"{escape(source(evidence))}, {WEIGHTS[evidence.author].name}{where}"
    said_so = f", as <@{evidence.attributed_by}> says" if evidence.attributed_by else ""
    foot = f"{whose}{said_so} · read {evidence.read_on} · <@{answer.given_by}>"
    return section(f"{head}\n{quoted(answer.quote)}\n{foot}")


def _author(author: Author, where: str, today: date) -> list[Block]:
    options = [_option(weight.button, one.value) for one, weight in WEIGHTS.items()]
    place = {**_typed("where", most=300), **({"initial_value": where} if where else {})}
    return [
        _input("author", "Whose words are they?", _select("author", options, author)),
        _input(
            "where", "Where do they stand?", place, hint="An address, or a document and its section.", optional=True
        ),
        _input("read_on", "Read on", {"type": "datepicker", "action_id": "read_on", "initial_date": today.isoformat()}),
    ]


def _modal(named: View, title: str, metadata: str, blocks: list[Block], submit: str = "Save") -> View:
    return {
        **named,
        "type": "modal",
        "private_metadata": metadata,
        "title": _plain(title),
        "submit": _plain(submit),
        "close": _plain("Cancel"),
        "blocks": blocks,
    }


def _page(title: str, blocks: list[Block]) -> View:
    return {"type": "modal", "title": _plain(title), "close": _plain("Close"), "blocks": blocks}


def _input(block: str, title: str, element: Block, *, hint: str = "", optional: bool = False) -> Block:
    made = {"type": "input", "block_id": block, "label": _plain(title), "element": element, "optional": optional}
    return {**made, "hint": _plain(hint)} if hint else made


def _typed(action: str, *, many: bool = False, most: int) -> Block:
    return {"type": "plain_text_input", "action_id": action, "multiline": many, "max_length": most}


def _select(action: str, options: list[Block], chosen: str | None = None) -> Block:
    made: Block = {"type": "static_select", "action_id": action, "options": options}
    initial = next((one for one in options if chosen is not None and one["value"] == chosen), None)
    return {**made, "initial_option": initial} if initial else made


def _options(values: Iterable[str]) -> list[Block]:
    return [_option(str(value), str(value)) for value in values]


def _option(words: str, value: str) -> Block:
    return {"text": _plain(clip(words, BUTTON)), "value": value}


def _plain(words: str) -> Block:
    return {"type": "plain_text", "text": words}
