from __future__ import annotations

from kg.graph import terms as t
from kg.graph.settle import settle
from kg.graph.write import turtle
from kg.model import Fact

RDF_TYPE = t.RDF + "type"
INTEGER = t.XSD + "integer"
STRING = t.XSD + "string"


def programme(key: str, name: str, *aliases: str, region: str = "cn330481") -> set[Fact]:
    node = f"{t.ID}prog/{key}"
    return {
        Fact(node, RDF_TYPE, t.DJ + "Programme"),
        Fact(node, t.SCHEMA + "name", name, STRING),
        Fact(node, t.SKOS + "prefLabel", name, "@zh-Hans"),
        Fact(node, t.DCTERMS + "spatial", f"{t.ID}region/{region}"),
        *(Fact(node, t.SKOS + "altLabel", a, "@zh-Hans") for a in aliases),
    }


def parts(key: str, document: str, *names: str) -> set[Fact]:
    node = f"{t.ID}prog/{key}"
    found: set[Fact] = set()
    for i, name in enumerate(names, 1):
        part = t.part_iri(node, i, name)
        found |= {
            Fact(node, t.DJ + "component", part),
            Fact(part, RDF_TYPE, t.DJ + "Component"),
            Fact(part, t.SCHEMA + "name", name, STRING),
            Fact(part, t.SCHEMA + "position", str(i), INTEGER),
            Fact(part, t.DJ + "evidence", f"{t.ID}ev/{document}-{i}-{i + 4}"),
        }
    return found


def names(facts: frozenset[Fact], predicate: str) -> set[str]:
    return {f.object for f in facts if f.predicate == predicate}


def test_a_name_that_is_an_alias_elsewhere_is_the_same_programme() -> None:
    long = programme("pa", "“三湾共治”工程", "三湾共治")
    short = programme("pb", "三湾共治")
    settled = settle(long | short)
    assert len({f.subject for f in settled if f.predicate == RDF_TYPE}) == 1
    assert "“三湾共治”工程" in names(settled, t.SCHEMA + "name")


def test_what_one_document_keeps_apart_stays_apart() -> None:
    long, short = programme("pa", "履约“三张清单”", "三张清单"), programme("pb", "三张清单")
    both = {Fact(f"{t.ID}prog/{p}", t.DJ + "evidence", f"{t.ID}ev/d1-{i}-9") for i, p in enumerate(("pa", "pb"))}
    settled = settle(long | short | both)
    assert len({f.subject for f in settled if f.predicate == RDF_TYPE}) == 2


def test_the_same_name_in_another_region_stays_another_programme() -> None:
    settled = settle(programme("pa", "“三湾共治”工程", "三湾共治") | programme("pb", "三湾共治", region="cn330482"))
    assert len({f.subject for f in settled if f.predicate == RDF_TYPE}) == 2


def read_in(document: str, *keys: str) -> set[Fact]:
    """Evidence of programmes in a document."""
    return {Fact(f"{t.ID}prog/{key}", t.DJ + "evidence", f"{t.ID}ev/{document}-{i}-9") for i, key in enumerate(keys)}


def nodes(facts: frozenset[Fact]) -> set[str]:
    """The local names of the programmes that are left."""
    return {f.subject.rsplit("/", 1)[1] for f in facts if f.object == t.DJ + "Programme"}


def test_programmes_of_a_region_that_share_a_telling_name_are_one() -> None:
    work = programme("pa", "“支部来、民意到”工作", "支部来、民意到") | read_in("d1", "pa")
    system = programme("pb", "“支部来，民意到”的机制", "支部来，民意到") | read_in("d2", "pb")
    bare = programme("pc", "支部来民意到") | read_in("d3", "pc")
    more = read_in("d4", "pb")
    settled = settle(work | system | bare | more)
    assert nodes(settled) == {"pb"}, "the name with its kind word that most documents have"
    assert "“支部来、民意到”工作" in names(settled, t.SKOS + "altLabel")
    assert nodes(settle(work | system | read_in("d1", "pb"))) == {"pa", "pb"}, "d1 tells two apart"
    said = frozenset({frozenset({t.normal("“支部来、民意到”工作"), t.normal("“支部来，民意到”的机制")})})
    assert nodes(settle(work | system, said)) == {"pa", "pb"}, "a person tells them apart"


def test_what_tells_little_does_not_make_one() -> None:
    short = programme("pa", "“头雁”工程", "头雁") | programme("pb", "“头雁”行动", "头雁")
    assert nodes(settle(short)) == {"pa", "pb"}
    counted = programme("pa", "“五张清单”制度", "五张清单") | programme("pb", "“五张清单”机制", "五张清单")
    assert nodes(settle(counted)) == {"pa", "pb"}, "a number of things may be another's"
    nowhere = {
        f
        for f in programme("pa", "“渡口议事”工程", "渡口议事") | programme("pb", "“渡口议事”行动", "渡口议事")
        if f.predicate != t.DCTERMS + "spatial"
    }
    assert nodes(settle(nowhere)) == {"pa", "pb"}, "of no known region"


def test_a_chain_of_names_never_joins_what_one_document_tells_apart() -> None:
    facts = (
        programme("pa", "“河湾议事”工程", "河湾议事")
        | programme("pb", "“河湾议事”机制", "河湾议事", "渡口议事")
        | programme("pc", "“渡口议事”行动", "渡口议事")
        | read_in("d1", "pa", "pc")
        | read_in("d2", "pb")
    )
    left = nodes(settle(facts))
    assert len(left) == 2
    assert {"pa", "pc"} - left in ({"pa"}, {"pc"})


def test_two_lists_of_parts_leave_the_longer_and_keep_the_evidence() -> None:
    facts = programme("pa", "三湾共治") | parts("pa", "d1", "共议", "共建") | parts("pa", "d2", "共商", "共建", "共享")
    settled = settle(facts)
    listed = {f.object for f in settled if f.predicate == t.DJ + "component"}
    assert len(listed) == 3
    assert Fact(f"{t.ID}prog/pa", t.DJ + "foundCount", "3", INTEGER) in settled
    assert Fact(f"{t.ID}prog/pa", t.DJ + "evidence", f"{t.ID}ev/d1-1-5") in settled


def test_a_thing_that_documents_spell_otherwise_has_one_name() -> None:
    """Quotation marks, width and capitals make no other thing, and a thing has one name."""
    one, other = programme("pa", "“333”工程"), programme("pa", "333工程")
    settled = settle(one | other)
    assert names(settled, t.SCHEMA + "name") == {"“333”工程"} == names(settled, t.SKOS + "prefLabel")
    assert names(settled, t.SKOS + "altLabel") == {"333工程"}
    assert settle(settled) == settled


def test_found_count_is_stated_where_nothing_was_spelled_out() -> None:
    node = f"{t.ID}prog/pa"
    facts = programme("pa", "五进五送") | {Fact(node, t.DJ + "declaredCount", "10", INTEGER)}
    assert Fact(node, t.DJ + "foundCount", "0", INTEGER) in settle(facts)


def test_settling_is_idempotent_and_blind_to_order() -> None:
    facts = programme("pa", "“三湾共治”工程", "三湾共治") | programme("pb", "三湾共治")
    facts |= parts("pa", "d1", "共议", "共建") | parts("pb", "d2", "共商", "共建", "共享")
    once = settle(facts)
    assert settle(once) == once
    assert settle(sorted(facts, reverse=True)) == once
    assert list(turtle(once)) == list(turtle(sorted(once, reverse=True)))
