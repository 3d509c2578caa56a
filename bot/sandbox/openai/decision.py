"""What the mainline decided to do: pictures to have drawn, functions to call, words to say, or a refusal."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Action = Literal["generate", "edit"]


class ImageCall(BaseModel):
    """One call of the image tool. `None` leaves it to the stand-in."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    revised_prompt: str | None = None
    action: Action | None = None


class FunctionCall(BaseModel):
    """A function to be called, with its arguments word for word: JSON or not."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    arguments: str = "{}"


class Decision(BaseModel):
    """A whole reply: the calls first, then the words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    images: tuple[ImageCall, ...] = ()
    functions: tuple[FunctionCall, ...] = ()
    words: str | None = None
    refusal: str | None = None
