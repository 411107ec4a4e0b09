"""From bytes to text: encodings, declared or not."""

from __future__ import annotations

import codecs
from pathlib import Path


class ReadError(Exception):
    """A file that cannot be read: which, why, and what its owner can do about it."""

    def __init__(self, path: Path, reason: str, way_out: str) -> None:
        """Compose the message from its three parts."""
        super().__init__(f"{path}: {reason}. {way_out}")
        self.path = path
        self.reason = reason
        self.way_out = way_out


_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Names that Python decodes by and no page means.
_NO_CHARSET = frozenset(("undefined", "idna", "punycode", "unicode-escape", "raw-unicode-escape"))
_SURE = 0.25  # the score of a text that is certainly Chinese
_WHOLE = 200  # characters of which one at most may be damaged
# The most frequent characters of Chinese prose: the reading of bytes that shows more of them is right.
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后"
    "多定行学法所民得经十三之进等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由"
    "其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意"
    "建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统"
    "接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器"
    "压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声"
    "報鬥完類八離華名確才科張信馬節話米整空元況今集溫傳土許步群廣石記需段研界拉林律叫且究觀越織裝影算低持音衆書布复容"
    "兒須際商非驗連斷深難近礦千周委素技備半辦青省列習響約支般史感勞便團往酸歷市克何除消構府稱太準精值號率族維劃選標寫"
    "存候毛親快效斯院查江型眼王按格養易置派層片始却專狀育廠京識適屬圓包火住調滿縣局照參紅細引聽該鐵價嚴，。、；：“”「」"
    "產業這來個們為國對會發動過說後經進實體點開還關與當數質問題黨員設長頭資邊統級組織區強"
)


def _score(text: str) -> float:
    """How much of a text consists of frequent characters; unlikely ones count against it."""
    sample = [c for c in text[:4000] if c > "\x7f"]
    if not sample:
        return 0.5
    good = sum(c in _FREQUENT for c in sample)
    odd = sum(c < "\u2000" or "\ue000" <= c <= "\uf8ff" or c == "\ufffd" for c in sample)
    return (good - 3 * odd) / len(sample)


def _try(data: bytes, encoding: str) -> str | None:
    """The text in one encoding, or nothing where a byte does not fit."""
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeError):
        return None


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 that does not announce itself: its text must look Chinese and hold no controls."""
    if len(data) % 2:
        return None
    found = [t for e in ("utf-16-le", "utf-16-be") if (t := _try(data, e)) is not None]
    good = [t for t in found if "\x00" not in t and _score(t) > 0.25]
    return max(good, key=_score) if good else None


def _mended(data: bytes, encoding: str) -> str | None:
    """The text where all but a few bytes follow an encoding: a mark stands where one does not."""
    text = data.decode(encoding, "replace")
    return text if text.count("\ufffd") <= max(4, len(text) // _WHOLE) else None


def declared(data: bytes, charset: str | None, path: Path) -> str:
    """The text of bytes that name their encoding, which is not always the right one."""
    if any(data.startswith(mark) for mark, _ in _BOMS):
        return decode(data, path)
    utf8 = _try(data, "utf-8")
    named = _try(data, charset) if charset and _is_text(charset) else None
    if utf8 is not None or named is None:
        return utf8 if utf8 is not None else decode(data, path)
    try:
        other = decode(data, path)
    except ReadError:
        return named
    return other if _score(other) > _score(named) else named


def _is_text(charset: str) -> bool:
    """Whether Python knows the name as an encoding of text as pages use it."""
    try:
        return codecs.lookup(charset).name not in _NO_CHARSET
    except (LookupError, ValueError):
        return False


def decode(data: bytes, path: Path) -> str:
    """The text of a plain text file, its line ends and marks unchanged except a byte order mark."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = _try(data, encoding)
            if text is None:
                reason = f"it begins like {encoding}, but its bytes do not follow that encoding"
                raise ReadError(path, reason, "Save it again as UTF-8.")
            return text
    text = _try(data, "utf-8")
    if text is not None and "\x00" not in text:
        return text
    wide = _utf16_without_mark(data)
    if wide is not None:
        return wide
    if b"\x00" in data:
        raise ReadError(path, "it is a binary file, no text", "Save it as text, HTML, PDF or DOCX.")
    found = [t for e in ("gb18030", "big5hkscs") if (t := _try(data, e)) is not None]
    best = max(found, key=_score, default=None)
    if best is None or _score(best) < _SURE:
        found += [t for e in ("utf-8", "gb18030") if (t := _mended(data, e)) is not None]
        best = max(found, key=_score, default=None)
    if best is None or _score(best) < 0.1:
        reason = "its bytes are neither UTF-8, UTF-16, GB18030 nor Big5"
        raise ReadError(path, reason, "Save it again as UTF-8.")
    return best
