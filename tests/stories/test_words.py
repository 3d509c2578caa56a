"""A message that asks for no image is answered in words, briefly, by the same call, and costs only that."""

from bot.domain.helping import HELP_LINES
from tests.stories.town import Town, basis, settled


async def test_a_question_is_answered_in_words_and_costs_only_the_planning(here: Town) -> None:
    here.openai.script.words("A ratio of 3 to 2 suits posters.")
    asked = await here.say("@darkroom which ratio suits posters?")
    answer = await here.answer(asked)
    trace = await here.trace(asked)
    assert "A ratio of 3 to 2 suits posters." in answer.all_text
    assert answer.files == []
    assert trace["versions"] == []
    assert basis(trace) == ["metered"]
    assert settled(trace) == here.bill(trace) > 0
    assert {part["purpose"] for entry in trace["ledger"][1:] for part in entry["parts"]} == {"prompt and planning"}
    assert here.thread(asked) == [answer]


async def test_words_of_a_model_are_never_live_markup(here: Town) -> None:
    here.openai.script.words("Ask <!channel> or <@U0ADA>, see <https://evil.example|this> & *that*.")
    answer = await here.ask("@darkroom who knows?")
    assert answer.broadcasts == []
    assert answer.mentions == []
    assert "&lt;!channel&gt;" in answer.all_text


async def test_help_costs_nothing(here: Town) -> None:
    answer = await here.ask("@darkroom help")
    assert answer.all_text.splitlines()[:5] == list(HELP_LINES)
    assert here.openai.meter.bills == []
