"""The `input` of a request: a text, or messages made of texts and pictures. Anything else is refused.

A plain string is read as one user message and a plain string content as one text: everybody else sees one shape.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator

Detail = Literal["low", "high", "auto", "original"]


class Strict(BaseModel):
    """No unknown names, no silent conversions."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class InputText(Strict):
    type: Literal["input_text"]
    text: str


class OutputText(Strict):
    type: Literal["output_text"]
    text: str
    annotations: list[Any] | None = None


class InputImage(Strict):
    type: Literal["input_image"]
    image_url: str | None = None
    file_id: str | None = None
    detail: Detail = "auto"


Part = Annotated[InputText | OutputText | InputImage, Discriminator("type")]


def _as_parts(content: object) -> object:
    return [{"type": "input_text", "text": content}] if isinstance(content, str) else content


class Message(Strict):
    """One message of the conversation."""

    type: Literal["message"] = "message"
    role: Literal["user", "assistant", "system", "developer"]
    content: Annotated[list[Part], BeforeValidator(_as_parts)]
    phase: Literal["commentary", "final_answer"] | None = None

    @property
    def texts(self) -> list[str]:
        return [part.text for part in self.content if not isinstance(part, InputImage)]

    @property
    def images(self) -> list[InputImage]:
        return [part for part in self.content if isinstance(part, InputImage)]


def _as_messages(value: object) -> object:
    return [{"role": "user", "content": value}] if isinstance(value, str) else value


Conversation = Annotated[list[Message], BeforeValidator(_as_messages)]
