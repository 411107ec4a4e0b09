"""Review in the browser: who may, what is written, and that it survives the next build."""

from __future__ import annotations

import json
import shutil
import tomllib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import httpx
import pytest
from command import kg

from kg.graph.correction import CorrectionError
from kg.graph.decide import append, entry, string
from kg.use.serve.review import Reviewing

Running = Callable[..., AbstractContextManager[str]]


def build(home: Path) -> Path:
    out = home / "out"
    assert kg("build", home / "in", "-o", out, "--no-page").exit_code == 0
    return out


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two texts and the graph of them, for all tests to take copies of."""
    folder = tmp_path_factory.mktemp("review")
    (folder / "in").mkdir()
    for name, income in (("a.txt", "62"), ("b.txt", "75")):
        text = f"临泽县推行“枣乡红”行动，2023年村集体经济收入达到{income}万元。"
        (folder / "in" / name).write_text(text + "临泽县推行“枣乡红网格”工程。", "utf-8")
    build(folder)
    return folder


@pytest.fixture
def home(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path, dirs_exist_ok=True))


@pytest.fixture
def served(home: Path, running: Running) -> Iterator[tuple[str, Reviewing]]:
    out = home / "out"
    review = Reviewing(out / "graph.ttl", out / "corrections.toml", "en")
    with running(out / "graph.ttl", review=review) as url:
        yield url, review


def listed(url: str, review: Reviewing) -> list[dict[str, Any]]:
    answer = httpx.get(f"{url}/review/doubts", headers={"X-KG-Token": review.token})
    assert answer.status_code == 200
    found: list[dict[str, Any]] = answer.json()["doubts"]
    return found


def decide(url: str, token: str, doubt: dict[str, Any], **more: object) -> httpx.Response:
    return httpx.post(f"{url}/review/decide", headers={"X-KG-Token": token}, json={**doubt, **more}, timeout=30)


def test_without_the_token_nothing_is_shown_or_written(served: tuple[str, Reviewing]) -> None:
    url, review = served
    doubt = listed(url, review)[0]
    for headers in (
        {},
        {"X-KG-Token": ""},
        {"X-KG-Token": review.token[:-1]},
        {"X-KG-Token": review.token, "Origin": "http://evil.example"},
        {"X-KG-Token": review.token, "Origin": "null"},
    ):
        assert httpx.get(f"{url}/review/doubts", headers=headers).status_code == 403
        body = {**doubt, "do": "accept"}
        answer = httpx.post(f"{url}/review/decide", headers=headers, json=body)
        assert answer.status_code == 403
    elsewhere = {"X-KG-Token": review.token, "Host": "evil.example"}
    assert httpx.get(f"{url}/review/doubts", headers=elsewhere).status_code == 421
    assert review.token not in httpx.get(f"{url}/review").text
    assert "枣乡红" not in httpx.get(f"{url}/review").text
    assert not review.corrections.exists()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[" * 60_000, 400),
        (b"[]", 400),
        (b'{"do": 5}', 400),
        (b'{"do": "accept", "name": "\\ud800"}', 400),
        (b'{"do": "delete", "iri": "x"}', 400),
        (b'{"do": "value", "iri": "x", "to": "1e9"}', 400),
        (b'{"do": "accept", "iri": "https://elsewhere.example/x"}', 409),
        (b'"' + b"x" * 70_000 + b'"', 413),
    ],
)
def test_what_is_no_decision_is_refused(served: tuple[str, Reviewing], body: bytes, status: int) -> None:
    url, review = served
    headers = {"X-KG-Token": review.token, "Content-Type": "application/json"}
    answer = httpx.post(f"{url}/review/decide", headers=headers, content=body, timeout=30)
    assert answer.status_code == status
    headers["Content-Type"] = "text/plain"
    answer = httpx.post(f"{url}/review/decide", headers=headers, content=body)
    assert answer.status_code == 415
    assert not review.corrections.exists()


def test_without_review_there_is_none(home: Path, running: Running) -> None:
    with running(home / "out" / "graph.ttl") as url:
        for path in ("review", "review/doubts"):
            assert httpx.get(f"{url}/{path}").status_code == 404


def test_decisions_go_into_the_file_and_hold_in_the_next_build(home: Path, served: tuple[str, Reviewing]) -> None:
    url, review = served
    review.corrections.write_text("# kept by hand\n", "utf-8")
    conflicts = [d for d in listed(url, review) if d["why"] == "conflict"]
    wrong, right = sorted(conflicts, key=lambda d: "75" in d["says"].split("≠")[0])
    signed = {"author": '组"织\n科', "reason": "checked"}
    assert decide(url, review.token, wrong, do="value", to="750000", **signed).status_code == 200
    assert decide(url, review.token, right, do="accept", **signed).status_code == 200
    left = listed(url, review)
    assert not [d for d in left if d["why"] == "conflict"]
    alias = next(d for d in left if d["why"] == "alias")
    assert decide(url, review.token, alias, do="rename", to="枣乡红联盟", **signed).status_code == 200
    text = review.corrections.read_text("utf-8")
    assert text.startswith("# kept by hand\n")
    written = tomllib.loads(text)["correction"]
    assert [c["do"] for c in written] == ["value", "accept", "rename"]
    assert {c["author"] for c in written} == {'组"织\n科'}
    assert not [c for c in written if "iri" in c]
    build(home)
    told = json.loads(kg("review", home / "out", "-f", "json").stdout)
    assert not [d for d in told if d["why"] == "conflict"]
    assert "枣乡红联盟" in (home / "out" / "graph.ttl").read_text("utf-8")
    assert kg("check", home / "out" / "graph.ttl").exit_code == 0


def test_what_is_no_doubt_is_found_with_its_sentence_and_put_right(home: Path, served: tuple[str, Reviewing]) -> None:
    url, review = served
    answer = httpx.get(
        f"{url}/review/doubts", params={"find": "枣乡 网格"}, headers={"X-KG-Token": review.token}, timeout=30
    )
    (thing,) = answer.json()["doubts"]
    assert (thing["name"], thing["why"]) == ("“枣乡红网格”工程", "")
    assert thing["quote"] in thing["context"] == "临泽县推行“枣乡红网格”工程。"
    assert decide(url, review.token, thing, do="rename", to="枣乡网格工程").status_code == 200
    out = build(home)
    assert "枣乡网格工程" in kg("ask", "programmes-of", "region=临泽", "-g", out / "graph.ttl").output


@pytest.mark.parametrize(("written", "number"), [("65万元", "650000"), ("1.36 亿元", "136000000"), ("1,200", "1200")])
def test_a_number_may_be_written_as_reports_write_it(written: str, number: str) -> None:
    assert f"to = {number}\n" in entry("value", {"kind": "metric", "name": "收入"}, written, {})


@pytest.mark.parametrize("written", ["", "六十五万", "65万到70万", "nan", "，"])
def test_what_is_no_number_is_no_value(written: str) -> None:
    with pytest.raises(CorrectionError, match="no number"):
        entry("value", {"kind": "metric", "name": "收入"}, written, {})


def test_what_was_accepted_becomes_gold(home: Path, served: tuple[str, Reviewing]) -> None:
    url, review = served
    doubt = next(d for d in listed(url, review) if "75" in d["says"].split("≠")[0])
    assert decide(url, review.token, doubt, do="accept").status_code == 200
    out = build(home)
    assert kg("review", out, "--gold", home / "gold").exit_code == 0
    (file,) = (home / "gold").iterdir()
    gold = json.loads(file.read_text("utf-8"))
    assert (gold["file"], [m["value"] for m in gold["metrics"]]) == ("b.txt", [750000])
    assert set(gold) == {"file", "metrics"}
    measured = kg("eval", out / "graph.ttl", "--gold", home / "gold", "--json")
    assert (measured.exit_code, json.loads(measured.stdout)["metrics"]["tp"]) == (0, 1)
    assert kg("review", out, "--gold", home / "gold").exit_code == 2


def test_no_words_break_the_file(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    odd = 'a"\\\n\t\r\x00\x1f\x7f]]\n[[correction]]\ndo = "reject"'
    for words in ("'''", '"""', 'a"]]\n[[correction]]', "枣"):
        append(path, entry("rename", {"name": words}, words, {"author": odd, "reason": odd}))
    before = path.read_bytes()
    for name, to in ((odd, "枣"), ("枣", odd)):  # a name holds no sign that cannot be seen
        with pytest.raises(CorrectionError):
            append(path, entry("rename", {"name": name}, to, {}))
    assert path.read_bytes() == before
    rows = tomllib.loads(path.read_text("utf-8"))["correction"]
    assert [r["to"] for r in rows] == ["'''", '"""', 'a"]]\n[[correction]]', "枣"]
    assert {r["reason"] for r in rows} == {odd}
    assert tomllib.loads(f"x = {string(odd)}")["x"] == odd
    path.write_text("broken [", "utf-8")
    with pytest.raises(CorrectionError):
        append(path, entry("accept", {"name": "x"}, "", {}))
    assert path.read_text("utf-8") == "broken ["


