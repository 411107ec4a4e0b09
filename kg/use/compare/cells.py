"""How a figure, a programme and a number read in a cell."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kg.use.compare.corpus import Ground
from kg.use.compare.indicators import short_number
from kg.use.compare.match import Evidence
from kg.use.messages import text
from kg.use.records import Figure, ProgrammeOf

LEAST_SHARE = 0.05  # of a likeness, from which a trait is told
_BEFORE = {"近", "约", "超", "突破", "不足", "逾", "不到"}
_ENGLISH = {
    "余": "more than",
    "多": "more than",
    "超": "more than",
    "突破": "more than",
    "逾": "more than",
    "以上": "at least",
    "近": "nearly",
    "不到": "less than",
    "不足": "less than",
    "以下": "at most",
    "约": "about",
    "左右": "about",
}


_BASELINES = {
    "同比": "year on year",
    "环比": "vs the previous period",
    "较去年": "vs last year",
    "较上届": "vs the previous term",
    "较年初": "vs the start of the year",
}


def figure_text(figure: Figure, lang: str, *, condition: bool = True, unit: str | None = None) -> str:
    """A figure with its hedge, its year and its change: 20万元以上（2024年，较2023年 +61%）; ``unit`` is that of its row."""
    unit = unit if unit and figure.unit else figure.unit or ""
    value = "" if figure.value is None else _hedged(figure.value, unit, figure.hedge, lang)
    period = figure.date or (str(figure.year) if figure.year else "")
    if period.isdigit() and lang == "zh":
        period += "年"
    told = (figure.condition or "") if condition else ""
    details = "，" if lang == "zh" else ", "
    extra = details.join(filter(None, (period, _change(figure, lang), told)))
    if not extra:
        return value
    left, right = ("（", "）") if lang == "zh" else (" (", ")")
    return f"{value}{left}{extra}{right}" if value else extra


def _hedged(value: Decimal, unit: str, hedge: str | None, lang: str) -> str:
    number = _number(value, lang)
    if not hedge or hedge == "确数":
        return number + (unit if lang == "zh" or unit == "%" else f" {unit}".rstrip())
    if lang == "en":
        return f"{_ENGLISH.get(hedge, hedge)} {number} {unit}".rstrip()
    if hedge in _BEFORE:
        return f"{hedge}{number}{unit}"
    if hedge in ("余", "多"):  # 20余万元
        scale = number[-1] if number[-1] in "万亿" else ""
        return f"{number.removesuffix(scale)}{hedge}{scale}{unit}"
    return f"{number}{unit}{hedge}"


def _change(figure: Figure, lang: str) -> str:
    unit = figure.unit or ""
    sizes = []
    if figure.change_percent is not None:
        sizes.append(f"{_signed(figure.change_percent, lang)}%")
    if figure.change_amount is not None:
        points = "个百分点" if lang == "zh" else " points"
        of = points if unit == "%" else unit if lang == "zh" else f" {unit}"
        sizes.append(_signed(figure.change_amount, lang) + of)
    if figure.baseline_value is not None:
        sizes.append(f"{_number(figure.baseline_value, lang)}{unit} →")
    words = _against(figure, lang) if sizes else ""
    return " ".join(filter(None, (words, "、".join(sizes))))


def _against(figure: Figure, lang: str) -> str:
    """What a change is measured against: 较2023年, 同比; vs 2023, year on year."""
    base = str(figure.baseline_year) if figure.baseline_year else (figure.baseline or "")
    if not base or base == "较某年":
        return ""
    if base.isdigit():
        return text("vs", lang, base=base + ("年" if lang == "zh" else ""))
    if lang == "en":
        return _BASELINES.get(base, base)
    return base if base in ("同比", "环比") else text("vs", lang, base=base.removeprefix("较"))


def _signed(number: Decimal, lang: str) -> str:
    return ("-" if number < 0 else "+") + _number(abs(number), lang)


def _number(number: Decimal, lang: str) -> str:
    return short_number(number) if lang == "zh" else f"{number.normalize():,f}"


def programme_text(programme: ProgrammeOf, place: str = "", lang: str = "zh") -> str:
    """A programme's name with the place inside the region that runs it, and parts found of declared."""
    said = programme.label or programme.name
    if place:
        said += f"（{place}）" if lang == "zh" else f" ({place})"
    if programme.declared and not programme.formula and programme.found != programme.declared:
        said += f" [{programme.found}/{programme.declared}]"
    return said


def terms_text(evidence: tuple[Evidence, ...], lang: str) -> str:
    """The terms of a score: 名称 1.00 × .60，要素 0.67 × .30."""
    comma = "，" if lang == "zh" else ", "
    return comma.join(f"{text(e.what, lang)} {e.value:.2f} × {e.weight:.2f}" for e in evidence)


def grounds_text(grounds: Sequence[Ground], lang: str, most: int = 4) -> str:
    """What a likeness rests on, a line a trait: 对应项目 45%：“三岗联创”模式 ↔ “三岗联创”活动."""
    told = [g for g in grounds if g.share >= LEAST_SHARE][:most] or grounds[:1]
    return "\n".join(ground_text(g, lang) for g in told)


def ground_text(ground: Ground, lang: str) -> str:
    """One shared trait with its share and what bears it on both sides."""
    aspect = text(f"aspect.{ground.aspect}", lang)
    words = "" if ground.aspect == "family" else f" {ground.words or text('level_untold', lang)}"
    colon, comma = ("：", "、") if lang == "zh" else (": ", ", ")
    sides = [comma.join(names[:2]) + ("…" if len(names) > 2 else "") for names in (ground.a, ground.b)]
    both = sides[0] if sides[0] == sides[1] else " ↔ ".join(sides)
    return f"{aspect}{words} {ground.share:.0%}{colon}{both}"
