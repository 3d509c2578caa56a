"""The organization's bill, read with an admin's key: one charge for each UTC day and line item. Nothing is guessed.

A bill of several projects is refused: what others spend must never be booked here. Source of the shapes: the official
client's `admin.organization.usage.costs`; amounts are said as numbers or as text.
"""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

import openai
from openai.types.admin.organization import UsageCostsResponse
from openai.types.admin.organization.usage_costs_response import Data, DataResultOrganizationCostsResult

from bot.domain.money import NANO, NanoUsd
from bot.domain.reconciling import Charge

TIMEOUT_S = 60.0
RETRIES = 3
BUCKETS = 180
NO_ITEM = "(no line item)"


class BillUnavailableError(RuntimeError):
    """The bill cannot be used; the text is a sentence for whoever asked for it."""


class OpenAIBills:
    """Reads bills from *base_url*; without a project it reads the organization's, as long as that has only one."""

    def __init__(self, base_url: str, admin_key: str, project: str | None = None) -> None:
        self._base_url, self._admin_key, self._project = base_url, admin_key, project

    async def charges(self, since: int, until: int) -> tuple[Charge, ...]:
        """Return what is billed from *since* to *until*, in UTC milliseconds; raises BillUnavailableError."""
        projects: set[str] = set()
        charges: list[Charge] = []
        try:
            async for bucket in self._buckets(since // 1000, until // 1000):
                day = datetime.fromtimestamp(bucket.start_time, UTC).date().isoformat()
                for result in bucket.results:
                    if isinstance(result, DataResultOrganizationCostsResult):
                        projects |= {result.project_id or ""}
                        charges.append(Charge(day, result.line_item or NO_ITEM, _nano(result)))
        except openai.APIStatusError as error:
            raise BillUnavailableError(_refused(error.status_code)) from error
        except openai.OpenAIError as error:
            raise BillUnavailableError("OpenAI's bill could not be read: nothing was booked. Try again.") from error
        if len(projects) > 1:
            names = ", ".join(sorted(projects))
            raise BillUnavailableError(
                f"The bill is that of {len(projects)} projects ({names}). Set OPENAI_PROJECT_ID to the bot's own."
            )
        return tuple(charges)

    async def _buckets(self, since: int, until: int) -> AsyncIterator[Data]:
        async with openai.AsyncOpenAI(
            admin_api_key=self._admin_key, base_url=self._base_url, max_retries=RETRIES, timeout=TIMEOUT_S
        ) as client:
            page: str | None = None
            while True:
                answer = await self._page(client, since, until, page)
                for bucket in answer.data:
                    yield bucket
                page = answer.next_page
                if not answer.has_more or page is None:
                    return

    async def _page(self, client: openai.AsyncOpenAI, since: int, until: int, page: str | None) -> UsageCostsResponse:
        return await client.admin.organization.usage.costs(
            start_time=since,
            end_time=until,
            bucket_width="1d",
            group_by=["line_item", "project_id"],
            limit=BUCKETS,
            project_ids=[self._project] if self._project else openai.omit,
            page=page or openai.omit,
        )


def _nano(result: DataResultOrganizationCostsResult) -> NanoUsd:
    """Return an amount to the nano-dollar, half up; what is no amount in dollars is never taken for nought."""
    amount = result.amount
    try:
        value = Decimal(str(amount.value if amount else None)) * NANO
    except InvalidOperation:
        value = Decimal("NaN")
    currency = (amount.currency or "") if amount else ""
    if not value.is_finite() or currency.lower() != "usd":
        raise BillUnavailableError(f"The bill's line “{result.line_item}” has no amount in US dollars.")
    return NanoUsd(int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP)))


def _refused(status: int) -> str:
    if status in {401, 403}:
        return "OpenAI does not let this OPENAI_ADMIN_KEY read the bill: it must be an admin key that may read usage."
    return f"OpenAI answered {status} when asked for the bill: nothing was booked."
