"""The build on a real standalone cluster on this machine: the same bytes as the build on one machine, with a worker killed in the middle."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from command import free_port
from typer.testing import CliRunner

from kg.cli.app import app
from kg.scale.spark.session import SparkProblem, java, reach
from kg.scale.spark.write import _reached, stored, write_graph

SEEDS = Path(__file__).parents[2] / "seeds"
HERE = "127.0.0.1"
QUICK = {  # for what ends soon, and classes that every user of Spark has loaded before
    "JDK_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:+UnlockDiagnosticVMOptions "
    "-XX:-BytecodeVerificationRemote"
}

try:
    import pyspark

    java()
    absent = ""
except ImportError:
    absent = "pyspark is not installed"
except SparkProblem as problem:
    absent = f"no Java for Spark: {problem.detail}"

SMALL = [
    word
    for setting in (
        "spark.driver.memory=512m",
        "spark.sql.shuffle.partitions=2",
        "spark.ui.enabled=false",
        "spark.sql.codegen.wholeStage=false",
        "spark.sql.codegen.factoryMode=NO_CODEGEN",
    )
    for word in ("--conf", setting)
]
on_a_cluster = pytest.mark.skipif(bool(absent), reason=absent)


@dataclass
class Cluster:
    url: str
    processes: dict[str, subprocess.Popen[bytes]]

    def kill(self, name: str) -> None:
        """The worker and its executors, at once."""
        os.killpg(self.processes[name].pid, signal.SIGKILL)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A master and two workers of one core, as processes."""
    home = Path(pyspark.__file__).parent
    env = (
        os.environ
        | QUICK
        | {
            "SPARK_HOME": str(home),
            "SPARK_LOCAL_IP": HERE,
            "SPARK_DAEMON_MEMORY": "256m",
            "SPARK_LOG_DIR": str(tmp_path),
        }
    )
    port = free_port()
    cluster = Cluster(f"spark://{HERE}:{port}", {})

    def start(name: str, *arguments: str) -> None:
        command = [str(home / "bin" / "spark-class"), *arguments, "--host", HERE]
        with (tmp_path / f"{name}.log").open("wb") as log:
            cluster.processes[name] = subprocess.Popen(
                [*command, "--webui-port", str(free_port())], env=env, stdout=log, stderr=log, start_new_session=True
            )

    try:
        start("master", "org.apache.spark.deploy.master.Master", "--port", str(port))
        _until(lambda: _answers(cluster.url), 60)
        for name in ("one", "two"):
            work = ("-d", str(tmp_path / f"work-{name}"), "--cores", "1", "--memory", "1g")
            start(name, "org.apache.spark.deploy.worker.Worker", cluster.url, *work)
        known = b"Successfully registered with master"
        _until(lambda: all(known in (tmp_path / f"{n}.log").read_bytes() for n in ("one", "two")), 60)
        yield cluster
    finally:
        for process in cluster.processes.values():
            with_group = os.getpgid(process.pid) if process.poll() is None else process.pid
            try:
                os.killpg(with_group, signal.SIGKILL)
            except ProcessLookupError:
                continue
            process.wait()


def _answers(url: str) -> bool:
    try:
        reach(url)
    except SparkProblem:
        return False
    return True


def _until(done: object, seconds: float) -> None:
    assert callable(done)
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.05)


