"""What Spark costs and bears: overhead per document beside the build on one machine, and a run with one worker killed.

A standalone cluster of two workers of one core each is started on this machine. `bench_spark.py 1000 10000` measures both sizes without
a loss and the last one once more with a worker killed while documents are built; the graphs must be the same bytes.
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
    env = os.environ | {
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": HERE,
        "SPARK_DAEMON_MEMORY": "256m",
    }
    port = free_port()
    made = Cluster(f"spark://{HERE}:{port}")

    def start(name: str, *arguments: str) -> None:
        common = ("--host", HERE, "--webui-port", str(free_port()))
        command = [str(home / "bin" / "spark-class"), *arguments, *common]
        with (folder / f"{name}.log").open("wb") as log:
            made.processes[name] = subprocess.Popen(
                command, env=env, stdout=log, stderr=log, start_new_session=True
            )

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


def local(inputs: Path, out: Path, jobs: int) -> float:
    """Seconds of the build on this machine."""
    begun = time.monotonic()
    command = [*build_command(inputs, out), "--no-page", "--fresh", "-j", str(jobs)]
    build = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    if build.returncode:
        sys.exit(build.stdout.decode())
    return time.monotonic() - begun


def spark(inputs: Path, out: Path, on: Cluster, memory: str, killed: str = "") -> float:
    """Seconds of the build on the cluster, in the middle of which one worker may be killed."""
    begun = time.monotonic()
    command = build_command(inputs, out)
    where = ["--engine", "spark", "--master", on.url, "--conf", f"spark.executor.memory={memory}"]
    with subprocess.Popen(
        [*command, *where], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as build:
        if killed:
            parts = out / ".kg-spark" / "built"
            wait(
                lambda: (
                    build.poll() is not None or len(list(parts.glob("_temporary/0/task_*"))) > 2
                ),
                3600,
            )
            if build.poll() is None:
                on.kill(killed)
        said, _ = build.communicate()
    if build.returncode:
        sys.exit(said.decode())
    return time.monotonic() - begun


def digest(path: Path) -> str:
    """The digest of a file."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 10000])
    parser.add_argument(
        "--memory", default="1g", help="of a worker; its executor gets it less 200 MB"
    )
    options = parser.parse_args()
    executor = f"{int(float(options.memory.rstrip('g')) * 1024) - 200}m"
    print(
        "| documents | run | seconds | ms a document | same bytes |\n|---|---|---|---|---|",
        flush=True,
    )
    with tempfile.TemporaryDirectory(prefix="kg-spark-") as folder:
        home = Path(folder)
        for size in options.sizes:
            inputs = home / f"in{size}"
            inputs.mkdir()
            for document in recombine.reports(size):
                (inputs / document.name).write_text(document.raw, "utf-8")
            row(size, "one machine, 2 processes", local(inputs, home / f"local{size}", 2), "")
            known = digest(home / f"local{size}" / "graph.ttl")
            for killed in ("", "two") if size == options.sizes[-1] else ("",):
                work = home / f"cluster{size}{killed}"
                work.mkdir()
                with cluster(work, options.memory) as on:
                    out = home / f"out{size}{killed}"
                    seconds = spark(inputs, out, on, executor, killed)
                name = "Spark, a worker killed" if killed else "Spark, 2 workers of one core"
                row(size, name, seconds, "yes" if digest(out / "graph.ttl") == known else "NO")


def row(size: int, name: str, seconds: float, same: str) -> None:
    """Print a row of the table."""
    print(
        f"| {size:,} | {name} | {seconds:.1f} | {1000 * seconds / size:.1f} | {same} |", flush=True
    )


if __name__ == "__main__":
    main()
