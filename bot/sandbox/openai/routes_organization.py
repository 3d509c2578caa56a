"""`/v1/organization/`: the bill of the whole organization in buckets of time, for an admin's key alone."""

from collections.abc import Callable
from typing import Any, Final

from aiohttp import web

from bot.sandbox.openai import organization_bill
from bot.sandbox.openai.meter import Bill
from bot.sandbox.openai.organization_request import PAGE, Asked, CompletionsAsked, CostsAsked, ImagesAsked, asked
from bot.sandbox.openai.refusal import Refusal, json_response
from bot.sandbox.openai.workshop import WORKSHOP, Workshop

Results = Callable[[list[Bill]], list[Any]]


async def costs(request: web.Request) -> web.Response:
    """`GET /v1/organization/costs`"""
    wanted, shop = asked(CostsAsked, request), request.app[WORKSHOP]
    group_by = [str(name) for name in wanted.group_by]

    def results(bills: list[Bill]) -> list[Any]:
        found = organization_bill.charges(bills, shop.settings.project, shop.settings.other_project_nano)
        chosen = [
            charge
            for charge in found
            if (wanted.project_ids is None or charge.project in wanted.project_ids)
            and (wanted.line_items is None or charge.item in wanted.line_items)
        ]
        return organization_bill.costs(chosen if _own_key(wanted) else [], group_by)

    return json_response(_page(wanted, shop, results))


async def completions(request: web.Request) -> web.Response:
    """`GET /v1/organization/usage/completions`"""
    wanted, shop = asked(CompletionsAsked, request), request.app[WORKSHOP]
    group_by = [str(name) for name in wanted.group_by]

    def results(bills: list[Bill]) -> list[Any]:
        chosen = bills if _ours(wanted, shop, wanted.user_ids) and wanted.batch is not True else []
        return organization_bill.completions(chosen, group_by, shop.settings.project, wanted.models)

    return json_response(_page(wanted, shop, results))


async def images(request: web.Request) -> web.Response:
    """`GET /v1/organization/usage/images`"""
    wanted, shop = asked(ImagesAsked, request), request.app[WORKSHOP]
    group_by = [str(name) for name in wanted.group_by]

    def results(bills: list[Bill]) -> list[Any]:
        chosen = bills if _ours(wanted, shop, wanted.user_ids) else []
        return organization_bill.images(chosen, group_by, shop.settings.project, wanted.models)

    return json_response(_page(wanted, shop, results))


def _own_key(wanted: Asked) -> bool:
    return wanted.api_key_ids is None or organization_bill.KEY in wanted.api_key_ids


def _ours(wanted: Asked, shop: Workshop, users: list[str] | None) -> bool:
    """Whether the one project, user and key of this place is among those asked for."""
    project = wanted.project_ids is None or shop.settings.project in wanted.project_ids
    return project and _own_key(wanted) and (users is None or organization_bill.USER in users)


def _page(wanted: Asked, shop: Workshop, results: Results) -> dict[str, Any]:
    """Return the buckets of one page, empty ones included, and the cursor of the next."""
    end = min(wanted.end_time or int(shop.clock()) + 1, int(shop.clock()) + wanted.seconds)
    if wanted.end_time is not None and wanted.end_time <= wanted.start_time:
        text = "Invalid value: 'end_time' must be after 'start_time'."
        raise Refusal(text, code="invalid_value", param="end_time")
    first, count = wanted.first, wanted.count()
    starts = list(range(first, end, wanted.seconds))
    return {
        "object": "page",
        "data": [_bucket(at, wanted, shop, results) for at in starts[:count]],
        "has_more": len(starts) > count,
        "next_page": f"{PAGE}{starts[count]}" if len(starts) > count else None,
    }


def _bucket(at: int, wanted: Asked, shop: Workshop, results: Results) -> dict[str, Any]:
    since, until = max(at, wanted.start_time), min(at + wanted.seconds, wanted.end_time or at + wanted.seconds)
    bills = [bill for bill in shop.meter.bills if since <= bill.at < until]
    return {"object": "bucket", "start_time": at, "end_time": at + wanted.seconds, "results": results(bills)}


ROUTES: Final[list[tuple[str, str, Any]]] = [
    ("GET", "/v1/organization/costs", costs),
    ("GET", "/v1/organization/usage/completions", completions),
    ("GET", "/v1/organization/usage/images", images),
]
