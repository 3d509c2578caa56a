"""Slack's payloads, whole as they come, to be changed by a test where it matters."""

from typing import Any

BOT = "U0BOT"
SECRET = "xoxb-" + "1234567890-" * 3  # put together here, so that no scanner takes it for a real one
FILE = {
    "id": "F1",
    "name": "fox.png",
    "mimetype": "image/png",
    "size": 2000,
    "url_private": "https://files.slack.com/files-pri/T1-F1/fox.png",
    "url_private_download": "https://files.slack.com/files-pri/T1-F1/download/fox.png",
    "filetype": "png",
}
Json = dict[str, Any]


def delivered(event: Json, **more: Any) -> Json:
    """The outer event."""
    return {
        "token": "verification",
        "type": "event_callback",
        "team_id": "T1",
        "api_app_id": "A1",
        "event_id": "Ev1",
        "event_time": 1_795_305_600,
        "event": event,
        "is_ext_shared_channel": False,
        **more,
    }


def said(text: str = "a fox", **more: Any) -> Json:
    """A message of a person, in a channel."""
    return {
        "type": "message",
        "channel": "C1",
        "channel_type": "channel",
        "user": "U1",
        "text": text,
        "ts": "1.0",
        "blocks": [{"type": "rich_text"}],
        "client_msg_id": "00000000-0000-0000-0000-000000000000",
        **more,
    }


def mentioned(text: str = f"<@{BOT}> a fox", **more: Any) -> Json:
    """A mention: Slack sends no channel type with it, and no subtype."""
    return {"type": "app_mention", "channel": "C1", "user": "U1", "text": text, "ts": "1.0", **more}


def clicked(action_id: str = "variations", value: str = "v1", **more: Any) -> Json:
    """A button of a message in a thread."""
    return {
        "type": "block_actions",
        "team": {"id": "T1", "domain": "acme"},
        "user": {"id": "U1", "username": "ada", "team_id": "T1"},
        "api_app_id": "A1",
        "container": {
            "type": "message",
            "message_ts": "2.0",
            "channel_id": "C1",
            "thread_ts": "1.0",
            "is_ephemeral": False,
        },
        "channel": {"id": "C1", "name": "general"},
        "trigger_id": "1.2.abc",
        "actions": [{"type": "button", "action_id": action_id, "block_id": "b1", "value": value, "action_ts": "3.0"}],
        **more,
    }


def submitted(text: str = "make it darker", **view: Any) -> Json:
    """The edit form, sent."""
    return {
        "type": "view_submission",
        "team": {"id": "T1", "domain": "acme"},
        "user": {"id": "U1", "team_id": "T1"},
        "view": {
            "id": "V1",
            "callback_id": "edit_form",
            "private_metadata": '{"channel":"C1","root":"1.0","version":"v1"}',
            "state": {"values": {"instruction": {"text": {"type": "plain_text_input", "value": text}}}},
            **view,
        },
    }
