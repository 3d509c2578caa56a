"""When the bot speaks: a table of scenes, and what holds for every combination there is."""

from itertools import product

import pytest

from bot.domain.manners import Company, Manner, decide
from bot.domain.message import FileRef, Message, Place

FILE = FileRef("F1", "a.png", None, None, None)
SAID = {"thanks": "thanks!", "change": "make it darker", "talk": "the sky looks odd", "smile": ":tada:"}
STRANGER = Company(ours=False, participant=False, has_versions=False, mention_only=False)
BYSTANDER = Company(ours=True, participant=False, has_versions=True, mention_only=False)
PARTICIPANT = Company(ours=True, participant=True, has_versions=True, mention_only=False)
WAITING = Company(ours=True, participant=False, has_versions=False, mention_only=False)
RESERVED = Company(ours=True, participant=True, has_versions=True, mention_only=True)


def message(
    text: str, *, bot: bool = False, others: bool = False, direct: bool = False, reply: bool = True, files: bool = False
) -> Message:
    """A message of a person."""
    return Message(
        event_id="Ev1",
        team="T1",
        channel="D1" if direct else "C1",
        place=Place.DIRECT if direct else Place.CHANNEL,
        ts="2.0",
        root="1.0" if reply else "2.0",
        user="U1",
        user_team=None,
        text=text,
        mentions_bot=bot,
        mentions_others=others,
        files=(FILE,) if files else (),
        complete=True,
        shared_channel=False,
    )


SCENES = [
    ("a mention", message("a fox", bot=True, reply=False), STRANGER, Manner.TURN),
    ("a mention without words", message("", bot=True, reply=False), STRANGER, Manner.TURN),
    ("a mention in somebody else's thread", message("draw this", bot=True), STRANGER, Manner.TURN),
    ("a direct message", message("a fox", direct=True, reply=False), STRANGER, Manner.TURN),
    ("thanks in a direct message", message("thanks!", direct=True), STRANGER, Manner.THANK),
    ("thanks with a picture attached", message("thanks!", direct=True, files=True), STRANGER, Manner.TURN),
    ("talk in a channel", message("make it darker", reply=False), STRANGER, Manner.IGNORE),
    ("a reply in a thread that is not ours", message("make it darker"), STRANGER, Manner.IGNORE),
    ("a new message where threads are ours", message("make it darker", reply=False), PARTICIPANT, Manner.IGNORE),
    ("a reply of who asked", message("make it darker"), PARTICIPANT, Manner.TURN),
    ("a question of who asked", message("the sky looks odd"), PARTICIPANT, Manner.TURN),
    ("who asked turns to a colleague", message("what do you think?", others=True), PARTICIPANT, Manner.IGNORE),
    ("who asked thanks a colleague", message("thanks!", others=True), PARTICIPANT, Manner.IGNORE),
    ("who asked and a colleague, by name", message("darker?", bot=True, others=True), PARTICIPANT, Manner.TURN),
    ("who asked smiles", message(":tada:"), PARTICIPANT, Manner.IGNORE),
    ("who asked sends a picture without words", message("", files=True), PARTICIPANT, Manner.TURN),
    ("a bystander praises", message("thanks!"), BYSTANDER, Manner.THANK),
    ("a bystander's remark", message("the sky looks odd"), BYSTANDER, Manner.IGNORE),
    ("a bystander's instruction", message("make it darker"), BYSTANDER, Manner.OFFER),
    ("a bystander's instruction to a colleague", message("make it darker", others=True), BYSTANDER, Manner.IGNORE),
    ("a bystander's instruction before there is a picture", message("make it darker"), WAITING, Manner.IGNORE),
    ("by policy only mentions count", message("make it darker"), RESERVED, Manner.IGNORE),
    ("by policy only mentions count, and this is one", message("darker", bot=True), RESERVED, Manner.TURN),
    ("by policy only mentions count, thanks", message("thanks!"), RESERVED, Manner.IGNORE),
]
EITHER = (False, True)
EVERYTHING = [
    (kind, message(SAID[kind], bot=bot, others=others, direct=direct, reply=reply, files=files), Company(*company))
    for kind, bot, others, direct, reply, files in product(SAID, EITHER, EITHER, EITHER, EITHER, EITHER)
    for company in product(EITHER, EITHER, EITHER, EITHER)
]


@pytest.mark.parametrize(("said", "company", "manner"), [row[1:] for row in SCENES], ids=[row[0] for row in SCENES])
def test_a_scene(said: Message, company: Company, manner: Manner) -> None:
    """What a person would expect of a colleague."""
    assert decide(said, company) is manner


def addressed(said: Message) -> bool:
    """Whether the bot is spoken to."""
    return said.mentions_bot or said.place is Place.DIRECT


def test_who_speaks_to_the_bot_is_always_answered() -> None:
    """With work, or with a nod where it was thanks and nothing else."""
    for kind, said, company in EVERYTHING:
        if addressed(said):
            nod = kind == "thanks" and not said.files
            assert decide(said, company) is (Manner.THANK if nod else Manner.TURN)


def test_what_is_said_to_somebody_else_is_none_of_its_business() -> None:
    """Whoever says it, wherever."""
    for _, said, company in EVERYTHING:
        if said.mentions_others and not addressed(said):
            assert decide(said, company) is Manner.IGNORE


def test_only_replies_in_its_own_threads_are_overheard() -> None:
    """And none where policy wants mentions."""
    for _, said, company in EVERYTHING:
        overheard = company.ours and said.in_thread and not company.mention_only
        if not addressed(said) and not overheard:
            assert decide(said, company) is Manner.IGNORE


def test_only_who_asked_before_can_make_it_work_without_speaking_to_it() -> None:
    """A bystander gets a button at most, and only for an instruction about a picture that exists."""
    for kind, said, company in EVERYTHING:
        manner = decide(said, company)
        if not addressed(said) and not company.participant:
            assert manner is not Manner.TURN
        if manner is Manner.OFFER:
            assert kind == "change"
            assert company.has_versions


def test_a_smile_costs_nothing() -> None:
    """Unless it was sent to the bot itself."""
    for kind, said, company in EVERYTHING:
        if kind == "smile" and not said.files and not addressed(said):
            assert decide(said, company) is Manner.IGNORE
