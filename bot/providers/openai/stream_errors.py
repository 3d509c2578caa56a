"""What can be wrong with one event, before the reader turns it into a `BrokenStream`."""


class EventError(ValueError):
    """An event's data is not JSON, or more than an event may hold; the message says which."""
