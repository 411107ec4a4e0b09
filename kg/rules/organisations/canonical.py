"""The name that a body goes by, whichever of its usual forms is printed."""

from __future__ import annotations

from kg import patterns as re
from kg.lexicon import kinds, levels
from kg.lexicon.words import any_of, of_class, opening
from kg.model import OrganisationMention
from kg.rules.organisations.context import LEVELS, Context
from kg.rules.organisations.extension import Body

_FORMS = (
    (re.compile(rf"(委|{kinds.COMMITTEE})(?:{any_of('pattern.committee_meets')})$"), r"\1"),
    (re.compile(rf"^(?:{any_of('pattern.committee')})"), "委"),
    (re.compile(any_of("pattern.state")), kinds.GOVERNMENT),
    (re.compile(rf"{kinds.COMMITTEE}会$"), kinds.COMMITTEE),
    (re.compile(rf"{kinds.FULL_WORKING}$"), kinds.SHORT_WORKING),
    (re.compile(rf"党?总{kinds.SHORT_BRANCH}(?:{kinds.FULL_COMMITTEE})?$"), kinds.GENERAL),
    (re.compile(rf"(?<!党)({kinds.SHORT_BRANCH}|{kinds.SHORT_GENERAL})(?:{kinds.FULL_COMMITTEE})?$"), r"党\1"),
    (re.compile(rf"^第[一二三四五六七八九十百]+届(?={any_of('pattern.congress')})"), ""),
    (re.compile(r"^人民代表大会常务委员会"), "人大常委会"),
    (re.compile(r"^人民代表大会"), "人大"),
    (re.compile(r"^([一二三四五])院"), r"第\1人民医院"),
)
_OFFICES = of_class("body.of_committee")
_COMMITTEES = {
    f"{kinds.SHORT_BRANCH}{kinds.FULL_COMMITTEE}": kinds.BRANCH,
    f"总{kinds.SHORT_BRANCH}{kinds.FULL_COMMITTEE}": kinds.GENERAL,
    kinds.FULL_WORKING: kinds.WORKING,
    kinds.FULL_COMMITTEE: kinds.COMMITTEE,
}
_COMMITTEE_OF = re.compile(rf"({any_of('party.name')})?(.+?[^省州市县区旗])({'|'.join(_COMMITTEES)})")


def canonical(owner: str, tail: str, body: Body) -> str:
    """What stands behind the owner of a body, in its usual form: 人民政府 → 政府, 村委 → 村委会."""
    if not owner:
        for pattern, form in _FORMS[3:6]:
            tail = pattern.sub(form, tail, count=1)
        whole = tail.startswith(kinds.CENTRE) or body.kind == kinds.MEDIA  # 中国共产党新闻网
        return tail if whole else tail.removeprefix(opening(tail, "party.name"))
    for pattern, form in _FORMS[: 3 if owner.startswith(of_class("body.democrats")) else None]:
        tail = pattern.sub(form, tail, count=1)
    if tail == "委" and owner.endswith(levels.VILLAGES):
        return "委会"
    if tail == "委" and owner.endswith(levels.TOWNS):
        return kinds.COMMITTEE
    if tail == "办" and owner.endswith(levels.STREET):
        return kinds.COUNTRY_OFFICE
    high = owner.endswith(tuple(w for w, level in LEVELS.items() if level in {"province", "prefecture", "county"}))
    if high and tail.startswith(_OFFICES) and not body.parts:
        return f"委{tail}"
    return tail


def mention(context: Context, body: Body) -> OrganisationMention:
    """A body as the engine takes it."""
    whole = context.clean[body.start : body.end]
    if whole[0] == "“" and whole.find("”") == len(whole) - 1:
        whole = whole[1:-1]
    length = 0 if whole[0] == "地" and body.bare else body.length or len(body.owner) or max(0, body.stem - body.start)
    printed = body.name or body.owner + whole
    kind, named = body.kind, _COMMITTEE_OF.fullmatch(printed)
    if named and (named[1] or context.of_party(body.start)):  # 中共|歙县教育局|委员会
        kind = _COMMITTEES[named[3]]
        printed, length = named[2] + kind, max(0, length - named.start(2))
    owner, tail = printed[:length], canonical(printed[:length], printed[length:], body)
    if owner.startswith("政协") and tail.startswith("委"):
        owner, tail = owner.removeprefix("政协"), "政协"
    inside = tuple(p - body.start for p in body.parts) if not body.owner else body.inside
    name = owner + tail
    return OrganisationMention(
        start=body.start,
        end=body.end,
        rule=body.rule,
        name=name,
        kind=kind,
        bare=body.bare,
        owner=len(owner),
        inside=tuple(p for p in inside if p < len(name)),
        owner_at=body.owner_at,
    )
