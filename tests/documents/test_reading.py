"""A document is told by its content and comes back as the text that a person sees, or a sentence says why not."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.document import Document, DocumentKind
from bot.domain.errors import PersonError
from bot.providers.documents.limits import DocumentLimits
from bot.providers.documents.problems import ENDINGS, Trouble, Unread
from bot.providers.documents.reader import DocumentReader
from bot.providers.documents.reading import Order, read
from tests.documents import files
from tests.documents.files import PRIVACY, docx, paragraph, pdf, row

HAR = Path(__file__).parents[1] / "gates" / "pools" / "web.har.json"
KEY = "sk-" + "abcdefghij" * 3


@pytest.fixture(scope="module", name="reader")
def make_reader() -> Iterator[DocumentReader]:
    """One reader for the table: a process costs a third of a second to start."""
    reader = DocumentReader()
    yield reader
    reader.close()


def file_of(folder: Path, data: bytes) -> Path:
    """Return a file of *data* under a name that says nothing."""
    path = folder / "4f1d"
    path.write_bytes(data)
    return path


PAGE = """<!DOCTYPE html><html><head><title>Terms</title><style>.off, #gone {display: none} @media print {.menu {display:none}}
</style><script>document.write("You may resell everything")</script></head><body><!-- Timeouts are free -->
<div class=menu>Menu</div>
<h1>Terms &amp; prices</h1><p>Refused requests
are <b>not</b> billed.<p hidden>Retries are free.<p>Timeouts are billed.<br>In full.
<span style="display:none">Never.</span><div class="x off">Deleted at once.</div><i id=gone>Sold.</i>
<dialog>Accept?</dialog><template>later</template><noscript>no</noscript>
<table><tr><td>low<td>$0.01<tr><td>high<td>$0.21</table><pre>GET /v1
  200 OK</pre></body></html>"""
SEEN = (
    "Menu\nTerms & prices\nRefused requests are not billed.\nTimeouts are billed.\nIn full.\n"
    "low\t$0.01\nhigh\t$0.21\nGET /v1\n200 OK"
)
WORD = docx(
    paragraph("Terms")
    + paragraph("Failed images are not billed.")
    + paragraph("Everything is free.", "<w:vanish/>")
    + "<w:p><w:del><w:r><w:delText>Old rule.</w:delText></w:r></w:del><w:r><w:t>One</w:t><w:br/><w:t>Two</w:t></w:r></w:p>"
    + f"<w:tbl>{row('low', '$0.01')}{row('high', '$0.21')}</w:tbl>",
    footnotes=files.document(paragraph("Since May.")),
)
GOOD: list[tuple[str, bytes, DocumentKind, str]] = [
    ("terms.txt", b"Line one\r\nLine two\n", DocumentKind.TEXT, "Line one\nLine two\n"),
    ("terms.pdf", "Ça va\n".encode(), DocumentKind.TEXT, "Ça va\n"),
    ("terms.txt", "\ufeffBilled".encode(), DocumentKind.TEXT, "Billed"),
    ("terms.txt", "Gebührenfrei".encode("utf-16"), DocumentKind.TEXT, "Gebührenfrei"),
    ("terms.txt", b"{not json at all", DocumentKind.TEXT, "{not json at all"),
    ("terms.md", b"# Terms\n<!-- free -->\n* billed\n", DocumentKind.MARKDOWN, "# Terms\n\n* billed\n"),
    ("README.md", b"<p align=center>Hi</p>\n\n* one\n", DocumentKind.MARKDOWN, "<p align=center>Hi</p>\n\n* one\n"),
    ("terms.txt", PAGE.encode(), DocumentKind.HTML, SEEN),
    ("terms.md", PAGE.encode(), DocumentKind.HTML, SEEN),
    ("answer.txt", b'{"size":\n "auto"}', DocumentKind.JSON, '{"size":\n "auto"}'),
    ("terms.docx", pdf(["Retries are billed.", "Refusals are not."], ["Page two"]), DocumentKind.PDF,
     "Retries are billed.\nRefusals are not.\n\nPage two"),
    ("terms.pdf", files.locked_pdf(""), DocumentKind.PDF, PRIVACY),
    ("terms.pdf", WORD, DocumentKind.DOCX,
     "Terms\nFailed images are not billed.\n\nOne\nTwo\nlow\t$0.01\nhigh\t$0.21\nSince May."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "kind", "text"), GOOD)
async def test_a_document_is_what_its_content_says(
    reader: DocumentReader, tmp_path: Path, name: str, data: bytes, kind: DocumentKind, text: str
) -> None:
    """Whatever its name claims; with its line breaks, its digest, and nothing that a person would not see."""
    made = await reader.read(file_of(tmp_path, data), name)
    assert made == Document(name, kind, text, hashlib.sha256(data).hexdigest())


BAD: list[tuple[str, bytes, Trouble, str]] = [
    ("empty", b" \n", Trouble.EMPTY, "has no text in it."),
    ("empty page", b"<!doctype html><body><p hidden>x", Trouble.EMPTY, "has no text in it."),
    ("Latin-1", "Gebühren".encode("latin-1"), Trouble.ENCODING, "Save it as UTF-8"),
    ("binary", bytes(range(256)), Trouble.FORMAT, "Text, Markdown, HTML, JSON, HAR, PDF and DOCX are."),
    ("picture", b"\x89PNG\r\n\x1a\n" + bytes(40), Trouble.FORMAT, "is a picture"),
    ("old Word file", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Trouble.FORMAT, "Save it as DOCX"),
    ("sheet", files.archive({"_rels/.rels": files.RELATIONS.replace("word/document", "xl/workbook"), "xl/workbook.xml": ""}),
     Trouble.FORMAT, "another Office file"),
    ("archive", files.archive({"a.txt": "a"}), Trouble.FORMAT, "is a ZIP archive"),
    ("locked PDF", files.locked_pdf("secret"), Trouble.LOCKED, "is locked with a password"),
    ("AES PDF", files.aes_pdf(), Trouble.LOCKED, "Print it to a new PDF without a password"),
    ("scan", files.scan(), Trouble.SCANNED, "as a screenshot"),
    ("broken PDF", pdf(["a"])[:60], Trouble.BROKEN, "is damaged"),
    ("broken DOCX", WORD[:-80], Trouble.BROKEN, "is damaged"),
    ("half a part", docx("<w:p>"), Trouble.BROKEN, "is damaged"),
    ("zip bomb", files.zip_bomb(), Trouble.BOMB, "unpacks to more than is read"),
    ("entity bomb", files.entity_bomb(), Trouble.BOMB, "unpacks to more than is read"),
    ("deep DOCX", docx("<w:p>" * 900 + "</w:p>" * 900), Trouble.DEEP, "nested too deep"),
    ("deep JSON", b"[" * 200_000, Trouble.DEEP, "nested too deep"),
    ("cut HAR", HAR.read_bytes()[:-20], Trouble.BROKEN, "is no whole HAR"),
    ("large", b"a" * 10_000_001, Trouble.LARGE, "has 10.0 MB; at most 10 MB are read."),
]  # fmt: skip


@pytest.mark.parametrize(("what", "data", "trouble", "words"), BAD)
async def test_what_cannot_be_read_gets_a_sentence(
    reader: DocumentReader, tmp_path: Path, what: str, data: bytes, trouble: Trouble, words: str
) -> None:
    """It names the file, says why, and what to send instead."""
    with pytest.raises(PersonError) as caught:
        await reader.read(file_of(tmp_path, data), "terms.pdf")
    assert caught.value.code == trouble, what
    assert caught.value.sentence.startswith("terms.pdf "), what
    assert words in caught.value.sentence


async def test_a_long_text_is_cut_at_a_word_and_says_so(reader: DocumentReader, tmp_path: Path) -> None:
    """Half a key at the cut could no longer be told for one."""
    most = DocumentLimits().max_characters
    data = "word " * ((most - 10) // 5) + KEY
    made = await reader.read(file_of(tmp_path, data.encode()), "long.txt")
    assert made.truncated
    assert len(made.text) <= most
    assert "sk-" not in made.text
    assert made.notes == (f"long.txt is long: its first {len(made.text):,} characters were read.",)


async def test_a_pdf_that_takes_long_is_cut_between_pages(tmp_path: Path) -> None:
    """What was read until then counts, and it says so."""
    reader = DocumentReader(DocumentLimits(page_seconds=0.05))
    made = await reader.read(file_of(tmp_path, pdf(*[["Refusals are not billed."] * 40] * 200)), "terms.pdf")
    reader.close()
    assert made.truncated
    assert made.text.startswith("Refusals are not billed.\n")


async def test_a_har_comes_without_cookies_and_credentials(reader: DocumentReader, tmp_path: Path) -> None:
    """Calls stay readable; what would let somebody in is gone."""
    made = await reader.read(file_of(tmp_path, HAR.read_bytes()), "capture.txt")
    assert made.kind is DocumentKind.HAR
    assert made.secrets == ("cookie", "authorization header", "credential")
    assert "POST https://relay.example/v1/images/generations" in made.text
    assert '"output_tokens": 717' in made.text
    for gone in ("made-up-cookie-value", "made-up-query-key", "made-up-signature", "eyJ"):
        assert gone not in made.text


HIDING: list[tuple[str, bytes]] = [
    ("text", f"our key is {KEY}".encode()),
    ("UTF-16", f"our key is {KEY}".encode("utf-16")),
    ("page", f"<!doctype html><p>our key is s<b>{KEY[1:]}</b>".encode()),
    ("escapes", json.dumps({"note": KEY}).replace("s", "\\u0073").encode()),
    ("named value", json.dumps({"session_token": KEY[3:]}).encode()),
    ("PDF", pdf([f"our key is {KEY}"])),
    ("Word", docx(f"<w:p><w:r><w:t>our key is {KEY[:9]}</w:t></w:r><w:r><w:t>{KEY[9:]}</w:t></w:r></w:p>")),
]


@pytest.mark.parametrize(("where", "data"), HIDING)
async def test_no_secret_comes_out(reader: DocumentReader, tmp_path: Path, where: str, data: bytes) -> None:
    """Wherever it stands and however it is split; its kind is told."""
    made = await reader.read(file_of(tmp_path, data), f"{KEY}.txt")
    assert KEY[3:] not in made.text, where
    assert KEY not in made.name
    assert made.secrets, where
    assert "Revoke them." in made.notes[-1]


async def test_a_slow_file_is_stopped_and_the_next_one_is_read(tmp_path: Path) -> None:
    """The process dies with the one file; the next gets a new process."""
    reader = DocumentReader(DocumentLimits(wall_seconds=0.2))
    (tmp_path / "slow").write_bytes(("a.a-" * 400_000).encode())
    with pytest.raises(PersonError) as caught:
        await reader.read(tmp_path / "slow", "slow.txt")
    assert caught.value.sentence == f"slow.txt {ENDINGS[Trouble.COSTLY]}"
    assert (await reader.read(file_of(tmp_path, b"quick"), "quick.txt")).text == "quick"
    reader.close()


async def test_too_much_memory_is_refused(tmp_path: Path) -> None:
    """A small file that unpacks to much gets a sentence, not the machine's memory."""
    limits = DocumentLimits(memory_bytes=140 * 1024 * 1024, max_unpacked_bytes=500_000_000)
    reader = DocumentReader(limits)
    with pytest.raises(PersonError) as caught:
        await reader.read(file_of(tmp_path, files.zip_bomb()), "bomb.docx")
    reader.close()
    assert caught.value.code == Trouble.COSTLY


