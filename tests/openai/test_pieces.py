"""The size of what is read at once."""

from openai import DefaultAioHttpClient

from bot.providers.openai.pieces import PIECE_BYTES, read_large_pieces


def test_the_client_s_transport_takes_the_setting() -> None:
    """The class it is made on is the one that the client's own transport hands out, in the version that is pinned."""
    assert read_large_pieces()
    module = __import__("openai._vendor.httpx_aiohttp.transport", fromlist=["AiohttpResponseStream"])
    transport = DefaultAioHttpClient()._transport
    assert type(transport).__module__ == module.__name__
    assert module.AiohttpResponseStream.CHUNK_SIZE == PIECE_BYTES