def _inputs(folder: Path) -> tuple[list[Path], list[Path | str]]:
    """Folders with copies, one name for two files, a table, a manifest and a damaged file; the last two as Parquet, and as an address."""
    texts = [path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))[:3]]
    one, two, three, four = (folder / name for name in ("one", "two", "three", "four"))
    for home in (one, two, three, four):
        home.mkdir()
    for number, text in enumerate(texts):
        lines = text.splitlines()
        for part in range(4):
            words = "\n".join(lines[:1] + lines[part::4])[:1500]
            (one / f"{number}-{part}.txt").write_text(words, "utf-8")
    shutil.copy(one / "0-1.txt", one / "copy.txt")
    (two / "0-1.txt").write_text("某县推行“四方共议”工作法，建成示范点12个。", "utf-8")
    (two / "rows.csv").write_text("title,text\n甲,高台县党员1200名。\n乙,临泽县建成党群服务中心31个。\n", "utf-8")
    (two / "sources.csv").write_text("file,date\n0-1.txt,2024-05-01\n", "utf-8")
    (two / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    (three / "零.txt").write_text("高台县推行“三岗联创”工作法，设置示范岗、责任岗、先锋岗。", "utf-8")
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = folder / "table.parquet"
    rows = {"name": ["零.txt"], "bytes": [(three / "零.txt").read_bytes()]}
    pq.write_table(pa.table(rows), table)
    (four / "下").mkdir()
    (four / "下" / "四.txt").write_text("临泽县推行“五步议事”机制，覆盖村居71个。", "utf-8")
    return [one, two, three, four], [one, two, table, f"file://{four}"]


@on_a_cluster
def test_the_cluster_gives_the_same_bytes_with_a_worker_killed(cluster: Cluster, tmp_path: Path) -> None:
    """So does a build into a store of the cluster, which goes before on this machine, in the same process."""
    local, spread = _inputs(tmp_path)
    assert _alone(*local, tmp_path / "local") == 1  # broken.pdf
    assert _alone(*local[2:], tmp_path / "few") == 0
    out, store = tmp_path / "结果 [1]", tmp_path / "out"
    memory = ("--conf", "spark.executor.memory=512m")
    builds = _run(
        (*spread[2:], "-o", f"file://{store}", "--engine", "spark", "--master", "local[1]", *SMALL),
        (*spread, "-o", out, "--engine", "spark", "--master", cluster.url, *memory, *SMALL),
    )
    try:
        # Documents are being built, and the second worker takes part, when it dies with its executor.
        begun = ".kg-spark/built/_temporary/0/_temporary/*"
        _until(lambda: (any(out.glob(begun)) and any(tmp_path.glob("work-two/app-*/*/stderr"))) or _over(builds), 300)
        assert not _over(builds), builds.communicate()[0].decode()
        cluster.kill("two")
        said, _ = builds.communicate(timeout=300)
    finally:
        builds.kill()
    assert builds.returncode == 0, said.decode()
    one, two = (json.loads(line) for line in said.decode().splitlines() if line.startswith("{"))
    assert one["code"] == 0, one["said"]
    _store_holds_what_the_local_build_gave(store, tmp_path / "few", tmp_path / "graph.ttl")
    assert two["code"] == 1, two["said"]
    assert "broken.pdf" in two["said"]
    assert (out / "graph.ttl").read_bytes() == (tmp_path / "local" / "graph.ttl").read_bytes()
    assert _texts(out) == _texts(tmp_path / "local")
    _quads_are_those_of_the_local_build(out, tmp_path / "local" / "graph.ttl")
    assert not (out / ".kg-spark").exists()
    assert not list(out.rglob("*.crc"))


def _store_holds_what_the_local_build_gave(store: Path, local: Path, graph: Path) -> None:
    """An address takes facts, N-Quads and texts in parts."""
    import pyarrow.parquet as pq

    write_graph(stored(store / "facts"), graph)
    assert graph.read_bytes() == (local / "graph.ttl").read_bytes()
    kept = {f"{row['name']}": row["text"].encode() for row in pq.read_table(store / "texts").to_pylist()}
    assert kept == _texts(local)
    _quads_are_those_of_the_local_build(store, local / "graph.ttl")
    assert not (store / ".kg-spark").exists()


def _over(build: subprocess.Popen[bytes]) -> bool:
    return build.poll() is not None


def _alone(*inputs_and_output: Path) -> int:
    """The code of a build without Spark, in this process."""
    *inputs, out = map(str, inputs_and_output)
    return CliRunner().invoke(app, ["--lang", "en", "build", *inputs, "-o", out, "--no-page"]).exit_code


IN_TURN = """
import json, sys
from typer.testing import CliRunner
from kg.cli.app import app
for arguments in json.loads(sys.argv[1]):
    done = CliRunner().invoke(app, ["--lang", "en", "build", *arguments])
    print(json.dumps({"code": done.exit_code, "said": done.output}), flush=True)
"""


def _run(*builds: Sequence[object]) -> subprocess.Popen[bytes]:
    """Builds one after the other in one process of their own, which starts Java once; what each said is a line of JSON."""
    asked = json.dumps([[str(a) for a in arguments] for arguments in builds])
    return subprocess.Popen(
        [sys.executable, "-c", IN_TURN, asked], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=os.environ | QUICK
    )


def _texts(folder: Path) -> dict[str, bytes]:
    below = folder / "texts"
    return {p.relative_to(below).as_posix(): p.read_bytes() for p in below.rglob("*.txt")}


def _quads_are_those_of_the_local_build(out: Path, graph: Path) -> None:
    import pyoxigraph as ox

    from kg.graph.store import load
    from kg.use.export.rdf import nquads

    parts = sorted((out / "quads").glob("part-*"))
    lines = [line for part in parts for line in part.read_bytes().splitlines(keepends=True)]
    assert lines == sorted(set(lines))
    exported = ox.Store()
    exported.load("".join(nquads(load(graph))).encode(), ox.RdfFormat.N_QUADS)
    spread = ox.Store()
    spread.load(b"".join(lines), ox.RdfFormat.N_QUADS)
    assert set(spread) == set(exported)


# --------------------------------------------------------------------------- what is told where it does not work


def _told(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["--lang", "en", "build", str(SEEDS), "--engine", "spark", *arguments])
    assert result.exit_code == 2, result.output
    return " ".join(result.output.split())


def test_a_master_must_be_named() -> None:
    assert "--master" in _told()
    assert "write --master as" in _told("--master", "somewhere")


@on_a_cluster
def test_a_master_that_does_not_answer_is_told_at_once(tmp_path: Path) -> None:
    begun = time.monotonic()
    master = f"spark://{HERE}:{free_port()}"
    assert "cannot be reached" in _told("--master", master, "-o", str(tmp_path))
    assert time.monotonic() - begun < 60  # Spark itself tries for minutes


def test_java_must_be_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(SparkProblem) as told:
        java()
    assert told.value.reason == "java"


def test_an_old_java_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    script = tmp_path / "bin" / "java"
    script.write_text("#!/bin/sh\necho 'openjdk version \"1.8.0_392\"' >&2\n")
    script.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(SparkProblem) as told:
        java()
    assert (told.value.reason, told.value.detail) == ("old_java", "8")


def test_the_extra_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("pyspark", "pyspark.sql"):
        monkeypatch.setitem(sys.modules, name, None)
    assert "kg[spark]" in _told("--master", "local", "-o", str(tmp_path))


def test_what_does_not_go_with_spark_is_refused(tmp_path: Path) -> None:
    assert "--min-confidence" in _told("--master", "local", "--min-confidence", "0.5")
    (tmp_path / "corrections.toml").write_text("")
    assert "corrections.toml" in _told("--master", "local", "-o", str(tmp_path))
    assert "key=value" in _told("--master", "local", "--conf", "spark", "-o", str(tmp_path / "o"))


def test_an_address_of_a_cluster_needs_spark() -> None:
    result = CliRunner().invoke(app, ["--lang", "en", "build", "hdfs://nodes/texts"])
    assert result.exit_code == 2
    assert "hdfs://nodes/texts" in result.output


@pytest.mark.parametrize(
    ("links", "reached"),
    [
        ([], {}),
        ([("a", "b"), ("b", "c")], {"a": ("a", "b", "c"), "b": ("b", "c")}),
        ([("a", "b"), ("b", "a")], {"a": ("a", "b"), "b": ("a", "b")}),
    ],
)
def test_where_links_lead(links: list[tuple[str, str]], reached: dict[str, tuple[str, ...]]) -> None:
    assert _reached(links) == reached
