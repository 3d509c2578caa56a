"""`darkroom gate scan`, run as a person runs it: its contract, its exit codes, and what it says of a wrong file."""

import json
from pathlib import Path

import pytest

from bot.cli import gate_scan
from tests.gates.scanning import CLEAN, HERE
from tests.stories.test_commands import darkroom


async def test_the_answer_is_the_contract_and_exit_1_says_that_something_decides() -> None:
    """With a quote and a place for every signal."""
    code, out, err = await darkroom("gate", "scan", str(HERE / "pools" / "vendor_page.html.txt"), "--json")
    answer = json.loads(out)
    assert (code, err, answer["class"]) == (1, "", "account_pool")
    assert all(one.keys() >= {"id", "strength", "effect", "where", "quote"} for one in answer["signals"])
    assert all(question.endswith((".", "?")) for question in answer["questions"])


@pytest.mark.parametrize("as_json", [True, False])
def test_a_clean_file_is_exit_0_and_proves_nothing(as_json: bool, capsys: pytest.CaptureFixture[str]) -> None:
    """It says so."""
    assert gate_scan.main(CLEAN[0], as_json=as_json) == 0
    out = capsys.readouterr().out
    if as_json:
        answer = json.loads(out)
        assert (answer["signals"], answer["class"], answer["questions"]) == ([], "unknown", [])
    else:
        assert "proves nothing" in out


def test_what_only_asks_is_exit_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And its questions are printed."""
    file = tmp_path / "prices.md"
    file.write_text("gpt-image-2: $0.03 per image", encoding="utf-8")
    assert gate_scan.main(file, as_json=False) == 0
    out = capsys.readouterr().out
    assert "a high 1024x1024 costs $0.211 at OpenAI" in out
    assert "- How can one price hold" in out


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0", "not text"),
        ("latin.txt", "é".encode("latin-1"), "not UTF-8"),
        ("cut.har", b'{"log": {"entries": [{"request": {"headers": [{"name": "Cookie"', "no whole HAR"),
        ("large.txt", b"a" * (gate_scan.LARGEST + 1), "larger than 20 MB"),
        ("missing.txt", None, "No such file"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence_and_exit_2(
    name: str, content: bytes | None, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Which names the file."""
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    assert gate_scan.main(file, as_json=True) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert sentence in err
    assert str(file) in err
    assert len(err.splitlines()) == 1


def test_a_folder_is_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is told so too."""
    assert gate_scan.main(tmp_path, as_json=False) == 2
    assert "cannot be read" in capsys.readouterr().err
