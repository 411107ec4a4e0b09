"""What Spark costs and bears: overhead per document beside the build on one machine, and a run with one worker killed.

A standalone cluster of two workers of one core each is started on this machine. `bench_spark.py 1000 10000` measures both sizes without
a loss and the last one once more with a worker killed while documents are built; the graphs must be the same bytes. Seconds of the
processors of all processes are told beside the seconds of the clock, because those alone do not depend on what else the machine does.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path
from subprocess import PIPE, STDOUT
from threading import Event, Thread

import recombine

HERE = "127.0.0.1"


@dataclass
class Cluster:
    """A master and its workers, each a process with a group of its own."""

    url: str
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def kill(self, name: str) -> None:
        """End one with all that it has started, at once."""
        os.killpg(self.processes[name].pid, signal.SIGKILL)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HERE, 0))
        return int(probe.getsockname()[1])


@contextmanager
def cluster(folder: Path, memory: str) -> Iterator[Cluster]:
    """A standalone cluster of two workers on loopback, from the installation of PySpark."""
    import pyspark

    home = Path(pyspark.__file__).parent
    env = os.environ | {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": HERE, "SPARK_DAEMON_MEMORY": "256m"}
    port = free_port()
    made = Cluster(f"spark://{HERE}:{port}")

    def start(name: str, *arguments: str) -> None:
        common = ("--host", HERE, "--webui-port", str(free_port()))
        command = [str(home / "bin" / "spark-class"), *arguments, *common]
        with (folder / f"{name}.log").open("wb") as log:
            made.processes[name] = subprocess.Popen(command, env=env, stdout=log, stderr=log, start_new_session=True)

    try:
        start("master", "org.apache.spark.deploy.master.Master", "--port", str(port))
        for name in ("one", "two"):
            own = ("-d", str(folder / name), "--cores", "1", "--memory", memory)
            start(name, "org.apache.spark.deploy.worker.Worker", made.url, *own)
        wait(lambda: answers(port), 60)
        yield made
    finally:
        for process in made.processes.values():
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def answers(port: int) -> bool:
    """Whether somebody listens."""
    try:
        socket.create_connection((HERE, port), 1).close()
    except OSError:
        return False
    return True


def wait(done: object, seconds: float) -> None:
    """Until it is done."""
    assert callable(done)
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.1)


def build_command(inputs: Path, out: Path) -> list[str]:
    """The build that is measured: a machine with other work on it must not make it leave a document out."""
    kg = [sys.executable, "-m", "kg", "--lang", "en", "build"]
    return [*kg, str(inputs), "-o", str(out), "--time-limit", "0"]


class Spent:
    """The seconds that processors spend on some sessions of processes, looked up while they run."""

    def __init__(self, *sessions: int) -> None:
        """Look from now on until :meth:`seconds` is asked for."""
        self.sessions = {str(number) for number in sessions}
        self.known: dict[tuple[str, str], int] = {}
        self.over = Event()
        self.thread = Thread(target=self._look, daemon=True)
        self.thread.start()

    def _look(self) -> None:
        while not self.over.wait(0.3):
            for stat in Path("/proc").glob("[0-9]*/stat"):
                try:
                    pid, rest = stat.parent.name, stat.read_text().rpartition(")")[2].split()
                except OSError:
                    continue
                if rest[3] in self.sessions:
                    self.known[pid, rest[19]] = int(rest[11]) + int(rest[12])

    def seconds(self) -> float:
        """All that was spent."""
        self.over.set()
        self.thread.join()
        return sum(self.known.values()) / os.sysconf("SC_CLK_TCK")


def local(inputs: Path, out: Path, jobs: int) -> tuple[float, float]:
    """Seconds of clock and processors of the build on this machine."""
    begun = time.monotonic()
    command = [*build_command(inputs, out), "--no-page", "--fresh", "-j", str(jobs)]
    build = subprocess.Popen(command, stdout=PIPE, stderr=STDOUT, start_new_session=True)
    spent = Spent(build.pid)
    said, _ = build.communicate()
    if build.returncode:
        sys.exit(said.decode())
    return time.monotonic() - begun, spent.seconds()


def spark(inputs: Path, out: Path, on: Cluster, memory: str, killed: str = "") -> tuple[float, float]:
    """Seconds of clock and processors of the build on the cluster, in the middle of which one worker may be killed."""
    begun = time.monotonic()
    command = build_command(inputs, out)
    where = ["--engine", "spark", "--master", on.url, "--conf", f"spark.executor.memory={memory}"]
    build = subprocess.Popen([*command, *where], stdout=PIPE, stderr=STDOUT, start_new_session=True)
    spent = Spent(build.pid, *(process.pid for process in on.processes.values()))
    if killed:
        parts = out / ".kg-spark" / "built"
        done = "_temporary/0/task_*"
        wait(lambda: build.poll() is not None or len(list(parts.glob(done))) > 2, 3600)
        if build.poll() is None:
            on.kill(killed)
    said, _ = build.communicate()
    if build.returncode:
        sys.exit(said.decode())
    return time.monotonic() - begun, spent.seconds()


def digest(path: Path) -> str:
    """The digest of a file."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 10000])
    parser.add_argument("--memory", default="1g", help="of a worker; its executor gets it less 200 MB")
    parser.add_argument("--paragraphs", type=int, default=recombine.PARAGRAPHS, help="of a report")
    parser.add_argument("--only-killed", action="store_true", help="no run without a loss")
    options = parser.parse_args()
    recombine.PARAGRAPHS = options.paragraphs
    executor = f"{int(float(options.memory.rstrip('g')) * 1024) - 200}m"
    print("| documents | run | seconds | of processors | same bytes |\n|---|---|---:|---:|---|", flush=True)
    with tempfile.TemporaryDirectory(prefix="kg-spark-") as folder:
        home = Path(folder)
        for size in options.sizes:
            inputs = home / f"in{size}"
            inputs.mkdir()
            for document in recombine.reports(size):
                (inputs / document.name).write_text(document.raw, "utf-8")
            row(size, "one machine, 2 processes", local(inputs, home / f"local{size}", 2), "")
            known = digest(home / f"local{size}" / "graph.ttl")
            runs = ("", "two") if size == options.sizes[-1] else ("",)
            for killed in runs[1:] if options.only_killed else runs:
                work = home / f"cluster{size}{killed}"
                work.mkdir()
                with cluster(work, options.memory) as on:
                    out = home / f"out{size}{killed}"
                    seconds = spark(inputs, out, on, executor, killed)
                name = "Spark, a worker killed" if killed else "Spark, 2 workers of one core"
                row(size, name, seconds, "yes" if digest(out / "graph.ttl") == known else "NO")


def row(size: int, name: str, seconds: tuple[float, float], same: str) -> None:
    """Print a row of the table."""
    clock, processors = seconds
    print(f"| {size:,} | {name} | {clock:.1f} | {processors:.1f} | {same} |", flush=True)


if __name__ == "__main__":
    main()
