"""The body of `POST /v1/responses`: every parameter that is legal here, and no other."""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, StringConstraints

from bot.sandbox.openai.conversation_input import Conversation, Message, Strict
from bot.sandbox.openai.function_tool import ForcedFunction, FunctionTool
from bot.sandbox.openai.image_tool import ImageTool

MetadataKey = Annotated[str, StringConstraints(max_length=64)]
MetadataValue = Annotated[str, StringConstraints(max_length=512)]
Includable = Literal[
    "file_search_call.results",
    "web_search_call.results",
    "web_search_call.action.sources",
    "message.input_image.image_url",
    "computer_call_output.output.image_url",
    "code_interpreter_call.outputs",
    "reasoning.encrypted_content",
    "message.output_text.logprobs",
]


class ForcedTool(Strict):
    type: Literal["image_generation"]


class Reasoning(Strict):
    effort: Literal["none", "minimal", "low", "medium", "high", "xhigh"] | None = None
    summary: Literal["auto", "concise", "detailed"] | None = None


class StreamOptions(Strict):
    include_obfuscation: bool | None = None


Tool = Annotated[ImageTool | FunctionTool, Discriminator("type")]


class TextFormat(Strict):
    """`text.format`; a schema is kept as it came."""

    type: Literal["text", "json_object", "json_schema"]
    name: str | None = None
    description: str | None = None
    strict: bool | None = None
    json_schema: dict[str, Any] | None = Field(default=None, alias="schema")


class TextOptions(Strict):
    format: TextFormat | None = None
    verbosity: Literal["low", "medium", "high"] | None = None


class ResponsesRequest(Strict):
    """A validated request. `None` is "not sent" or null, which upstream reads alike."""

    model: str
    input: Conversation
    instructions: str | None = None
    tools: Annotated[list[Tool], Field(max_length=128)] | None = None
    tool_choice: Literal["auto", "none", "required"] | ForcedTool | ForcedFunction | None = None
    max_tool_calls: Annotated[int, Field(ge=1)] | None = None
    parallel_tool_calls: bool | None = None
    max_output_tokens: Annotated[int, Field(ge=16)] | None = None
    reasoning: Reasoning | None = None
    service_tier: Literal["auto", "default", "flex", "priority", "fast"] | None = None
    store: bool | None = None
    background: bool | None = None
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    safety_identifier: Annotated[str, StringConstraints(max_length=128)] | None = None
    metadata: Annotated[dict[MetadataKey, MetadataValue], Field(max_length=16)] | None = None
    prompt_cache_key: str | None = None
    text: TextOptions | None = None
    truncation: Literal["auto", "disabled"] | None = None
    previous_response_id: str | None = None
    include: list[Includable] | None = None
    user: str | None = None

    @property
    def tool(self) -> ImageTool | None:
        """The image tool, if it was offered."""
        return next((tool for tool in self.tools or () if isinstance(tool, ImageTool)), None)

    @property
    def tool_at(self) -> int:
        """Where the image tool stands among the tools."""
        return next((at for at, tool in enumerate(self.tools or ()) if isinstance(tool, ImageTool)), 0)

    @property
    def functions(self) -> list[FunctionTool]:
        """The functions that were offered."""
        return [tool for tool in self.tools or () if isinstance(tool, FunctionTool)]

    @property
    def forced(self) -> bool:
        """True where the mainline must call the image tool, or any tool at all."""
        return self.tool_choice == "required" or isinstance(self.tool_choice, ForcedTool)

    @property
    def stored(self) -> bool:
        return self.store is not False

    @property
    def last_message(self) -> Message | None:
        """The last thing the user said."""
        return next((message for message in reversed(self.input) if message.role == "user"), None)

    @property
    def instruction(self) -> str:
        """The last text of the last user message: what is asked for now."""
        texts = self.last_message.texts if self.last_message else []
        return texts[-1] if texts else ""

    @property
    def may_see_picture(self) -> bool:
        """True where the context holds a picture, or an earlier response that may hold one."""
        return bool(self.previous_response_id) or any(message.images for message in self.input)

    @property
    def previews(self) -> int:
        """How many previews are wanted; they exist only in a stream."""
        return (self.tool.partial_images or 0) if self.tool and self.stream else 0

    @property
    def texts(self) -> list[str]:
        """Every text the mainline reads."""
        offered = (function.as_text for function in self.functions)
        return [self.instructions or "", *offered, *(text for message in self.input for text in message.texts)]
