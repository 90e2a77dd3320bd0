"""Places: whose contract it is, where. Enters: a View. Leaves: intercommunality, department, region, towns, period.

Found without any official list, by the bodies that the text names; a list, when given, only adds codes.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

import ahocorasick

from maillage.loaders.find.epci_mentions import KIND, Mention, body_names, epci_mentions
from maillage.loaders.find.names import NAME, OF, listed_names, of_form, title_case
from maillage.loaders.find.place_names import clean, count, first_line, last_place, shorter
from maillage.loaders.fold import fold, key
from maillage.loaders.view import View
from maillage.ontology.thesaurus import load_scheme

_SHORT_KIND = re.compile(r"^[Aa]gglo(?:mération)? (?=d)")  # Code général des collectivités territoriales, L. 5216-1
_KIND_ALONE = re.compile(KIND.split("|(?:(?<=")[0])
_TITLE = re.compile(rf"[Cc]ontrats? de ville (?:20\d\d ?[-–/] ?20\d\d )?(?P<of>{OF})(?P<name>(?!Ville|Commune){NAME})")
_OF = re.compile(rf"[a-zéA-ZÉ] {OF}|[Mm]étropole|[Aa]gglomération$|Agglo$|[A-ZÉ]{{6,}}")
# What is left of an intercommunality's name without its kind: "Val d'Avray Agglomération" → "Val d'Avray".
_EPCI_WORDS = re.compile(
    rf"^(?:{KIND}|[Aa]gglo(?:mération)?|[Mm]étropole)(?: (?:{OF}|D[EU] |DES ))? ?"
    r"| (?:[Mm]étropole|[Aa]gglo(?:mération)?)$"
)
_LAND = re.compile(r"(?:le )?(?:pays|val|vallee|bassin|plateau|terres?|rives?|cote|portes?)\b")
KIND_LETTERS = 8  # of an intercommunality's form, that tell whether its kind is in capitals
SHARED_REACH = 24  # characters before "commune" in which the word stands that it may be said of
LISTED = 3  # towns of one line that is nothing but their names
SHORT_NAME = 5  # letters: fewer are a word of every text ("Ain", "Lot")
ALONE = 3  # times as often as the next one is named the intercommunality that "l'agglomération" means
UNSURE = 0.5  # weight of a name that no small word ties to its kind: it may be what stands beside it
# Its first letter comes first, what stands before it second: so the search skips to such letters, four times as fast.
_TOWN = re.compile(
    r"[VvCcMm](?<=\b.)(?<!arties .)(?<!ommunauté de .)(?<!ommunautés de .)(?<!OMMUNAUTE DE .)(?<!OMMUNAUTÉ DE .)"
    r"(?<!ontrat de .)(?<!ontrats de .)(?<!ONTRAT DE .)(?<!olitique de la .)"
    r"(?:(?<=[Vv])ille|(?<=[Cc])ommune|(?<=[Mm])airie|(?<=[Mm])aire|(?<=V)ILLE|(?<=C)OMMUNE|(?<=M)AIRE)s? "
    rf"(?P<of>{OF}|D[’']|DE )\s?(?P<name>{NAME})"
)
_SHARED = re.compile(
    r"\b(?!(?:cette|chaque|votre|notre|leur|quelle|quelque|avec|dans|pour|entre|comme|dont)\b)[a-zà-ÿ]{4,} $"
)
_MORE_TOWNS = re.compile(rf"(?:, | et |,? et )(?:{OF})?({NAME})")
_TOWNS = re.compile(r"\b[Cc]ommunes(?: [a-zà-ÿ’' ]{0,60})? ?(?:\(|:) ?([^.;)]{10,600})")
_PERIOD = re.compile(r"(20(?<=\b20)[12]\d) ?[-–/] ?(20[23]\d)\b")
_CURRENT_PERIOD = "2024-2030"  # instruction of 4 January 2024: the generation of contracts this reader is for
_NOT_TOWNS = {"france", "etat", "republique", "demain", "quartier", "contrat", "cohesion", "reussite educative"}


@dataclass(frozen=True, slots=True)
class Epci:
    """The intercommunality that pilots a contract."""

    name: str  # with its kind: "Communauté d'agglomération de Corbie"
    acronym: str | None
    forms: tuple[str, ...]
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Territory:
    """A department or region: its name, and the form that completes a body's name ("du Nord")."""

    code: str
    name: str
    of: str


@dataclass(frozen=True, slots=True)
class Places:
    """Where a document's contracts apply."""

    epcis: tuple[Epci, ...]  # most named first
    departement: Territory | None
    region: Territory | None
    communes: dict[str, str]  # comparable name → name as written
    period: str | None


