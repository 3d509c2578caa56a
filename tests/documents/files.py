"""Real documents, made here: plain ones, odd ones, lying ones."""

import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence

from pypdf import PdfWriter

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = (
    '<Relationships><Relationship Id="r1" Target="word/document.xml"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
PRIVACY = "Outputs are stored for 30 days."


def pdf(*pages: Sequence[str]) -> bytes:
    """A PDF with these lines on its pages, written by hand."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for at, lines in enumerate(pages):
        drawn = "".join(f"({line}) Tj T*\n" for line in lines)
        stream = f"BT /F1 12 Tf 14 TL 72 720 Td\n{drawn}ET".encode("latin-1")
        box = f"/MediaBox [0 0 612 792] /Contents {5 + 2 * at} 0 R"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} /Resources << /Font << /F1 3 0 R >> >> >>".encode())
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return _numbered(objects)


def _numbered(objects: Sequence[bytes]) -> bytes:
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def locked_pdf(user_password: str, *, algorithm: str = "RC4-128") -> bytes:
    """A PDF with a password; an empty one locks only printing and copying."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf([PRIVACY])))
    writer.encrypt(user_password, "owner", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def aes_pdf() -> bytes:
    """A PDF under AES that opens without a password, for whoever knows AES."""
    check, salts = hashlib.sha256(b"saltsalt").hexdigest(), b"saltsaltkeysalts".hex()
    key = f"<{check}{salts}>"
    filters = "/CF << /StdCF << /CFM /AESV3 /Length 32 >> >> /StmF /StdCF /StrF /StdCF"
    lock = (
        f"/Filter /Standard /V 5 /R 5 /Length 256 /P -4 /O {key} /U {key} /OE <{check}> /UE <{check}> /Perms <{salts}>"
    )
    trailer = f"trailer << /Encrypt << {lock} {filters} >> /ID [<{salts}> <{salts}>] ".encode()
    return pdf([PRIVACY]).replace(b"trailer << ", trailer)


def scan() -> bytes:
    """A PDF of pages without any text."""
    writer = PdfWriter()
    writer.add_blank_page(612, 792)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def paragraph(words: str, marks: str = "") -> str:
    """A paragraph of Word, its run marked."""
    return f"<w:p><w:r><w:rPr>{marks}</w:rPr><w:t>{words}</w:t></w:r></w:p>"


def row(*cells: str) -> str:
    """A row of a table."""
    return f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in cells)}</w:tr>"


def document(body: str, *, before: str = "") -> str:
    """The main part of a Word document."""
    return f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:document {W}><w:body>{body}</w:body></w:document>'


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return out.getvalue()


def docx(body: str, *, before: str = "", **more: str) -> bytes:
    """A Word document."""
    notes = {f"word/{name}.xml": text for name, text in more.items()}
    return archive({"_rels/.rels": RELATIONS, "word/document.xml": document(body, before=before), **notes})


def entity_bomb() -> bytes:
    """A Word document whose few entities stand for billions of characters."""
    rows = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 10))
    return docx(paragraph("&a9;"), before=f'<!DOCTYPE w [<!ENTITY a0 "ten letters">{rows}]>')


def zip_bomb() -> bytes:
    """A Word document of 70 MB in 70 KB."""
    return docx(paragraph("a" * 70_000_000))
