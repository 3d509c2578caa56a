"""What a page's own style sheets hide: rules for a plain tag, class or id. Others are not followed.

Rules for paper or for other widths of the window are left out: what counts is a person at a desk.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

SHEET: Final = re.compile(r"<style\b[^>]*>(.*?)(?:</style|\Z)", re.IGNORECASE | re.DOTALL)
COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
MEDIA: Final = re.compile(r"@media([^{}]*)\{((?:[^{}]*\{[^{}]*\})*)[^{}]*\}")
ELSEWHERE: Final = re.compile(r"print|width|height|orientation|prefers", re.IGNORECASE)
RULE: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
PLAIN: Final = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?P<mark>[.#])?(?(mark)(?P<name>[\w-]+))\Z", re.IGNORECASE)
NOTHING: Final = r"(?:0+(?:\.0*)?|\.0+)(?:[a-z]+|%)?\s*(?:!|;|$)"
HIDING: Final = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|content-visibility\s*:\s*hidden"
    rf"|(?:opacity|font-size)\s*:\s*{NOTHING}|(?:left|top|text-indent|margin-left)\s*:\s*-\d{{4,}}"
    r"|color\s*:\s*transparent|clip\s*:\s*rect\(0(?:px)?[, ]\s*0(?:px)?[, ]\s*0)",
    re.IGNORECASE,
)


def hides(style: str) -> bool:
    """Whether the declarations in *style* keep an element from being seen."""
    return HIDING.search(style) is not None


@dataclass(frozen=True, slots=True)
class HiddenBy:
    """The tags, classes and ids that a page hides, each as (tag or "", mark, name)."""

    selectors: frozenset[tuple[str, str, str]] = frozenset()

    @classmethod
    def of(cls, page: str) -> "HiddenBy":
        """Read the style sheets inside *page*."""
        sheets = "\n".join(COMMENT.sub(" ", found[1]) for found in SHEET.finditer(page))
        here = MEDIA.sub(lambda found: "" if ELSEWHERE.search(found[1]) else found[2], sheets)
        rules = (found[1].split(",") for found in RULE.finditer(here) if hides(found[2]))
        return cls(frozenset(_selectors(selector for rule in rules for selector in rule)))

    def names(self, tag: str, identity: str, classes: Iterable[str]) -> bool:
        """Whether an element is one of them."""
        marks = [("", ""), ("#", identity), *((".", one) for one in classes)]
        return any((one, *mark) in self.selectors for one in (tag, "") for mark in marks)


def _selectors(texts: Iterable[str]) -> Iterable[tuple[str, str, str]]:
    for text in texts:
        if text.strip() and (found := PLAIN.match(text.strip())):
            yield (found["tag"] or "").lower(), found["mark"] or "", found["name"] or ""
