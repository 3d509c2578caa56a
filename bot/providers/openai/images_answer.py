"""Reading an answer of the Image API: one document, its picture decoded to a file on the way, the rest as an end.

Within the same limits as a stream, and with the same events: a final, then an end.
"""

from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from pathlib import Path
from typing import Any

from bot.domain.errors import BrokenStream
from bot.domain.upstream import Ended, Final, StreamError, StreamEvent, ToolCall, UpstreamError
from bot.providers.openai.json_scanner import JsonScanner, Scanned
from bot.providers.openai.stream_errors import EventError
from bot.providers.openai.stream_events import discard, why_nothing
from bot.providers.openai.stream_fields import rows, table, word
from bot.providers.openai.stream_limits import StreamLimits
from bot.providers.openai.stream_picture import PictureWriter
from bot.providers.openai.stream_response import upstream_error
from bot.providers.openai.stream_spool import Spool
from bot.providers.openai.stream_usage import image_tokens

CALL_ID = "image_1"


async def read_images(chunks: AsyncIterator[bytes], spool: Path, limits: StreamLimits) -> AsyncGenerator[StreamEvent]:
    """Yield the picture of an answer, then its end; an error document is a `StreamError`.

    Files and errors are as in `read_stream`.
    """
    with Spool(spool) as files:
        reader = ImagesReader(files, limits)
        scanner = JsonScanner(reader.choose, limits.max_event_bytes)
        try:
            async for chunk in chunks:
                scanner.feed(chunk)
            scanned = scanner.finish()
        except EventError as error:
            raise BrokenStream(str(error)) from error
        for event in reader.read(scanned):
            yield files.release(event)


class ImagesReader:
    """One answer: its first picture is taken, whatever else it holds."""

    def __init__(self, spool: Spool, limits: StreamLimits) -> None:
        self._spool, self._limits = spool, limits

    def choose(self, known: dict[str, Any], mark: str) -> PictureWriter | None:
        """Return a writer for the first picture's value, None for any other."""
        wanted = [row.get("b64_json") for row in rows(known, "data")[:1]] == [mark]
        return PictureWriter(self._spool, self._limits.max_picture_bytes) if wanted else None

    def read(self, scanned: Scanned) -> Iterator[StreamEvent]:
        """Yield what the document says; raises `BrokenStream` where it is no answer. A yielded picture is its taker's."""
        answer = scanned.document
        if not isinstance(answer, dict) or not (answer.get("data") or answer.get("error")):
            raise BrokenStream("the answer holds no picture and no error")
        if answer.get("error"):
            error = upstream_error(table(answer, "error"), self._limits.max_text)
            yield StreamError(error or UpstreamError(None, ""), None)
            return
        yield self._final(answer, scanned)
        discard(scanned.lifted)
        yield _end(answer)

    def _final(self, answer: dict[str, Any], scanned: Scanned) -> Final:
        first = next(iter(rows(answer, "data")), {})
        revised = word(first, "revised_prompt")
        call = ToolCall(
            call_id=CALL_ID,
            status="completed",
            size=word(answer, "size"),
            quality=word(answer, "quality"),
            background=word(answer, "background"),
            output_format=word(answer, "output_format"),
            revised_prompt=None if revised is None else revised[: self._limits.max_text],
        )
        writer = scanned.lifted.get(str(first.get("b64_json") or ""))
        picture = writer.finish() if isinstance(writer, PictureWriter) else None
        if picture is not None:
            return Final(call, picture, None)
        problem = writer.problem if isinstance(writer, PictureWriter) else None
        return Final(call, None, None, problem or why_nothing(call.status, None))


def _end(answer: dict[str, Any]) -> Ended:
    """Return the end; the usage is the image model's, named as the Responses API names its tool's."""
    return Ended(
        response_id=None,
        status="completed",
        sequence=None,
        model=None,
        service_tier=None,
        image_model=word(answer, "model"),
        mainline=None,
        image=image_tokens({"tool_usage": {"image_gen": table(answer, "usage")}}),
        text="",
    )
