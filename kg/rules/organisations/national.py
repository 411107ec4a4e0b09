"""Bodies of the whole country: 国务院|扶贫办, 国家|卫生健康委, 中共中央."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.lexicon import kinds
from kg.lexicon.words import any_of, of_class
from kg.rules.organisations.context import Context
from kg.rules.organisations.extension import Body, behind, delegates, grown, kind_of, torn_out

_CENTRE = re.compile(
    rf"(?:{kinds.CENTRE}|(?<![命主产])党中央)(?:{kinds.GENERAL_OFFICE})?"
    rf"|(?<![党共国])中央(?=(?:、{kinds.COUNCIL})?(?:{any_of('pattern.centre_acts')}|《(?:{any_of('pattern.title_opens')})))"
)
_CORE = re.compile(r"核心的?$|同志为核心的?$")
_DOCTRINE = re.compile(r"权威|集中统一领导|周围|保持|重大决策部署?精神|大政方针|政治局|总书记")
# A session or a high office: 中纪委|十九届…全会, 中央军委|主席.
_NO_ACT = re.compile(r"政治局|[一二三四五六七八九十\d]+(?:届|次会议)|(?<=军委)副?主席")
_WIDE = re.compile(rf"{any_of('pattern.nationwide')}")
_OF = ("国家", *of_class("place.state"))
_BRANCHES = of_class("body.branch", "body.outpost")
_OF_STATE = frozenset({kinds.STATE, kinds.SOCIETY, kinds.OTHER})


def national(context: Context) -> Iterator[Body]:
    """Bodies that everyone knows by name, with their offices, and those named 国家… or 全国…"""
    for token in context.tokens.of("body.national"):
        if context.analysis.in_title(token.start) or torn_out(context, token):
            continue
        if _NO_ACT.match(context.clean, token.end) or delegates(context, token.end):
            continue
        before = next((w for w in _OF if context.clean.endswith(w, 0, token.start)), "")
        start = token.start - len(before)  # 国家|应急管理部, 老挝|商务部
        made = Body.by_itself(start, token.end, kind_of(token), "national")
        whole = grown(context, made)
        branch = context.clean.endswith(_BRANCHES, made.end, whole.end)  # 新华社|甘肃分社, but 人民网|…
        yield whole if branch or made.kind != kinds.MEDIA else made
    for m in _WIDE.finditer(context.clean):
        if context.in_title(m.start()) or not context.free_before(m.start()):
            continue
        if _NO_ACT.match(context.clean, m.end()):
            continue
        body = behind(context, m.start(), m.end(), "nation", None)
        held = body is None or _NO_ACT.match(context.clean, body.end)
        if body is not None and not held and body.kind in _OF_STATE and body.end - m.end() > 1:
            yield Body.by_itself(body.start, body.end, body.kind, "national")


def centre(context: Context) -> Iterator[Body]:
    """党中央 or 中共中央 where it acts or issues something."""
    for m in _CENTRE.finditer(context.clean):
        doctrine = _CORE.search(context.clean, max(0, m.start() - 8), m.start()) or _DOCTRINE.match(
            context.clean, m.end()
        )
        if not doctrine and not context.in_title(m.start()):
            yield Body.by_itself(m.start(), m.end(), kinds.COMMITTEE, "centre", name=kinds.CENTRE)
