"""The plan: which action is certain, when the model must draw, and one step for each picture."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import plan
from bot.domain.context import Context
from bot.domain.intent import Intent
from bot.domain.options.image_options import ImageOptions
from bot.domain.plan import Action
from tests.domain.values import MODELS, picture, reference

WITH_PICTURE = Context("make it darker", "- a fox", (picture(),), branch=False)
WITH_REFERENCE = Context("like this", "", (reference(),), branch=False)
WORDS_ONLY = Context("a fox", "", (), branch=False)

DECIDED = [
    (Intent.DRAW, WORDS_ONLY, Action.GENERATE, True),
    (Intent.DRAW, WITH_PICTURE, Action.AUTO, True),
    (Intent.DRAW, WITH_REFERENCE, Action.AUTO, True),
    (Intent.EDIT, WITH_PICTURE, Action.EDIT, True),
    (Intent.EDIT, WORDS_ONLY, Action.GENERATE, True),
    (Intent.VARY, WITH_PICTURE, Action.EDIT, True),
    (Intent.VARY, WORDS_ONLY, Action.GENERATE, True),
    (Intent.RE_RENDER, WITH_PICTURE, Action.EDIT, True),
    (Intent.RE_RENDER, WORDS_ONLY, Action.GENERATE, True),
    (Intent.OPEN, WITH_PICTURE, Action.AUTO, False),
    (Intent.OPEN, WITH_REFERENCE, Action.AUTO, False),
    (Intent.OPEN, WORDS_ONLY, Action.GENERATE, False),
]


@pytest.mark.parametrize(("intent", "context", "action", "forced"), DECIDED)
def test_an_action_is_named_only_where_it_is_certain(
    intent: Intent, context: Context, action: Action, forced: bool
) -> None:
    """Without a picture only a new one can come: to edit nothing is an error upstream."""
    [step] = plan.make(intent, context, ImageOptions(), MODELS, 1000).steps
    assert (step.action, step.forced) == (action, forced)


@given(st.integers(1, 4), st.sampled_from(Intent))
def test_one_step_for_each_picture_asked_for(count: int, intent: Intent) -> None:
    """They differ in nothing but their index."""
    made = plan.make(intent, WITH_PICTURE, ImageOptions(count=count), MODELS, 1000)
    assert [step.index for step in made.steps] == list(range(count))
    rest = {(s.instruction, s.digest, s.options, s.sources, s.action, s.forced) for s in made.steps}
    assert len(rest) == 1


@given(st.text(), st.text(), st.integers(0, 5000))
def test_no_text_has_more_tokens_than_its_bytes(instruction: str, digest: str, standing: int) -> None:
    """Everything in words that goes upstream counts, in any script."""
    context = Context(instruction, digest, (), branch=False)
    [step] = plan.make(Intent.OPEN, context, ImageOptions(), MODELS, standing).steps
    assert step.text_bytes == standing + len(digest.encode()) + len(instruction.encode())
