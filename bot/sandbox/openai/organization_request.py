"""What may be asked of the organization's pages: every parameter named, typed and bounded, as upstream refuses it.

A list is a repeated name, with or without `[]`. Source: the parameters of the official client's admin resources.
"""

from typing import Final, Literal

import orjson
from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field

from bot.sandbox.openai.refusal import Refusal
from bot.sandbox.openai.strictness import M, parsed

Width = Literal["1m", "1h", "1d"]
SECONDS: Final = {"1m": 60, "1h": 3_600, "1d": 86_400}
BUCKETS: Final = {"1m": (60, 1_440), "1h": (24, 168), "1d": (7, 31)}  # by default, at most
LISTS: Final = frozenset(
    {"group_by", "project_ids", "user_ids", "api_key_ids", "line_items", "models", "sizes", "sources"}
)
PAGE: Final = "page_"


class Asked(BaseModel):
    """What all pages take: a stretch of time, cut into buckets, some at a time."""

    model_config = ConfigDict(extra="forbid")

    start_time: int = Field(ge=0)
    end_time: int | None = Field(default=None, ge=0)
    bucket_width: Width = "1d"
    limit: int | None = Field(default=None, ge=1)
    page: str | None = None
    project_ids: list[str] | None = None
    api_key_ids: list[str] | None = None

    @property
    def most(self) -> tuple[int, int]:
        """How many buckets come by default, and at most."""
        return BUCKETS[self.bucket_width]

    @property
    def seconds(self) -> int:
        """How long a bucket is."""
        return SECONDS[self.bucket_width]

    @property
    def first(self) -> int:
        """Where the first bucket of this page begins: buckets lie on whole days, hours or minutes of UTC."""
        if self.page is None:
            return self.start_time - self.start_time % self.seconds
        said = self.page.removeprefix(PAGE)
        if not self.page.startswith(PAGE) or not said.isascii() or not said.isdigit():
            raise Refusal("Invalid value for 'page'.", code="invalid_value", param="page")
        return int(said)

    def count(self) -> int:
        """Return how many buckets a page has."""
        default, most = self.most
        if self.limit is not None and self.limit > most:
            text = f"Invalid value for 'limit': {self.limit} is greater than {most}."
            raise Refusal(text, code="integer_above_max_value", param="limit")
        return self.limit or default


class CostsAsked(Asked):
    """`/organization/costs`: days only."""

    bucket_width: Literal["1d"] = "1d"
    group_by: list[Literal["project_id", "user_id", "line_item", "api_key_id", "api_source"]] = []
    line_items: list[str] | None = None

    @property
    def most(self) -> tuple[int, int]:
        """A longer page than usage has."""
        return 7, 180


class CompletionsAsked(Asked):
    """`/organization/usage/completions`."""

    group_by: list[Literal["project_id", "user_id", "api_key_id", "model", "batch", "service_tier", "api_source"]] = []
    models: list[str] | None = None
    user_ids: list[str] | None = None
    batch: bool | None = None


class ImagesAsked(Asked):
    """`/organization/usage/images`."""

    group_by: list[Literal["project_id", "user_id", "api_key_id", "model", "size", "source"]] = []
    models: list[str] | None = None
    user_ids: list[str] | None = None
    sizes: list[Literal["256x256", "512x512", "1024x1024", "1792x1792", "1024x1792"]] | None = None
    sources: list[Literal["image.generation", "image.edit", "image.variation"]] | None = None


def asked(model: type[M], request: web.Request) -> M:
    """Return the query of *request* as *model*; raises the first `Refusal` it deserves."""
    given: dict[str, str | list[str]] = {}
    for name in request.query:
        plain = name.removesuffix("[]")
        values = request.query.getall(name)
        if plain not in LISTS and (len(values) > 1 or plain != name):
            raise Refusal(f"Invalid type for '{plain}': it takes one value.", code="invalid_type", param=plain)
        given[plain] = values if plain in LISTS else values[0]
    return parsed(model, orjson.dumps(given))