@cache
def territories() -> dict[str, Territory]:
    """Departments and regions by comparable name."""
    concepts = load_scheme("territory").values()
    return {key(c.pref_label): Territory(c.notation, c.pref_label, c.alt_labels[0]) for c in concepts}


def find_places(view: View) -> Places:
    """The places of a document, from the names its text gives."""
    departement, region = _departement_and_region(view)
    epcis = _epcis(view) or _titled(view)
    return Places(epcis, departement, region, _communes(view, epcis), _period(view))


def is_of(epci: Epci, body: str) -> bool:
    """Whether a body that signs is an intercommunality under the name of its land: "Pays d'Avray" of "Avray Agglo"."""
    core = key(_EPCI_WORDS.sub("", epci.name))
    return bool(core) and key(body).endswith(f" {core}") and _LAND.match(fold(body)) is not None


def signing_names(places: Places) -> dict[str, str]:
    """What the places of a document sign as, by comparable name: "avray" → "Ville d'Avray"; a town before its group."""
    found: dict[str, str] = {}
    alone = len(places.epcis) == 1 or (
        places.epcis and len(places.epcis[0].lines) >= ALONE * len(places.epcis[1].lines)
    )
    if alone:
        found |= dict.fromkeys(("agglomeration", "agglo", "communaute", "metropole"), places.epcis[0].name)
    for epci in places.epcis[:1]:
        short = (_EPCI_WORDS.sub("", form) for form in (epci.name, *epci.forms))
        for name in filter(key, (*short, *epci.forms, epci.acronym or "")):
            found |= {key(name): epci.name, f"president {key(name)}": epci.name}
    return found | {identity: f"Ville {of_form(name)}" for identity, name in places.communes.items()}


def with_communes(places: Places, names: Iterable[str]) -> Places:
    """The places with communes that were found elsewhere, as those of the quarters."""
    return replace(places, communes={**{key(name): name for name in names}, **places.communes})


def _epcis(view: View) -> tuple[Epci, ...]:
    """Intercommunalities by how often they are named, each with the forms and lines seen."""
    forms: dict[str, Counter[str]] = {}
    lines: dict[str, list[int]] = {}
    acronyms: dict[str, Counter[str]] = {}
    for at, place, form, acronym in _as_named(list(epci_mentions(view))):
        identity = key(place)
        if not identity or identity in territories() or len(identity) < 3:
            continue
        forms.setdefault(identity, Counter())[form] += 1
        lines.setdefault(identity, []).append(view.line_at(at))
        if acronym:
            acronyms.setdefault(identity, Counter())[acronym] += 1
    real = [i for i, named in forms.items() if not all(f.startswith("agglomération ") for f in named)]
    ranked = sorted(real, key=lambda i: (-sum(n * (1 if _OF.search(f) else UNSURE) for f, n in forms[i].items()), i))
    found = []
    for identity in ranked:
        best = _fullest(forms[identity])
        acronym = acronyms[identity].most_common(1)[0][0] if identity in acronyms else None
        found.append(Epci(best, acronym, tuple(sorted(forms[identity])), tuple(dict.fromkeys(lines[identity]))))
    return tuple(found)


def _titled(view: View) -> tuple[Epci, ...]:
    """The intercommunality that only titles name, when the text has one: "Contrat de ville du Pays d'Avray"."""
    kind = _KIND_ALONE.search(view.body)
    titles = Counter((m["of"], clean(m["name"])) for m in _TITLE.finditer(view.body))
    if kind is None or not titles:
        return ()
    of, place = titles.most_common(1)[0][0]
    lines = [view.line_at(m.start()) for m in re.finditer(rf"\b{re.escape(place)}\b", view.body)]
    kind_name = kind[0][:1].upper() + kind[0][1:]
    return (Epci(f"{kind_name} {of}{place}", None, (place,), tuple(dict.fromkeys(lines))),) if place else ()


def _as_named(mentions: list[Mention]) -> Iterator[Mention]:
    """The same mentions, those of a name with what happened to stand after it under that name."""
    written = {key(place): place for _, place, _, _ in mentions}
    counts = Counter(key(place) for _, place, _, _ in mentions)
    known = shorter(counts, written)
    for at, place, form, acronym in mentions:
        if form.startswith(place) and (tail := last_place(place, counts)):  # "Plan vélo d'Avray Métropole"
            place, form = tail, form[form.index(tail) :]
        name = written[known.get(key(place), key(place))]
        yield at, name, form.removesuffix(place) + name if form.endswith(place) else form, acronym


def _fullest(forms: Counter[str]) -> str:
    """The official form: one that says the kind of body, not in capitals, most used."""
    rank = sorted(
        forms, key=lambda f: (f[:KIND_LETTERS].isupper(), not f.lower().startswith("communaut"), -forms[f], f)
    )
    return _SHORT_KIND.sub("Communauté d'agglomération ", title_case(rank[0]))


