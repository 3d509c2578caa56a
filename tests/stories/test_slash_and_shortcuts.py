"""Slash commands, shortcuts, the drawing form, the Home tab and the welcome, over the wire."""

import pytest

from bot.domain.helping import HELP_LINES
from bot.sandbox.slack.file import Attachment
from bot.sandbox.slack.message import Message
from tests.stories.town import Town, kinds, opened, picture


def roots(here: Town, channel: str = "general") -> list[Message]:
    """Return the bot's own first messages in a channel."""
    where = here.slack.workspace.channel(channel).id
    return [m for m in here.slack.workspace.messages(where) if m.by_bot and m.root == m.ts]


async def begun(here: Town, channel: str = "general") -> Message:
    """Return the first message that a command left in a channel."""
    return await here.until(lambda _: next((m for m in roots(here, channel) if "asked for" in m.text), None))


async def test_a_slash_command_draws_in_a_thread_of_its_own(here: Town) -> None:
    """The thread begins with who asked for what, and holds the picture with its receipt."""
    await here.slack.command(user="mo", channel="general", command="/image", text="a lighthouse at dusk --quality low")
    root = await begun(here)
    answer = await here.answer(root)
    assert "a lighthouse at dusk" in root.text
    assert "U0MO" in root.text
    assert answer.thread_ts == root.ts
    assert opened(answer.files[0]).size == (1024, 1024)
    assert "low" in answer.all_text
    assert here.uploaded()[0]["tool_choice"] == {"type": "image_generation"}


async def test_who_typed_the_command_changes_its_picture_without_a_mention(here: Town) -> None:
    """The thread is a conversation like any other."""
    await here.slack.command(user="mo", channel="general", command="/image", text="a lighthouse at dusk")
    root = await begun(here)
    await here.answer(root)
    answer = await here.ask("make the sky stormy", thread=root)
    assert "*v2*" in answer.all_text


async def test_a_command_where_the_bot_is_not_says_how_to_invite_it(here: Town) -> None:
    """Nothing is drawn, nothing is lost, and only whoever typed it reads that."""
    await here.slack.command(user="ada", channel="private-lab", command="/image", text="a fox")
    await here.until(lambda _: any("/invite" in said for said in here.whispers("ada")))
    assert here.uploaded() == []


async def test_a_command_whose_answer_was_lost_leaves_one_thread(here: Town) -> None:
    """Slack had taken the first message: it is found again and not posted twice."""
    assert here.bot is not None
    here.slack.faults.add("chat.postMessage", "cut_after", containing="asked for a picture")
    await here.slack.command(user="mo", channel="general", command="/image", text="a fox")
    root = await begun(here)
    await here.until(lambda _: here.slack.faults.waiting == [])
    while not await here.traces(root):
        await here.bot.intake.take_waiting()
    await here.answer(root)
    assert len(roots(here)) == 1
    assert len(here.uploaded()) == 1


async def test_guests_are_turned_away_from_commands_too(here: Town) -> None:
    """The same rules, whatever way somebody asks."""
    where = next(c for c in here.slack.workspace.channels.values() if c.kind != "im" and "U0GUS" in c.members)
    await here.slack.command(user="gus", channel=where.id, command="/image", text="a fox")
    await here.until(lambda _: any("Guests cannot" in said for said in here.whispers("gus")))
    assert here.uploaded() == []


async def test_help_is_five_lines_seen_only_by_whoever_asked(here: Town) -> None:
    """Typed behind the command."""
    await here.slack.command(user="mo", channel="general", command="/image", text="help")
    await here.until(lambda _: here.whispers("mo"))
    assert here.whispers("mo")[0].splitlines()[: len(HELP_LINES)] == list(HELP_LINES)
    assert len(HELP_LINES) == 5


async def test_a_mention_may_be_a_command(here: Town) -> None:
    """Slash commands do not exist in threads, so the mention is one there, and it draws for certain."""
    asked = await here.say("@darkroom /image a fox")
    await here.answer(asked)
    body = here.uploaded()[0]
    assert body["tool_choice"] == {"type": "image_generation"}
    assert "/image" not in str(body["input"][-1])


async def test_a_command_without_a_prompt_opens_the_form_and_the_form_draws(here: Town) -> None:
    """In the channel where it was typed, in the shape and quality that were chosen."""
    await here.slack.command(user="mo", channel="general", command="/image", text="  ")
    form = await here.until(lambda w: next(iter(w.open_views("U0MO")), None))
    chosen = {"prompt": "a fox", "size": "1536x1024", "quality": "low", "where": "C0GENERAL"}
    await here.slack.submit(user="mo", view_id=form.id, values=chosen)
    answer = await here.answer(await begun(here))
    assert opened(answer.files[0]).size == (1536, 1024)


