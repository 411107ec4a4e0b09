"""Page and box of what was read: PDF, OFD, pictures."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pyoxigraph as ox
import pytest
from command import kg

from kg.text import read as reading
from kg.text import recognise
from kg.text.decode import ReadError
from kg.text.kept import kept_layout, kept_text
from kg.text.printed import decoded, encoded, seen
from kg.text.read import read_document
from text.make_pdf import pdf_bytes

FIRST = "临泽县推行“枣乡红”行动，建成示范点7个。"
SECOND = "高台县探索“三岗联创”工作法，党员参与率92%。"
PREFIXES = (
    "PREFIX dj: <https://dangjian.example/ns#> PREFIX oa: <http://www.w3.org/ns/oa#> "
    "PREFIX schema: <https://schema.org/>"
)


def two_pages(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "two.pdf"
    path.write_bytes(pdf_bytes([[(60.0, 780.0, 12.0, FIRST)], [(90.0, 500.0, 12.0, SECOND)]]))
    return path


def ask(out: Path, query: str) -> list[tuple[str, ...]]:
    store = ox.Store()
    store.load(path=str(out / "graph.ttl"), format=ox.RdfFormat.TURTLE)
    rows = store.query(PREFIXES + query)
    assert isinstance(rows, ox.QuerySolutions)
    return [tuple(getattr(v, "value", "") for v in row) for row in rows]


def test_the_box_of_words_is_where_they_are_printed(tmp_path: Path) -> None:
    document = read_document(two_pages(tmp_path))
    at = document.raw.index("枣乡红")
    shown = seen(document.layout, at, at + 3)
    assert shown is not None
    assert shown.page == 1
    left, top, width, height = shown.box
    before = document.raw[:at]
    assert abs(left - (60 + 12 * len(before))) <= 3
    assert abs(width - 36) <= 3
    assert abs(top - (842 - 780 - 12)) <= 12
    assert 8 <= height <= 24
    second = document.raw.index("三岗联创")
    assert seen(document.layout, second, second + 4).page == 2  # type: ignore[union-attr]
    both = seen(document.layout, at, second + 4)
    assert both is not None
    assert both.page == 1  # a quotation that runs over pages is where it begins
    assert decoded(encoded(document.layout)) == document.layout
    assert decoded("{") == decoded(None) == decoded("[[1]]") == ()


def test_cells_of_a_table_are_where_they_are_printed(tmp_path: Path) -> None:
    rows = [("乡镇", "党员", "支部"), ("新华镇", "317", "12"), ("沙河镇", "246", "12")]
    page = [(60.0 + 150 * j, 700.0 - 20 * i, 12.0, cell) for i, row in enumerate(rows) for j, cell in enumerate(row)]
    (tmp_path / "t.pdf").write_bytes(pdf_bytes([page]))
    document = read_document(tmp_path / "t.pdf")
    at = document.raw.index("246")
    shown = seen(document.layout, at, at + 3)
    assert shown is not None
    assert abs(shown.box[0] - 210) <= 3
    last = document.raw.rindex("12")
    other = seen(document.layout, last, last + 2)
    assert other is not None
    assert abs(other.box[0] - 360) <= 3
    assert other.box[1] == shown.box[1]


def test_evidence_bears_page_and_box_and_is_derived_again(tmp_path: Path) -> None:
    two_pages(tmp_path / "in")
    (tmp_path / "in" / "plain.txt").write_text("海宁市推行“潮乡先锋”工程。", "utf-8")
    out = tmp_path / "out"
    assert kg("build", tmp_path / "in", "-o", out, "--no-page").exit_code == 0
    query = "SELECT ?w ?p ?b { ?e a dj:Evidence ; oa:exact ?w ; dj:page ?p ; dj:box ?b }"
    pages = {words: (page, box) for words, page, box in ask(out, query)}
    assert {p for w, (p, _) in pages.items() if "92%" in w} == {"2"}
    assert {p for w, (p, _) in pages.items() if "枣乡红" in w} == {"1"}
    assert not any("潮乡先锋" in w for w in pages)
    assert kept_layout(out / "texts", "two.pdf")
    before = (out / "graph.ttl").read_bytes()
    assert kg("build", tmp_path / "in", "-o", out, "--no-page").exit_code == 0  # from the store
    assert (out / "graph.ttl").read_bytes() == before
    assert kg("verify", out).exit_code == 0
    assert kg("check", "-q", out / "graph.ttl").exit_code == 0
    (out / "texts" / "two.pdf.places.json").unlink()
    assert kg("verify", out).exit_code == 1  # what the guard sees
    told = kg("why", tmp_path / "in" / "two.pdf").output
    assert "p. 2 [" in told


def ofd(pages: list[str]) -> bytes:
    """An OFD file as an office writes it: a line of 6 mm characters on each page."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(
            "OFD.xml",
            f"<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        )
        listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
        packed.writestr(
            "Doc_0/Document.xml",
            f"<ofd:Document {space}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
            f"</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        )
        for n, words in enumerate(pages):
            text = (
                f'<ofd:TextObject Boundary="20 30 170 8" Size="6"><ofd:TextCode X="0" Y="6" '
                f'DeltaX="g {len(words) - 1} 6">{words}</ofd:TextCode></ofd:TextObject>'
            )
            packed.writestr(
                f"Doc_0/Pages/Page_{n}/Content.xml",
                f"<ofd:Page {space}><ofd:Content><ofd:Layer>{text}</ofd:Layer></ofd:Content></ofd:Page>",
            )
    return out.getvalue()


def test_ofd(tmp_path: Path) -> None:
    path = tmp_path / "a.ofd"
    path.write_bytes(ofd([FIRST, SECOND]))
    document = read_document(path)
    assert document.raw.split() == [FIRST, SECOND]
    at = document.raw.index("枣乡红")
    shown = seen(document.layout, at, at + 3)
    assert shown is not None
    assert abs(shown.box[0] - (20 + 6 * at) * 72 / 25.4) <= 2
    assert abs(shown.box[1] - 30 * 72 / 25.4) <= 8
    path.write_bytes(ofd([FIRST])[:-200])
    with pytest.raises(ReadError):
        read_document(path)


def scan(folder: Path) -> Path:
    """A PDF file whose page is a picture of a page."""
    import pypdfium2

    source = pypdfium2.PdfDocument(pdf_bytes([[(60.0, 700.0, 16.0, FIRST)]]))
    image = source[0].render(scale=2).to_pil().convert("RGB")
    path = folder / "scan.pdf"
    image.save(path, "PDF", resolution=144)
    image.save(folder / "scan.png")
    return path


def test_a_scan_without_recognition_is_named_with_the_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("PIL")
    folder = tmp_path / "in"
    folder.mkdir()
    path = scan(folder)
    monkeypatch.setattr("kg.text.from_pdf.can_recognise", lambda: False)
    monkeypatch.setattr(reading, "can_recognise", lambda: False)
    for file in (path, folder / "scan.png"):
        with pytest.raises(ReadError, match=r"kg\[ocr\]"):
            read_document(file)
    result = kg("build", folder, "-o", tmp_path / "out", "--no-page")
    assert result.exit_code == 2
    assert result.output.count("pip install 'kg[ocr]'") == 2
    words = f"一\n{recognise.PICTURE.format(7)}\n二"
    assert recognise.pictures(words) == [7]
    assert not recognise.only_pictures(words)


@pytest.mark.skipif(not recognise.can_recognise(), reason="the extra ocr is not installed")
def test_a_scan_is_read_and_said_to_be(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    scan(folder)
    (folder / "scan.png").unlink()
    result = kg("build", folder, "-o", out, "--no-page")
    assert result.exit_code == 0
    assert "text recognition (OCR)" in result.output
    raw = kept_text(out / "texts", "scan.pdf")
    assert raw is not None
    same = sum(a == b for a, b in zip(raw.strip(), FIRST, strict=False))
    assert same >= 0.8 * len(FIRST), raw
    at = raw.index("临泽县")
    shown = seen(kept_layout(out / "texts", "scan.pdf"), at, at + 3)
    assert shown is not None
    assert shown.sure is not None
    assert abs(shown.box[0] - 60) <= 8
    sure = ask(out, "SELECT ?s { ?e dj:recognised ?s ; dj:page 1 }")
    assert sure
    assert all(0.5 <= float(s) <= 1 for (s,) in sure)
    assert kg("check", "-q", out / "graph.ttl").exit_code == 0
    assert kg("verify", out).exit_code == 0


def test_the_page_of_the_graph_tells_pages(tmp_path: Path) -> None:
    from kg.graph.store import load
    from kg.use.view.reading import read_graph

    two_pages(tmp_path / "in")
    assert kg("build", tmp_path / "in", "-o", tmp_path / "out", "--no-page").exit_code == 0
    (home,) = read_graph(load(tmp_path / "out" / "graph.ttl")).evidence.documents
    assert {home.page[n] for n, words in enumerate(home.exact) if "三岗联创" in words} == {"2"}
