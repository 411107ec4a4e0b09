"""Write small PDF files by hand: no library, no embedded font, Chinese by a predefined character map."""

from __future__ import annotations

from collections.abc import Sequence

Placed = tuple[float, float, float, str]
"""x, y (from below), size, text."""


Line = tuple[float, float, float, float]
"""From x, y to x, y."""


def _stream(placed: Sequence[Placed], lines: Sequence[Line] = ()) -> bytes:
    """The drawing commands of a page."""
    drawn = [f"{a} {b} m {c} {d} l S" for a, b, c, d in lines]
    commands = [
        *drawn,
        *(f"BT /F1 {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET" for x, y, size, text in placed),
    ]
    return "\n".join(commands).encode("ascii")


def pdf_bytes(pages: Sequence[Sequence[Placed]], rules: Sequence[Sequence[Line]] | None = None) -> bytes:
    """A PDF file of A4 pages, with lines drawn on them."""
    kids = " ".join(f"{6 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo"
        b" << /Registry (Adobe) /Ordering (GB1) /Supplement 0 >> /DW 1000 /FontDescriptor 5 0 R >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880]"
        b" /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    ]
    for i, placed in enumerate(pages):
        body = _stream(placed, rules[i] if rules else ())
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {7 + 2 * i} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(body), body))
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def column(x: float, top: float, lines: Sequence[str], size: float = 12) -> list[Placed]:
    """Lines below each other."""
    return [(x, top - 1.5 * size * i, size, line) for i, line in enumerate(lines)]
