"""Every rule proves itself on its examples, both ways; a rule file that is wrong says where."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

import maillage.loaders
from maillage.loaders import rules as rules_module
from maillage.loaders.fold import fold
from maillage.loaders.repair import Glyph, glyphs
from maillage.loaders.rules import Rule, RuleError, matcher, rule_files, rules

# Kinds that the code asks at the start of a text only; all others may match anywhere in it.
AT_START = {
    "signature.for",
    "frame.plural", "frame.objectives", "frame.across-one", "frame.across-title", "frame.column", "frame.priorities",
    "frame.cells", "cell.year", "fiche", "fiche.item", "fiche.name", "fiche.quarters", "qpv.chapter", "qpv.not_a_name",
    "qpv.outside_after", "qpv.heading", "qpv.generic", "qpv.common",
    "signature.heading", "signature.place", "signature.group", "signature.body", "signature.foreword",
    "signature.parties", "signature.parties-end", "subject.verb", "body.described",
    "contract.title", "contract.cover", "contract.owner", "contract.nameless", "contract.act", "contract.goes-on",
    "noun.feminine", "sheet.title", "sheet.end",
}  # fmt: skip
LOADERS = Path(next(iter(maillage.loaders.__path__)))


def at_start(kind: str) -> bool:
    return kind in AT_START or kind.startswith("open.")


def fires(rule: Rule, text: str) -> bool:
    """Whether the code would see the rule in a text."""
    if rule.kind.startswith("carrier."):
        return rule.pattern.fullmatch(fold(text)) is not None
    run = rule.pattern.match if at_start(rule.kind) else rule.pattern.search
    return run(fold(text)) is not None


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
class TestEachRule:
    def test_matches_its_examples(self, rule: Rule) -> None:
        assert rule.examples, "a rule without an example proves nothing"
        assert [text for text in rule.examples if not fires(rule, text)] == []

    def test_spares_its_counter_examples(self, rule: Rule) -> None:
        assert rule.counter_examples, "a rule without a counter-example has no limit"
        assert [text for text in rule.counter_examples if fires(rule, text)] == []

    def test_is_written_for_folded_text(self, rule: Rule) -> None:
        literal = re.sub(r"\\.|\(\?P<\w+>", "", rule.pattern.pattern)
        assert [c for c in literal if c.isalpha() and c != fold(c)] == [], (
            "capitals and accents never match folded text"
        )

    def test_says_why_and_is_fast(self, rule: Rule) -> None:
        assert rule.why.strip().endswith(".")
        rule.pattern.search("l'ensemble des partenaires du quartier " * 200)  # must return: no exponential pattern


def test_kinds_are_told_apart_as_the_code_uses_them() -> None:
    source = "\n".join(path.read_text("utf-8") for path in LOADERS.rglob("*.py"))
    matched = set(re.findall(r"matcher\(\s*\"([\w.-]+)\"\s*\)\.match\(", source))
    searched = set(re.findall(r"matcher\(\s*\"([\w.-]+)\"\s*\)\.search\(", source))
    assert [kind for kind in searched if at_start(kind)] == []
    assert [kind for kind in matched - {"indicators"} if not at_start(kind)] == []  # that one is asked both ways


def test_every_kind_is_used() -> None:
    source = "\n".join(path.read_text("utf-8") for path in LOADERS.rglob("*.py"))
    families = set(re.findall(r"matcher\(f\"([\w-]+)\.\{", source))
    unused = [r.kind for r in rules() if f'"{r.kind}"' not in source and r.kind.split(".")[0] not in families]
    assert unused == []


def test_every_kind_of_a_family_is_asked_for() -> None:
    from maillage.loaders.find.sections import SECTION_KINDS

    asked_alone = {"section.funding", "section.everybody"}
    kinds = {r.kind for r in rules() if r.kind.startswith("section.")}
    assert kinds - asked_alone == {f"section.{kind}" for kind in SECTION_KINDS}


def test_ids_are_unique_over_all_files() -> None:
    ids = [rule.id for rule in rules()]
    assert len(ids) == len(set(ids)) > 30


@pytest.mark.parametrize("name", rule_files())
def test_a_rule_file_holds_rules_and_fragments_only(name: str) -> None:
    table = tomllib.loads((files("maillage.loaders") / "rules" / name).read_text("utf-8"))
    assert set(table) <= {"fragments", "rule"}
    patterns = "".join(rule["pattern"] for rule in table["rule"])
    assert [f for f in table.get("fragments", {}) if f"{{{f}}}" not in patterns] == [], "a fragment that nobody cites"


def test_a_matcher_names_the_rule_that_matched() -> None:
    lists = matcher("signature.list")
    for rule in lists.rules:
        assert lists.search(rule.examples[0]) in {other.id for other in lists.rules}
    assert matcher("section.annex").search("rien de tel") is None
    assert matcher("open.noun").match("creation d'un espace") == "noun-of-action"
    assert matcher("open.noun").match("pour la creation d'un espace") is None


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(RuleError, match=r"no rule has the kind 'verb\.nothing'"):
        matcher("verb.nothing")


GOOD = {"id": "one", "kind": "k", "pattern": "a", "examples": ["a"], "counter_examples": ["b"], "why": "Because."}


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (GOOD | {"patern": "a"}, "rules/x.toml: rule one: has .*patern"),
        ({k: v for k, v in GOOD.items() if k != "why"}, "rules/x.toml: rule one: has "),
        (GOOD | {"pattern": "{nothing}"}, "rules/x.toml: rule one: .*nothing"),
        (GOOD | {"pattern": "(a"}, "rules/x.toml: rule one: "),
    ],
    ids=["unknown key", "missing key", "unknown fragment", "bad pattern"],
)
def test_a_bad_rule_names_file_and_rule(raw: dict[str, object], message: str) -> None:
    with pytest.raises(RuleError, match=message):
        rules_module._rule("x.toml", raw, {"known": "b"}).pattern.match("a")


def test_a_fragment_is_one_group() -> None:
    rule = rules_module._rule("x.toml", GOOD | {"pattern": "^{either}c"}, {"either": "a|b"})
    assert rule.pattern.match("bc") and not rule.pattern.match("b")


_TABLE = tomllib.loads((LOADERS / "repairs" / "glyphs.toml").read_text("utf-8"))


_GLYPHS = list(zip(glyphs()[2], _TABLE["glyph"], strict=True))


@pytest.mark.parametrize(("glyph", "raw"), _GLYPHS, ids=[glyph.id for glyph, _ in _GLYPHS])
class TestEachGlyph:
    def test_repairs_its_examples(self, glyph: Glyph, raw: dict[str, list[list[str]]]) -> None:
        assert [(a, glyph.pattern.sub(glyph.by, a)) for a, _ in raw["examples"]] == [(a, b) for a, b in raw["examples"]]

    def test_keeps_the_right_use(self, glyph: Glyph, raw: dict[str, list[str]]) -> None:
        assert [glyph.pattern.sub(glyph.by, text) for text in raw.get("keeps", [])] == raw.get("keeps", [])

    def test_keeps_the_number_of_lines(self, glyph: Glyph, raw: dict[str, list[list[str]]]) -> None:
        text = "\n".join(a for a, _ in raw["examples"])
        assert glyph.pattern.sub(glyph.by, text).count("\n") == text.count("\n")
        assert set(raw) <= {"id", "pattern", "by", "examples", "keeps"}
