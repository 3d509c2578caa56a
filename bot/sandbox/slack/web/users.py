"""`users.*`: who somebody is."""

from bot.sandbox.slack.refusal import Refusal
from bot.sandbox.slack.web.arguments import Arguments
from bot.sandbox.slack.wire import Json
from bot.sandbox.slack.world import World


class UserInfo(Arguments):
    """users.info."""

    user: str
    include_locale: bool = False


def info(world: World, asked: UserInfo) -> Json:
    """A person's account, strangers and deactivated ones included."""
    person = world.workspace.people.get(asked.user)
    if person is None:
        raise Refusal("user_not_found")
    locale = {"locale": "en-US"} if asked.include_locale else {}
    return {"user": person.wire() | locale}
