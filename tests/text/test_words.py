"""Words with their parts of speech, cut as jieba cuts them."""

from __future__ import annotations

import math
import subprocess
import sys
from itertools import combinations

import jieba

from kg.text.words import _UNKNOWN, _lines, is_rare, words


def test_words_stand_at_their_offsets_and_fill_the_stretch() -> None:
    clean = "2024年，推动党建引领乡村振兴。"
    found = words(clean, 6, len(clean))
    assert "".join(w.text for w in found) == clean[6:]
    assert all(clean[w.start : w.end] == w.text for w in found)
    assert ("推动", "v") in [(w.text, w.flag) for w in found]


def test_names_are_rare_and_common_words_are_not() -> None:
    assert is_rare("蓝碱")
    assert not is_rare("发展")


def test_platforms_of_the_whole_country_stay_whole() -> None:
    assert [w.text for w in words("饿了么骑手", 0, 5)] == ["饿了么", "骑手"]


def test_the_tokenizer_is_not_the_global_one_and_is_loaded_late() -> None:
    code = (
        "import sys, kg.text.words as w; early = 'jieba' in sys.modules; w.words('乡村振兴', 0, 4); "
        "import jieba; print(early, jieba.dt.initialized)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_the_weight_of_the_unknown_is_that_of_the_whole_dictionary() -> None:
    total = sum(int(line.split(" ")[1]) for line in _lines() if line)
    assert math.isclose(_UNKNOWN, -math.log(total))


def test_every_stretch_is_cut_as_jieba_cuts_it_alone() -> None:
    clean = "2024年，A市12个社区推行“稻花香里”工作法，γ射线与T恤、党群服务中心，带动群众增收3.5万元。"
    tokenizer = jieba.Tokenizer()
    for start, end in combinations(range(len(clean) + 1), 2):
        cut = tokenizer.cut(clean[start:end], HMM=False)
        assert [w.text for w in words(clean, start, end)] == list(cut)


def test_a_stretch_ends_with_its_text() -> None:
    """One that goes on behind the end of the text is cut there (it was read without end)."""
    text = "辖区：12个村"
    assert "".join(w.text for w in words(text, 5, len(text) + 2)) == "个村"
