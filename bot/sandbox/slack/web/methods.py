"""Every Web API method of the workspace: who answers, with which arguments, under which scope and limit.

A method that is not here is `unknown_method`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.slack.limits import NO_LIMIT, POSTS, TIER_1, TIER_2, TIER_3, TIER_4
from bot.sandbox.slack.web import agents, auth, chat, conversations, files, reactions, users, views
from bot.sandbox.slack.web.arguments import Arguments
from bot.sandbox.slack.wire import Json
from bot.sandbox.slack.world import World


@dataclass(frozen=True, slots=True)
class Method:
    """One row. `scope` is what the token must have; where it depends on the channel, the method checks it.

    `of_app` methods take the app-level token.
    """

    handler: Callable[[World, Any], Json]
    arguments: type[Arguments]
    scope: str | None
    per_minute: int
    of_app: bool = False
    per_channel: bool = False


METHODS: dict[str, Method] = {
    "auth.test": Method(auth.test, auth.Nothing, None, NO_LIMIT),
    "apps.connections.open": Method(auth.open_connection, auth.Nothing, None, TIER_1, of_app=True),
    "users.info": Method(users.info, users.UserInfo, "users:read", TIER_4),
    "conversations.info": Method(conversations.info, conversations.Info, None, TIER_3),
    "conversations.list": Method(conversations.listing, conversations.List, "channels:read", TIER_2),
    "conversations.history": Method(conversations.history, conversations.History, None, TIER_3),
    "conversations.replies": Method(conversations.replies, conversations.Replies, None, TIER_3),
    "conversations.open": Method(conversations.open_dm, conversations.Open, "im:write", TIER_3),
    "chat.postMessage": Method(chat.post_message, chat.PostMessage, "chat:write", POSTS, per_channel=True),
    "chat.postEphemeral": Method(chat.post_ephemeral, chat.PostEphemeral, "chat:write", TIER_4),
    "chat.update": Method(chat.update, chat.Update, "chat:write", TIER_3),
    "chat.delete": Method(chat.delete, chat.Delete, "chat:write", TIER_3),
    "chat.getPermalink": Method(chat.get_permalink, chat.GetPermalink, None, NO_LIMIT),
    "reactions.add": Method(reactions.add, reactions.Reaction, "reactions:write", TIER_3),
    "reactions.remove": Method(reactions.remove, reactions.Reaction, "reactions:write", TIER_2),
    "files.getUploadURLExternal": Method(files.get_upload_url, files.GetUploadURL, "files:write", TIER_4),
    "files.completeUploadExternal": Method(files.complete_upload, files.CompleteUpload, "files:write", TIER_4),
    "files.info": Method(files.info, files.FileInfo, "files:read", TIER_4),
    "files.delete": Method(files.delete, files.DeleteFile, "files:write", TIER_3),
    "views.open": Method(views.open_view, views.OpenView, None, TIER_4),
    "views.push": Method(views.push, views.OpenView, None, TIER_4),
    "views.update": Method(views.update, views.UpdateView, None, TIER_4),
    "views.publish": Method(views.publish, views.PublishView, None, TIER_4),
    "agents.sessions.setStatus": Method(agents.set_session, agents.SetSession, "chat:write", TIER_3),
    "agents.sessions.rename": Method(agents.rename_session, agents.RenameSession, "chat:write", TIER_3),
    "assistant.threads.setStatus": Method(agents.set_status, agents.SetStatus, "chat:write", TIER_3),
    "assistant.threads.setSuggestedPrompts": Method(agents.set_prompts, agents.SetPrompts, "assistant:write", TIER_3),
}
