"""The organization's pages: an admin's key alone, strict questions, and days that add up to the meter."""

from collections.abc import AsyncIterator
from decimal import Decimal
from typing import Any

import openai
import pytest
from openai import AsyncOpenAI

from bot.sandbox.openai.server import OpenAISandbox
from tests.sandbox_openai.asking import asked, streamed
from tests.sandbox_openai.conftest import Clock

DAY = 86_400
START = 1_794_960_000  # the midnight before the clock's present


@pytest.fixture
async def admin(sandbox: OpenAISandbox) -> AsyncIterator[AsyncOpenAI]:
    async with AsyncOpenAI(
        base_url=sandbox.base_url, api_key="sk-sandbox", admin_api_key="sk-admin-sandbox", max_retries=0
    ) as speaking:
        yield speaking


def nano(results: list[Any]) -> int:
    """What a bucket comes to."""
    return sum(round(Decimal(repr(one.amount.value)) * 1_000_000_000) for one in results)


async def test_only_an_admin_s_key_opens_the_bill(sandbox: OpenAISandbox) -> None:
    """The bot's own key lacks the scope, another is wrong, and the admin's draws nothing."""
    for key, status in (("sk-sandbox", 403), ("sk-admin-other", 401)):
        async with AsyncOpenAI(base_url=sandbox.base_url, admin_api_key=key, max_retries=0) as speaking:
            with pytest.raises(openai.APIStatusError) as refused:
                await speaking.admin.organization.usage.costs(start_time=START)
        assert refused.value.status_code == status
    async with AsyncOpenAI(base_url=sandbox.base_url, api_key="sk-admin-sandbox", max_retries=0) as speaking:
        with pytest.raises(openai.AuthenticationError):
            await speaking.models.list()


async def test_days_and_line_items_add_up_to_the_meter(
    sandbox: OpenAISandbox, client: AsyncOpenAI, admin: AsyncOpenAI, clock: Clock
) -> None:
    """Each day has what began in it, under its line items' names, with the tokens as quantity."""
    await streamed(client, **asked("a red fox"))
    first = sandbox.meter.nano_usd
    clock.now += DAY
    await streamed(client, **asked("a blue fox"))
    page = await admin.admin.organization.usage.costs(start_time=START, group_by=["line_item", "project_id"])
    assert [nano(bucket.results) for bucket in page.data] == [first, sandbox.meter.nano_usd - first]
    assert [bucket.start_time for bucket in page.data] == [START, START + DAY]
    rows: list[Any] = list(page.data[0].results)
    assert {row.line_item: row.quantity for row in rows} == {
        "gpt-5.4-mini, input_tokens": sandbox.meter.bills[0].tally.input,
        "gpt-5.4-mini, output_tokens": sandbox.meter.bills[0].tally.output,
        "gpt-image-2, text input tokens": sandbox.meter.bills[0].tally.text_input,
        "gpt-image-2, image output tokens": 196,
    }
    assert {(row.project_id, row.amount.currency, row.quantity_unit) for row in rows} == {
        ("proj_sandbox", "usd", "tokens")
    }
    whole: Any = (await admin.admin.organization.usage.costs(start_time=START)).data[0].results
    assert (nano(whole), whole[0].line_item, whole[0].quantity) == (first, None, None)


async def test_what_is_asked_for_is_what_comes(sandbox: OpenAISandbox, client: AsyncOpenAI, admin: AsyncOpenAI) -> None:
    """One line item, one project, or the organization with everybody else in it."""
    await streamed(client, **asked("a red fox"))
    costs = admin.admin.organization.usage.costs
    item = "gpt-image-2, image output tokens"
    assert nano((await costs(start_time=START, line_items=[item])).data[0].results) == 196 * 30_000
    assert (await costs(start_time=START, project_ids=["proj_else"])).data[0].results == []
    sandbox.settings.other_project_nano = 7
    everybody = (await costs(start_time=START, group_by=["project_id"])).data[0].results
    assert [nano([one]) for one in everybody] == [7, sandbox.meter.nano_usd]
    ours = (await costs(start_time=START, project_ids=["proj_sandbox"])).data[0].results
    assert nano(ours) == sandbox.meter.nano_usd


async def test_pages_follow_each_other_until_there_are_no_more(admin: AsyncOpenAI) -> None:
    """Empty days are days too."""
    ask: dict[str, Any] = {"start_time": START - 4 * DAY, "end_time": START + DAY, "limit": 2}
    seen, page = [], await admin.admin.organization.usage.costs(**ask)
    while True:
        seen += [bucket.start_time for bucket in page.data]
        if not page.has_more:
            break
        page = await admin.admin.organization.usage.costs(**ask, page=page.next_page or "")
    assert seen == [START - n * DAY for n in (4, 3, 2, 1, 0)]
    assert page.next_page is None


@pytest.mark.parametrize(
    ("wrong", "param"),
    [
        ({"bucket_width": "1h"}, "bucket_width"),
        ({"limit": 181}, "limit"),
        ({"limit": 0}, "limit"),
        ({"group_by": ["model"]}, "group_by[0]"),
        ({"models": ["gpt-5.4"]}, "models"),
        ({"page": "2"}, "page"),
        ({"end_time": START}, "end_time"),
        ({"start_time": "yesterday"}, "start_time"),
    ],
)
async def test_what_upstream_would_refuse_is_refused(admin: AsyncOpenAI, wrong: dict[str, Any], param: str) -> None:
    """By the name of the parameter."""
    with pytest.raises(openai.BadRequestError) as refused:
        await admin.admin.organization.usage.costs(start_time=START, extra_query=wrong)
    assert refused.value.param == param


async def test_usage_counts_tokens_by_model_and_pictures(
    sandbox: OpenAISandbox, client: AsyncOpenAI, admin: AsyncOpenAI
) -> None:
    """The mainline's and the image model's apart, and none under a model nobody used."""
    await streamed(client, **asked("a red fox"))
    tally, usage = sandbox.meter.bills[0].tally, admin.admin.organization.usage
    page = await usage.completions(start_time=START, group_by=["model"])
    found: Any = page.data[0].results
    rows = {row.model: row for row in found}
    assert (rows["gpt-5.4-mini"].input_tokens, rows["gpt-5.4-mini"].output_tokens) == (tally.input, tally.output)
    assert (rows["gpt-image-2"].output_image_tokens, rows["gpt-image-2"].input_text_tokens) == (196, tally.text_input)
    drawn: Any = (await usage.images(start_time=START)).data[0].results
    assert [(row.images, row.num_model_requests) for row in drawn] == [(1, 1)]
    assert (await usage.images(start_time=START, models=["gpt-image-3"])).data[0].results == []
