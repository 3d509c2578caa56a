"""What a stranger's picture becomes: the same picture, upright, plain, and nothing else."""

import asyncio
import struct
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from bot.providers.pictures.facts import PictureFacts, PictureLimits
from bot.providers.pictures.inspection import inspect
from bot.providers.pictures.problems import Damaged, NotAPicture, PictureProblem, Undecodable
from bot.providers.pictures.slack_preview import preview_for_slack
from bot.providers.pictures.worker import ReferenceWorker
from tests.pictures.files import PLACE, animated, claiming, exif, gossiping, halves, saved, swapped_profile

RED, BLUE = (255, 0, 0), (0, 0, 255)


@pytest.fixture(scope="module", name="worker")
def make_worker() -> Iterator[ReferenceWorker]:
    """One worker for the table: a process costs a third of a second to start."""
    worker = ReferenceWorker()
    yield worker
    worker.close()


def file_of(folder: Path, data: bytes, name: str = "cat.png") -> Path:
    """Return a file of *data*."""
    path = folder / name
    path.write_bytes(data)
    return path


def listing(folder: Path) -> set[Path]:
    """Return what lies in *folder*."""
    return set(folder.iterdir())


def near(one: object, other: tuple[int, ...], by: int = 12) -> bool:
    """Whether two colours are the same but for what JPEG does."""
    return isinstance(one, tuple) and all(abs(a - b) <= by for a, b in zip(one[:3], other, strict=True))


def colours(path: Path) -> tuple[object, object]:
    """Return the colours of the top left and the bottom right."""
    with Image.open(path) as picture:
        plain = picture.convert("RGB")
        return plain.getpixel((2, 2)), plain.getpixel((plain.width - 3, plain.height - 3))


KINDS: list[tuple[str, bytes, str, str | None]] = [
    ("plain PNG", saved(halves(), "PNG"), "image/png", None),
    ("palette PNG", saved(halves("P"), "PNG"), "image/png", None),
    ("PNG with alpha", saved(halves("RGBA"), "PNG"), "image/png", None),
    ("JPEG", saved(halves(), "JPEG", quality=95), "image/jpeg", None),
    ("CMYK JPEG", saved(halves("CMYK"), "JPEG", quality=95), "image/jpeg", None),
    ("WebP", saved(halves(), "WEBP", lossless=True), "image/png", None),
    ("GIF", saved(halves("P"), "GIF"), "image/png", None),
    ("animated GIF", animated("GIF"), "image/png", "cat.png is animated; its first frame is used."),
    ("animated WebP", animated("WEBP"), "image/png", "cat.png is animated; its first frame is used."),
    ("animated PNG", animated("PNG"), "image/png", "cat.png is animated; its first frame is used."),
    ("camera pair", saved(halves(), "MPO", save_all=True, append_images=[halves()]), "image/jpeg", None),
]


@pytest.mark.parametrize(("what", "data", "media_type", "note"), KINDS)
async def test_every_kind_comes_out_as_the_same_picture(
    worker: ReferenceWorker, tmp_path: Path, what: str, data: bytes, media_type: str, note: str | None
) -> None:
    """First frame, plain colours, private file, true facts."""
    made = await worker.prepare(file_of(tmp_path, data), tmp_path)
    left, right = colours(made.path)
    assert near(left, RED, 30), what
    assert near(right, BLUE, 30), what
    assert made.facts == PictureFacts(media_type, 60, 40) == inspect(made.path)
    assert made.note == note
    assert made.path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
async def test_nothing_written_beside_the_pixels_survives(worker: ReferenceWorker, tmp_path: Path, kind: str) -> None:
    """No place, no name, no profile: checked in the bytes, not with the library that wrote them."""
    data = gossiping(kind)
    assert PLACE.encode() in data
    made = await worker.prepare(file_of(tmp_path, data), tmp_path)
    plain = made.path.read_bytes()
    gps = struct.pack(">II", 205, 4), struct.pack("<II", 205, 4), b"2026:11:01"
    for trace in (PLACE.encode(), b"Exif", b"eXIf", b"EXIF", b"xmp", b"tEXt", b"iTXt", b"zTXt", b"iCCP", b"ICC_", *gps):
        assert trace not in plain


UPRIGHT = {turn: (RED, BLUE) if turn in {1, 4, 5, 6} else (BLUE, RED) for turn in range(1, 9)}
"""Top left and bottom right, by the camera's mark."""


@pytest.mark.parametrize("orientation", UPRIGHT)
async def test_orientation_is_applied_before_it_is_forgotten(
    worker: ReferenceWorker, tmp_path: Path, orientation: int
) -> None:
    """Every way a camera can be held."""
    data = saved(halves(), "JPEG", exif=exif(orientation), quality=95)
    made = await worker.prepare(file_of(tmp_path, data), tmp_path)
    assert (made.facts.width, made.facts.height) == ((60, 40) if orientation < 5 else (40, 60))
    assert all(map(near, colours(made.path), UPRIGHT[orientation]))


async def test_sixteen_bits_become_eight_without_clipping(worker: ReferenceWorker, tmp_path: Path) -> None:
    """Half grey stays half grey."""
    grey = Image.new("I;16", (8, 8), 32_768)
    made = await worker.prepare(file_of(tmp_path, saved(grey, "PNG")), tmp_path)
    assert colours(made.path)[0] == (128, 128, 128)