async def test_a_form_without_words_says_so_beside_its_field(here: Town) -> None:
    """And stays open with what was chosen."""
    await here.slack.shortcut(user="mo", callback_id="create_image")
    form = await here.until(lambda w: next(iter(w.open_views("U0MO")), None))
    await here.slack.submit(user="mo", view_id=form.id, values={"prompt": "   "})
    assert form.errors == {"prompt": "Say what the picture should show."}
    assert form.open


async def test_a_form_that_names_no_channel_draws_in_a_direct_message(here: Town) -> None:
    """As its hint says."""
    await here.slack.shortcut(user="mo", callback_id="create_image")
    form = await here.until(lambda w: next(iter(w.open_views("U0MO")), None))
    await here.slack.submit(user="mo", view_id=form.id, values={"prompt": "a fox"})
    root = await begun(here, here.slack.workspace.dm("U0MO").id)
    assert (await here.answer(root)).files


async def test_the_shortcut_on_a_picture_of_the_bot_changes_that_version(here: Town) -> None:
    """Through the same form as its button."""
    asked = await here.say("@darkroom a lighthouse at dusk")
    shown = await here.answer(asked)
    await here.slack.shortcut(user="mo", callback_id="edit_image", channel="general", message_ts=shown.ts)
    form = await here.until(lambda w: next(iter(w.open_views("U0MO")), None))
    await here.slack.submit(user="mo", view_id=form.id, values={"text": "make the sky stormy"})
    await here.until(lambda _: any("*v2*" in m.all_text and m.files for m in here.thread(asked)))


async def test_the_shortcut_on_somebody_s_picture_makes_it_a_reference(here: Town) -> None:
    """The picture is fetched, cleaned and sent as the one to change."""
    upload = Attachment("fox.png", picture())
    message = await here.say("look at this", files=[upload])
    await here.slack.shortcut(user="mo", callback_id="edit_image", channel="general", message_ts=message.ts)
    form = await here.until(lambda w: next(iter(w.open_views("U0MO")), None))
    await here.slack.submit(user="mo", view_id=form.id, values={"text": "make it red"})
    answer = await here.until(lambda _: next((m for m in here.thread(message) if m.files), None))
    assert answer.files
    body = here.uploaded()[0]
    assert body["tools"][0]["action"] == "edit"
    assert sum(part["type"] == "input_image" for part in body["input"][-1]["content"]) == 1


async def test_the_shortcut_on_a_message_without_a_picture_says_so(here: Town) -> None:
    """Nothing is asked that cannot be done."""
    message = await here.say("hello all")
    await here.slack.shortcut(user="mo", callback_id="edit_image", channel="general", message_ts=message.ts)
    form = await here.until(lambda w: next(iter(w.open_views("U0MO")), None))
    assert "no picture in this message" in str(form.blocks)
    assert "submit" not in form.content


async def test_a_channel_is_greeted_once_when_the_bot_is_invited(here: Town) -> None:
    """Three things to try, a button to draw, and never again."""
    where = next(c for c in here.slack.workspace.channels.values() if not c.has_bot and c.kind != "im")
    await here.slack.join(user="darkroom", channel=where.id)
    welcome = await here.until(lambda _: next(iter(roots(here, where.id)), None))
    assert {button.action_id for button in welcome.buttons} == {"create", "help"}
    here.slack.workspace.channel(where.id).members.discard("U0DARKROOM")
    await here.slack.join(user="darkroom", channel=where.id)
    await here.slack.open_home(user="ada")
    await here.until(lambda w: w.homes.get("U0ADA"))
    assert len(roots(here, where.id)) == 1


async def test_the_home_tab_says_what_the_bot_does_and_draws(here: Town) -> None:
    """Its examples open the form with the words filled in."""
    await here.slack.open_home(user="mo")
    home = await here.until(lambda w: w.homes.get("U0MO"))
    assert "Something to try" in str(home.blocks)
    value = next(b["accessory"]["value"] for b in home.blocks if "accessory" in b)
    await here.slack.click(user="mo", view_id=home.id, action_id="create", value=value)
    form = await here.until(lambda w: next(iter(w.open_views("U0MO")), None))
    assert value in str(form.blocks)


@pytest.mark.parametrize("command", ["/image"])
async def test_a_secret_behind_a_command_is_masked_and_its_owner_told(here: Town, command: str) -> None:
    """It reaches neither OpenAI nor the thread."""
    secret = "xoxb-" + "1234567890-" * 3
    await here.slack.command(user="mo", channel="general", command=command, text=f"a sign that says {secret}")
    root = await begun(here)
    trace = await here.closed(root)
    assert secret not in str(here.uploaded()) + root.text
    assert any("revoke" in said for said in here.whispers("mo"))
    assert kinds(trace)
