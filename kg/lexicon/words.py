"""The words of the lexicon and their classes.

``words/*.tsv`` hold one word a line with its classes behind a tab: ``推行<TAB>verb.set verb.run verb.found``. A word
stands once in all files; what it can be is said by its classes, never by typing it again. A class is a point in
a path (``kind.strong``); :data:`CLASSES` says in a sentence what each one means, and a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources

CLASSES: dict[str, str] = {
    "kind.strong": "a kind word that makes a name of distinctive words before it: 工程, 行动, 工作法",
    "kind.weak": "a kind word that is an everyday noun too: it takes a quotation directly before it",
    "kind.free": "a kind word before which a name may stand without quotation marks: 联席会议|制度",
    "kind.way": "a kind that consists of steps or measures, which may follow at once",
    "kind.aim": "an aim, a thought or a standard: what it names is no way of working",
    "verb.set": "a verb after which the name of a programme begins; hardly ever inside a name",
    "verb.soft": "a verb or preposition that also stands inside names; it opens one only at the head of a clause",
    "verb.run": "a verb that runs something: what is quoted directly after it is a name even without a kind word",
    "verb.form": "founds a body or group: 成立, 组建",
    "verb.found": "a verb that founds something: the noun after the quotation tells its kind",
    "verb.carry": "a verb of carrying out what a higher body has set: 落实, 贯彻, 执行",
    "verb.state": "a verb that puts a rule into force: what is quoted after it may be the rule itself",
    "verb.make": "a verb whose object is made, reached or moved: a thing, not a part of a name",
    "verb.in_name": "a verb that names of bodies hold as often as sentences do: 投资, 服务",
    "adverb": "between the head of a clause, or a verb, and a name: 深入, 扎实",
    "modifier.common": "a modifier that anyone's mechanism may bear: alone before a kind word it makes no name",
    "modifier.firm": "before the word for a firm it only tells which sort: 国有|公司",
    "modifier.body": "a word that makes a body's name only a kind: 农民专业合作社",
    "noun.prefix": "a noun that ends words which may stand before a quotation as part of its name",
    "noun.trouble": "what is complained of: a quotation before it names a trouble",
    "noun.work": "a book, play, lesson, speech or sign: a quotation beside it is its title or its wording",
    "noun.person": "persons and groups of them",
    "noun.firm": "firms, schools and other bodies that are no authority",
    "noun.place": "places and sites",
    "noun.honour": "what is awarded",
    "noun.time": "times and periods: a quotation before it is one",
    "noun.media": "accounts, groups and programs that people read or use",
    "noun.product": "things that are made, sold or grown",
    "noun.abstract": "qualities, states and changes that are spoken of, not run",
    "verb.speak": "a verb of saying, writing or asking: what is quoted after it is words",
    "verb.liken": "a verb that makes something into an image or calls it one",
    "verb.award": "a verb that awards or enters in a list",
    "verb.reach": "a verb whose object is an aim, a quality or an experience",
    "term": "what a quotation mark merely sets off: bodies, groups of persons, fields",
    "image": "a stock image or set phrase: alone in quotation marks it is no way of working",
    "body.party": "ends the name of a Party committee, branch or group",
    "body.personnel": "ends the name of a committee's organisation department",
    "body.discipline": "ends the name of a discipline commission or of a group that it posts",
    "body.gov": "ends the name of an office of government",
    "body.firm": "ends the name of an enterprise",
    "body.coop": "ends the name of a cooperative",
    "body.school": "ends the name of a school",
    "body.society": "ends the name of an association, a union, a charity",
    "body.media": "ends the name of a paper, a station, a site",
    "body.team": "ends the name of a team or group; alone or with common words only a kind",
    "body.group": "ends the name of a group or team, also of common words where it is said to be founded",
    "body.other": "ends the name of another body: an institution, a people's congress, a centre",
    "body.level": "may follow a level or the name of a place directly: 县|医院",
    "body.child": "may follow its owner directly: 县委|宣传部, 公司|工会",
    "body.unit": "names a body only behind its owner and further words: 县|园林|局",
    "body.legal": "a legal form: the words before it may be common ones",
    "body.medium": "ends the name of a paper or site where the text shows that it reports: 报, 网",
    "body.section": "ends the name of a part of an office, company or school: 县公安局|法制|科",
    "body.owned": "has no name of its own: only behind a place, a level or a host",
    "body.sort": "a sort of Party body, between its host and the word for it: 临时, 联合, 离退休",
    "body.national": "a body of the whole country, or a medium that is known by its bare name",
    "body.founder": "a league, party or congress with bodies in places: 共青团|漳州市委",
    "body.democrats": "one of the parties beside the Communist Party",
    "body.brand": "ends the name of a body that always bears one of its own: 社会工作服务中心",
    "body.owner": "what a part of a name may follow directly: 集团有限公司|兰州车站",
    "body.trade": "behind a brand, in the name of a firm: 控股, 药业",
    "body.compound": "behind a verb with which it makes a noun: 勘探|研究院",
    "body.whole": "a whole that is named before the place of its part: 国家公园|佛坪管护分局",
    "body.mark": "a firm or force before the place of its part: 国网|山东省电力公司",
    "body.bare_host": "a bare word for the host of a body: 集团|党委",
    "body.with": "what one body does with the next: 联合, 会同",
    "body.acting": "ends the name of a body that acts, which plain verbs may stand in: 社会治理指挥中心",
    "body.sector": "firms or people of one trade or area, which a Party committee may lead: 商圈|党委",
    "sort.joint": "a sort of Party body that several set up or that is set up for a time: 联合党委",
    "body.of_committee": "an office of a Party committee, whose name holds the committee: 县委|组织部",
    "body.posted": "a body that is posted to a place: 驻江湾镇|工作队",
    "medium.none": "ends a source that is no medium: an office, a firm, a place",
    "noun.discipline": "ends a phrase of four characters that is a noun: 土木|工程",
    "body.tail": "ends a word whose stem tells whether it is a kind",
    "firm.legal": "a legal form that a name may leave out",
    "firm.form": "ends the full name of a firm",
    "surname": "a surname of one character",
    "place.common": "the full name of a place that is a common noun too: 新城区",
    "place.tract": "a sort of tract that ends names of districts: 林区",
    "body.branch": "ends the name of a branch, which the place that it is for may stand in: 省农行|高台县支行",
    "body.host": "a noun in which Party bodies are set up, itself no organisation",
    "body.post": "a person's post or title: no name holds it, a list of posts may go on behind it",
    "class.firm": "a class noun that closes a list of enterprises: 甲、乙等企业",
    "class.society": "a class noun that closes a list of associations or groups: 等公益组织",
    "class.media": "a class noun that closes a list of media",
    "class.school": "a class noun that closes a list of schools",
    "class.team": "a word for a body that a quoted name before it may bear: “…”专班",
    "field": "the field of an office where its first character would join the level before it: 县|城管|局",
    "people": "a people, as the names of autonomous regions hold it",
    "stop.unit": "a word that ends like a body and is none: 部门, 平台",
    "stop.body": "a word that never belongs to a body's name: the name starts to its right",
    "place.opener": "before the subject of a clause: 近年来, 同时, 据介绍",
    "place.example": "before a place that is only an example: 如, 其中",
    "place.with": "before a place that is a partner, or one more in a list: 与, 会同",
    "place.help": "before a place that gets something: 为, 帮扶, 对口支援",
    "place.go": "before a place where somebody goes: 赴, 走进",
    "place.at": "before a place where something is: 在, 位于",
    "place.from": "before a place where something comes from: 来自",
    "place.lead": "before a place that something is done with or through: 引导, 依托, 把",
    "place.chosen": "before a place that is named, covered or made something: 评为, 覆盖",
    "place.beside": "before or behind a place that only tells where another lies: 东邻, 距离, 接壤",
    "place.side": "a side of a place, behind its name: 西北部",
    "place.state": "a country beside China",
    "place.nation": "the nation and what is above every region: 全国, 党中央",
    "place.sited": "before the place where a thing that is spoken of stands: 位于, 选址",
    "place.rank": "how a place stands within a higher one: 率先, 首批",
    "place.institution": "an institution and its people, where a text is about one instead of a place: 医院, 师生",
    "place.same": "the place that was just spoken of: 当地, 这里",
    "sector.education": "a word of the sector 教育",
    "sector.health": "a word of the sector 卫生健康",
    "sector.state": "a word of the sector 国企",
    "sector.new": "a word of the sector 两新",
    "sector.office": "a word of the sector 机关",
    "sector.members": "a word of the sector 党员干部队伍",
    "sector.industry": "a word of the sector 产业",
    "sector.urban": "a word of the sector 城市社区",
    "sector.village": "a word of the sector 农村",
    "sector.overall": "a word of the sector 党建全局",
    "sector.other": "a word of the sector 其他",
    "doc.basis": "before the document that an act or another document rests on: 根据, 按照",
    "doc.title": "ends the title of a document even where nothing else tells",
    "doc.form": "a verb whose object may be a document that comes into being: 通过, 签订",
    "doc.heed": "a verb of keeping to a document: 遵守, 实施",
    "doc.work": "right before a title that is no document's: a play, a book, a lesson, a medium",
    "doc.study": "a verb of reading and learning: its title is a book, or a document that is learnt",
    "doc.write": "a verb of writing a book",
    "doc.book": "ends the title of what is a book where somebody writes it: 手册, 汇编",
    "doc.thereon": "means the document spoken of last as the ground of what follows: 据此",
    "doc.carry": "a verb of carrying out a document: 贯彻, 落实",
    "doc.make": "a verb of making or issuing a document: 制定, 印发",
    "doc.send": "a verb of issuing or handing on a document that is there: 印发, 转发",
    "doc.end": "a verb behind a document that is in force no longer: 废止, 停止执行",
    "doc.replace": "a verb before a document that is in force no longer: 废止, 替代",
    "doc.begin": "a verb of being in force: 施行, 生效",
    "doc.kind": "the last word of a document's title, its kind: 意见, 办法",
    "sort.village": "before the word for a village: which sort is meant, not which one: 空壳村",
    "sort.town": "before the word for a town: which sort is meant, not which one: 建制镇",
    "behind.name": "behind the short name of a place it makes the name of another thing: 甘肃|日报",
    "behind.body": "ends the name of a body that may begin with the short name of a place: 研究院",
    "place.before": "a word right behind which the name of a place may begin",
    "site.end": "ends the name of a body, site or line that begins with a place: 车站",
    "figure.act": "what was done with the things counted: 组建",
    "figure.doer": "an act before which only a doer stands: 组建, 拥有",
    "figure.up": "says that a figure rose: 增长",
    "figure.down": "says that a figure fell: 下降",
    "figure.turn": "says that one figure became another: 壮大, 合并",
    "figure.kind": "a kind that small numerals announce and do not measure: 三个|方面",
    "stop.run": "ends the run of characters in which the name of a body can stand",
    "zone.statutory": "ends the name of a zone that the law knows",
    "stop.zone": "ends words before the word for a zone that are no name: 国家级|新区",
    "stop.zone_middle": "stands in no name between a place and the word for its zone",
    "behind.people": "right behind a village or town: its bodies and people",
    "behind.acts": "right behind a village or town: what it does and has",
    "stop.name": "stands in no name of a programme that has no quotation marks",
    "noun.given": "ends a quotation without a kind word that is a place, a post or a thing to hand out",
    "stop.unit_word": "a word that begins like a unit and is none: 家庭, 人均",
    "figure.between": "stands between what is measured and its number: 累计",
    "figure.thing": "ends the name of a thing that is counted, none of a kind: 合作社",
    "figure.run": "a verb of running a way of working beside which a figure stands",
    "figure.launch": "a verb of setting something going, before what is no result: 开展",
    "figure.light": "a verb before what was counted that says nothing of it: 带动",
    "figure.person": "persons and groups of them that are counted: 党员, 村民",
    "figure.campaign": "ends the name of something that is set going, before which a round number counts nobody: 万名党员|培训",
    "figure.yield": "behind 每户 or 每亩 it tells what each yields: 收入, 补助",
    "figure.norm": "sets a norm: 配备1名",
    "figure.bound": "bounds a number that is asked for: 不少于",
    "figure.score": "what is told in points: 满意度, 测评",
    "figure.time": "the time that something takes: 时限, 工期",
    "figure.demand": "behind a number that is asked for: 要求, 底线",
    "figure.plant": "what has a capacity: 项目, 生产线, 电站",
    "figure.measure": "a measure before a threshold: 收入|超过5万元的村",
    "figure.money": "ends a noun for money: 资金, 补贴",
    "figure.spent": "a verb that tells what a sum was spent on: 修建",
    "figure.bare": "a measure that several share, alone behind 和: 收入和|支出",
    "figure.passed": "before a threshold that was passed: 突破",
    "figure.reach": "a verb of reaching places, which are counted behind it: 覆盖6个乡",
    "figure.adverb": "between what was counted and what is said of it: 全部, 已",
    "figure.holder": "ends a noun for those who have an income: 村, 合作社",
    "figure.whole": "a whole of which a share is told: 92%的|党员",
    "figure.covered": "behind a share it tells that all was reached: 100%|覆盖",
    "figure.manner": "how something was done, before the verb: 扎实",
    "figure.done": "what was done with what is counted, behind a doer: 举办",
    "figure.cause": "brings a rise or fall about: 带动",
    "figure.renew": "orders things anew, so that their number changes: 整合为",
    "figure.cost": "what is spent: saving it is a fall: 成本",
    "figure.division": "an administrative division that is counted: 行政村",
    "figure.event": "what people take part in: 会议, 培训",
    "figure.founded": "what happened at the date of a thing that is spoken of: 2019年|成立|的",
    "figure.account": "in a headline: an account of the year that it names: 年报, 公报",
    "figure.review": "in a headline: an account of one year: 盘点, 回顾",
    "figure.report": "in a headline: a report on one's work: 总结, 述职",
    "figure.plan": "in a headline: a plan for the year that it names: 要点, 部署",
    "figure.measured": "ends what is measured itself: 收入, 面积",
    "figure.attribute": "a size of the thing named behind it: 占地, 总投资",
    "figure.rate": "ends the name of a rate: 占比, 比重",
    "figure.again": "a verb behind which what was counted is understood from before: 办结",
    "figure.no_measure": "heads a column that measures nothing: 序号, 备注",
    "figure.growth": "heads a column of changes: 增长, 增幅",
    "figure.effect": "what a project can be expected to do: 可|带动",
    "figure.works": "a project begins to work: 投产",
    "figure.hedge": "makes a number inexact: 约, 至少",
    "person.end": "ends a noun for persons who are counted",
    "zone.high": "ends the name of a zone for high technology",
    "zone.economic": "ends the name of a zone for economic development",
    "zone.new": "ends the name of a new area",
    "zone.park": "ends the name of a park of industries",
    "alias.says": "opens a bracket that gives what stands before it a shorter or another name: 以下简称",
    "lead.above": "before a body whose wish is carried out, so that it leads nothing here: 落实市委部署",
    "unit.whole": "all of a unit: 全县",
    "unit.own": "the unit of who speaks: 我县",
    "unit.that": "the unit that was just spoken of: 该村",
    "unit.inside": "inside a unit: 村里",
    "unit.body": "a body of a unit: 县委",
    "unit.people": "the people of a unit: 村民",
    "unit.bare": "a unit alone: 社区",
    "verb.first": "a verb of doing first what nobody did before: 首创",
    "rank.first": "says that something is the first among others: 率先, 首个",
    "rank.only": "says that the thing behind it is the first of its kind: 首个",
    "verb.inspire": "what a place gives that others learn from: 启发",
    "verb.wide": "a verb of running that tells of spread only where it names the area: 在全市推行",
    "status.ahead": "opens a sentence about what is to come: 下一步",
    "status.call": "closes a clause behind which stands what is asked for: 会议要求",
    "verb.arise": "a verb before or behind the place where something came from: 发源于, 诞生",
    "area.nation": "the nation as the area in which something is first or spread: 全国",
    "noun.origin": "the place that something came from: 发源地",
    "verb.renamed_from": "a verb behind what something was before: 由…升级而来",
    "verb.listed": "says that something is on the list that was just named: 上榜",
    "verb.announce": "a verb of making a list known: 公布",
    "verb.new": "a verb of making something new where its object stands at once behind it: 创新“…”模式",
    "noun.contest": "where things are chosen: 评选, 大赛",
    "noun.leader": "a leader, behind the name of a body: 主要领导",
    "verb.since": "a verb behind which the year stands in which something began: 始于",
    "verb.begin": "a verb of making something new: 探索, 启动",
    "verb.start": "a verb of setting up or running, which tells a beginning only together with a date: 推行",
    "noun.done": "what is done, run or kept: a verb right before it belongs to the noun (观摩活动)",
    "verb.predicate": "behind a number it begins what the counted did or became, never a noun (12名|进入班子)",
    "tag.verb": "the dictionary takes it for a noun; behind what is counted it begins what is said of it",
    "tag.noun": "the dictionary takes it for a verb or a measure; among the words of what is counted it is a noun",
    "noun.event": "ends the name of what may last but a day: 活动",
    "noun.times": "counts how often something was done: 5次",
    "verb.open": "a verb of what is set going: 上线, 启用",
    "adverb.new": "says that something is done in a new way: 创新性地",
    "verb.trial": "a verb of trying out: 试行, 试点",
    "verb.copy": "a verb of taking over what another place has: 复制, 移植",
    "verb.learn": "a verb of learning from another place: 借鉴, 取经",
    "verb.visit": "a verb of learning or taking over that needs no object where what is meant was just told: 取经",
    "verb.follow": "a verb of doing the same after others: 跟进",
    "stop.learn": "a word that begins like one of learning, spreading or trying out and is none: 学习贯彻, 推广会",
    "verb.spread": "a verb of spreading within an area: 推广, 推开",
    "verb.spread_to": "a verb of spreading before the place that is reached: 推广到",
    "verb.rename": "a verb of giving another name or of growing into something else: 更名为",
    "verb.derive": "a verb of growing out of something that goes on: 衍生出",
    "verb.end": "a verb of ending: 停止, 叫停",
    "verb.push": "a verb of making others act: 推动, 部署",
    "adverb.again": "says that something goes on: 持续, 深入",
    "adverb.soon": "says that something is used at once, on an occasion: 立即",
    "adverb.order": "says that things came one after the other: 先后, 相继",
    "status.plan": "says that something is wanted or planned, not done: 力争, 拟",
    "point.this": "points to what was just told: 该, 这一",
    "point.one": "points to one thing that was just told: 该, 此项",
    "noun.way": "a word for a way of working that was named before: 做法, 机制",
    "verb.honour": "a verb of putting on a list, giving a name or a prize: 列为, 获评",
    "verb.get": "a verb of getting or giving a prize: 荣获",
    "verb.enter": "a verb of entering in a list, whatever the list is called: 入选",
    "verb.give": "a verb of giving a prize: who does it gives it",
    "noun.press": "media in general: 多家媒体, 省级媒体",
    "noun.writer": "who writes or sends a report: 记者",
    "noun.pilot": "tells that something was chosen for a trial: 试点",
    "noun.model": "tells that something was made an example: 示范",
    "noun.case": "what something is chosen for: 案例, 名单",
    "noun.prize": "a prize or title: 一等奖, 称号",
    "title.other": "ends a title that a place, a body or a person bears, or a count of prizes: 先进集体, 3项",
    "verb.instruct": "a written word of a leader on a report: 批示",
    "verb.report": "a verb of media: 报道, 刊发",
    "level.national": "a word of the national level: 全国, 国家级",
    "level.province": "a word of the level of provinces: 省级",
    "level.prefecture": "a word of the level of prefectures: 市级",
    "level.county": "a word of the level of counties: 县级",
    "level.township": "a word of the level of townships: 镇级",
}
"""What each class of words means."""

Entries = dict[str, frozenset[str]]


def read_table(lines: Iterator[str] | list[str], name: str) -> Iterator[tuple[str, frozenset[str]]]:
    """The words of one table with their classes. ``ValueError`` names a line that cannot be read."""
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("#"):
            continue
        word, tab, classes = line.partition("\t")
        if not tab or not word or not classes.split():
            raise ValueError(f"{name}:{number}: a word, a tab and its classes are wanted")
        yield word, frozenset(classes.split())


@cache
def entries() -> Entries:
    """All words with their classes. ``ValueError`` where a word stands twice or a class is unknown."""
    found: Entries = {}
    folder = resources.files("kg.lexicon").joinpath("words")
    for table in sorted(folder.iterdir(), key=lambda t: t.name):
        for word, classes in read_table(table.read_text("utf-8").splitlines(), table.name):
            if word in found:
                raise ValueError(f"{table.name}: {word} stands in the lexicon twice")
            if unknown := classes - CLASSES.keys():
                raise ValueError(
                    f"{table.name}: {word}: unknown class {', '.join(sorted(unknown))}"
                )
            found[word] = classes
    return found


@cache
def of_class(*classes: str) -> tuple[str, ...]:
    """The words of any of ``classes``, the longest first, then by their characters. ``KeyError`` for an unknown class."""
    wanted = {c for c in classes if CLASSES[c]}
    found = (word for word, own in entries().items() if own & wanted)
    return tuple(sorted(found, key=lambda w: (-len(w), w)))


@cache
def members(*classes: str) -> frozenset[str]:
    """The words of any of ``classes`` as a set."""
    return frozenset(of_class(*classes))


def ending(name: str, *classes: str) -> str | None:
    """The longest word of any of ``classes`` that a name ends with."""
    known = members(*classes)
    return next((name[i:] for i in range(len(name)) if name[i:] in known), None)


def any_of(*classes: str) -> str:
    """The words of any of ``classes`` as alternatives of a regular expression, the longest first."""
    return "|".join(of_class(*classes))


def classes_of(word: str) -> frozenset[str]:
    """The classes of a word; none for a word that the lexicon lacks."""
    return entries().get(word, frozenset())
