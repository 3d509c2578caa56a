"""The text of a web page that a person sees: no script, style or comment, and nothing that is hidden.

Hidden is what says so itself (`hidden`, an inline style) or is named by a plain rule of the page's own style sheet.
Scripts are not run and other files are not fetched, so this is what the page shows as it was saved.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from bot.providers.documents.style_sheet import HiddenBy, hides

NAMES: Final = {
    "unseen": "script style template noscript head title iframe object audio video canvas svg math datalist select",
    "void": "area base br col embed hr img input link meta param source track wbr",
    "blocks": "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody"
    " tfoot thead tr ul",
}
UNSEEN, VOID, BLOCKS = (frozenset(names.split()) for names in NAMES.values())
CELLS: Final = frozenset({"td", "th"})
ENDED_BY: Final[dict[str, frozenset[str]]] = {
    "p": BLOCKS - {"html", "body", "tr", "tbody", "thead", "tfoot", "caption"},
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "td": CELLS | {"tr", "tbody", "tfoot"},
    "th": CELLS | {"tr", "tbody", "tfoot"},
    "tr": frozenset({"tr", "tbody", "tfoot"}),
    "head": BLOCKS - {"html"},
}
"""Elements that end where another begins: https://html.spec.whatwg.org/multipage/syntax.html#optional-tags"""
SPACES: Final = re.compile(r"[ \t\n\f\r]+")


@dataclass(frozen=True, slots=True)
class Open:
    """An element that has begun, and whether what is in it cannot be seen."""

    name: str
    hidden: bool
    kept: bool


@dataclass(slots=True)
class Page:
    """What has been seen so far, as finished lines and the line under way."""

    lines: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)

    def say(self, words: str) -> None:
        """Add words to the line under way; a space never begins it."""
        if words != " " or (self.line and not self.line[-1].endswith((" ", "\t"))):
            self.line.append(words)

    def end_line(self) -> None:
        """Finish the line under way, if it says anything."""
        said = re.sub(r" {2,}", " ", "".join(self.line)).strip()
        self.line.clear()
        if said:
            self.lines.append(said)


class Reader(HTMLParser):
    """Follows a page and keeps what is seen."""

    def __init__(self, hidden_by: HiddenBy) -> None:
        super().__init__(convert_charrefs=True)
        self._hidden_by, self._open, self.page = hidden_by, [Open("", hidden=False, kept=False)], Page()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element, ending those that its beginning ends."""
        while tag in ENDED_BY.get(self._open[-1].name, ()):
            self._open.pop()
        if not self._open[-1].hidden:
            self._break(tag)
        if tag not in VOID:
            hidden = self._open[-1].hidden or tag in UNSEEN or self._is_hidden(tag, dict(attrs))
            self._open.append(Open(tag, hidden, kept=self._open[-1].kept or tag == "pre"))

    def handle_endtag(self, tag: str) -> None:
        """End an element and everything left open in it; an end without a beginning means nothing."""
        if all(one.name != tag for one in self._open[1:]):
            return
        while self._open[-1].name != tag:
            self._open.pop()
        seen = not self._open.pop().hidden
        if seen and tag in BLOCKS:
            self.page.end_line()

    def handle_data(self, data: str) -> None:
        """Keep what is said where it is seen."""
        here = self._open[-1]
        if here.hidden:
            return
        if not here.kept:
            self.page.say(SPACES.sub(" ", data))
            return
        first, *more = data.split("\n")
        self.page.say(first)
        for line in more:
            self.page.end_line()
            self.page.say(line)

    def _break(self, tag: str) -> None:
        if tag in BLOCKS or tag == "br":
            self.page.end_line()
        elif tag in CELLS and self.page.line:
            self.page.say("\t")

    def _is_hidden(self, tag: str, attributes: dict[str, str | None]) -> bool:
        if "hidden" in attributes or (tag == "dialog" and "open" not in attributes):
            return True
        names = (attributes.get("class") or "").split()
        return self._hidden_by.names(tag, attributes.get("id") or "", names) or hides(attributes.get("style") or "")


def seen_text(text: str) -> str:
    """Return what a page shows, a line for each of its blocks, the cells of a row with tabs between."""
    reader = Reader(HiddenBy.of(text))
    reader.feed(text)
    reader.close()
    reader.page.end_line()
    return "\n".join(reader.page.lines)
