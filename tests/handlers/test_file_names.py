"""The names of files: safe everywhere, and still saying something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.file_names import file_name
from tests.handlers.telling import shown


@pytest.mark.parametrize(
    ("label", "alt_text", "media_type", "name"),
    [
        ("v1", "A lighthouse at dusk", "image/png", "v1-a-lighthouse-at-dusk.png"),
        ("v3a", "Ein Fuchs, größer!", "image/webp", "v3a-ein-fuchs-größer.webp"),
        ("v1", "灯台 の 絵", "image/jpeg", "v1-灯台-の-絵.jpg"),
        ("v1", "../../etc/passwd", "image/png", "v1-etc-passwd.png"),
        ("v1", "", "image/png", "v1.png"),
        ("v1", "…", "image/unknown", "v1.png"),
        ("v1", "one two three four five six seven", "image/gif", "v1-one-two-three-four-five-six.gif"),
    ],
)
def test_version_then_the_first_words_then_the_true_ending(
    label: str, alt_text: str, media_type: str, name: str
) -> None:
    """In any script."""
    assert file_name(shown(label=label, alt_text=alt_text, media_type=media_type)) == name


@given(st.text(max_size=300))
def test_no_words_make_a_dangerous_name(alt_text: str) -> None:
    """No folders, no control characters, no endless names."""
    name = file_name(shown(alt_text=alt_text))
    assert name.startswith("v1")
    assert name.endswith(".png")
    assert len(name) <= 90
    assert not set(name) & set('/\\:*?"<>|\0\n\r\t ')
