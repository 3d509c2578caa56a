"""What a submitted form of a review says, as values: fields by name, already without secrets."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.gates.facts import Fact
from bot.domain.gates.route import Purpose, RouteClass
from bot.domain.refusing.volume import MOST
from bot.domain.reviews.authors import Author
from bot.domain.reviews.replies import Reply, choices, possible

ANSWER, WHOSE, CORRECT, BASICS, EXCEPTION = "answer_form", "whose_form", "correct_form", "basics_form", "exception_form"
WITHDRAW = "withdraw"
NOT_POSSIBLE = "That does not answer this question. Possible here: {possible}."
NO_WORDS = "Give the words that say it, as they stand there."
NO_PLACE = "Say where the provider's words stand: an address, or a document and its section."
NOT_YET = "That day has not come yet."
NO_NUMBER = "Give a number of pictures a month, such as 400."


@dataclass(frozen=True, slots=True)
class Entered:
    """Fields of a form, by name."""

    fields: Mapping[str, str]

    @classmethod
    def read(cls, text: str) -> "Entered":
        """Return what was written by `write`."""
        return cls({str(name): str(value) for name, value in json.loads(text).items()})

    def write(self) -> str:
        """Return it as text."""
        return json.dumps(dict(self.fields), ensure_ascii=False)

    def __getitem__(self, name: str) -> str:
        return self.fields.get(name, "")

    @property
    def fact(self) -> Fact | None:
        """The fact that was chosen."""
        return next((fact for fact in Fact if fact == self["fact"]), None)

    @property
    def reply(self) -> Reply | None:
        """The answer that was chosen, where it answers the chosen fact."""
        return possible(self.fact, self["reply"]) if self.fact else None

    @property
    def author(self) -> Author:
        """Whose words they are."""
        return next((author for author in Author if author == self["author"]), Author.SOMEBODY)

    @property
    def purpose(self) -> Purpose | None:
        """What the route is for."""
        return next((purpose for purpose in Purpose if purpose == self["purpose"]), None)

    @property
    def route_class(self) -> RouteClass | None:
        """What the route is said to be."""
        return next((one for one in RouteClass if one == self["class"]), None)

    @property
    def volume(self) -> int | None:
        """How many pictures a month."""
        digits = self["volume"].replace(",", "").replace(".", "").replace(" ", "")
        return int(digits) if digits.isascii() and digits.isdigit() and 0 < int(digits) <= MOST else None

    def day(self, name: str) -> date | None:
        """Return a chosen day."""
        try:
            return date.fromisoformat(self[name])
        except ValueError:
            return None


def problems(form: str, entered: Entered, today: date) -> dict[str, str]:
    """Return what is wrong with a form, field by field; nothing where it can be taken."""
    read_on = entered.day("read_on")
    late = {"read_on": NOT_YET} if read_on is not None and read_on > today else {}
    placeless = entered.author is Author.PROVIDER and not entered["where"].strip()
    nowhere = {"where": NO_PLACE} if placeless else {}
    match form:
        case "answer_form":
            return {**_unanswered(entered), **late, **nowhere}
        case "whose_form":
            return {**late, **nowhere}
        case "basics_form":
            return {"volume": NO_NUMBER} if entered["volume"].strip() and entered.volume is None else {}
        case _:
            return {}


def _unanswered(entered: Entered) -> dict[str, str]:
    found = {}
    if entered.fact is not None and entered.reply is None:
        found["reply"] = NOT_POSSIBLE.format(possible=", ".join(choice.reply for choice in choices(entered.fact)))
    if not entered["quote"].strip():
        found["quote"] = NO_WORDS
    return found
