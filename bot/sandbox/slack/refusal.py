"""The two ways in which the sandbox says no.

`Refusal` goes to the bot, as Slack would put it. `NotPossible` goes to whoever drives the sandbox: a person could
not have done that in Slack.
"""

from bot.sandbox.slack.wire import Json


class Refusal(Exception):
    """An `ok: false` answer: Slack's error code, and its messages where it gives any."""

    def __init__(self, error: str, *messages: str, **more: object) -> None:
        super().__init__(error)
        self.error = error
        self.messages = messages
        self.more = more

    def answer(self) -> Json:
        """The body that Slack would send."""
        body: Json = {"ok": False, "error": self.error, **self.more}
        if self.messages:
            body["errors"] = list(self.messages)
            body["response_metadata"] = {"messages": [f"[ERROR] {message}" for message in self.messages]}
        return body


class NotPossible(ValueError):
    """Nobody could do this in Slack: no such button, not a member, gone."""
