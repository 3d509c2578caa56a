"""A chart as a value: bars with names and amounts, in the order they are shown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. `nano` is its amount in nano-dollars; `label` is said at its end."""

    name: str
    nano: int
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A titled row of bars; `upright` for days, which run along time."""

    title: str
    subtitle: str
    bars: tuple[Bar, ...]
    upright: bool

    @property
    def alt_text(self) -> str:
        """Return the chart in words."""
        return f"{self.title}. {self.subtitle}. " + "; ".join(f"{bar.name} {bar.label}" for bar in self.bars)
