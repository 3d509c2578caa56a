"""Slack's failure never becomes the picture's: it is kept and paid once, shown once, and whatever Slack says, told."""

import pytest

from tests.stories.town import Town, opened, settled

ON_THE_WAY = ["files.getUploadURLExternal", "files.completeUploadExternal", "files.info"]


@pytest.mark.parametrize("method", ON_THE_WAY)
@pytest.mark.parametrize("kind", ["cut_before", "cut_after", "server_error", "ratelimited"])
async def test_a_final_survives_every_failure_on_its_way_and_is_shown_once(here: Town, method: str, kind: str) -> None:
    here.slack.faults.add(method, kind, retry_after=1)  # type: ignore[arg-type] # the table above holds only kinds
    asked = await here.say("@darkroom a lighthouse at dusk --previews 0 --quality low")
    answer = await here.answer(asked)
    assert opened(answer.files[0]).size == (1024, 1024)
    assert here.thread(asked) == [answer]
    trace = await here.trace(asked)
    assert settled(trace) == here.bill(trace)
    assert len(here.openai.meter.bills) == 1


@pytest.mark.parametrize("kind", ["cut_before", "cut_after", "server_error", "ratelimited"])
async def test_words_survive_every_failure_on_their_way_and_are_said_once(here: Town, kind: str) -> None:
    here.openai.script.words("Three to two.")
    here.slack.faults.add("chat.postMessage", kind, containing="Three to two.", retry_after=1)  # type: ignore[arg-type]
    asked = await here.say("@darkroom which ratio suits posters?")
    answer = await here.answer(asked)
    assert "Three to two." in answer.all_text
    assert here.thread(asked) == [answer]


@pytest.mark.parametrize("refusal", ["invalid_blocks", "invalid_arguments"])
async def test_where_slack_refuses_blocks_on_an_upload_the_receipt_follows_right_under_the_file(
    here: Town, refusal: str
) -> None:
    here.slack.settings.upload_blocks = refusal  # type: ignore[assignment] # the table above holds only settings
    asked = await here.say("@darkroom a lighthouse at dusk --previews 0")
    await here.answer(asked)
    file, receipt = here.thread(asked)
    assert opened(file.files[0]).size == (1024, 1024)
    assert "metered: picture $0.05" in receipt.all_text
    assert receipt.button("edit")


async def test_a_share_that_silently_never_happens_is_noticed_and_done_again(here: Town) -> None:
    here.slack.faults.add("file", "never_shared", containing="v1")
    asked = await here.say("@darkroom a lighthouse at dusk --previews 0")
    answer = await here.answer(asked, timeout=60)
    assert opened(answer.files[0]).size == (1024, 1024)
    assert here.thread(asked) == [answer]


async def test_previews_give_way_to_every_kind_of_trouble_and_the_final_comes(here: Town) -> None:
    here.slack.faults.add("file", "never_ready", containing="preview", times=5)
    here.slack.faults.add("upload", "server_error", times=1)
    asked = await here.say("@darkroom a lighthouse at dusk")
    answer = await here.answer(asked)
    assert answer.files
    assert here.thread(asked) == [answer]


async def test_a_status_that_slack_refuses_keeps_nothing_from_being_drawn(here: Town) -> None:
    here.slack.settings.agent_sessions = "not_authorized"
    here.slack.faults.add("assistant.threads.setStatus", "refused", error="internal_error", times=9)
    here.slack.faults.add("chat.postMessage", "refused", error="internal_error")
    answer = await here.ask("@darkroom a lighthouse at dusk --previews 0")
    assert answer.files


async def test_an_outcome_that_slack_will_never_take_is_told_to_the_person_alone(here: Town) -> None:
    here.slack.faults.add("files.completeUploadExternal", "refused", error="restricted_action", times=9)
    asked = await here.say("@darkroom a lighthouse at dusk --previews 0")
    told = await here.until(lambda w: next((m for m in w.replies(asked) if "Slack would not take" in m.text), None))
    trace = await here.idle_trace(asked)
    assert trace["turn"]["id"] in told.text
    assert trace["turn"]["state"] == "closed"
    assert trace["versions"]
    assert settled(trace) == here.bill(trace)


async def test_an_unacknowledged_delivery_comes_again_and_makes_no_second_turn(here: Town) -> None:
    here.slack.settings.ack_timeout = 0.2
    here.slack.settings.retry_delays = (0.0, 0.0, 0.0)
    here.slack.faults.add("envelope", "ack_lost", times=2)
    asked = await here.say("@darkroom a lighthouse at dusk --previews 0")
    await here.answer(asked)
    assert len(await here.traces(asked)) == 1
    assert len(here.openai.meter.bills) == 1


async def test_a_delivery_that_cannot_be_kept_is_not_acknowledged_and_comes_again(here: Town) -> None:
    assert here.bot is not None
    here.slack.settings.ack_timeout = 0.3
    here.slack.settings.retry_delays = (0.3, 0.3, 0.3)
    await here.bot.store.run(lambda tx: tx.write("ALTER TABLE inbox RENAME TO inbox_away", {}))
    asked = await here.say("@darkroom a lighthouse at dusk --previews 0")
    await here.until(lambda _: here.slack.sockets.log and here.slack.sockets.log[0].attempt >= 1)
    await here.bot.store.run(lambda tx: tx.write("ALTER TABLE inbox_away RENAME TO inbox", {}))
    answer = await here.answer(asked)
    assert answer.files


async def test_a_socket_that_slack_refreshes_loses_nothing(here: Town) -> None:
    here.slack.settings.disconnect_grace = 0.2
    here.slack.sockets.disconnect("refresh_requested", socket=here.slack.sockets.listening[0])
    answer = await here.ask("@darkroom a lighthouse at dusk --previews 0")
    here.slack.sockets.drop()
    again = await here.ask("@darkroom a lighthouse at dawn --previews 0")
    assert answer.files
    assert again.files


async def test_every_kind_of_event_is_acknowledged_so_that_none_comes_again(here: Town) -> None:
    asked = await here.say("good morning")
    await here.slack.edit(user="mo", channel="general", ts=asked.ts, text="good evening")
    await here.slack.delete(user="mo", channel="general", ts=asked.ts)
    await here.slack.join(user="darkroom", channel="private-lab")
    await here.slack.open_home(user="mo")
    await here.until(lambda _: all(e.state == "acked" for e in here.slack.sockets.log) or None)
    assert all(envelope.attempt == 0 for envelope in here.slack.sockets.log)