def test_half_a_character_is_refused_and_the_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    append(path, entry("reject", {"kind": "programme", "name": "甲"}, "", {"reason": "好"}))
    before = path.read_bytes()
    with pytest.raises(CorrectionError):
        append(path, entry("reject", {"kind": "programme", "name": "乙\ud800"}, "", {}))
    assert path.read_bytes() == before


@pytest.mark.browser
def test_a_person_decides_in_the_browser(served: tuple[str, Reviewing], browser: Any) -> None:
    url, review = served
    with browser.new_context() as context:
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda e: errors.append(str(e)))
        page.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
        page.goto(f"{url}/review#token={review.token}")
        page.wait_for_selector("article .accept")
        assert review.token not in page.url
        page.fill("#author", "组织科")
        page.click("article:first-child .accept")
        page.wait_for_selector("article[data-done=accept]")
    assert errors == []
    (written,) = tomllib.loads(review.corrections.read_text("utf-8"))["correction"]
    assert (written["do"], written["author"]) == ("accept", "组织科")


def test_a_list_of_parts_that_one_document_gives_otherwise_is_taken_away_and_not_the_programme(
    tmp_path: Path, running: Running
) -> None:
    (tmp_path / "in").mkdir()
    for name, parts in (
        ("a.txt", "链上建支部、链上育党员、链上富群众"),
        ("b.txt", "链上建组织、链上聚人才、链上兴产业"),
    ):
        text = f"临泽县推行“三链联创”工作法，即{parts}。"
        (tmp_path / "in" / name).write_text(text, "utf-8")
    out = build(tmp_path)
    review = Reviewing(out / "graph.ttl", out / "corrections.toml", "en")
    with running(out / "graph.ttl", review=review) as url:
        rival = next(d for d in listed(url, review) if d["kind"] == "parts")
        assert decide(url, review.token, rival, do="reject").status_code == 200
    build(tmp_path)
    assert json.loads(kg("conflicts", out, "-f", "json", "--only", "parts").stdout) == []
    assert "三链联创" in kg("ask", "programmes-of", "region=临泽", "-g", out / "graph.ttl").output
    assert kg("check", out / "graph.ttl").exit_code == 0