def _departement_and_region(view: View) -> tuple[Territory | None, Territory | None]:
    """The most named department and region; a department's name counts only in its "du Nord" form or after its word."""
    named = Counter(name for _, name in _territory_names().iter(view.folded))
    votes: Counter[str] = Counter()
    for name, territory in territories().items():
        number = named[name]
        if number and territory.code.startswith("departement") and len(name) < SHORT_NAME:
            number = len(_AFTER_BODY.findall(view.folded.replace(fold(territory.of), "§")))
        if number:
            votes[name] = number
    by_kind = {
        kind: [n for n, _ in votes.most_common() if territories()[n].code.startswith(kind)] for kind in ("dep", "reg")
    }
    return tuple(territories()[names[0]] if names else None for names in by_kind.values())  # type: ignore[return-value]


@cache
def _territory_names() -> ahocorasick.Automaton:
    """What each department and region is told by; all are looked for at once."""
    automaton = ahocorasick.Automaton()
    for name, territory in territories().items():
        lone = territory.code.startswith("departement") and "-et-" not in fold(territory.name)
        # "du Lot-et-Garonne" is "de Lot-et-Garonne" too
        automaton.add_word(fold(territory.of) if lone else fold(territory.name), name)
    automaton.make_automaton()
    return automaton


_AFTER_BODY = re.compile(
    r"(?:departement|prefecture|prefet|prefete|conseil departemental|allocations familiales|caf|departemental) §"
)


def _communes(view: View, epcis: tuple[Epci, ...]) -> dict[str, str]:
    """Communes that the text calls towns, has a mayor for, or lists as communes."""
    names: Counter[str] = Counter()
    written: dict[str, str] = {}
    for name in _town_names(view):
        count(clean(name), names, written)
    for name in _listed_beside(view, names):
        count(name, names, written)
    known = territories()
    bodies = body_names() | {key(e.acronym) for e in epcis if e.acronym}
    bodies |= {key(form) for e in epcis for form in (e.name, *e.forms)}
    longer = shorter(names, written)
    return {
        n: written[n]
        for n in names
        if not (n in known or n in bodies or n in longer or n in _NOT_TOWNS) and _TOWN_SHAPE.match(written[n])
    }


def _town_names(view: View) -> Iterator[str]:
    start, body = 0, view.body
    while match := _TOWN.search(body, start):
        start = match.start("name") + 1  # "Ville d'Avray et Commune de Corbie": one match may hold another
        plural = match["of"] in ("du ", "des ")
        if (
            plural
            and match[0].startswith("commune ")
            and _SHARED.search(body[max(0, match.start() - SHARED_REACH) : match.start()])
        ):
            continue  # "la salle commune des Tilleuls" is no town
        article = {"du ": "Le ", "des ": "Les "}.get(match["of"], "")
        yield article + first_line(view, match.start("name"), match["name"])
        if match[0].split(" ")[0].lower().endswith("s"):  # "les villes de Corbie, d'Avray et de Saint-Loup"
            end = match.end()
            while more := _MORE_TOWNS.match(body, end):
                yield from listed_names(more[1])
                end = more.end()
    for match in _TOWNS.finditer(body):
        yield from listed_names(match[1])


def _listed_beside(view: View, known: Mapping[str, int]) -> Iterator[str]:
    """What a line of a cover or a column lists among towns that are known: "Avray – Corbie – Les Ormes"."""
    for line in view.lines:
        text = line.strip()
        if len(text) > LONGEST_LIST or not _LIST.fullmatch(text):
            continue
        others = [part for part in _LIST_MARKS.split(text) if key(part) not in known]
        if len(others) == 1:
            yield others[0]


_LIST_MARKS = re.compile(r" [–|/•-] |, | et ")
_LISTED_NAME = rf"(?:L[ea]s? |L[’'])?{NAME}"
_LIST = re.compile(rf"{_LISTED_NAME}(?:(?:{_LIST_MARKS.pattern}){_LISTED_NAME}){{{LISTED - 1},}}")
LONGEST_LIST = 120  # characters of such a line
_TOWN_SHAPE = re.compile(r"(?!.*(?:[Cc]ommunaut|[Mm]étropole|[Vv]ille )).*[a-zà-ÿ]{2,}(?!.* [A-Z]{2,}\b)")


def _period(view: View) -> str | None:
    """The contract's period: the one most printed that ends in 2027 or later."""
    printed = "\n".join(view.lines)  # running titles too
    periods = Counter(f"{m[1]}-{m[2]}" for m in _PERIOD.finditer(printed) if m[2] >= "2027" and m[1] >= "2023")
    return _CURRENT_PERIOD if _CURRENT_PERIOD in periods else (periods.most_common(1)[0][0] if periods else None)
