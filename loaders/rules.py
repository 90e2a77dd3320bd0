"""Rules: turns of phrase as data. Enters: the TOML files of ``rules/``. Leaves: compiled rules, by kind.

A rule's pattern is a regular expression over folded text (lower case, no accents, plain apostrophes). It brings
invented examples that it must match and counter-examples that it must not; a test holds it to them. A pattern may cite
the named fragments of its file as ``{name}``, nothing more: what needs order or memory is a Python function.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from maillage.loaders.firing import left_out, watched

_FRAGMENT = re.compile(r"\{([a-z_]+)\}")
_NEVER = r"(?!)"  # matches nothing, for a kind whose every rule is left out
_KEYS = {"id", "kind", "pattern", "examples", "counter_examples", "why"}


class RuleError(ValueError):
    """A rule file that is not well formed; the message names file, rule and cause."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One turn of phrase."""

    id: str
    kind: str
    place: str  # file and rule, for messages
    source: str  # of its pattern, fragments put in
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    why: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """Its own pattern, compiled when asked for: reading needs that of its whole kind only.

        Raises:
            RuleError: it does not compile.
        """
        return _compiled(self.source, self.place)


@dataclass(frozen=True, slots=True)
class Matcher:
    """All rules of one kind as one pattern, so that a text is searched once."""

    rules: tuple[Rule, ...]
    pattern: re.Pattern[str]

    def search(self, folded: str) -> str | None:
        """The id of the first rule that matches somewhere in the folded text."""
        match = self.pattern.search(folded)
        return self._rule(match) if match else None

    def match(self, folded: str, start: int = 0) -> str | None:
        """The id of the first rule that matches at the start of the folded text."""
        match = self.pattern.match(folded, start)
        return self._rule(match) if match else None

    def _rule(self, match: re.Match[str]) -> str:
        assert match.lastgroup is not None  # the group of the rule closes last, whatever groups stand in its pattern
        return self.rules[int(match.lastgroup[1:])].id


@cache
def rule_files() -> tuple[str, ...]:
    """The names of the rule files."""
    return tuple(sorted(f.name for f in (files("maillage.loaders") / "rules").iterdir() if f.name.endswith(".toml")))


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule of every file, in the order of the files.

    Raises:
        RuleError: unknown or missing keys, an unknown fragment, an id used twice.
    """
    found = [rule for name in rule_files() for rule in _read(name)]
    twice = {rule.id for rule in found if sum(other.id == rule.id for other in found) > 1}
    if twice:
        raise RuleError(f"rules/: the id {sorted(twice)[0]} is used twice; give each rule its own")
    return tuple(found)


@cache
def matcher(kind: str) -> Matcher:
    """The rules of one kind.

    Raises:
        RuleError: no rule has that kind, or the pattern of one does not compile.
    """
    chosen = tuple(rule for rule in rules() if rule.kind == kind)
    if not chosen:
        raise RuleError(f"rules/: no rule has the kind {kind!r}")
    chosen = tuple(rule for rule in chosen if rule.id not in left_out().rules)
    joined = "|".join(f"(?P<r{i}>{rule.source})" for i, rule in enumerate(chosen))
    pattern = _compiled(joined or _NEVER, f"rules/: a rule of the kind {kind}")
    return Matcher(chosen, watched(pattern, tuple(rule.id for rule in chosen)))


def _compiled(source: str, place: str) -> re.Pattern[str]:
    try:
        return re.compile(source)
    except re.error as error:
        raise RuleError(f"{place}: {type(error).__name__} {error}") from error


def _read(name: str) -> list[Rule]:
    table = tomllib.loads((files("maillage.loaders") / "rules" / name).read_text("utf-8"))
    fragments: Mapping[str, str] = table.get("fragments", {})
    return [_rule(name, raw, fragments) for raw in table["rule"]]


def _rule(name: str, raw: Mapping[str, Any], fragments: Mapping[str, str]) -> Rule:
    place = f"rules/{name}: rule {raw.get('id')}"
    if set(raw) != _KEYS:
        raise RuleError(f"{place}: has {sorted(raw)}, must have {sorted(_KEYS)}")
    try:
        source = _FRAGMENT.sub(lambda m: f"(?:{fragments[m[1]]})", raw["pattern"])
    except KeyError as error:
        raise RuleError(f"{place}: {type(error).__name__} {error}") from error
    examples, counter_examples = tuple(raw["examples"]), tuple(raw["counter_examples"])
    return Rule(raw["id"], raw["kind"], place, source, examples, counter_examples, raw["why"])
