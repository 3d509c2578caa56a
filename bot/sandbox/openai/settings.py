"""The knobs of the sandbox. They may be turned while it runs, in a test's hands or over HTTP."""

from pydantic import BaseModel, ConfigDict, Field


class Settings(BaseModel):
    """How this OpenAI behaves where the real one is unknown, slow, or a matter of account."""

    model_config = ConfigDict(extra="forbid", validate_assignment=True)

    previews_in_usage: bool = Field(
        default=True, description="the +100 per preview is inside tool_usage; billed always"
    )
    preview_interval_s: float = Field(default=0.0, ge=0, description="pause before each preview and the final picture")
    background_retention_s: float = Field(
        default=600.0, ge=0, description="how long finished background work can be read"
    )
    retained_responses: int = Field(default=128, ge=1, description="most finished responses kept, oldest dropped first")
    journal_entries: int = Field(default=1_000, ge=1, description="most requests kept in the journal")
    cached_share: float = Field(default=0.0, ge=0, le=1, description="share of input tokens served from the cache")
    reject_transparent: bool = Field(default=False, description="refuse transparent backgrounds for gpt-image-2")
    reasoning_items: bool = Field(default=False, description="put a reasoning item before everything else")
    admin_key: str = Field(default="sk-admin-sandbox", description="opens the organization's costs and usage")
    project: str = Field(default="proj_sandbox", description="the project that everything here is billed to")
    other_project_nano: int = Field(default=0, ge=0, description="what another project is billed each day")
    canned_picture_bytes: int | None = Field(default=None, ge=1, description="reuse one picture of about this size")
    canned_preview_bytes: int | None = Field(default=None, ge=1, description="the same for previews")

    def turn(self, changes: dict[str, object]) -> None:
        """Take over *changes*, all or nothing; raises `ValidationError`."""
        checked = type(self).model_validate({**self.model_dump(), **changes})
        for name in changes:
            setattr(self, name, getattr(checked, name))
