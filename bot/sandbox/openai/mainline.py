"""The stand-in for the mainline model: a few rules over the last instruction, and no intelligence.

It knows when words are a question or a greeting and when they ask for a picture or a change to one, and it says of
itself that it is a stand-in. Asked to fill in a form, it looks for the form's own words and quotes what it
finds. Whatever it cannot place becomes a picture: this is a drawing bot's mainline.
"""

import re
from typing import Final

import orjson

from bot.sandbox.openai.decision import Action, Decision, ImageCall
from bot.sandbox.openai.quoting import fill
from bot.sandbox.openai.responses_request import ResponsesRequest

LONGEST_REVISION: Final = 600
DRAWING: Final = re.compile(
    r"\b(draw|paint|sketch|make|create|generate|render|illustrate|design|depict|picture|image|photo|logo|poster|icon"
    r"|banner|portrait|wallpaper|variation|again|redo|another|version)\w*\b",
    re.IGNORECASE,
)
CHANGING: Final = re.compile(
    r"\b(change|make|add|remove|replace|turn|recolou?r|colou?r|crop|brighten|darken|blur|sharpen|edit|erase|swap|move"
    r"|rotate|put|give|without|instead|more|less|bigger|smaller|brighter|darker|warmer|cooler|fix|keep|it|its|them)\b",
    re.IGNORECASE,
)
CHATTING: Final[tuple[re.Pattern[str], ...]] = (
    re.compile(r"\?\s*$"),
    re.compile(
        r"^\W*(what|who|why|how|when|where|which|is|are|was|were|do|does|did|can|could|would|will)\b", re.IGNORECASE
    ),
    re.compile(r"^\W*(hello|hi|hey|good (morning|evening|night)|thanks?|thank you|thx|bye)\b", re.IGNORECASE),
    re.compile(r"^\W*(ok|okay|cool|nice|great|perfect|lol|sorry)( (job|work|one|thanks|stuff))?\W*$", re.IGNORECASE),
)
ANSWERS: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (re.compile(r"^\W*(thanks?|thank you|thx)\b", re.IGNORECASE), "You're welcome."),
    (re.compile(r"^\W*(hello|hi|hey|good \w+)\b", re.IGNORECASE), "Hello! Tell me what to draw."),
    (re.compile(r"^\W*(bye|ok|okay|cool|nice|great)\b", re.IGNORECASE), "Good. Just ask for the next picture."),
)
STAND_IN: Final = "I am the sandbox's stand-in for a language model, so I only know how to draw. Ask me for a picture."


def decide(request: ResponsesRequest) -> Decision:
    """Return what to do about *request*: deterministic, and never more than one picture."""
    if request.tool is None or request.tool_choice == "none":
        return Decision(words=_answer(request))
    if request.forced or not is_chat(request.instruction):
        return Decision(images=(ImageCall(),))
    return Decision(words=_answer(request))


def is_chat(instruction: str) -> bool:
    """True for a question or a pleasantry that asks for no picture."""
    return any(pattern.search(instruction) for pattern in CHATTING) and not DRAWING.search(instruction)


def action_for(request: ResponsesRequest, call: ImageCall, *, sees_picture: bool) -> Action:
    """Return the action of *call*: as scripted, as demanded, or an edit where a picture is there to be changed."""
    demanded = request.tool.action if request.tool else None
    if call.action or demanded in ("generate", "edit"):
        return call.action or ("edit" if demanded == "edit" else "generate")
    return "edit" if sees_picture and CHANGING.search(request.instruction) else "generate"


def revised_prompt(instruction: str, action: Action) -> str:
    """Return the prompt as the stand-in rewrites it: the same for the same words."""
    wish = " ".join(instruction.split())[:LONGEST_REVISION] or "something pleasant"
    return f"The given picture, with this change: {wish}" if action == "edit" else f"A clear, balanced picture: {wish}"


def _answer(request: ResponsesRequest) -> str:
    form = request.text.format if request.text else None
    if form is not None and form.type != "text":
        texts = request.last_message.texts if request.last_message else []
        return orjson.dumps(fill(form.json_schema or {"type": "object"}, texts)).decode()
    return next((answer for pattern, answer in ANSWERS if pattern.search(request.instruction)), STAND_IN)
