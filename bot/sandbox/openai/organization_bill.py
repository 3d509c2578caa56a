"""The organization's bill: what the meter counted, by UTC day and line item. Its sums are its own arithmetic.

A bill belongs to the moment at which its work began. Everything is billed to one project, unless a setting adds another.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from bot.sandbox.openai.meter import Bill

OTHER_PROJECT: Final = "proj_other"
OTHER_ITEM: Final = "gpt-5.4, input_tokens"
USER, KEY, SOURCE, TIER = "user-sandbox", "key_sandbox", "unlabeled", "default"
NAMES: Final = {
    "input": "input_tokens",
    "cached_input": "cached_input_tokens",
    "output": "output_tokens",
    "text_input": "text input tokens",
    "cached_text_input": "cached text input tokens",
    "image_input": "image input tokens",
    "cached_image_input": "cached image input tokens",
    "image_output": "image output tokens",
    "text_output": "text output tokens",
}


@dataclass(frozen=True, slots=True)
class Charge:
    """One line item of one response."""

    project: str
    item: str
    tokens: int
    nano_usd: int

    def fact(self, name: str) -> str | None:
        """Return what a row grouped by *name* says."""
        facts = {"project_id": self.project, "line_item": self.item, "user_id": USER, "api_key_id": KEY}
        return facts.get(name, SOURCE)


def charges(bills: Iterable[Bill], project: str, other_nano: int) -> Iterator[Charge]:
    """Yield every charge of *bills*, and what another project comes to."""
    for bill in bills:
        for line in bill.lines:
            yield Charge(project, f"{line.model}, {NAMES[line.token_class]}", line.tokens, line.nano_usd)
    if other_nano:
        yield Charge(OTHER_PROJECT, OTHER_ITEM, 1, other_nano)


def costs(found: Iterable[Charge], group_by: list[str]) -> list[dict[str, Any]]:
    """Return the results of one day; amounts are dollars, as upstream writes them."""
    sums: defaultdict[tuple[str | None, ...], list[int]] = defaultdict(lambda: [0, 0])
    for charge in found:
        row = sums[tuple(charge.fact(name) for name in group_by)]
        row[0] += charge.nano_usd
        row[1] += charge.tokens
    by_item = "line_item" in group_by
    return [
        {
            "object": "organization.costs.result",
            "amount": {"value": float(Decimal(nano) / 1_000_000_000), "currency": "usd"},
            **dict.fromkeys(("line_item", "project_id", "user_id", "api_key_id", "api_source")),
            **dict(zip(group_by, key, strict=True)),
            "quantity": float(tokens) if by_item else None,
            "quantity_unit": "tokens" if by_item else None,
        }
        for key, (nano, tokens) in sorted(sums.items(), key=str)
    ]


def completions(bills: Iterable[Bill], group_by: list[str], project: str, models: list[str] | None) -> list[Any]:
    """Return the tokens of one bucket: the mainline's and the image model's, each under its own name."""
    sums: defaultdict[tuple[str | None, ...], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for bill in bills:
        for model, counts in _tokens(bill).items():
            if models is None or model in models:
                row = sums[_key(group_by, model, project)]
                for name, tokens in {**counts, "num_model_requests": 1}.items():
                    row[name] += tokens
    nothing = dict.fromkeys(("model", "project_id", "user_id", "api_key_id", "batch", "service_tier", "api_source"))
    return [
        {"object": "organization.usage.completions.result", **nothing, **dict(zip(group_by, key, strict=True)), **row}
        for key, row in sorted(sums.items(), key=str)
    ]


def _tokens(bill: Bill) -> dict[str, dict[str, int]]:
    """Return the token counts of a response by model."""
    found: defaultdict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for line in bill.lines:
        row, output = found[line.model], line.token_class.endswith("output")
        row["output_tokens" if output else "input_tokens"] += line.tokens
        row["input_tokens"] += 0
        row["output_tokens"] += 0
        if line.token_class.startswith("cached"):
            row["input_cached_tokens"] += line.tokens
        row[_detail(line.token_class)] += line.tokens
    return found


def _detail(token_class: str) -> str:
    cached = "cached_" if token_class.startswith("cached") else ""
    kind = "image" if "image" in token_class else "text"
    return f"output_{kind}_tokens" if token_class.endswith("output") else f"input_{cached}{kind}_tokens"


def images(bills: Iterable[Bill], group_by: list[str], project: str, models: list[str] | None) -> list[Any]:
    """Return the pictures of one bucket."""
    sums: defaultdict[tuple[str | None, ...], list[int]] = defaultdict(lambda: [0, 0])
    for bill in bills:
        model = bill.image_model or ""
        if bill.tally.images and (models is None or model in models):
            row = sums[_key(group_by, model, project)]
            row[0] += bill.tally.images
            row[1] += 1
    nothing = dict.fromkeys(("model", "project_id", "user_id", "api_key_id", "size", "source"))
    return [
        {
            "object": "organization.usage.images.result",
            **nothing,
            **dict(zip(group_by, key, strict=True)),
            "images": count,
            "num_model_requests": requests,
        }
        for key, (count, requests) in sorted(sums.items(), key=str)
    ]


def _key(group_by: list[str], model: str, project: str) -> tuple[str | None, ...]:
    facts = {"model": model, "project_id": project, "user_id": USER, "api_key_id": KEY, "service_tier": TIER}
    return tuple(facts.get(name, SOURCE if name == "api_source" else None) for name in group_by)
