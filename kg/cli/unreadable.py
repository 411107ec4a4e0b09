"""Why a file could not be read, in the language of the run.

The readers say it in English; the Chinese words are looked up by the English ones, and a
sentence without Chinese words is shown as it is.
"""

from __future__ import annotations

import re

from kg.cli.texts import either
from kg.text.decode import ReadError

_CHINESE = (
    (r"it begins like (?P<a>\S+), but .*", "开头像 {a}，内容却不符合该编码"),
    (r"it is a binary file, no text", "这是二进制文件，不是文本"),
    (r"its bytes are neither .*", "编码既非 UTF-8、UTF-16，也非 GB18030、Big5"),
    (r"it is an old Office file \(DOC, WPS\)", "这是旧版 Office 或 WPS 文件"),
    (r"it is an old Office file .* LibreOffice cannot read", "LibreOffice 读不了这个旧版 Office 文件"),
    (r"it is an old Office file .* that is damaged", "这个旧版 Office 文件已损坏"),
    (r"it is a picture", "这是图片"),
    (r"its pages are pictures \(a scan\)", "各页都是图片（扫描件）"),
    (r"it is protected by a password", "文件有密码"),
    (r"it is too large when unpacked", "解压后过大"),
    (r"archives lie too deep within each other", "压缩包嵌套过深"),
    (r"it cannot be unpacked \((?P<a>.*)\)", "无法解压（{a}）"),
    (r"it is no sound JSON \((?P<a>.*)\)", "不是完好的 JSON（{a}）"),
    (r"it holds no web page", "其中没有网页"),
    (r"it holds (?P<a>\d+) reports", "其中有 {a} 篇报道"),
    (r"it cannot be read \((?P<a>.*)\)", "读取失败（{a}）"),
    (r"reading it takes longer than (?P<a>\S+) seconds", "读取超过 {a} 秒"),
    (
        r"no column of texts is found, and no table of figures; its columns are (?P<a>.*)",
        "找不到正文列，也没有数据表；各列为：{a}",
    ),
    (r"it is an old spreadsheet \(XLS\) of figures", "这是旧版 XLS 数据表"),
    (r"it is an old spreadsheet .* LibreOffice cannot read", "LibreOffice 读不了这个旧版 XLS 文件"),
    (r"it is an old spreadsheet .* that is damaged", "这个旧版 XLS 文件已损坏"),
    (r"the sheet is hidden and not read", "这张工作表是隐藏的，未读"),
    (
        r"the sheet has no column of texts, as others of the workbook have, and is not read",
        "工作簿中别的工作表有正文列，这张没有，未读",
    ),
    (r"(?P<a>\d+) rows or columns are hidden and not read", "有 {a} 行（列）是隐藏的，未读"),
    (r"Unhide them in a spreadsheet program if they are to be read\.", "需要读取的，请在电子表格软件中取消隐藏后保存"),
    (r"it is no sound (?P<a>\S+) file \((?P<b>.*)\)", "不是完好的 {a} 文件（{b}）"),
    (r"the format without an ending is not known", "没有扩展名，不知道格式"),
    (r"the format (?P<a>\S+) is not known", "不支持 {a} 格式"),
    (r"it cannot be opened \(No such file or directory\)", "没有这个文件"),
    (r"it cannot be opened \(Permission denied\)", "没有读取权限"),
    (r"it cannot be opened \((?P<a>.*)\)", "无法打开（{a}）"),
    (r"line (?P<a>\d+): (?P<b>.*) is no date", "第 {a} 行：“{b}”不是日期"),
    (r"it has no column file; its columns are (?P<a>.*)", "没有 file（文件）一列；各列为：{a}"),
    (r"a cell holds a formula without its value", "单元格里只有公式，没有保存计算结果"),
    (r"(?P<a>\d+) cells hold formulas without values", "{a} 个单元格里只有公式，没有保存计算结果"),
    (r"(?P<a>\d+) rows hold no text \((?P<b>.*)\)", "{a} 行没有正文（{b}）"),
    (r"(?P<a>\d+) entries among its records are no objects", "各条记录之间有 {a} 项不是记录"),
    (r"Fill in the column of texts, or delete them\.", "请补上正文，或删去这些行"),
    (r"Repair or delete them\.", "请改正或删去"),
    (r"it is no file but a (?P<a>pipe|socket|device)", "这不是文件（{a}）"),
    (r"it is a link to a folder", "这是指向文件夹的链接"),
    (r"its cells lie too far apart", "有内容的单元格相距过远"),
    (r"it is empty", "文件是空的"),
    (r"it holds no text", "其中没有文字"),
    (r"Save it again as UTF-8\.", "请另存为 UTF-8"),
    (r"Save it as text, HTML, PDF or DOCX\.", "请另存为文本、HTML、PDF 或 DOCX"),
    (
        r"Install LibreOffice, .* (?P<a>[A-Z]+) or text\.",
        "请安装 LibreOffice（装好后自动用它读取），或另存为 {a}、文本",
    ),
    (r"Install text recognition .*", "请安装文字识别（pip install 'kg[ocr]'，装好后自动使用），或先做文字识别"),
    (r"Save it without a password\.", "请去掉密码后另存"),
    (r"Split it\.", "请拆成几个文件"),
    (r"Split it, or give more time .*", "请拆成几个文件，或用 --time-limit 放宽时限"),
    (r"Unpack it.*", "请先解压"),
    (r"Pack it again\.", "请重新压缩"),
    (r"Repair the line\.", "请改正这一行"),
    (r"Save the page again as HTML\.", "请把网页另存为 HTML"),
    (r"Give it to kg build\.", "请交给 kg build"),
    (r"Open it in the program that .*", "请用原来的软件打开后重新保存"),
    (r"Say which one with --map text=COLUMN\.", "请用 --map 正文=列名 指明"),
    (r"Open it in a word processor and save it as (?P<a>\S+)\.", "请用文字处理软件打开后另存为 {a}"),
    (r"Open it in a spreadsheet program and save it as (?P<a>\S+)\.", "请用电子表格软件打开后另存为 {a}"),
    (r"Open it in a viewer and print it .*", "请用阅读器打开（有密码的先解除密码）后重新打印为 PDF"),
    (r"Known formats: (?P<a>.*)\.", "可用格式：{a}"),
    (r"Delete what stands far below or beside the table, .*", "请删去远离表格的内容后保存"),
    (r"Look at its path and permissions\.", "请检查路径与权限"),
    (r"Open it in a spreadsheet program and save it again\.", "请用电子表格软件打开后重新保存"),
    (r"Save the sheet as a file of its own\.", "请把这张工作表另存为单独的文件"),
    (r"Take it out of the folder, or name it alone\.", "请移出文件夹，或单独指明"),
    (r"Name the folder that it leads to as well\.", "请把所指的文件夹也写入命令"),
    (r"Remove it or fill it\.", "请删除或补上内容"),
    (r"Remove it, or scan it with text .*", "请删除；扫描件请先做文字识别"),
)


def in_words(error: ReadError) -> str:
    """The file, what is wrong with it, and the way out."""
    return either(f"{error.path}：{_chinese(error.reason)}。{_chinese(error.way_out)}。", str(error))


def _chinese(english: str) -> str:
    for pattern, words in _CHINESE:
        match = re.fullmatch(pattern, english)
        if match:
            return words.format(**match.groupdict())
    return english.rstrip(".")
