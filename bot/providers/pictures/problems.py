"""What can be wrong with a picture file, as the person who sent it reads it.

PictureProblem
├── NotAPicture        another kind of file, or a format not read here
├── TooLarge           more bytes or pixels than are looked at
├── Damaged            cut off, or broken inside
└── Undecodable        the worker died, or ran out of time or memory, on it
"""

from bot.domain.errors import PersonError


class PictureProblem(PersonError):
    """A picture file that cannot be used; `sentence` names the file and says why."""


class NotAPicture(PictureProblem):
    """Not one of the formats read here."""

    def __init__(self, sentence: str) -> None:
        super().__init__("picture_not_a_picture", sentence)


class TooLarge(PictureProblem):
    """Over a limit of bytes or pixels."""

    def __init__(self, sentence: str) -> None:
        super().__init__("picture_too_large", sentence)


class Damaged(PictureProblem):
    """A picture by its first bytes, but not to its end."""

    def __init__(self, sentence: str) -> None:
        super().__init__("picture_damaged", sentence)


class Undecodable(PictureProblem):
    """A picture that costs more to decode than it may."""

    def __init__(self, sentence: str) -> None:
        super().__init__("picture_undecodable", sentence)
