"""What build, check, why, eval and view say, in Chinese and English."""

from __future__ import annotations

from pathlib import Path

from kg.use.messages import language

TEXTS: dict[str, tuple[str, str]] = {
    "building": ("抽取", "extracting"),
    "summary": ("构建结果", "What was built"),
    "documents": ("文件", "documents"),
    "articles": ("报道", "articles"),
    "regions": ("地区", "regions"),
    "organisations": ("组织", "organisations"),
    "programmes": ("专名工作", "programmes"),
    "components": ("要素", "components"),
    "formulas": ("协作公式", "formulas"),
    "formulations": ("提法", "formulations"),
    "policies": ("政策文件", "policy documents"),
    "metrics": ("指标数据", "metrics"),
    "triples": ("三元组", "triples"),
    "seconds": ("秒", "seconds"),
    "incomplete": ("宣称要素未全部展开的工作", "programmes whose parts are not all spelled out"),
    "wrote": ("已写出", "wrote"),
    "unchanged": (
        "没有变动，{path} 保持原样（--fresh 全部重建）",
        "nothing has changed: {path} stays as it is (--fresh builds all again)",
    ),
    "copies": ("与 {other} 内容相同，只读一次：{name}", "{name} has the same bytes as {other}: read once"),
    "idle_sources": (
        "{path} 中 {n} 行所指的文件没有读到：{names}",
        "{path}: {n} of its lines name no file that was read: {names}",
    ),
    "tables_unread": ("{name}：{n} 个表格未能读出，第 {page} 页", "{name}: {n} table not read, page {page}"),
    "tables_silent": ("{name}：{n} 个表格中的数据未能读出", "{name}: {n} table not read"),
    "on_page": ("第 {page} 页 [{box}]", "p. {page} [{box}]"),
    "pages_unread": (
        "{name}：第 {pages} 页是图片，未读；安装文字识别即可读取：pip install 'kg[ocr]'",
        "{name}: page {pages}: a picture, not read; text recognition reads it: pip install 'kg[ocr]'",
    ),
    "recognised": (
        "{name}：{n} 行由文字识别（OCR）读出，平均置信度 {sure}，请核对",
        "{name}: {n} lines read by text recognition (OCR), {sure} sure on average; look at them",
    ),
    "failed": ("{n} 处未能读取，见上", "{n} could not be read, named above"),
    "died": (
        "{name}：处理失败（{error}），其余文件不受影响；请改动或拆分此文件后再试，并反馈给开发者",
        "{name}: could not be processed ({error}); the others are. Change or split it, and report it",
    ),
    "slow": (
        "{name}：超过 {seconds} 秒，已略过；请拆分此文件，或用 --time-limit 放宽时限",
        "{name}: took longer than {seconds} seconds and was left out; split it, or give more with --time-limit",
    ),
    "sources": (
        "{path}：新增 {new} 行待填；{n} 个文件中 {undated} 个读不出日期",
        "{path}: {new} lines added to fill in; {undated} of {n} files show no date",
    ),
    "bad_map": (
        "--map 写作 正文=列名，可用：{fields}；收到的是“{words}”",
        "write --map as text=COLUMN, with one of: {fields}; got {words}",
    ),
    "missing": ("没有这个文件或文件夹：{path}。请检查路径", "{path}: no such file or folder; check the path"),
    "empty": (
        "{path}：文件夹里没有可读的文件（支持 {formats}）",
        "{path}: no readable file in this folder (kg reads {formats})",
    ),
    "nothing": ("没有读到任何文件，未写出图谱", "nothing could be read, so no graph was written"),
    "interrupted": ("已中断", "interrupted"),
    "usage_command": ("没有 {name} 这个命令", "there is no command {name}"),
    "usage_near": ("；是否要用：{names}", "; did you mean: {names}"),
    "usage_missing_argument": ("缺少参数 {name}{help}", "the argument {name} is missing{help}"),
    "usage_missing_option": ("缺少选项 {name}{help}", "the option {name} is missing{help}"),
    "usage_help": ("（{help}）", " ({help})"),
    "usage_option": ("没有 {name} 这个选项", "there is no option {name}"),
    "usage_value": ("选项 {name} 后面要写一个值", "the option {name} needs a value behind it"),
    "usage_bare": ("选项 {name} 后面不写值", "the option {name} takes no value"),
    "usage_choice": ("{name} 不能写 {value}；可用：{choices}", "{name} cannot be {value}; choose one of: {choices}"),
    "usage_extra": ("多写了：{names}", "more than the command takes: {names}"),
    "usage_integer": ("{name} 要写一个整数", "{name} must be a whole number"),
    "usage_number": ("{name} 要写一个数", "{name} must be a number"),
    "usage_least": ("{name} 不能小于 {limit}", "{name} must be {limit} or more"),
    "usage_most": ("{name} 不能大于 {limit}", "{name} must be {limit} or less"),
    "usage_other": ("{name}：{detail}", "{name}: {detail}"),
    "usage_options": ("[选项]", "[OPTIONS]"),
    "usage_commands": ("命令 [参数]...", "COMMAND [ARGS]..."),
    "usage_how": ("用法：{usage}\n说明：{help}", "usage: {usage}\nhelp: {help}"),
    "outdir": ("{path} 已是一个文件，请用 -o 指定文件夹", "{path} is a file; name a folder with -o"),
    "out_folder": ("{path} 不是文件夹，请用 -o 指定文件夹", "{path} is no folder; name a folder with -o"),
    "out_taken": (
        "{path} 不是本工具写出的文件，不会覆盖；请用 -o 指定另一个文件夹",
        "{path} was not written by kg and is not overwritten; name another folder with -o",
    ),
    "out_input": (
        "{path} 既要读取又会被写入；请用 -o 指定另一个文件夹",
        "{path} is to be read and would be written; name another folder with -o",
    ),
    "out_busy": (
        "另一个 kg build 正在写入 {path}；请等它结束，或用 -o 指定另一个文件夹",
        "another kg build is writing into {path}; wait for it, or name another folder with -o",
    ),
    "changed": (
        "上次构建之后有人改过的文件已保留为 {path}",
        "a file that was changed since the last build is kept as {path}",
    ),
    "bare": (
        "{n} 份文件中没有读到任何内容：{names}（原因可用 kg why 查看）",
        "nothing was found in {n} of the files: {names} (kg why tells what rules read)",
    ),
    "remote": (
        "{path}：集群存储中的地址只能用 --engine spark 读写",
        "{path}: an address in a cluster's store needs --engine spark",
    ),
    "spark_no_master": (
        "--engine spark 需要 --master，如 spark://主机:7077、yarn、k8s://https://主机:6443、local[*]",
        "--engine spark needs --master, for example spark://HOST:7077, yarn, k8s://https://HOST:6443 or local[*]",
    ),
    "spark_unfit": (
        "{options} 不能与 --engine spark 同用：请在本机构建时使用",
        "{options} does not go with --engine spark: use it in a build on one machine",
    ),
    "spark_conf": (
        "--conf 写作 键=值，如 spark.executor.memory=4g；收到的是“{words}”",
        "write --conf as key=value, for example spark.executor.memory=4g; got {words}",
    ),
    "spark_pyspark": (
        '--engine spark 需要扩展包：pip install "kg[spark]"',
        '--engine spark needs an extra: pip install "kg[spark]"',
    ),
    "spark_java": (
        "没有找到 Java（{detail}）：Spark 需要 Java 17 或更新版本，请安装或设置 JAVA_HOME",
        "no Java was found ({detail}): Spark needs Java 17 or newer; install it or set JAVA_HOME",
    ),
    "spark_old_java": (
        "Java {detail} 太旧：Spark 需要 Java 17 或更新版本，请安装或设置 JAVA_HOME",
        "Java {detail} is too old: Spark needs Java 17 or newer; install it or set JAVA_HOME",
    ),
    "spark_url": (
        "--master 写作 spark://主机:7077、yarn、k8s://https://主机:6443 或 local[*]；收到的是“{detail}”",
        "write --master as spark://HOST:7077, yarn, k8s://https://HOST:6443 or local[*]; got {detail}",
    ),
    "spark_master": (
        "连不上 Spark 主节点 {detail}：请检查地址，主节点是否已启动、端口是否可达",
        "the Spark master cannot be reached: {detail}. Check the address, and that it runs and its port is open",
    ),
    "spark_yarn": (
        "--master yarn 需要 {detail} 指向集群的配置文件夹",
        "--master yarn needs {detail} to name the folder of the cluster's configuration",
    ),
    "spark_workers": (
        "{detail} 秒内没有工作节点接受任务：请检查工作节点是否已注册，--conf spark.executor.memory 是否超过其内存",
        "no worker took the work within {detail} seconds: check that workers are registered and that --conf spark.executor.memory is no more than they have",
    ),
    "spark_columns": (
        "{detail}：Parquet 须有 name 与 bytes 两列",
        "{detail}: the Parquet needs the columns name and bytes",
    ),
    "spark_failed": ("Spark 任务失败：{detail}", "Spark failed: {detail}"),
    "bad_corrections": ("更正文件有误：{error}", "the file of corrections: {error}"),
    "correction_none": (
        "更正 {words}：没有相符的内容，未生效；请核对名称、引文或文件名",
        "correction {words}: matches nothing and was not applied; check name, quotation and document",
    ),
    "correction_several": (
        "更正 {words}：有多项相符，未生效；请加上 kind、region、document 或 iri",
        "correction {words}: matches several things and was not applied; add kind, region, document or iri",
    ),
    "correction_place": (
        "更正 {words}：to 所指的地区在图谱中没有或不止一个，未生效；请写全称或区划代码",
        "correction {words}: to names no region of the graph, or several; give its full name or code",
    ),
    "correction_listed": (
        "更正 {words}：to 不是已有的领域，未生效；领域见 kg ask sectors",
        "correction {words}: to is no known sector; kg ask sectors shows them",
    ),
    "correction_parts": (
        "更正 {words}：to 须恰好列出全部要素，未生效；现有要素见 kg ask parts-of",
        "correction {words}: to must list just all its parts; kg ask parts-of shows them",
    ),
    "correction_other": (
        "更正 {words}：to 未指向另外的一项，或不止一项，未生效；请写其 IRI",
        "correction {words}: to means no other thing, or several; give its IRI",
    ),
    "correction_added": (
        "更正 {words}：document 中没有这段 quote，或 name、kind、region 有缺误，未生效",
        "correction {words}: the quote is not in that document, or name, kind or region is missing or wrong",
    ),
    "no_words": ("路径为空", "the path is empty"),
    "uncorrected": ("{n} 条更正未生效", "{n} corrections were not applied"),
    "says": ("内容", "says"),
    "doubts": ("共 {n} 处疑点，列出 {shown} 处", "{shown} of {n} doubts"),
    "doubt_conflict": ("文件之间数值不一致", "documents disagree"),
    "no_mcp": ('kg mcp 需要扩展包：pip install "kg[mcp]"', 'kg mcp needs an extra: pip install "kg[mcp]"'),
    "taken": ("{path} 已存在，未改动；请另选文件夹", "{path} is there already and was left alone; name another folder"),
    "gold_written": ("已核对的内容：{n} 个文件，写入 {path}", "what was looked at: {n} files, written to {path}"),
    "doubt_parts": ("文件之间要素不一致", "documents list other parts"),
    "conflicts": ("共 {n} 处不一致", "{n} disagreements"),
    "conflict_value": ("数值不一致", "other values"),
    "conflict_change": ("增减幅度不一致", "other changes"),
    "conflict_parts": ("要素不一致", "other parts"),
    "conflict_unit": ("相差整十倍，疑为单位之误", "a power of ten apart: a lost unit?"),
    "doubt_alias": ("疑似同一工作", "may be one programme"),
    "doubt_incomplete": ("要素未全部展开", "not all parts found"),
    "nothing_named": (
        "图谱中没有名为“{name}”的内容；请写全名，或用 kg ask 查其 IRI",
        "nothing in the graph is named “{name}”; give its whole name, or find its IRI with kg ask",
    ),
    "verified_only": (
        "“{name}”的 {n} 条陈述都与原文读出的一致",
        "all {n} statements about “{name}” are what the texts give",
    ),
    "doubt_changed": ("上次构建以来的变动", "changed since the last build"),
    "doubt_region": ("没有地区", "no region"),
    "doubt_confidence": ("置信度低", "low confidence"),
    "watching": ("正在留意变动：{paths}（按 Ctrl+C 停止）", "watching {paths} (Ctrl+C stops)"),
    "no_changes": ("两份图谱没有差别", "the graphs say the same"),
    "changes": (
        "新增 {appeared}，消失 {vanished}，改动 {changed}；不同的陈述共 {n} 条",
        "{appeared} appeared, {vanished} vanished, {changed} changed; {n} statements differ",
    ),
    "only_evidence": (
        "所说的事没有差别，但有 {n} 条陈述不同（依据、位置、置信度等）",
        "the graphs say the same things, but {n} statements differ (evidence, places, confidence …)",
    ),
    "what_adoption": ("采纳", "adoption"),
    "what_recognition": ("认可", "recognition"),
    "what_region": ("地区", "region"),
    "what_programme": ("专名工作", "programme"),
    "what_formula": ("协作公式", "formula"),
    "what_figure": ("指标", "figure"),
    "what_organisation": ("组织", "organisation"),
    "what_formulation": ("提法", "formulation"),
    "what_policy": ("政策文件", "policy document"),
    "what_document": ("文件", "document"),
    "no_text": ("{name}：没有保存的原文", "{name}: its text was not kept"),
    "differences": (
        "{n} 处与原文读出的不同；请重新构建，或把更正写进 corrections.toml",
        "{n} statements are not what the texts give; build again, or write corrections into corrections.toml",
    ),
    "fill_in": (
        "# 需要的条目去掉各行的 #，填好 to，存入输出文件夹的 corrections.toml；再次构建时生效",
        "# take the # off the lines you want, fill in to, and put them into corrections.toml in the output folder; the next build applies them",
    ),
    "verified": ("{n} 份文件重新读出的全部陈述与图谱一致", "all statements are what the {n} documents give"),
    "property": ("属性", "property"),
    "stated": ("图谱", "the graph says"),
    "derived": ("原文", "the texts give"),
    "conforms": ("符合全部约束", "the graph conforms"),
    "violations": ("{n} 处不符合", "{n} violations"),
    "notes": ("{n} 条提示", "{n} notes"),
    "quotations": ("逐字核对引文 {n} 处有误", "{n} quotations differ from their source"),
    "quotations_ok": ("全部引文与来源逐字一致", "every quotation equals its source"),
    "what": ("问题", "what"),
    "which": ("对象", "which"),
    "where": ("出处", "where"),
    "rule": ("规则", "rule"),
    "kind": ("类别", "kind"),
    "words": ("文字", "words"),
    "span": ("位置", "span"),
    "reads": ("读出", "reads as"),
    "linked": ("消解", "linked"),
    "no_mentions": ("没有规则从这段文字中读出内容", "no rule read anything in this text"),
    "because": ("因为", "because"),
    "precision": ("精确率", "P"),
    "recall": ("召回率", "R"),
    "f1": ("F1", "F1"),
    "gold": ("标注", "gold"),
    "found": ("抽取", "found"),
    "mean": ("平均 F1", "mean F1"),
    "no_gold": ("{path}：没有标注文件（*.json）", "{path}: no gold files (*.json)"),
    "bad_gold": (
        "{path}：不是有效的标注文件（{error}），见 tests/gold/GUIDE.md",
        "{path}: no sound gold file ({error}); see tests/gold/GUIDE.md",
    ),
    "unknown_kind": (
        "没有 {kind} 这个类别；可用：all、{kinds}",
        "there is no kind {kind}; choose all or one of: {kinds}",
    ),
    "folder": ("{path} 是文件夹；请给出文字或单个文件", "{path} is a folder; give a text or one file"),
    "no_file": ("没有这个文件：{path}。请检查路径", "{path}: no such file; check the path"),
    "missed": ("漏读", "missed"),
    "spurious": ("多读", "spurious"),
    "wrong": ("有误", "wrong"),
    "sure": ("置信度", "confidence"),
    "choice_figure.said": ("指标、约数与变动", "what is said"),
    "choice_region.article": ("地区取文章所述者，胜出 {n}", "the article's region, won by {n}"),
    "choice_region.other": ("地区取文中另一地区，胜出 {n}", "another region, won by {n}"),
    "choice_region.only": ("地区别无候选", "no other region"),
    "choice_region.told": ("地区由文字写明", "words tell the region"),
    "choice_time.told": ("时间由文字写明或未写", "time told, or none"),
    "choice_time.reckoned": ("时间由推算而得", "time reckoned"),
    "choice_time.ahead": ("计划或预计", "planned or expected"),
    "choice_programme.quoted": ("引号内名称，得分 {n}", "quoted name, score {n}"),
    "choice_programme.bare": ("引号内名称（无类别词），得分 {n}", "quoted name without a kind word, score {n}"),
    "shown_metrics": ("指标数据", "figures"),
    "shown_programmes": ("专名工作", "programmes"),
    "shown_all": ("陈述全部正确", "all that is stated is right"),
    "range": ("标称区间", "stated from–to"),
    "least_sure": (
        "{kind}：置信度最低的五分之一中，有误者占 {low:.0%}；其余占 {rest:.0%}",
        "{kind}: of the least sure fifth {low:.0%} are wrong, of the others {rest:.0%}",
    ),
    "predicted": ("标称置信度", "stated confidence"),
    "actual": ("实际精确率", "actual precision"),
    "count": ("数量", "count"),
    "min_confidence": (
        "按置信度 {minimum} 过滤：三元组 {before} → {after}",
        "filtered at confidence {minimum}: {before} → {after} triples",
    ),
}


def say(key: str, **values: object) -> str:
    """A text in the language of this run."""
    return either(*TEXTS[key]).format(**values)


def both(key: str, **values: object) -> tuple[str, str]:
    """A text in Chinese and in English."""
    chinese, english = TEXTS[key]
    return chinese.format(**values), english.format(**values)


def hint(chinese: str, english: str, graph: Path) -> str:
    """A text that names a graph, with the graph at hand."""
    return either(chinese, english).replace("out/graph.ttl", str(graph))


def either(chinese: str, english: str) -> str:
    """Of two texts the one in the language of this run."""
    return english if language() == "en" else chinese
