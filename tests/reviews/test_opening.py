"""Whether words open a review, and what they name: sure only where an address and such a question meet."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.gates.route import Purpose
from bot.domain.reviews.opening import Asked, asks, read, split_endpoint

OPENING = (
    "Can I use https://api.example.ai/v1 for customer product shots?",
    "can we use api.example.ai?",
    "May we use https://relay.example.net/v1 for experiments?",
    "Are we allowed to use api.example.ai for marketing?",
    "Should we switch to api.example.ai, it is cheaper",
    "Is https://api.example.ai/v1 safe?",
    "Is api.example.ai legit?",
    "is it ok to use api.example.ai for our blog?",
    "Please review https://api.example.ai/v1",
    "review api.example.ai for internal slides",
    "Can you check this gateway: api.example.ai",
    "Could you assess api.example.ai/v1 with gpt-image-2?",
    "What about api.example.ai for prototypes?",
    "What do you think of https://api.example.ai?",
    "Thoughts on api.example.ai?",
    "Any issues with api.example.ai?",
    "Have you heard of api.example.ai?",
    "We want to move to api.example.ai. Is that fine?",
    "could my team rely on https://api.example.ai/v1/images/generations",
    "Vet api.example.ai please",
    "I want to use api.example.ai for product photos, may I?",
    "Dürfen wir https://api.example.de/v1 für Kundenbilder nutzen?",
    "Kann ich api.example.de verwenden?",
    "Prüfe bitte api.example.de",
    "Könnt ihr api.example.de prüfen?",
    "Peut-on utiliser https://api.example.fr/v1 ?",
    "Puis-je utiliser api.example.fr pour des tests ?",
    "Est-ce qu'on peut utiliser api.example.fr ?",
    "¿Puedo usar https://api.example.es/v1?",
    "¿Podemos usar api.example.es para pruebas?",
    "Posso usar api.example.it?",
    "我们可以用 https://api.example.cn/v1 吗？",
    "api.example.cn 能用吗",
    "https://api.example.jp/v1 を使ってもいいですか",
    "https://api.example.jp/v1 は使えますか",
    "What's your verdict on api.example.ai?",
    "Would api.example.ai be okay for customer photos?",
    "Do you trust api.example.ai?",
    "Is there anything wrong with api.example.ai?",
    "Evaluate the provider at api.example.ai",
)


@pytest.mark.parametrize("text", OPENING)
def test_a_question_about_an_address_opens_a_review(text: str) -> None:
    """In several languages, politely or not."""
    assert asks(text)


NOT_OPENING = (
    "Draw a poster for example.com",
    "a stone gateway in the style of api.example.ai",
    "Draw a fox. What about adding example.com at the bottom?",
    "Can you make a banner that says example.com?",
    "Can you draw our logo, it is on https://example.com?",
    "Could you use the colours of https://example.com in the picture?",
    "Can we use blue like on example.com for the lighthouse?",
    "please make the sky like https://example.com/sky.png",
    "A screenshot of a browser that shows https://example.com",
    "Put example.com on the shop window",
    "Can I have a picture of the example.com mascot?",
    "Check that the text reads example.com",
    "Is it possible to draw example.com's headquarters?",
    "Can we use a gateway?",
    "Is this safe?",
    "review the draft",
    "Thanks, example.com looks great",
    "thanks!",
    "image-usage month",
    "help",
    "gateway list",
    "https://example.com",
    "See https://example.com/brief for the brief",
    "Make a website mock-up for example.io",
    "Ein Plakat für example.de, bitte",
    "Können wir das Logo von example.de größer machen?",
    "Kannst du example.de auf das Schild schreiben?",
    "Peux-tu dessiner le logo de example.fr ?",
    "Dibuja el logo de example.es",
    "画一张 example.cn 的海报",
    "example.jp のロゴを描いて",
    "Can you use the font from example.com?",
    "make it look like it's from example.com, is that ok?",
    'the picture should say "visit example.com". Is it okay to have the text at the bottom?',
    "Edit the picture: can we move example.com to the left?",
    'Can we try the headline "Only at example.com" in red?',
)


@pytest.mark.parametrize("text", NOT_OPENING)
def test_a_picture_a_remark_or_a_command_opens_none(text: str) -> None:
    """Whatever address it speaks of: a picture that was wanted must not become a review."""
    assert not asks(text)


READ = [
    ("Can we use api.example.ai?", {}),
    ("Can we use https://api.example.ai/v1/images/generations?", {"address": "https://api.example.ai/v1",
                                                                   "endpoint": "images/generations"}),
    ("Can we use api.example.ai/v1/responses for tests?", {"address": "https://api.example.ai/v1", "endpoint": "responses",
                                                           "purpose": Purpose.EXPERIMENTS}),
    ("Can we use api.example.ai with gpt-image-2-vip?", {"model": "gpt-image-2-vip"}),
    ("Can we use api.example.ai, DALL-E-3?", {"model": "dall-e-3"}),
    ("Can we use api.example.ai, key group Premium?", {"key_group": "premium"}),
    ("Can we use api.example.ai (token group: cheap)?", {"key_group": "cheap"}),
    ("Can we use api.example.ai for customer product shots?", {"purpose": Purpose.CUSTOMER}),
    ("Can we use api.example.ai for our blog?", {"purpose": Purpose.PUBLIC}),
    ("Can we use api.example.ai for internal slides?", {"purpose": Purpose.INTERNAL}),
    ("Can we use api.example.ai for medical images?", {"purpose": Purpose.SENSITIVE}),
    ("Can we use api.example.ai for tests with customer photos?", {"purpose": Purpose.CUSTOMER}),
    ("Dürfen wir api.example.ai für Kundenbilder nutzen?", {"purpose": Purpose.CUSTOMER}),
    ("Can we use api.example.ai, about 400 pictures a month?", {"volume": 400}),
    ("Can we use api.example.ai for experiments, 10k images per week?", {"purpose": Purpose.EXPERIMENTS,
                                                                         "volume": 43_333}),
    ("Can we use api.example.ai instead of b.example.com?", {}),
]  # fmt: skip
PLAIN: dict[str, Any] = {"address": "https://api.example.ai", "endpoint": "", "model": "gpt-image-2", "key_group": "default",
         "purpose": None, "volume": None}  # fmt: skip


@pytest.mark.parametrize(("text", "named"), READ, ids=[text for text, _ in READ])
def test_what_a_question_names_is_read(text: str, named: dict[str, Any]) -> None:
    """What it does not name is not guessed, but for the usual model and key group."""
    assert read(text) == Asked(**{**PLAIN, **named})


def test_a_purpose_is_not_read_out_of_the_address() -> None:
    """A brand's host is no brand's picture."""
    found = read("Can we use https://brand-customers.example.ai/test/v1?")
    assert found is not None
    assert found.purpose is None


@pytest.mark.parametrize(
    ("address", "split"),
    [
        ("https://a.example.ai/v1/images/edits", ("https://a.example.ai/v1", "images/edits")),
        ("https://a.example.ai/v1/Images/Generations/", ("https://a.example.ai/v1", "images/generations")),
        ("https://a.example.ai/v1/chat/completions?x=1#y", ("https://a.example.ai/v1", "chat/completions")),
        ("https://a.example.ai/v1", ("https://a.example.ai/v1", "")),
        ("https://a.example.ai/v1/models", ("https://a.example.ai/v1/models", "")),
    ],
)
def test_an_endpoint_behind_an_address_is_told_from_its_base_url(address: str, split: tuple[str, str]) -> None:
    """Only those that are known."""
    assert split_endpoint(address) == split


@given(st.text(max_size=80))
def test_words_without_an_address_never_open_a_review(text: str) -> None:
    """Whatever they ask."""
    assert not asks(text.replace(".", " ").replace("/", " "))