async def test_a_missing_file_is_no_trouble_of_the_person(reader: DocumentReader, tmp_path: Path) -> None:
    """That is ours."""
    with pytest.raises(FileNotFoundError):
        await reader.read(tmp_path / "gone", "gone.txt")


WHOLE = [
    PAGE.encode(),
    WORD,
    pdf(["a", "b"], ["c"]),
    files.locked_pdf(""),
    HAR.read_bytes(),
    b'{"a": [1, {"b": null}]}',
]


@given(
    data=st.sampled_from(WHOLE),
    at=st.floats(0, 1),
    noise=st.binary(min_size=1, max_size=12),
    keep=st.floats(0.3, 1),
)
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_file_holds_it_becomes_a_document_or_a_sentence(
    tmp_path: Path, data: bytes, at: float, noise: bytes, keep: float
) -> None:
    """No parser's exception reaches the caller."""
    place = int(at * len(data))
    bent = (data[:place] + noise + data[place + len(noise) :])[: int(keep * len(data)) + 1]
    made = read(Order(file_of(tmp_path, bent), "terms", DocumentLimits(cpu_seconds=10_000, wall_seconds=60)))
    assert isinstance(made, Document | Unread)


@given(
    before=st.text(max_size=200),
    after=st.text(max_size=200),
    shape=st.sampled_from(["{}", "<!doctype html><p>{}</p>", '{{"a": "{}"}}']),
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_key_survives_no_surroundings(tmp_path: Path, before: str, after: str, shape: str) -> None:
    """Between any words, in any shape."""
    text = shape.format(f"{before} {KEY} {after}")
    data = text.encode("utf-8", "ignore")
    made = read(Order(file_of(tmp_path, data), "terms", DocumentLimits(cpu_seconds=10_000, wall_seconds=60)))
    assert isinstance(made, Unread) or KEY not in made.text
