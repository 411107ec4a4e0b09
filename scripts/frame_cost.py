"""What a frame costs while a picture is dragged, in processor time: a busy machine makes it wait, but not dearer.

Frames a second say as much about the other programs of a machine as about the page. Here every step of the pointer gets a frame of its
own; what the page's main thread and all processes of the browser worked meanwhile is divided by the frames, less what the same frames
cost while nothing is dragged. A screen of 60 frames a second leaves 16.7 ms for each, 30 leave 33.3.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

FRAMES = 90
_FRAME = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


class Cost(NamedTuple):
    """Milliseconds a frame: of the page's main thread, and of all threads of the browser together."""

    main: float
    whole: float


def below(root: int) -> list[int]:
    """A process and everything below it."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            children.setdefault(parent, []).append(int(entry.name))
    found, queue = [], [root]
    while queue:
        at = queue.pop()
        found.append(at)
        queue += children.get(at, [])
    return found


def processor(root: int | None) -> float:
    """Seconds that a process and everything below it have worked."""
    total = 0
    for pid in below(root) if root else ():
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += int(fields[11]) + int(fields[12])
    return total / os.sysconf("SC_CLK_TCK")


def frame_cost(page: Any, surface: str, root: int | None, *, zoomed: bool = False) -> Cost:
    """Drag a picture to and fro, or ``zoomed`` in and out; ``root`` is the browser's process."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    x, y = _free_spot(page, surface)

    def worked() -> tuple[float, float]:
        told = session.send("Performance.getMetrics")["metrics"]
        return next(m["value"] for m in told if m["name"] == "TaskDuration"), processor(root)

    def frames(does: Callable[[int], None]) -> tuple[float, float]:
        begun = worked()
        for step in range(FRAMES):
            does(step)
            page.evaluate(_FRAME)
        return tuple(b - a for a, b in zip(begun, worked(), strict=True))  # type: ignore[return-value]

    still = frames(lambda _: None)
    if zoomed:
        moved = frames(lambda step: page.mouse.wheel(0, 40 if step % 2 else -40))
    else:
        page.mouse.down()
        moved = frames(lambda step: page.mouse.move(x + (step % 40 - 20) * 6, y + (step % 24 - 12) * 6))
        page.mouse.up()
    session.detach()
    return Cost(*(max(0.0, b - a) * 1000 / FRAMES for a, b in zip(still, moved, strict=True)))


def _free_spot(page: Any, surface: str) -> tuple[float, float]:
    """Put the pointer near the middle of a picture, where it is on no node: a node would be moved instead of the picture."""
    box = page.locator(surface).first.bounding_box()
    x, y = box["x"] + box["width"] / 2 + 9, box["y"] + min(box["height"], 700) / 2 + 9
    for _ in range(40):
        for _ in range(2):  # labels may stand elsewhere once the node that was there before is left
            page.mouse.move(x, y)
            page.evaluate(_FRAME)
        if page.evaluate("([x, y]) => getComputedStyle(document.elementFromPoint(x, y)).cursor", [x, y]) != "pointer":
            break
        x, y = x + 7, y + 3
    return x, y
