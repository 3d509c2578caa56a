"""What a model gets to read of long texts: bounded, in order, what speaks of facts first."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.reviews.excerpt import excerpt, share

FILLER = "The weather is fine.\n\n"
TERMS = "Requests that time out are not billed."


def test_a_short_text_is_read_whole() -> None:
    """Sign by sign."""
    assert excerpt("a\n\n\nb ", 100) == ("a\n\n\nb ", False)


def test_what_speaks_of_facts_is_kept_and_the_order_too() -> None:
    """Wherever it stands in a long page."""
    long = f"First: retries are charged.\n\n{FILLER * 400}{TERMS}\n\n{FILLER * 400}Last: outputs are deleted."
    kept, cut = excerpt(long, 600)
    assert cut
    assert kept.index("First:") < kept.index(TERMS) < kept.index("Last:")


def test_a_page_without_paragraphs_is_cut_into_pieces() -> None:
    """One endless line is no way round the bound, and none to be skipped."""
    kept, cut = excerpt("word " * 30_000, 4_000)
    assert cut
    assert 1_000 < len(kept) <= 4_000


@given(st.lists(st.text(max_size=400), max_size=8), st.integers(1, 500))
def test_several_texts_never_take_more_than_there_is(texts: list[str], most: int) -> None:
    """Each its share, and none is dropped without a word."""
    kept, cut = share(texts, most)
    assert len(kept) == len(texts)
    assert sum(map(len, kept)) <= max(most, len(texts))
    assert cut or kept == texts


@given(st.text(max_size=3_000), st.integers(1, 1_000))
def test_an_excerpt_holds_only_what_stands_there(text: str, most: int) -> None:
    """Piece by piece, so that a quote from it stands in the whole."""
    kept, _ = excerpt(text, most)
    assert len(kept) <= most
    assert all(piece in text for piece in kept.split("\n\n"))
