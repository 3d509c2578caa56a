"""A file is told by its bytes, measured before it is opened, and never decoded here."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.providers.pictures.facts import PictureFacts, PictureLimits
from bot.providers.pictures.inspection import inspect
from bot.providers.pictures.problems import Damaged, NotAPicture, PictureProblem, TooLarge
from tests.pictures.files import animated, chunk, claiming, exif, halves, saved, text_bomb, with_size_in

PNG, JPEG, GIF = saved(halves(), "PNG"), saved(halves(), "JPEG"), saved(halves(), "GIF")
WEBP, LOSSLESS = saved(halves(), "WEBP"), saved(halves(), "WEBP", lossless=True)
WHOLE: list[tuple[str, bytes]] = [
    ("image/png", PNG),
    ("image/png", saved(halves("P"), "PNG")),
    ("image/png", saved(halves("RGBA"), "PNG")),
    ("image/png", saved(halves("L").convert("I;16"), "PNG")),
    ("image/png", animated("PNG")),
    ("image/jpeg", JPEG),
    ("image/jpeg", saved(halves(), "JPEG", progressive=True)),
    ("image/jpeg", saved(halves("CMYK"), "JPEG")),
    ("image/jpeg", saved(halves(), "JPEG", exif=exif(6))),
    ("image/jpeg", saved(halves(), "MPO", save_all=True, append_images=[halves()])),
    ("image/jpeg", JPEG + b"a phone's own trailer"),
    ("image/webp", WEBP),
    ("image/webp", LOSSLESS),
    ("image/webp", saved(halves("RGBA"), "WEBP", exif=exif())),
    ("image/webp", animated("WEBP")),
    ("image/gif", GIF),
    ("image/gif", animated("GIF")),
]


def look(folder: Path, data: bytes, limits: PictureLimits | None = None) -> PictureFacts:
    """Inspect a file of *data* that people call sunset.png."""
    path = folder / "4f1d"
    path.write_bytes(data)
    return inspect(path, name="sunset.png", limits=limits or PictureLimits())


@pytest.mark.parametrize(("media_type", "data"), WHOLE)
def test_whole_pictures_are_what_their_bytes_say(tmp_path: Path, media_type: str, data: bytes) -> None:
    """Whatever their name, mode, frames and extras."""
    assert look(tmp_path, data) == PictureFacts(media_type, 60, 40)


SLACK_LOGIN = b'<!DOCTYPE html><html lang="en-US"><head><title>Sign in to Slack</title>'
READABLE = "PNG, JPEG, WebP and GIF are."
OTHER: list[tuple[bytes, str]] = [
    (b"", "sunset.png is empty."),
    (b"Dear all,\nplease find", "sunset.png is not a picture: it starts like text."),
    ("Ça va très bien".encode() * 60, "sunset.png is not a picture: it starts like text."),
    (b'{"ok":false,"error":"file_not_found"}', "sunset.png is not a picture: it starts like text."),
    (SLACK_LOGIN, "sunset.png is an HTML page, as Slack sends when a login is needed."),
    (b"\xef\xbb\xbf\n  <HTML>", "sunset.png is an HTML page, as Slack sends when a login is needed."),
    (b"<!-- x --><html>", "sunset.png is an HTML page, as Slack sends when a login is needed."),
    (b'<?xml version="1.0"?>\n<svg xmlns="">', f"sunset.png is an SVG drawing, which is not read here. {READABLE}"),
    (b"%PDF-1.7\n", f"sunset.png is a PDF document, not a picture. {READABLE}"),
    (b"\0\0\0\x18ftypheic", f"sunset.png is a HEIC photo, which is not read here. {READABLE}"),
    (b"\0\0\0\x18ftypmp42", f"sunset.png is a video, not a picture. {READABLE}"),
    (saved(halves(), "BMP"), f"sunset.png is a BMP picture, which is not read here. {READABLE}"),
    (saved(halves(), "TIFF"), f"sunset.png is a TIFF picture, which is not read here. {READABLE}"),
    (b"PK\x03\x04\x14", f"sunset.png is a ZIP archive, not a picture. {READABLE}"),
    (b"\x00\x01\x02\x03", f"sunset.png is not a picture that is read here. {READABLE}"),
    (b"RIFF\0\0\0\0WAVE", f"sunset.png is not a picture that is read here. {READABLE}"),
]


@pytest.mark.parametrize(("data", "sentence"), OTHER)
def test_what_is_no_picture_is_called_what_it_is(tmp_path: Path, data: bytes, sentence: str) -> None:
    """A person learns what they sent, not what a decoder thought of it."""
    with pytest.raises(NotAPicture) as caught:
        look(tmp_path, data)
    assert caught.value.sentence == sentence


def jpeg_claiming(width: int, height: int) -> bytes:
    """A JPEG with another size in its frame header."""
    at = JPEG.index(b"\xff\xc0") + 5
    return with_size_in(JPEG, at, height.to_bytes(2, "big") + width.to_bytes(2, "big"))


HUGE: list[tuple[bytes, str]] = [
    (claiming(60_000, 60_000), "60000×60000"),
    (claiming(2**31 - 1, 2**31 - 1), "2147483647×2147483647"),
    (jpeg_claiming(65_500, 65_500), "65500×65500"),
    (
        with_size_in(GIF, 6, b"\xff\xff\xff\xff"),
        "65535×65535",
    ),
    (
        with_size_in(WEBP, 26, b"\xff\x3f\xff\x3f"),
        "16383×16383",
    ),
    (
        with_size_in(LOSSLESS, 21, b"\xff\xff\xff\x0f"),
        "16384×16384",
    ),
]


@pytest.mark.parametrize(("data", "size"), HUGE)
def test_bombs_are_measured_not_opened(tmp_path: Path, data: bytes, size: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A claim over the limit ends the look before any decoder is asked."""
    monkeypatch.setattr(Image, "open", None)
    with pytest.raises(TooLarge) as caught:
        look(tmp_path, data)
    assert caught.value.sentence == f"sunset.png claims {size} pixels; at most 64 megapixels are read."


