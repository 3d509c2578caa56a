"""What submitted forms and typed commands mean: pure, and secrets end here as they do in inbound.py."""

from typing import Any

from pydantic import Field, ValidationError

from bot.domain import beginnings, commands
from bot.domain.message import Click, CommandCall, FileRef
from bot.domain.secrets import mask
from handlers.inbound import Person, Team, Tolerant
from handlers.slack_text import marked, plain

PICTURE = "the picture"


class EditForm(Tolerant):
    """What the edit form carries in its private metadata: where it belongs, and a version or people's own pictures."""

    channel: str
    root: str
    version: str = ""
    files: list[str] = Field(default_factory=list)


class View(Tolerant):
    """A submitted view; `values` by block, then by action."""

    class State(Tolerant):
        """What was entered."""

        values: dict[str, dict[str, dict[str, Any]]] = Field(default_factory=dict)

    id: str
    private_metadata: str = ""
    state: State = State()

    def text(self, block: str) -> str:
        """Return what was typed into a block's only field."""
        return str(self._entered(block).get("value") or "")

    def chosen(self, block: str) -> str:
        """Return the value of the chosen option, or nothing."""
        return str((self._entered(block).get("selected_option") or {}).get("value") or "")

    def conversation(self, block: str) -> str:
        """Return the chosen conversation, or nothing."""
        return str(self._entered(block).get("selected_conversation") or "")

    def entered(self, block: str) -> str:
        """Return what a block's only field holds, typed, chosen or picked."""
        held = self._entered(block)
        option = (held.get("selected_option") or {}).get("value")
        return str(held.get("value") or option or held.get("selected_date") or held.get("selected_user") or "")

    def _entered(self, block: str) -> dict[str, Any]:
        return next(iter(self.state.values.get(block, {}).values()), {})


class Submission(Tolerant):
    """A `view_submission` payload."""

    view: View
    user: Person
    team: Team


class Slash(Tolerant):
    """A slash command, as a form post."""

    team_id: str
    channel_id: str
    user_id: str
    command: str
    trigger_id: str
    text: str = ""
    response_url: str | None = None


def edit_form(body: dict[str, Any]) -> Click | None:
    """Return the turn that a submitted edit form asks for."""
    try:
        sent = Submission.model_validate(body)
        form = EditForm.model_validate_json(sent.view.private_metadata or "{}")
    except ValidationError:
        return None
    if "instruction" not in sent.view.state.values:
        return None
    masked = mask(sent.view.text("instruction"))
    key = f"view:{sent.view.id}:{sent.user.id}"
    return Click(
        event_id=f"submit:{key}",
        key=key,
        team=sent.team.id,
        channel=form.channel,
        message_ts=form.root,
        root=form.root,
        user=sent.user.id,
        user_team=sent.user.team_id,
        action="edit_form",
        value=form.version,
        trigger_id="",
        text=masked.text,
        secrets=masked.kinds,
        files=tuple(FileRef(file, PICTURE, None, None, None) for file in form.files),
    )


def write_off_form(body: dict[str, Any]) -> Click | None:
    """Return what a submitted write-off says: which attempt, and why."""
    try:
        sent = Submission.model_validate(body)
    except ValidationError:
        return None
    masked, user = mask(sent.view.text("reason")), sent.user
    key = f"view:{sent.view.id}:{user.id}"
    return Click(
        event_id=f"submit:{key}",
        key=key,
        team=sent.team.id,
        channel=user.id,
        message_ts="",
        root="",
        user=user.id,
        user_team=user.team_id,
        action="write_off",
        value=sent.view.private_metadata,
        trigger_id="",
        text=masked.text,
        secrets=masked.kinds,
    )


def create_form(body: dict[str, Any]) -> CommandCall | None:
    """Return the command that a submitted drawing form stands for, or None where it says nothing to draw."""
    try:
        sent = Submission.model_validate(body)
    except ValidationError:
        return None
    view, user = sent.view, sent.user
    masked = mask(view.text("prompt").strip())
    flags = [f"--{name} {value}" for name in ("size", "quality", "via") if (value := view.chosen(name))]
    channel = view.conversation("where") or user.id
    key = f"view:{view.id}:{user.id}"
    return (
        CommandCall(
            event_id=f"submit:{key}",
            key=key,
            team=sent.team.id,
            channel=channel,
            place=beginnings.place_of(channel),
            user=user.id,
            user_team=user.team_id,
            name=commands.IMAGE,
            text=" ".join([masked.text, *flags]),
            secrets=masked.kinds,
        )
        if masked.text
        else None
    )


def slash(body: dict[str, Any], bot_user: str) -> CommandCall | None:
    """Return what a slash command asks, or None where that opens a form instead: `/image` with nothing behind it."""
    try:
        typed = Slash.model_validate(body)
    except ValidationError:
        return None
    name, masked = typed.command.removeprefix("/"), mask(plain(typed.text, bot_user))
    if name == commands.IMAGE and not masked.text:
        return None
    return CommandCall(
        event_id=f"slash:{typed.trigger_id}",
        key=typed.trigger_id,
        team=typed.team_id,
        channel=typed.channel_id,
        place=beginnings.place_of(typed.channel_id),
        user=typed.user_id,
        user_team=None,
        name=name,
        text=masked.text,
        response_url=typed.response_url,
        secrets=masked.kinds,
        marked=mask(marked(typed.text, bot_user)).text,
    )
