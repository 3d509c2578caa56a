"""From bytes to a legal request, or a 400 that names the parameter: pydantic's findings in OpenAI's words.

Two steps: the shape (types, names, values, limits), then the rules that join parameters. The first finding is told.
"""

from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from pydantic import BaseModel, ValidationError

from bot.sandbox.openai.catalogue import MAINLINES, REFUSES_LITTLE_REASONING, is_image_model
from bot.sandbox.openai.function_tool import ForcedFunction, FunctionTool
from bot.sandbox.openai.image_tool import complaints
from bot.sandbox.openai.refusal import Refusal
from bot.sandbox.openai.responses_request import ResponsesRequest
from bot.sandbox.openai.settings import Settings

CODES: Final = {  # pydantic's error type → OpenAI's code
    "extra_forbidden": "unknown_parameter",
    "missing": "missing_required_parameter",
    "literal_error": "invalid_value",
    "union_tag_invalid": "invalid_value",
    "union_tag_not_found": "missing_required_parameter",
    "string_too_long": "string_above_max_length",
    "greater_than_equal": "integer_below_min_value",
    "less_than_equal": "integer_above_max_value",
    "too_long": "array_above_max_length",
    "json_invalid": "invalid_json",
}
M = TypeVar("M", bound=BaseModel)
OTHERWISE: Final = "invalid_type"
UNION_TAGS: Final = frozenset(
    {
        "input_text",
        "input_image",
        "output_text",
        "image_generation",
        "function",
        "ForcedTool",
        "ForcedFunction",
        "[key]",
    }
)
TAGGED: Final = ("union_tag_invalid", "union_tag_not_found")
NOT_WITH_REASONING_MODELS: Final = frozenset({"temperature", "top_p", "top_logprobs"})


def parsed(model: type[M], body: bytes) -> M:
    """Return *body* as *model*, or raise the first finding as a `Refusal`."""
    try:
        return model.model_validate_json(body or b"null")
    except ValidationError as error:
        raise _refusal(error) from error


def _refusal(error: ValidationError) -> Refusal:
    found = error.errors(include_url=False, include_context=False, include_input=False)[0]
    param, kind = _path(found["loc"]), found["type"]
    if kind in TAGGED and param.startswith("tools["):
        param += ".type"
    if kind == "extra_forbidden":
        return _unknown(param)
    return Refusal(
        f"Invalid value for '{param}': {found['msg']}.", code=CODES.get(kind, OTHERWISE), param=param or None
    )


def _unknown(param: str) -> Refusal:
    if param in NOT_WITH_REASONING_MODELS:
        text = f"Unsupported parameter: '{param}' is not supported with this model."
        return Refusal(text, code="unsupported_parameter", param=param)
    return Refusal(f"Unknown parameter: '{param}'.", code="unknown_parameter", param=param)


def _path(loc: tuple[int | str, ...]) -> str:
    """Return `tools[0].size` for ("tools", 0, "size"); the names of union members are pydantic's, not the wire's."""
    path = ""
    for step in loc:
        if isinstance(step, int):
            path += f"[{step}]"
        elif step not in UNION_TAGS and not step.startswith(("literal[", "function-")):
            path += f".{step}" if path else step
    return path


Rule = Callable[[ResponsesRequest, Settings], Iterator[Refusal]]


def _mainline(request: ResponsesRequest, _: Settings) -> Iterator[Refusal]:
    if is_image_model(request.model):
        text = f"Invalid value: '{request.model}' is an image model; name it in tools[0].model."
        yield Refusal(text, code="invalid_value", param="model")
    elif request.model not in MAINLINES:
        text = f"The model '{request.model}' does not exist or you do not have access to it."
        yield Refusal(text, status=404, code="model_not_found", param="model")


def _reasoning(request: ResponsesRequest, _: Settings) -> Iterator[Refusal]:
    effort = request.reasoning.effort if request.reasoning else None
    if effort in ("none", "minimal") and request.model.startswith(REFUSES_LITTLE_REASONING):
        text = f"Unsupported value: '{effort}' is not supported with the '{request.model}' model."
        yield Refusal(text, code="unsupported_value", param="reasoning.effort")


def _input(request: ResponsesRequest, _: Settings) -> Iterator[Refusal]:
    if not request.input:
        yield Refusal("Invalid value: 'input' must not be empty.", code="invalid_value", param="input")
    for at, message in enumerate(request.input):
        wrong = _misplaced(message.role)
        for spot, part in enumerate(message.content):
            if part.type in wrong:
                text = f"Invalid value: '{part.type}' is not supported for role '{message.role}'."
                yield Refusal(text, code="invalid_value", param=f"input[{at}].content[{spot}]")


def _misplaced(role: str) -> tuple[str, ...]:
    return ("input_text", "input_image") if role == "assistant" else ("output_text",)


def _tool_choice(request: ResponsesRequest, _: Settings) -> Iterator[Refusal]:
    choice = request.tool_choice
    if isinstance(choice, ForcedFunction):
        there = any(function.name == choice.name for function in request.functions)
    else:
        there = request.tool is not None or (choice == "required" and bool(request.functions))
    if not there and choice not in ("auto", "none", None):
        yield Refusal("Tool choice names a tool that is not in 'tools'.", code="invalid_value", param="tool_choice")


def _tools(request: ResponsesRequest, _: Settings) -> Iterator[Refusal]:
    tools = request.tools or []
    if len(tools) - len(request.functions) > 1:
        yield Refusal("Invalid 'tools': only one image tool is allowed.", code="array_above_max_length", param="tools")
    names = [function.name for function in request.functions]
    if len(set(names)) < len(names):
        yield Refusal("Invalid 'tools': a function's name stands there twice.", code="invalid_value", param="tools")
    for at, tool in enumerate(tools):
        if isinstance(tool, FunctionTool):
            yield from _schema(tool, f"tools[{at}].parameters")


def _schema(tool: FunctionTool, param: str) -> Iterator[Refusal]:
    for complaint in tool.complaints():
        text = f"Invalid schema for function '{tool.name}': {complaint}"
        yield Refusal(text, code="invalid_function_parameters", param=param)


def _tool(request: ResponsesRequest, settings: Settings) -> Iterator[Refusal]:
    if request.tool is None:
        return
    spot = f"tools[{request.tool_at}]"
    for field, message in complaints(request.tool, reject_transparent=settings.reject_transparent):
        value = getattr(request.tool, field)
        yield Refusal(f"Invalid value: '{value}'. {message}", code="invalid_value", param=f"{spot}.{field}")
    if request.tool.action == "edit" and not request.may_see_picture:
        text = "Invalid value: 'edit'. There is no image in the context to edit."
        yield Refusal(text, code="invalid_value", param=f"{spot}.action")


def _stream_options(request: ResponsesRequest, _: Settings) -> Iterator[Refusal]:
    if request.stream_options and not request.stream:
        text = "The 'stream_options' parameter is only allowed when 'stream' is enabled."
        yield Refusal(text, code="invalid_value", param="stream_options")


RULES: Final[tuple[Rule, ...]] = (_mainline, _reasoning, _input, _tools, _tool_choice, _tool, _stream_options)


def legal_request(body: bytes, settings: Settings) -> ResponsesRequest:
    """Return the request in *body*; raises the first `Refusal` it deserves."""
    request = parsed(ResponsesRequest, body)
    for refusal in (found for rule in RULES for found in rule(request, settings)):
        raise refusal
    return request
