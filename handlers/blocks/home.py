"""The Home tab: what to try, one's own pictures and spending; for admins everybody's, for reviewers what is reviewed."""

from bot.domain import checkup, usage_words
from bot.domain.approval import Approval, ApprovalKind
from bot.domain.budgets import Standing
from bot.domain.fallbacks import label
from bot.domain.helping import help_text
from bot.domain.home import Hold, HomePage, RecentVersion, TeamPage
from bot.domain.money import say, say_about, say_up_to
from bot.domain.usage_request import UsageRequest
from handlers.blocks import home_gates
from handlers.blocks.budgets import whose
from handlers.blocks.parts import Block, actions, button, context, header, section
from handlers.blocks.welcome import MENTION_ME, TEXT
from handlers.slack_text import clip, escape

DIVIDER: Block = {"type": "divider"}
LONGEST, MOST_WAITING = 120, 15
"""A Home tab takes 100 blocks: the questions that wait longest come first."""


def view(page: HomePage) -> dict[str, object]:
    """Return the view."""
    gates = home_gates.blocks(page.gates) if page.gates else []
    blocks = [*_welcome(), *_mine(page), *gates, *(_team(page.team) if page.team else []), *_prompts(page), *_help()]
    return {"type": "home", "blocks": blocks}


def _welcome() -> list[Block]:
    return [
        header("Darkroom"),
        section(f"{TEXT} {MENTION_ME}"),
        actions(button("Draw a picture", "create", style="primary")),
    ]


def _mine(page: HomePage) -> list[Block]:
    usage = page.usage
    if usage is None or not (usage.totals.attempts or page.recent or page.standings):
        return []
    lines = [
        usage_words.headline(usage, lambda amount: f"*{amount}*"),
        usage_words.counts(usage),
        *usage_words.via(usage),
    ]
    lines += [_standing(standing) for standing in page.standings]
    more = button("Details", "usage_home", UsageRequest("month").text())
    return [header("Yours this month"), {**section("\n".join(lines)), "accessory": more}, *map(_version, page.recent)]


def _standing(standing: Standing) -> str:
    limit = f"{say(standing.budget.limit)} a {standing.budget.period.value}"
    return f"Budget *{whose(standing.scope)}*: {limit}, {say(standing.left)} left"


def _version(version: RecentVersion) -> Block:
    cost = "cost unknown" if version.nano is None else say(version.nano)
    where = "" if version.channel.startswith("D") else f" · <#{version.channel}>"
    words = escape(clip(version.instruction, LONGEST)) or "without words"
    via = f" · {escape(label(version.via.name, version.via.notes))}" if version.via else ""
    text = f"*{version.label}* · {words}\n{cost}{where}{via} · `{version.turn_id}`"
    return {**section(text), "accessory": button("Edit", "edit", version.version_id)}


def _team(team: TeamPage) -> list[Block]:
    usage = team.usage
    lines = [usage_words.headline(usage, lambda amount: f"*{amount}*"), usage_words.counts(usage)]
    lines += [" · ".join(f"<@{one.person}> {say(one.nano)}" for one in team.spenders)] if team.spenders else []
    lines += [usage_words.bases(usage), *usage_words.via(usage), usage_words.waste(usage), usage_words.left(usage)]
    return [
        DIVIDER,
        header("Everybody this month"),
        section("\n".join(lines)),
        *[section(f"*{escape(sentence)}*") for sentence in team.leaving],
        *[block for approval in team.waiting[:MOST_WAITING] for block in _waiting(approval)],
        *[block for hold in team.holds for block in _hold(hold)],
        context(escape(checkup.formula(team.audited)[1])),
        context(f"Prices were last checked on {escape(team.prices_checked_on)}. Only admins see this part."),
    ]


def _waiting(approval: Approval) -> list[Block]:
    if approval.kind is ApprovalKind.OVERRUN:
        text = f"<@{approval.asked_by}> waits for up to {say_up_to(approval.overrun or 0)} over a budget."
    else:
        text = f"<@{approval.asked_by}> waits to draw something for about {say_about(approval.estimate)}."
    yes, no = button("Allow it", "approve", approval.id, "primary"), button("Decline", "decline", approval.id)
    return [section(f"{text} `{approval.turn_id}`"), actions(yes, no)]


def _hold(hold: Hold) -> list[Block]:
    via = f" · {escape(label(hold.via))}" if hold.via else ""
    what = f"{escape(hold.use)} · <@{hold.actor}>{via} · `{hold.turn_id}`"
    text = f"*{say(hold.nano)}* held at its ceiling since {hold.day} · {what}"
    return [{**section(text), "accessory": button("Write off", "write_off", hold.attempt_id)}]


def _prompts(page: HomePage) -> list[Block]:
    drawn = [prompt for prompt in page.prompts if prompt.message != "help"]
    rows = [
        {**section(f"*{escape(one.title)}*\n{escape(one.message)}"), "accessory": button("Try", "create", one.message)}
        for one in drawn
    ]
    return [DIVIDER, header("Something to try"), *rows]


def _help() -> list[Block]:
    return [DIVIDER, section(escape(help_text())), context("Every command also works as a mention of me.")]
