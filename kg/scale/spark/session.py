"""A session on a cluster, and in words why there is none."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

JAVA = 17
"""The least version of Java that PySpark 4 runs on."""
_REACH = 5.0  # seconds to wait for the master to answer
_WORKERS = 60.0  # seconds to wait for a worker
_PORTS = {"http": 80, "https": 443}


class SparkProblem(Exception):
    """Why nothing runs on Spark: ``reason`` is pyspark, java, old_java, master, yarn, workers or failed."""

    def __init__(self, reason: str, detail: str = "") -> None:
        """Keep what a message needs."""
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


def java() -> str:
    """The Java that Spark will run on. Raises :class:`SparkProblem`."""
    home = os.environ.get("JAVA_HOME")
    found = shutil.which("java", path=f"{home}/bin" if home else None)
    if found is None:
        raise SparkProblem("java", home or "PATH")
    try:
        said = subprocess.run([found, "-version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        raise SparkProblem("java", f"{found}: {error}") from error
    version = re.search(r'version "(?:1\.)?(\d+)', said.stderr + said.stdout)
    if version is not None and int(version[1]) < JAVA:
        raise SparkProblem("old_java", version[1])
    return found


def _address(master: str) -> Iterator[tuple[str, int]]:
    """Where a master listens: ``spark://HOST:PORT`` (several with commas) and ``k8s://https://HOST:PORT``."""
    if master.startswith("k8s://"):
        url = master.removeprefix("k8s://")
        at = urlsplit(url if "://" in url else f"https://{url}")
        yield at.hostname or "", at.port or _PORTS[at.scheme]
    for one in master.removeprefix("spark://").split(",") if master.startswith("spark://") else ():
        host, _, port = one.rpartition(":")
        yield host.strip("[]"), int(port)


def reach(master: str) -> None:
    """See that a master answers, before Spark waits a minute for it. Raises :class:`SparkProblem`."""
    if master == "yarn" and not any(os.environ.get(f"{n}_CONF_DIR") for n in ("HADOOP", "YARN")):
        raise SparkProblem("yarn", "HADOOP_CONF_DIR")
    if not re.match(r"local($|\[)|yarn$|spark://.+:\d+$|k8s://.", master):
        raise SparkProblem("url", master)
    failed = ""
    try:
        for host, port in (at := list(_address(master))):
            try:
                with closing(socket.create_connection((host, port), _REACH)):
                    return
            except OSError as error:
                failed = f"{host}:{port} ({error.strerror or error})"
    except (ValueError, KeyError) as error:
        raise SparkProblem("url", master) from error
    if at:
        raise SparkProblem("master", failed)


def _settings(master: str, said: Mapping[str, str]) -> dict[str, str]:
    """What is set where neither ``--conf`` nor Spark's own files say otherwise."""
    settings = {
        "spark.ui.showConsoleProgress": "false",
        # Rows may be whole files: what is handed to Python at a time stays small.
        "spark.sql.execution.arrow.maxRecordsPerBatch": "1000",
        "spark.sql.execution.arrow.maxBytesPerBatch": str(64 << 20),
    }
    with suppress(ValueError, OSError):
        hosts = [socket.gethostbyname(host) for host, _ in _address(master)]
        if master.startswith("local") or (hosts and all(h.startswith("127.") for h in hosts)):
            settings["spark.driver.host"] = settings["spark.driver.bindAddress"] = "127.0.0.1"
    return settings | dict(said)


def _choose_python(master: str, said: Mapping[str, str]) -> None:
    """The Python of the workers, which PySpark takes from the environment alone: on a cluster of one kind of machines, this one."""
    python = said.get("spark.pyspark.python")
    if python is not None:
        os.environ["PYSPARK_PYTHON"] = python
    elif master.startswith(("local", "spark://")):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)


@contextmanager
def session(master: str, settings: Mapping[str, str]) -> Iterator[SparkSession]:
    """A session that ends with the block. Raises :class:`SparkProblem`."""
    warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas")
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise SparkProblem("pyspark", str(error)) from error
    java()
    reach(master)
    _choose_python(master, settings)
    builder = SparkSession.builder.master(master).appName("kg build")
    for key, value in _settings(master, settings).items():
        builder = builder.config(key, value)
    try:
        spark = builder.getOrCreate()
    except Exception as error:  # whatever the Java side raises while it starts
        raise SparkProblem("failed", _first_line(error)) from error
    try:
        spark.sparkContext.setLogLevel("ERROR")
        if master.startswith("spark://"):
            _await_workers(spark)
        yield spark
    except SparkProblem:
        raise
    except Exception as error:
        if type(error).__module__.startswith(("py4j", "pyspark")):
            raise SparkProblem("failed", _first_line(error)) from error
        raise
    finally:
        with suppress(Exception):  # a cluster that has gone is no news any more
            spark.stop()


def _await_workers(spark: SparkSession) -> None:
    """Wait until a worker has taken the application up: without one Spark would wait for ever."""
    context: Any = spark.sparkContext
    until = time.monotonic() + _WORKERS
    while context._jsc.sc().getExecutorMemoryStatus().size() < 2:  # the driver is one of them
        if time.monotonic() > until:
            raise SparkProblem("workers", f"{_WORKERS:g}")
        time.sleep(0.2)


def _first_line(error: Exception) -> str:
    """What a reader can use of an error of the Java side: its causes, not its stack."""
    lines = [line.strip() for line in str(error).splitlines()]
    told = [line for line in lines if line and not line.startswith(("at ", "...", "JVM stack"))]
    causes = [line for line in told if line.startswith("Caused by:") or "Error:" in line]
    return (causes or told or [type(error).__name__])[-1][:300]


def on_disk(path: Path) -> str:
    """A path of this machine's disk for Spark, to which a percent sign is one."""
    return f"file://{path.resolve()}"


def literal(path: str) -> str:
    """A path to read from that means itself, whatever marks of patterns are in it."""
    return re.sub(r"([\\\[\]{}*?])", r"\\\1", path)


def is_remote(path: str | Path) -> bool:
    """Whether a path lies in a store of the cluster (``hdfs://``, ``s3a://`` …) and not on a disk."""
    return bool(re.match(r"[a-z][a-z0-9+.-]+://", str(path)))
