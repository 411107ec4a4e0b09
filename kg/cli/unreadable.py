"""Why a file could not be read, in the language of the run.

:mod:`kg.text.read` says it in English; the Chinese words are looked up by the English ones, and a
sentence without Chinese words is shown as it is.
"""

from __future__ import annotations

import re

from kg.cli.texts import either
from kg.text.read import ReadError

_CHINESE = (
    (r"it begins like (?P<a>\S+), but .*", "开头像 {a}，内容却不符合该编码"),
    (r"it is a binary file, no text", "这是二进制文件，不是文本"),
    (r"its bytes are neither .*", "编码既非 UTF-8、UTF-16，也非 GB18030、Big5"),
    (r"it is a PDF file, not text", "这是 PDF 文件，不是文本"),
    (r"it is a ZIP container .*", "这是 DOCX 之类的压缩文件，不是文本"),
    (r"it is an old Office file .*", "这是旧版 Office 或 WPS 文件，不是文本"),
    (r"it is an RTF file, not text", "这是 RTF 文件，不是文本"),
    (r"it is no sound (?P<a>\S+) file \((?P<b>.*)\)", "不是完好的 {a} 文件（{b}）"),
    (r"the format without an ending is not known", "没有扩展名，不知道格式"),
    (r"the format (?P<a>\S+) is not known", "不支持 {a} 格式"),
    (r"it cannot be opened \(No such file or directory\)", "没有这个文件"),
    (r"it cannot be opened \(Permission denied\)", "没有读取权限"),
    (r"it cannot be opened \((?P<a>.*)\)", "无法打开（{a}）"),
    (r"it is empty", "文件是空的"),
    (r"it holds no text", "其中没有文字"),
    (r"Save it again as UTF-8\.", "请另存为 UTF-8"),
    (r"Save it as text, HTML, PDF or DOCX\.", "请另存为文本、HTML、PDF 或 DOCX"),
    (r"Save it as DOCX or text\.", "请另存为 DOCX 或文本"),
    (r"Rename it to end in (?P<a>\S+)\.", "请把扩展名改为 {a}"),
    (r"Open it in a word processor and save it as DOCX\.", "请用文字处理软件打开后另存为 DOCX"),
    (
        r"Open it in a viewer and print it .*",
        "请用阅读器打开（有密码的先解除密码）后重新打印为 PDF",
    ),
    (r"Known formats: (?P<a>.*)\.", "可用格式：{a}"),
    (r"Look at its path and permissions\.", "请检查路径与权限"),
    (r"Remove it or fill it\.", "请删除或补上内容"),
    (r"Remove it, or scan it with text .*", "请删除；扫描件请先做文字识别"),
)


def in_words(error: ReadError) -> str:
    """The file, what is wrong with it, and the way out."""
    return either(
        f"{error.path}：{_chinese(error.reason)}。{_chinese(error.way_out)}。", str(error)
    )


def _chinese(english: str) -> str:
    for pattern, words in _CHINESE:
        match = re.fullmatch(pattern, english)
        if match:
            return words.format(**match.groupdict())
    return english.rstrip(".")
