"""What a turn asks for. Rules decide only where they are certain; else the mainline decides by its own tool choice."""

import re
from enum import StrEnum

from bot.domain.refusing.asks import Category, Choice


class Intent(StrEnum):
    """The intents that exist today. `OPEN`: the mainline decides between drawing, editing and words."""

    DRAW = "draw"
    EDIT = "edit"
    VARY = "vary"
    RE_RENDER = "re-render"
    EXPLAIN = "explain"
    DECLINE = "decline"
    ROUTES = "routes"
    ACKNOWLEDGE = "acknowledge"
    NOTHING = "nothing"
    OPEN = "open"


THANKS = re.compile(
    r"^(?:(?:many |so )?(?:thanks?|thx|ty|thank you|cheers|merci|danke|gracias|obrigad[oa]|arigato)(?: you)?"
    r"(?: so| very)?(?: much| a lot| a ton)?"
    r"|(?:that(?:'|’)?s |this is |it(?:'|’)?s |looks? |how )?(?:so |very |really |just |absolutely )?"
    r"(?:perfect|great|lovely|nice|awesome|beautiful|wonderful|amazing|fantastic|love it|cool"
    r"|gorgeous|stunning|excellent|brilliant)"
    r"|i (?:really )?(?:love|like) (?:it|this|that)|(?:good|great|nice) (?:job|work|one)|well done"
    r"|ok(?:ay)?|got it|👍|🙏|❤️|🎉|😍|👏)"
    r"(?:[ ,]+(?:everyone|all|both|darkroom|team|guys|folks))?[\s!.,🙏❤️🎉😍👏👍:)]*$",
    re.IGNORECASE,
)
PRAISE_THEN_THANKS = re.compile(
    r"[,.!]++\s*+(?!(?:everyone|all|both|darkroom|team|guys|folks)\b)|\s+[-–—]\s+|\s+and\s+", re.IGNORECASE
)
HELP = re.compile(r"^(?:help|help me|\?+|what can you do\??|how do (?:i|you) use (?:this|you)\??)[.!]*$", re.IGNORECASE)
EMOJI_CODE = re.compile(r":[a-z0-9_+'-]+(?:::skin-tone-\d)?:", re.IGNORECASE)
CHANGE_VERBS = (
    "make|add|remove|change|replace|turn|put|give|move|crop|brighten|darken|recolou?r|colou?r|erase|delete|swap|"
    "extend|zoom|rotate|flip|blur|sharpen|use|try|without|with|more|less|bigger|smaller|redo|again"
)
CHANGE = re.compile(
    rf"^(?:(?:please|now|can you|could you|and|but|then|maybe)[ ,]+)*(?:{CHANGE_VERBS})\b", re.IGNORECASE
)


def is_thanks(text: str) -> bool:
    """Whether *text* is nothing but thanks or praise."""
    pieces = [piece for piece in PRAISE_THEN_THANKS.split(EMOJI_CODE.sub(" ", text).strip()) if piece.strip()]
    return bool(pieces) and all(THANKS.match(piece.strip()) for piece in pieces)


def is_help(text: str) -> bool:
    """Whether *text* asks what the bot can do."""
    return bool(HELP.match(text.strip()))


def has_words(text: str) -> bool:
    """Whether anything but emoji, punctuation and spaces is left of *text*, in any script."""
    return any(character.isalnum() for character in EMOJI_CODE.sub(" ", text))


def is_change(text: str) -> bool:
    """Whether *text* reads as an instruction about a picture: what a remark must be before a button is offered."""
    return bool(CHANGE.match(text.strip()))


FLAG = re.compile(r"(?:^|\s)(?:--|[–—])[a-z]", re.IGNORECASE)


def has_flag(text: str) -> bool:
    """Whether *text* sets an option by a flag: then a picture is wanted for certain. Words alone do not prove it."""
    return bool(FLAG.search(text))


def about(choice: Choice) -> Intent:
    """Return the intent of an ask that is refused, or of a fair question beside it."""
    return Intent.DECLINE if isinstance(choice, Category) else Intent.ROUTES


def decide(text: str, *, certain_draw: bool, has_pictures: bool) -> Intent:
    """Return the intent of a message of a person.

    *certain_draw*: options were stated, so a picture is wanted. *has_pictures*: the message brought some.
    """
    if is_help(text):
        return Intent.EXPLAIN
    if is_thanks(text) and not has_pictures:
        return Intent.ACKNOWLEDGE
    if not has_words(text):
        return Intent.NOTHING
    return Intent.DRAW if certain_draw else Intent.OPEN