async def test_transparency_is_kept(worker: ReferenceWorker, tmp_path: Path) -> None:
    """Of a palette, a single colour, and an alpha channel: a mask lives in it."""
    clear = Image.new("RGBA", (8, 8), (255, 0, 0, 0))
    for data in (
        saved(clear, "PNG"),
        saved(clear, "WEBP", lossless=True, exact=True),
        saved(clear, "GIF"),
        saved(Image.new("RGB", (8, 8), "red"), "PNG", transparency=(255, 0, 0)),
        saved(Image.new("LA", (8, 8), (9, 0)), "PNG"),
    ):
        made = await worker.prepare(file_of(tmp_path, data), tmp_path)
        with Image.open(made.path) as picture:
            assert picture.convert("RGBA").getpixel((4, 4))[3] == 0  # type: ignore[index]


SCALED = [((5000, 2500), (2048, 1024)), ((30, 6000), (10, 2048)), ((2048, 8), (2048, 8))]


@pytest.mark.parametrize(("size", "scaled"), SCALED)
async def test_long_pictures_are_scaled_down_and_short_ones_left(
    worker: ReferenceWorker, tmp_path: Path, size: tuple[int, int], scaled: tuple[int, int]
) -> None:
    """Never up."""
    for kind in ("PNG", "JPEG"):
        made = await worker.prepare(file_of(tmp_path, saved(halves(size=size), kind)), tmp_path)
        assert (made.facts.width, made.facts.height) == scaled


PROFILES = [(b"not a profile", (RED, BLUE)), (swapped_profile(), (BLUE, RED))]


@pytest.mark.parametrize(("profile", "seen"), PROFILES)
async def test_a_colour_profile_is_applied_not_just_dropped(
    worker: ReferenceWorker, tmp_path: Path, profile: bytes, seen: tuple[tuple[int, ...], ...]
) -> None:
    """Colours that were meant differently are changed to look the same; a broken profile is ignored."""
    for kind in ("PNG", "JPEG"):
        data = saved(halves(), kind, icc_profile=profile)
        made = await worker.prepare(file_of(tmp_path, data), tmp_path)
        assert all(map(near, colours(made.path), seen))


SPOILED = [
    claiming(600, 400),
    saved(halves(), "WEBP").replace(b"VP8 ", b"VP8L"),
    b"plainly no picture",
]


@pytest.mark.parametrize("data", SPOILED)
async def test_what_cannot_be_decoded_leaves_no_file(worker: ReferenceWorker, tmp_path: Path, data: bytes) -> None:
    """A sentence for the person, and the folder as it was; the worker lives on."""
    path = file_of(tmp_path, data)
    with pytest.raises((Damaged, NotAPicture)) as caught:
        await worker.prepare(path, tmp_path, name="holiday.jpg")
    assert caught.value.sentence.startswith("holiday.jpg is ")
    assert listing(tmp_path) == {path}
    again = await worker.prepare(file_of(tmp_path, saved(halves(), "PNG"), "b.png"), tmp_path)
    assert again.facts.width == 60


async def test_too_slow_a_picture_is_stopped_and_the_next_one_is_not(tmp_path: Path) -> None:
    """The process dies with the one picture; the next gets a new process."""
    worker = ReferenceWorker(PictureLimits(wall_seconds=0.1))
    slow = file_of(tmp_path, saved(Image.new("RGB", (7900, 7900)), "PNG", compress_level=1), "slow.png")
    quick = file_of(tmp_path, saved(halves(), "PNG"), "quick.png")
    before = listing(tmp_path)
    first, second = await asyncio.gather(
        worker.prepare(slow, tmp_path), worker.prepare(quick, tmp_path), return_exceptions=True
    )
    worker.close()
    assert isinstance(first, Undecodable)
    assert first.sentence == "slow.png takes too long to decode, or breaks the decoder."
    assert not isinstance(second, BaseException)
    assert listing(tmp_path) == before | {second.path}


async def test_too_much_memory_is_refused(tmp_path: Path) -> None:
    """Sixty-two megapixels do not fit where there is little room, and that is all that happens."""
    worker = ReferenceWorker(PictureLimits(memory_bytes=300 * 1024 * 1024))
    large = file_of(tmp_path, saved(Image.new("RGB", (7900, 7900)), "PNG", compress_level=1), "large.png")
    with pytest.raises(PictureProblem) as caught:
        await worker.prepare(large, tmp_path)
    worker.close()
    assert isinstance(caught.value, Undecodable)
    assert listing(tmp_path) == {large}


async def test_a_cancelled_wait_leaves_no_file(tmp_path: Path) -> None:
    """Nobody waits for the process, and what it was making is gone."""
    worker = ReferenceWorker()
    path = file_of(tmp_path, saved(Image.new("RGB", (7900, 7900)), "PNG", compress_level=1))
    work = asyncio.create_task(worker.prepare(path, tmp_path))
    while len(listing(tmp_path)) < 2:  # the file is the only sign that the decode was ordered
        await asyncio.sleep(0)
    started = time.monotonic()
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert time.monotonic() - started < 1
    assert listing(tmp_path) == {path}


async def test_slack_gets_what_it_can_show(worker: ReferenceWorker, tmp_path: Path) -> None:
    """WebP as PNG of the same size, everything else untouched."""
    for kind in ("PNG", "JPEG", "GIF"):
        path = file_of(tmp_path, saved(halves(), kind))
        assert await preview_for_slack(path, tmp_path, worker) == path
    webp = file_of(tmp_path, saved(halves(size=(3000, 20)), "WEBP"))
    shown = await preview_for_slack(webp, tmp_path, worker)
    assert inspect(shown) == PictureFacts("image/png", 3000, 20)
