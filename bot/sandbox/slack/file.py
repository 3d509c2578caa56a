"""A file of the workspace, from the request for an upload address to its deletion.

Slack processes an upload after it has said yes: until then a file has no `mimetype`, no dimensions and no `shares`.
A person's file is named by its name alone: a text called `cat.png` says image/png.
"""

import io
import mimetypes
import warnings
from dataclasses import dataclass, field
from pathlib import PurePath

from PIL import Image, UnidentifiedImageError

from bot.sandbox.slack.person import TEAM
from bot.sandbox.slack.wire import Json

BLOCK_TYPES = frozenset({"image/png", "image/jpeg", "image/gif"})
UNREADABLE = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
    OSError,
    ValueError,
    SyntaxError,
)
FILE_TYPES = {"image/jpeg": "jpg", "text/plain": "text"}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file as a person attaches it. *claimed_size* is what Slack will say, whatever the bytes are."""

    name: str
    data: bytes = field(repr=False)
    claimed_size: int | None = None
    mimetype: str | None = None
    check_file_info: bool = False


@dataclass(slots=True, eq=False)
class File:
    """A hosted file. Processing sets `ready` and `shares`; `posted` says that some message has shown it.

    `handed_over` files reached the bot through a modal, without any channel.
    """

    id: str
    name: str
    user: str
    created: int
    url_base: str
    title: str = ""
    data: bytes = field(default=b"", repr=False)
    claimed_size: int | None = None
    mimetype: str = ""
    width: int | None = None
    height: int | None = None
    alt_txt: str | None = None
    completed: bool = False
    ready: bool = False
    posted: bool = False
    deleted: bool = False
    check_file_info: bool = False
    handed_over: bool = False
    shares: dict[str, dict[str, list[Json]]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Bytes, as Slack states them."""
        return len(self.data) if self.claimed_size is None else self.claimed_size

    @property
    def url_private(self) -> str:
        """Where the bot may read it, with its token."""
        return f"{self.url_base}/files-pri/{TEAM}-{self.id}/{PurePath(self.name).name}"

    @property
    def url_download(self) -> str:
        """The same bytes as an attachment."""
        return f"{self.url_base}/files-pri/{TEAM}-{self.id}/download/{PurePath(self.name).name}"

    @property
    def permalink(self) -> str:
        """Where a person would look at it."""
        return f"{self.url_base}/files/{self.user}/{self.id}/{PurePath(self.name).name}"

    @property
    def channels(self) -> list[str]:
        """Where it has been shared."""
        return [channel for places in self.shares.values() for channel in places]

    def answers_to(self, name: str) -> bool:
        """Whether *name* is its id or one of its addresses."""
        return name in {self.id, self.url_private, self.url_download, self.permalink}

    def process(self, mimetype: str | None = None) -> None:
        """Do what Slack does after an upload: name the type, measure a picture."""
        found, self.width, self.height = measure(self.data)
        self.mimetype = mimetype or found or guess(self.name)
        self.ready = True

    def wire(self, *, in_event: bool = False) -> Json:
        """The `file` object, as it stands now."""
        if self.deleted:
            return {"id": self.id, "mode": "tombstone"}
        if in_event and self.check_file_info:
            return {"id": self.id, "mode": "file_access", "file_access": "check_file_info", "created": self.created}
        return self._base() | self._places() | self._picture()

    def _base(self) -> Json:
        return {
            "id": self.id,
            "created": self.created,
            "timestamp": self.created,
            "name": self.name,
            "title": self.title or self.name,
            "mimetype": self.mimetype,
            "filetype": FILE_TYPES.get(self.mimetype, self.mimetype.rpartition("/")[2]),
            "pretty_type": self.mimetype.rpartition("/")[2].upper(),
            "user": self.user,
            "user_team": TEAM,
            "editable": False,
            "size": self.size,
            "mode": "hosted",
            "is_external": False,
            "external_type": "",
            "file_access": "visible",
            "url_private": self.url_private,
            "url_private_download": self.url_download,
            "permalink": self.permalink,
        }

    def _places(self) -> Json:
        public = list(self.shares.get("public", {}))
        private = list(self.shares.get("private", {}))
        return {
            "is_public": bool(public),
            "public_url_shared": False,
            "shares": self.shares,
            "channels": public,
            "groups": [channel for channel in private if not channel.startswith("D")],
            "ims": [channel for channel in private if channel.startswith("D")],
        }

    def _picture(self) -> Json:
        extra: Json = {} if self.alt_txt is None else {"alt_txt": self.alt_txt}
        if self.width is None or not self.mimetype.startswith("image/"):
            return extra
        return extra | {"original_w": self.width, "original_h": self.height}


def guess(name: str) -> str:
    """The media type that a name promises."""
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def measure(data: bytes) -> tuple[str | None, int | None, int | None]:
    """Media type and dimensions of a picture; three Nones for anything else, and for absurdly large ones."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as picture:
                return Image.MIME.get(picture.format or ""), picture.width, picture.height
    except UNREADABLE:
        return None, None, None
