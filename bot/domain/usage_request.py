"""What `/image-usage` asks: a period, what rows are made by, whom it is about, and in which form the answer comes.

People and channels arrive as Slack marks them, `<@U…>` and `<#C…>`; a name that was not picked from Slack's list has no
id, and is refused rather than guessed.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.errors import PersonError
from bot.domain.usage import By

PERSON = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
CHANNEL = re.compile(r"<#([CGD][A-Z0-9]+)(?:\|[^>]*)?>")
NAME = re.compile(r"(?:^|\s)([@#]\S+)")
BY = re.compile(r"\bby\s+(\S+)", re.IGNORECASE)
WORDS = {"person": By.USER, "people": By.USER, "member": By.USER}
HOW = "Write /image-usage [period] [by user|channel|model|lane|quality|day] [@person|#channel] [csv|chart]."


class Form(StrEnum):
    """How the answer comes."""

    TABLE = "table"
    CSV = "csv"
    CHART = "chart"


@dataclass(frozen=True, slots=True)
class UsageRequest:
    """A question about the books. `by` is None where nothing was said."""

    period: str = ""
    by: By | None = None
    person: str | None = None
    channel: str | None = None
    form: Form = Form.TABLE

    def text(self, *, by: By | None = None, form: Form = Form.TABLE) -> str:
        """Return the command that asks the same, with other rows or in another form."""
        rows = by or self.by
        parts = [
            self.period,
            f"by {rows.value}" if rows else "",
            f"<@{self.person}>" if self.person else "",
            f"<#{self.channel}>" if self.channel else "",
            form.value if form is not Form.TABLE else "",
        ]
        return " ".join(filter(None, parts))


def parse(text: str) -> UsageRequest:
    """Return what *text* asks; raises PersonError with a sentence. Whether there is such a period is not decided here."""
    people, channels = PERSON.findall(text), CHANNEL.findall(text)
    rest = CHANNEL.sub(" ", PERSON.sub(" ", text))
    if unknown := NAME.search(rest):
        raise _bad(f"I do not know {unknown[1]}: pick the name from Slack's list while typing it.")
    if len(people) > 1 or len(channels) > 1:
        raise _bad(f"One person and one channel at a time. {HOW}")
    by, rest = _by(rest)
    form, rest = _form(rest)
    return UsageRequest(
        period=" ".join(rest.split()),
        by=by,
        person=people[0] if people else None,
        channel=channels[0] if channels else None,
        form=form,
    )


def _by(text: str) -> tuple[By | None, str]:
    found = BY.findall(text)
    if not found:
        return None, text
    if len(found) > 1:
        raise _bad(f"Rows can be made by one thing at a time. {HOW}")
    word = found[0].lower()
    if word not in {*By, *WORDS}:
        raise _bad(f"Rows cannot be made by {found[0]}. {HOW}")
    return WORDS.get(word) or By(word), BY.sub(" ", text)


def _form(text: str) -> tuple[Form, str]:
    words = text.split()
    forms = [Form(word.lower()) for word in words if word.lower() in {Form.CSV, Form.CHART, Form.TABLE}]
    if len(forms) > 1:
        raise _bad(f"One form at a time. {HOW}")
    rest = [word for word in words if word.lower() not in {*Form}]
    return (forms[0] if forms else Form.TABLE), " ".join(rest)


def _bad(sentence: str) -> PersonError:
    return PersonError("usage_request", sentence)