def test_too_many_bytes_are_not_read(tmp_path: Path) -> None:
    """The limit is told with the size."""
    with pytest.raises(TooLarge) as caught:
        look(tmp_path, PNG + bytes(3_000_000), PictureLimits(max_bytes=2_000_000))
    assert caught.value.sentence == "sunset.png has 3.0 MB; at most 2.0 MB are read."


SPOILED: list[tuple[str, bytes]] = [
    ("cut off", PNG[:-20]),
    ("cut off", PNG[:60]),
    ("cut off", JPEG[:-30]),
    ("cut off", WEBP[:-30]),
    ("cut off", GIF[:-30].replace(b";", b":")),
    ("damaged", PNG[:20]),
    ("damaged", JPEG[:5]),
    ("damaged", WEBP[:20]),
    ("damaged", GIF[:8]),
    ("damaged", PNG.replace(b"IDAT", b"IDAT\xff", 1)),
    ("damaged", claiming(0, 40)),
    ("damaged", PNG[:8] + chunk(b"IDAT", bytes(30)) + PNG[8:]),
    ("damaged", b"RIFF\x10\0\0\0WEBPjunkjunkjunkjunkjunk"),
    ("damaged", b"\xff\xd8\xff\xe0" + bytes(100)),
    ("damaged", text_bomb()),
]


@pytest.mark.parametrize(("how", "data"), SPOILED)
def test_cut_and_broken_pictures_are_damaged(tmp_path: Path, how: str, data: bytes) -> None:
    """The end is missing, or the inside does not add up."""
    with pytest.raises(Damaged) as caught:
        look(tmp_path, data)
    assert how in caught.value.sentence


@given(
    data=st.sampled_from([PNG, JPEG, WEBP, LOSSLESS, GIF, animated("WEBP"), animated("GIF"), animated("PNG")]),
    at=st.floats(0, 1),
    noise=st.binary(min_size=1, max_size=8),
    keep=st.floats(0.2, 1),
)
@settings(max_examples=300, deadline=None)
def test_whatever_a_file_holds_only_picture_problems_come_of_it(
    data: bytes, at: float, noise: bytes, keep: float
) -> None:
    """No decoder's exception reaches the caller."""
    place = int(at * len(data))
    bent = (data[:place] + noise + data[place + len(noise) :])[: int(keep * len(data)) + 1]
    with tempfile.TemporaryDirectory() as folder:
        try:
            look(Path(folder), bent)
        except PictureProblem as problem:
            assert problem.sentence.startswith("sunset.png ")


def test_a_missing_file_is_no_picture_problem(tmp_path: Path) -> None:
    """That is ours, not the person's."""
    with pytest.raises(FileNotFoundError):
        inspect(tmp_path / "gone")
