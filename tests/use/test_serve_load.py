"""The endpoint under hostile clients, and how it ends."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.requests import Request as Request_

from kg.use.serve import protocol
from kg.use.serve.patience import MOST
from kg.use.serve.queue import QUICK, Job, Lines, shape
from kg.use.serve.worker import Request

Apart = Callable[[Callable[[], Any]], Any]
NAMES = "SELECT ?n WHERE { ?p a dj:Programme ; schema:name ?n } ORDER BY ?n"
SLOW = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER (?a != ?d) }"


def _port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])


@contextlib.contextmanager
def serving(graph: Path, *options: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A server in a process of its own, ready to answer."""
    port = _port()
    command = [sys.executable, "-m", "kg", "serve", "-g", str(graph), "--port", str(port)]
    process = subprocess.Popen([*command, *options], stderr=subprocess.DEVNULL)
    try:
        for _ in range(2400):
            with contextlib.suppress(OSError):
                assert ask(port, NAMES, 60) == 200
                break
            time.sleep(0.05)
        yield process, port
    finally:
        process.kill()
        process.wait()


def ask(port: int, query: str, timeout: float) -> int:
    """The status of the answer to a query."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request("GET", "/sparql?" + urlencode({"query": query}))
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def test_a_good_client_is_answered_while_hostile_ones_ask(small_file: Path) -> None:
    """A hundred of them, each with slow queries under ever new names and numbers, half of them leaving early."""
    ended = threading.Event()

    def hostile(port: int, number: int) -> None:
        n = 0
        while not ended.is_set():
            n += 1
            query = SLOW.replace("?a", f"?x{number}").replace("(COUNT(*)", f"({n} + COUNT(*)")
            with contextlib.suppress(OSError, http.client.HTTPException):
                ask(port, query, 1 if number % 2 else 30)

    with serving(small_file) as (_, port):
        for n in range(100):
            threading.Thread(target=hostile, args=(port, n), daemon=True).start()
        time.sleep(2)
        waits = []
        for _ in range(10):
            began = time.monotonic()
            assert ask(port, NAMES, 60) == 200
            waits.append(time.monotonic() - began)
            time.sleep(0.2)
        ended.set()
    assert sorted(waits)[-2] < 20, (
        waits
    )  # behind the hundred it would wait for minutes; a loaded machine may be late once


def test_a_query_is_stopped_when_its_client_has_gone(small_file: Path) -> None:
    with serving(small_file, "--timeout", "60") as (process, port):
        with ThreadPoolExecutor(8) as clients:
            gone = [clients.submit(ask, port, SLOW, 1.5).exception() for _ in range(8)]
        assert {type(left) for left in gone} == {TimeoutError}
        # No child of theirs is still at it.
        assert _soon(lambda: len(_children(process.pid)) <= 4, 2), _children(process.pid)


def _soon(so: Callable[[], bool], seconds: float) -> bool:
    """Whether something comes to be so within some seconds."""
    end = time.monotonic() + seconds
    while not so() and time.monotonic() < end:
        time.sleep(0.05)
    return so()


def _children(process: int) -> set[int]:
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text("utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == process:
            number = int(stat.parent.name)
            found |= {number, *_children(number)}
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc here")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_the_server_ends_with_all_it_has_started(small_file: Path, number: int) -> None:
    with serving(small_file, "--timeout", "60") as (process, port):

        def slow() -> None:
            with contextlib.suppress(OSError, http.client.HTTPException):
                ask(port, SLOW, 30)

        for _ in range(8):
            threading.Thread(target=slow, daemon=True).start()
        assert _soon(lambda: len(_children(process.pid)) >= 3, 10)
        time.sleep(0.5)  # until the workers are at their questions
        started = _children(process.pid)
        process.send_signal(number)
        code = process.wait(timeout=30)
        assert code == (0 if number == signal.SIGTERM else -signal.SIGKILL)
        assert _soon(lambda: not any(map(_alive, started)), 10)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
        state = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_a_good_client_is_answered_while_others_say_half_a_request(small_file: Path) -> None:
    """Each holds a connection, and so a file of the server, which it had for ever: with as many as the system allows nobody else came in."""
    half = b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\nHost: localhost\r\nX: "
    with serving(small_file) as (_, port):
        held = []
        for _ in range(MOST + 60):
            held.append(socket.create_connection(("127.0.0.1", port), timeout=30))
            held[-1].sendall(half)
        assert ask(port, NAMES, 30) == 200
        with contextlib.suppress(ConnectionResetError):  # as some systems tell it
            assert held[0].recv(1) == b""  # those that have waited longest have gone
        held[-1].sendall(b"y\r\nConnection: close\r\n\r\n")
        assert held[-1].recv(12) == b"HTTP/1.1 200"  # and who says the rest is answered
        for connection in held:
            connection.close()


def test_a_body_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch, apart: Apart) -> None:
    async def never() -> dict[str, object]:
        await asyncio.sleep(60)
        return {}

    monkeypatch.setattr(protocol, "SECONDS", 0.05)
    request = Request_({"type": "http", "method": "POST", "headers": []}, never)
    with pytest.raises(protocol.ProtocolError) as told:
        apart(lambda: asyncio.run(protocol.body_of(request, 10)))
    assert told.value.status == 408


def test_the_shape_of_a_query_does_not_change_with_its_names() -> None:
    one = shape("SELECT ?a { ?a dj:x 'b' ; <http://x/y> 12 } # words")
    assert one == shape("SELECT ?z\n{ ?z dj:x 'other' ; <http://x/z> 7.5 }")
    assert one != shape("SELECT ?a { ?b dj:x 'b' ; <http://x/y> 12 }")


def test_a_slow_question_is_known_though_the_processor_has_little_time_for_it(apart: Apart) -> None:
    """Each try gets less time than a quick question takes; together they show it."""

    async def lived() -> list[bool]:
        lines = Lines()
        shown = []
        for _ in range(4):
            job = Job(Request(SLOW, None, None, 1), "a", shape(SLOW), asyncio.get_running_loop().create_future())
            await lines.add(job)
            shown.append(job.slow)
            lines.learn(job, QUICK / 2 + 0.01, whole=False)
        lines.learn(job, 0.01)  # it was answered after all
        again = replace(job, slow=False)
        await lines.add(again)
        return [*shown, again.slow]

    assert apart(lambda: asyncio.run(lived())) == [False, False, True, True, False]
