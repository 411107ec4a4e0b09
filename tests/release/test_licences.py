"""Nothing that the core needs is under the GPL or AGPL alone, every licence is known, and the lock knows what is installed."""

from __future__ import annotations

import re

import pytest

from licences import ROOT, closure, licence, refused, wanted_by_kg
from lock import LOCK


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("GPL-3.0-only", True),
        ("AGPL-3.0-or-later", True),
        ("GNU Affero General Public License v3", True),
        ("GNU General Public License v3 (GPLv3)", True),
        ("GPL-2.0-only OR AGPL-3.0-only", True),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", False),
        ("LGPL-2.1-or-later", False),
        ("MIT", False),
    ],
)
def test_what_is_refused(words: str, wrong: bool) -> None:
    assert refused(words) is wrong


def test_the_core_needs_no_gpl() -> None:
    core = closure(wanted_by_kg())
    assert len(core) > 40
    for key, dist in core.items():
        assert licence(dist) != "unknown", key
        assert not refused(licence(dist)), key


def test_the_lock_names_every_direct_dependency_once() -> None:
    lines = [x for x in LOCK.read_text("utf-8").splitlines() if not x.startswith("#")]
    names = [line.partition("==")[0] for line in lines]
    assert names == sorted(set(names))
    assert all(re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.+!]*", line) for line in lines)
    wanted = {re.split(r"[<>=\[ ;]", w)[0].lower() for w in wanted_by_kg("dev")} - {"kg"}
    assert wanted <= set(names)
    assert "://" not in LOCK.read_text("utf-8")


def test_how_to_contribute_names_what_is_there() -> None:
    page = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    assert set(re.findall(r"`make ([a-z-]+)", page)) <= targets
    for path in re.findall(r"`((?:kg|tests|scripts|docs|ontology)/[\w./-]*)`", page):
        assert (ROOT / path).exists(), path
