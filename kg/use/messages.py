"""The language of a run, and what compare, ask, export and serve say in it."""

from __future__ import annotations

import os
from contextvars import ContextVar

from kg.graph.store import FORMATS, GraphError

TEXTS: dict[str, tuple[str, str]] = {
    # problems
    "graph.missing": (
        "没有这个图谱文件：{path}。先运行 kg build 文件夹 -o {folder}",
        "{path}: no such graph file. Build one first: kg build FOLDER -o {folder}",
    ),
    "graph.folder": (
        "{path} 是文件夹，请写出其中的图谱文件，如 {path}/graph.ttl",
        "{path} is a folder; name the graph file in it, for example {path}/graph.ttl",
    ),
    "graph.format": (
        "{path}：不认识的扩展名；图谱文件以 {formats} 结尾",
        "{path}: unknown ending; a graph file ends in {formats}",
    ),
    "graph.syntax": (
        "{path} 不是有效的 RDF：{detail}。请重新构建，或改正该行",
        "{path} is not valid RDF: {detail}. Build it again, or repair that line",
    ),
    "graph.empty": (
        "{path} 中没有任何陈述，请查看构建报告",
        "{path} holds no statements; look at the report of the build",
    ),
    "graph.foreign": (
        "{path} 中没有本工具的词汇，不是 kg build 写出的图谱",
        "{path}: no statement in it is in the terms of kg; name a graph that kg build wrote",
    ),
    "file.permission": (
        "{path}：没有读写权限，请换一个位置或修改权限",
        "{path}: no permission; choose another place, or change the permissions",
    ),
    "file.place": (
        "{path}：路径中有一段是文件而不是文件夹（或恰好相反），请换一个位置",
        "{path}: part of this path is a file where a folder is needed, or the other way round; choose another place",
    ),
    "file.missing": ("{path}：没有这个文件，请检查路径", "{path}: no such file; check the path"),
    "file.kept": (
        "{path} 是 kg build 写出的图谱或原文，不会覆盖；请用 -o 另写文件名",
        "{path} is a graph or a text that kg build wrote and is not overwritten; name another file with -o",
    ),
    "file.full": ("{path}：磁盘已满", "{path}: the disk is full"),
    "file.other": ("{path}：{reason}", "{path}: {reason}"),
    "query.file": ("没有这个查询文件：{path}", "{path}: no such query file"),
    "query.encoding": ("{path} 不是 UTF-8 文本，请另存为 UTF-8", "{path} is no UTF-8 text; save it again as UTF-8"),
    "region.unknown": (
        "图谱中没有“{name}”这个地区。您是否要找：{candidates}",
        "{name} is no region of this graph. Did you mean: {candidates}",
    ),
    "region.elsewhere": (
        "图谱中没有“{name}”这个地区，也没有相近的名称；图谱报道涉及：{candidates}",
        "{name} is no region of this graph, nor is any name like it; the reports are about: {candidates}",
    ),
    "region.several": (
        "“{name}”对应多个地区，请写得更完整：{candidates}",
        "{name} names several regions; say more: {candidates}",
    ),
    "region.none": (
        "图谱中没有报道涉及的地区，无法比较",
        "the graph holds no region that a report is about, so there is nothing to compare",
    ),
    "region.one": (
        "比较至少需要两个地区；图谱报道涉及：{candidates}",
        "a comparison needs two regions or more; the reports are about: {candidates}",
    ),
    "query.error": (
        "查询有误（第 {line} 行第 {column} 列）：{reason}",
        "error in the query, line {line}, column {column}: {reason}",
    ),
    "query.failed": ("查询无法执行：{reason}", "the query cannot be run: {reason}"),
    "query.unknown": (
        "没有名为“{name}”的查询。相近的有：{candidates}。全部名称：kg ask --list",
        "there is no query named {name}. Nearest: {candidates}. All names: kg ask --list",
    ),
    "query.parameter": (
        "查询“{name}”没有参数“{parameter}”；可用参数：{candidates}",
        "the query {name} has no parameter {parameter}; it takes: {candidates}",
    ),
    "query.value": (
        "参数 {parameter} 应为{expected}，而不是“{value}”",
        "the parameter {parameter} must be {expected}, not {value}",
    ),
    "query.form": (
        "参数写作 名称=值，如 region=高台县；收到的是“{value}”",
        "write a parameter as name=value, for example region=高台县; got {value}",
    ),
    "query.format": ("{format} 只用于 {kind} 查询的结果", "{format} is for the results of {kind} queries only"),
    "query.service": ("不允许 SERVICE：查询只能读取本图谱", "SERVICE is not allowed: a query reads this graph only"),
    "query.dataset": ("不允许 FROM：查询只能读取本图谱", "FROM is not allowed: a query reads this graph only"),
    "query.missing": (
        "缺少参数 {name}；例如：kg ask {usage}",
        "the parameter {name} is missing; for example: kg ask {usage}",
    ),
    "export.text": (
        "{name} 的原文不在图谱旁的 texts 文件夹中；请重新构建",
        "the text of {name} is not kept in the folder texts beside the graph; build again",
    ),
    "package.full": (
        "{path} 已存在且不是空文件夹；请指定新文件夹",
        "{path} is there already and not an empty folder; name a new one",
    ),
    "package.date": ("“{date}”不是日期；写作 2026-11-28", "{date} is no date; write 2026-11-28"),
    "package.done": ("已写出数据包 {path}（{n} 个文件）", "wrote the package {path} ({n} files)"),
    "reuse.file": ("Parquet 须用 -o 写入文件", "Parquet goes to a file: name one with -o"),
    "reuse.found": ("转载与沿用共 {n} 处，列出 {shown} 处", "{n} reprints and shared passages, {shown} shown"),
    "reuse.kind": ("类别", "kind"),
    "reuse.length": ("字数", "length"),
    "reuse.one": ("一方", "one side"),
    "reuse.other": ("另一方", "the other"),
    "reuse.words": ("文字", "words"),
    "reuse.reprint": ("转载", "reprint"),
    "reuse.passage": ("段落", "passage"),
    "export.same": (
        "{path} 正是要导出的图谱，不会覆盖；请用 -o 另写文件名",
        "{path} is the graph itself and is not overwritten; name another file with -o",
    ),
    "export.format": (
        "没有 {format} 这种导出格式；可用：{formats}",
        "there is no export format {format}; choose one of: {formats}",
    ),
    "query.update": ("不允许更新（{reason}）：图谱只读", "{reason}: updates are not allowed; the graph is read only"),
    "query.prefix": (
        "前缀 {reason}: 未声明；请加上 PREFIX {reason}: <…>",
        "the prefix {reason}: is not declared; add PREFIX {reason}: <…>",
    ),
    "remote.url": (
        "“{url}”不是可用的地址；写作 http://主机:端口/路径（用户名与密码请放在环境变量 {user}、{password} 中）",
        "{url} is no address; write http://HOST:PORT/PATH (user and password go into the variables {user} and {password})",
    ),
    "remote.reach": (
        "连不上 {url}：{detail}。请检查地址，服务是否已启动",
        "{url} cannot be reached: {detail}. Check the address, and that the server runs",
    ),
    "remote.denied": (
        "{url} 拒绝访问（{status}）：请在环境变量 {user} 与 {password}（或 {token}）中给出有权限的账号",
        "{url} denies access ({status}): name an account that may do this in the variables {user} and {password}, or in {token}",
    ),
    "remote.nothing": (
        "{url} 处没有这项服务（404）：Oxigraph 为 /store 与 /query，Fuseki 为 /数据集/data 与 /数据集/query，Virtuoso 为 /sparql-graph-crud-auth 与 /sparql",
        "there is no such service at {url} (404): Oxigraph has /store and /query, Fuseki /DATASET/data and /DATASET/query, "
        "Virtuoso /sparql-graph-crud-auth and /sparql",
    ),
    "remote.method": (
        "{url} 不接受这一操作（{status}）：请给出可写的 Graph Store 地址，如 Oxigraph 的 /store",
        "{url} does not take this ({status}): name a graph store that can be written, such as Oxigraph's /store",
    ),
    "remote.large": (
        "{url}：图太大，服务器拒收（413）；请放宽其请求大小上限",
        "{url}: the graph is larger than the server takes (413); let it take larger requests",
    ),
    "remote.status": ("{url} 答复 {status}：{detail}", "{url} answered {status}: {detail}"),
    "remote.answer": (
        "{url} 的答复不是 SPARQL 结果：{detail}。请给出查询端点，如 Oxigraph 的 /query",
        "the answer of {url} is no SPARQL result: {detail}. Name a query endpoint, such as Oxigraph's /query",
    ),
    "loading": ("写入", "putting"),
    "loaded": (
        "已写入 {url}：{documents} 份文件各一个命名图，全部 {triples} 条陈述在 {whole}",
        "put into {url}: a named graph for each of {documents} documents, and all {triples} statements in {whole}",
    ),
    "number": ("整数", "a whole number"),
    "extra": (
        '写 Parquet 需要 pandas 与 pyarrow：pip install "kg[parquet]"；或改写 CSV',
        'Parquet needs pandas and pyarrow: pip install "kg[parquet]"; or write CSV',
    ),
    "bind": (
        "无法在 {host} 的端口 {port} 上提供服务（{reason}），请用 --host、--port 另选",
        "cannot serve at {host}, port {port} ({reason}); choose others with --host and --port",
    ),
    "busy": ("端口 {port} 已被占用，请用 --port 另选一个", "port {port} is in use; choose another one with --port"),
    # general
    "wrote": ("已写出 {path}", "wrote {path}"),
    "none": ("（无）", "(none)"),
    "rows": ("{n} 行", "{n} rows"),
    "serving": ("正在提供服务：{url} （按 Ctrl+C 停止）", "serving at {url} (Ctrl+C stops)"),
    "endpoint": ("SPARQL 端点：{url}", "SPARQL endpoint: {url}"),
    "reviewing": (
        "人工核对：{url} （写入 {path}；地址含口令，勿转发）",
        "review: {url} (writes {path}; the address holds the token, keep it to yourself)",
    ),
    "editor": ("查询编辑器：{url}", "query editor: {url}"),
    "open": (
        "注意：{host} 不是本机地址，任何能连到本机的人都可以查询",
        "mind: {host} is not a loopback address; anyone who reaches this machine can query",
    ),
    # comparison
    "title": ("县区党建结构比较：{names}", "Programme structures compared: {names}"),
    "programmes": ("项目对齐", "Programmes aligned"),
    "shared": ("同名", "shared"),
    "renamed": ("改称", "renamed"),
    "alike": ("相近", "alike"),
    "only": ("仅此地提及", "mentioned here only"),
    "homonym": ("同名异义", "same name, other contents"),
    "relation": ("关系", "relation"),
    "score": ("得分", "score"),
    "region": ("地区", "region"),
    "programme": ("项目", "programme"),
    "parts": ("要素", "parts"),
    "part": ("要素", "part"),
    "same": ("相同", "same"),
    "changed": ("有改动", "changed"),
    "missing": ("未提及", "not mentioned"),
    "name": ("名称", "name"),
    "actors": ("参与方", "partners"),
    "kind": ("类别", "kind"),
    "sector": ("领域", "sector"),
    "why": ("得分依据", "terms of the score"),
    "threshold": (
        "得分为各项依据的加权平均，{threshold} 及以上视为对应；文中未提及的依据不计入。",
        "A score is the weighted mean of its terms; from {threshold} on two programmes correspond. A term that one text does not tell is left out.",
    ),
    "none_corresponding": (
        "这些地区的报道中没有相互对应的项目，只能按结构比较（见下）；kg compare --like {name} 列出与它最相似的地区",
        "no programme of one report corresponds to one of another: compare by structure (below); kg compare --like {name} lists the regions most like it",
    ),
    "no_common_metrics": ("没有两地报道都给出的同一指标", "no indicator is told of two of these regions"),
    "fields": ("领域与类别", "sectors and kinds"),
    "profile": ("结构概览", "Structure profile"),
    "count": ("专名工作", "programmes"),
    "formulas": ("协作公式", "formulas"),
    "kinds": ("类别", "kinds"),
    "sectors": ("领域", "sectors"),
    "depth": ("层数", "depth"),
    "declared": ("宣称要素", "parts declared"),
    "found": ("找到要素", "parts found"),
    "incomplete": ("文中未全部列出", "not all spelled out"),
    "schemes": ("缩略格式", "abbreviation schemes"),
    "partners": ("协作公式按参与方对齐", "Formulas aligned by partner"),
    "partner_sets": ("参与方组合", "partner sets"),
    "leaders": ("牵头组织", "leading organisations"),
    "metrics": ("指标并列", "Figures side by side"),
    "metrics_note": (
        "只有含义、口径、单位都相同的数据才在同一行；同一时期的不同数值并列显示并标出，不取平均。",
        "Figures share a row only when meaning, base and unit agree; different values for one period are shown and marked, never averaged.",
    ),
    "metric": ("指标", "indicator"),
    "unit": ("单位", "unit"),
    "conflict": ("数值不一致", "values differ"),
    "similarity": ("地区相似度", "Similarity of the regions"),
    "similarity_note": (
        "相似度（0–1）按共有特征计算，越少地区具有的特征权重越大；报道内容少则相似度低。百分数为各项特征所占份额。",
        "Likeness (0–1) rests on shared traits; the fewer regions have one, the more it weighs; little text gives little likeness. "
        "Percentages are shares of the whole.",
    ),
    "similarity_left_out": (
        "地区太多，未计算两两相似度；kg compare --ranked 列出全部地区中最相似的",
        "too many regions to liken every two; kg compare --ranked lists the most alike of all",
    ),
    "clusters": ("两两相近的组", "groups in which every two are alike"),
    "nearest": ("最相近", "nearest"),
    "rests_on": ("依据及份额", "what it rests on"),
    "ranking": ("各地的相似之处", "How the regions are alike"),
    "likeness": ("相似度", "likeness"),
    "like": ("与{name}最相似的地区", "Regions most like {name}"),
    "ranked": ("最相似的地区", "Regions most alike"),
    "no_likes": ("没有相似的地区", "no region is like it"),
    "families": ("多地推行的对应项目", "Corresponding programmes of several regions"),
    "family_note": (
        "同一组中任意两项都相互对应；先列与其余各项最接近的名称。",
        "Every two of a family correspond; the name nearest to all others stands first.",
    ),
    "family": ("项目", "programme"),
    "regions": ("地区数", "regions"),
    "members": ("各地名称", "names by region"),
    "of_all": (
        "共 {regions} 个地区；kg compare 甲地 乙地 -g {graph} 并列比较，kg compare --like 甲地 -g {graph} 找最相似的地区，--top 改变行数，--all 并列全部地区",
        "{regions} regions in all; kg compare ONE OTHER -g {graph} sets them side by side, kg compare --like ONE -g {graph} finds those most like one, "
        "--top changes the number of lines, --all sets all side by side",
    ),
    "not_ranked": (
        "“{name}”没有可比的内容：没有报道涉及，或其内容计入所在地区",
        "{name} holds nothing to compare: no report is about it, or what it has counts with the region around it",
    ),
    "not_reported": ("{name}（仅提及）", "{name} (mentioned)"),
    "level_untold": ("（层级未提及）", "(level not mentioned)"),
    "aspect.family": ("对应项目", "corresponding programme"),
    "aspect.scheme": ("缩略格式", "abbreviation scheme"),
    "aspect.carrier": ("载体", "carrier"),
    "aspect.partners": ("参与方组合", "partners together"),
    "aspect.role": ("参与方", "partner"),
    "aspect.field": ("领域与类别", "sector and kind"),
    "aspect.leader": ("牵头方", "led by"),
    "aspect.count": ("要素数", "parts announced"),
    "aspect.recognised": ("获认可", "recognised"),
    "aspect.indicator": ("同一指标", "same indicator"),
    "aspect": ("特征", "aspect"),
    "words": ("内容", "words"),
    "share": ("份额", "share"),
    "evidence": ("依据", "evidence"),
    "sentence": ("第 {n} 句", "sentence {n}"),
    "spread": ("谁先行、谁学习", "Who began and who learned"),
    "recognitions": ("获得的认可", "What they were recognised with"),
    "adoption_kind": ("采纳方式", "how"),
    "recognition_kind": ("认可方式", "how"),
    "year": ("时间", "when"),
    "first_in": ("在何范围率先", "first in"),
    "learned_from": ("学自", "learned from"),
    "pushed_by": ("推动组织", "pushed by"),
    "became": ("更名为", "became"),
    "level": ("层级", "level"),
    "recognised_by": ("认可主体", "by"),
    "title_of": ("名目", "title"),
    "adoption": ("采用时间表", "Adoption over time"),
    "undated": (
        "{n} 条没有报道日期，时间列为空；--dated-only 可只写有日期的行",
        "{n} rows have no report date and an empty time; --dated-only leaves them out",
    ),
    "no_cascades": ("没有两个地区共有的项目", "no programme is shared by two regions"),
    # hedges and changes
    "exact": ("", ""),
    "vs": ("较{base}", "vs {base}"),
    "only_rows": (
        "另有 {n} 个项目仅见于一地的报道；--all 可全部列出",
        "{n} more programmes are mentioned in one region only; --all lists them",
    ),
    "only_metrics": (
        "另有 {n} 项指标仅见于一地的报道；--all 可全部列出",
        "{n} more indicators are told of one region only; --all lists them",
    ),
}


_ASKED: ContextVar[str | None] = ContextVar("asked", default=None)


def choose_language(asked: str | None) -> None:
    """Take the language asked for (zh or en); ``None`` leaves it to the locale."""
    _ASKED.set(asked)


def language() -> str:
    """The language of this run: English only where it was asked for or the locale says so."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    return "en" if (_ASKED.get() or locale or "").lower().startswith("en") else "zh"


def text(key: str, lang: str, /, **values: object) -> str:
    """A text in the language ``lang`` (zh or en)."""
    return TEXTS[key][lang == "en"].format(**values)


def graph_problem(problem: GraphError, lang: str) -> str:
    """What is wrong with a graph file, and the way out."""
    return text(
        f"graph.{problem.reason}",
        lang,
        path=problem.path,
        folder=problem.path.parent if problem.path.suffix else problem.path,
        detail=problem.detail,
        formats="、".join(FORMATS) if lang == "zh" else ", ".join(FORMATS),
    )
