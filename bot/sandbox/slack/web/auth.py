"""Who the token is, and where Socket Mode listens."""

from bot.sandbox.slack.person import APP, BOT, BOT_USER, TEAM
from bot.sandbox.slack.web.arguments import Arguments
from bot.sandbox.slack.wire import Json
from bot.sandbox.slack.world import World


class Nothing(Arguments):
    """No arguments."""


def test(world: World, _asked: Nothing) -> Json:
    """auth.test."""
    return {
        "url": f"{world.workspace.origin}/",
        "team": "Sandbox",
        "user": "darkroom",
        "team_id": TEAM,
        "user_id": BOT_USER,
        "bot_id": BOT,
        "app_id": APP,
        "is_enterprise_install": False,
    }


def open_connection(world: World, _asked: Nothing) -> Json:
    """apps.connections.open."""
    socket_origin = world.workspace.origin.replace("http", "ws", 1)
    return {"url": f"{socket_origin}/link/?ticket={world.sockets.ticket()}&app_id={APP}"}
