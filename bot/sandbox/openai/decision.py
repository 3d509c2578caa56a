"""What the mainline decided to do: pictures to have drawn, words to say, or a refusal."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Action = Literal["generate", "edit"]


class ImageCall(BaseModel):
    """One call of the image tool. `None` leaves it to the stand-in."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    revised_prompt: str | None = None
    action: Action | None = None


class Decision(BaseModel):
    """A whole reply: the calls first, then the words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    images: tuple[ImageCall, ...] = ()
    words: str | None = None
    refusal: str | None = None
