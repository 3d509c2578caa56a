"""docs/reviews.md: its tables are those that the rules read, word by word, so that the page cannot say something else."""

from collections.abc import Sequence

import pytest

from bot.domain.commands import COMMANDS, GATEWAY
from bot.domain.gates.acceptance import GATES, Gate, facts_of
from bot.domain.gates.permissions import NEEDED_FOR, PERMISSIONS
from bot.domain.gates.route import STOP_RULES
from bot.domain.reviews.authors import WEIGHTS, Author
from bot.domain.reviews.questions import QUESTIONS, ask
from bot.domain.reviews.replies import choices
from tests.architecture.tree import ROOT

PAGE = (ROOT / "docs" / "reviews.md").read_text(encoding="utf-8")
PROVING = tuple(author for author in Author if author is not Author.SOMEBODY)


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A table in Markdown."""
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ("---",) * len(head), *rows])


def questions() -> str:
    """What is asked, and who could know."""
    rows = [
        (GATES[gate].name, fact.word, ask(fact, "the host", "the model"), QUESTIONS[fact].who)
        for gate in Gate
        for fact in facts_of(gate)
    ]
    return table(("gate", "fact", "the question", "who could know"), rows)


def words() -> str:
    """Whose words prove what, and for how long."""
    head = ("fact", *(f"{WEIGHTS[author].name}, {WEIGHTS[author].days} days" for author in PROVING))
    rows = [
        (
            f"{GATES[gate].name}: {fact.word}",
            *("proves" if fact in WEIGHTS[author].proves else "" for author in PROVING),
        )
        for gate in Gate
        for fact in facts_of(gate)
    ]
    return table(head, rows)


def replies() -> str:
    """What can be answered, and which answers make a fact failed."""
    kinds = dict.fromkeys(
        (tuple(one.reply.value for one in choices(fact)), tuple(one.reply.value for one in choices(fact) if one.denies))
        for fact in QUESTIONS
    )
    rows = []
    for said, against in kinds:
        of = [fact for fact in QUESTIONS if tuple(one.reply.value for one in choices(fact)) == said]
        rows.append((", ".join(fact.value for fact in of), ", ".join(said), ", ".join(against)))
    return table(("facts", "what can be answered", "what counts against it"), rows)


def permissions() -> str:
    """What each use needs."""
    rows = [
        (
            row.name,
            ", ".join(
                [*(GATES[gate].name for gate in row.gates), *(["each fact of observability"] if row.each else [])]
            )
            or "no account pool",
            row.otherwise,
        )
        for row in PERMISSIONS.values()
    ]
    return table(("use", "allowed when these are evidenced", "else"), rows)


def purposes() -> str:
    """What each purpose needs."""
    rows = [
        (purpose.value, ", ".join(PERMISSIONS[permission].name for permission in needed))
        for purpose, needed in NEEDED_FOR.items()
    ]
    return table(("what it is for", "needs"), rows)


def failing() -> str:
    """What is said of a gate that fails."""
    return table(("gate that fails", "what then"), [(row.name, row.if_it_fails) for row in GATES.values()])


def classes() -> str:
    """What each class of route is stopped by."""
    return table(("class", "stop rule"), [(one.replace("_", " "), rule) for one, rule in STOP_RULES.items()])


TABLES = {
    "questions": questions(),
    "words": words(),
    "replies": replies(),
    "permissions": permissions(),
    "purposes": purposes(),
    "failing": failing(),
    "classes": classes(),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_the_page_is_the_rules_own(name: str) -> None:
    """Paste what this prints, where it is not."""
    assert TABLES[name] in PAGE, f"docs/reviews.md lacks:\n\n{TABLES[name]}\n"


def test_every_command_about_gateways_is_on_the_page() -> None:
    """Each verb, after the name."""
    [gateway] = [one for one in COMMANDS if one.name == GATEWAY]
    for verb in gateway.verbs:
        assert f"`/gateway {verb}" in PAGE


def test_the_readme_leads_to_the_page() -> None:
    """Nobody finds what nothing leads to."""
    assert "docs/reviews.md" in (ROOT / "README.md").read_text(encoding="utf-8")
