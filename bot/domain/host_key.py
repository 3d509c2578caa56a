"""A key that belongs to one host: whoever builds a client has to show that the key is that of the host it talks to."""

from dataclasses import dataclass, field

from bot.domain.errors import OurError
from bot.domain.lanes import host_of


@dataclass(frozen=True, slots=True)
class HostKey:
    """`host` as `host_of` gives it, with its port where that is not the usual one."""

    host: str
    value: str = field(repr=False)

    def fitting(self, base_url: str) -> str:
        """Return the key for requests to *base_url*; raises OurError, before anything opens, where it is another's."""
        if not self.host or host_of(base_url) != self.host:
            raise OurError("key_of_another_host", "A key was about to be used for another host than its own.")
        return self.value
