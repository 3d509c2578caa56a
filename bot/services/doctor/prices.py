"""The price list: does it have the rows that the policy's models need, and how long ago were they checked."""

from datetime import date

from bot.domain import checkup
from bot.domain.checkup import BOOKS, Finding
from bot.domain.prices import TokenClass
from bot.providers.config import dated_data
from bot.services.doctor.case import Case

MAINLINE = (TokenClass.TEXT_IN, TokenClass.TEXT_OUT)
IMAGE = (TokenClass.TEXT_IN, TokenClass.IMAGE_IN, TokenClass.IMAGE_OUT)


async def examine(case: Case) -> list[Finding]:
    """Return what is found."""
    rows, at_ms = dated_data.prices(), int(case.now.timestamp() * 1000)
    needed = [(case.policy.mainline_model, MAINLINE), (case.policy.image_model, IMAGE)]
    missing = [f"{model} ({it.value})" for model, classes in needed for it in rows.missing(model, classes, at_ms)]
    if missing:
        return [Finding(BOOKS, "price_rows", *checkup.price_rows(missing))]
    oldest = min(rows.at(model, it, at_ms).checked_on for model, classes in needed for it in classes)
    return [Finding(BOOKS, "prices", *checkup.prices(date.fromisoformat(oldest), case.now.date()))]
