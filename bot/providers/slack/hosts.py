"""Where Slack's files live. The token goes to these hosts and never leaves them."""

from urllib.parse import urlsplit

from bot.domain.lanes import is_loopback

FILE_HOSTS = frozenset({"files.slack.com", "slack-files.com"})


class FileHosts:
    """Slack's file hosts; a loopback API address counts as one too (the sandbox)."""

    def __init__(self, api_url: str) -> None:
        parts = urlsplit(api_url)
        self._local = parts.netloc if is_loopback(parts.hostname or "") else None

    def may_have_token(self, url: str) -> bool:
        """Whether the bot's token may be sent to *url*."""
        parts = urlsplit(url)
        if self._local is not None and parts.netloc == self._local:
            return True
        return parts.scheme == "https" and parts.hostname in FILE_HOSTS and parts.port in {None, 443}
