"""Build sdist and wheel into dist/, gather what they need, install each offline into an empty environment, try it, and write the SBOM.

    python scripts/release.py [FOLDER]

FOLDER (dist by default) gets the sdist, the wheel, `wheelhouse/` (everything that an offline installation needs) and `kg.cdx.json`, the
bill of materials (CycloneDX) of the environment that was installed from the wheel. Nothing is uploaded.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TEXT = "海宁市深入实施“潮乡先锋”工程，建成示范点12个，2023年村集体经济收入达到62万元。"
OFFLINE = {"PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def run(*command: object, cwd: Path = ROOT, **env: str) -> str:
    """Run a command and give what it printed; what fails ends the release."""
    print("$", *command)
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    done = subprocess.run([str(c) for c in command], cwd=cwd, env=kept | env, text=True, stdout=subprocess.PIPE)
    if done.returncode:
        sys.exit(f"✗ {done.stdout}")
    return done.stdout


def smoke(kg: Path, home: Path) -> None:
    """What a person does first, in a folder that holds nothing else."""
    (home / "in").mkdir()
    (home / "in" / "a.txt").write_text(TEXT, "utf-8")
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert version in run(kg, "--version", cwd=home)
    run(kg, "build", "in", cwd=home)
    assert "<html" in (home / "out" / "graph.html").read_text("utf-8")
    run(kg, "check", cwd=home)
    run(kg, "verify", cwd=home)
    run(kg, "conflicts", cwd=home)
    assert "潮乡先锋" in run(kg, "ask", "programmes-of", "region=海宁", cwd=home)
    assert "潮乡先锋" in run(kg, "why", TEXT, cwd=home)


def main() -> None:
    """The whole release, but for its publication."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "dist").resolve()
    house = folder / "wheelhouse"
    for old in (*folder.glob("kg-*"), *house.glob("*.whl")):
        old.unlink()
    run(sys.executable, "-m", "build", "--outdir", folder, ROOT)
    (wheel,), (sdist,) = folder.glob("kg-*.whl"), folder.glob("kg-*.tar.gz")
    run(sys.executable, "-m", "pip", "wheel", "-q", "-w", house, wheel, "hatchling")
    for artefact in (wheel, sdist):
        with tempfile.TemporaryDirectory(prefix="kg-") as place:
            home = Path(place)
            run(sys.executable, "-m", "venv", home / "env")
            pip = (home / "env" / "bin" / "python", "-m", "pip")
            run(*pip, "install", "-q", "--find-links", house, artefact, cwd=home, **OFFLINE)
            smoke(home / "env" / "bin" / "kg", home)
            if artefact == wheel:
                bom = folder / "kg.cdx.json"
                cyclonedx = Path(sys.executable).with_name("cyclonedx-py")
                run(cyclonedx, "environment", home / "env" / "bin" / "python", "-o", bom, cwd=home)
    print(f"✓ {wheel.name}, {sdist.name}: installed offline and tried; {house}, {folder / 'kg.cdx.json'}")


if __name__ == "__main__":
    main()
