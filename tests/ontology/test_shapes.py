"""The shapes: a sound graph passes, a broken one fails, an incomplete contract warns; all in French."""

from functools import cache
from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, Graph, Literal
from rdflib.namespace import SH

from maillage.ontology.terms import ONTOLOGY

HERE = Path(__file__).parent
FOLDER = HERE.parent.parent / "ontology"
PREFIXES = f"@prefix : <https://w3id.org/maillage/example/> . @prefix mlg: <{ONTOLOGY}> .\n"


@cache
def shapes() -> Graph:
    return Graph().parse(FOLDER / "shapes.ttl", format="turtle")


def sound() -> Graph:
    graph = Graph().parse(HERE / "example.ttl", format="turtle")
    for path in (FOLDER / "vocab").glob("*-*.ttl"):
        graph.parse(path, format="turtle")
    for name in ("domain", "nature", "theme"):
        graph.parse(FOLDER / "vocab" / f"{name}.ttl", format="turtle")
    return graph


def findings(graph: Graph) -> set[tuple[str, str, str]]:
    """(severity, what it is about, message) of each result."""
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes(), inference="none")
    assert isinstance(report, Graph)
    return {
        (
            str(report.value(result, SH.resultSeverity)).rsplit("#")[-1],
            str(report.value(result, SH.focusNode)).rsplit("/")[-1],
            str(report.value(result, SH.resultMessage)),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }


def test_the_example_is_sound() -> None:
    assert findings(sound()) == set()


@pytest.mark.parametrize(
    ("change", "about", "message"),
    [
        (("remove", ":single mlg:contract :contract"), "single", "rattaché à un contrat"),
        (("remove", ":single mlg:passage :lines"), "single", "pas de passage"),
        (("remove", ':single mlg:quote "La caisse tient une permanence."@fr'), "single", "pas de citation"),
        (("remove", ":single mlg:confidence 0.9"), "single", "entre 0 et 1"),
        (("add", ":single mlg:confidence 1.2"), "single", "entre 0 et 1"),
        (("add", ":single mlg:takenBy :quarter"), "single", "pas un partenaire connu"),
        (("add", ":single mlg:answers :nowhere"), "single", "pas un élément du cadre"),
        (("add", ":single mlg:targets :challenge"), "single", "pas un quartier connu"),
        (("add", ":single mlg:mobilises :fund"), "single", "pas un dispositif connu"),
        (("add", ":aim mlg:parent :quarter"), "aim", "plusieurs parents"),
        (("add", ':quarter mlg:code "59000"'), "quarter", "code officiel"),
        (("add", ':fund mlg:role "president"'), "fund", "rôle connu"),
        (("remove", ":lines mlg:page :page"), "lines", "page connue"),
        (("add", ":lines mlg:firstLine 30"), "lines", "première ligne"),
        (("remove", ":signature mlg:signsContract :contract"), "signature", "un contrat, et un seul"),
    ],
)
def test_a_broken_graph_is_a_violation(change: tuple[str, str], about: str, message: str) -> None:
    graph, (kind, statement) = sound(), change
    for triple in Graph().parse(data=f"{PREFIXES}{statement} .", format="turtle"):
        graph.add(triple) if kind == "add" else graph.remove(triple)
    found = {(severity, who) for severity, who, text in findings(graph) if message in text}
    assert ("Violation", about) in found


@pytest.mark.parametrize(
    ("left_out", "message"),
    [
        ("Signature", "aucun signataire"),
        ("Defi", "cadre stratégique"),
        ("QPV", "aucun quartier"),
        ("Commitment", "aucun engagement"),
    ],
)
def test_an_incomplete_contract_is_a_warning(left_out: str, message: str) -> None:
    graph = sound()
    for thing in list(graph.subjects(RDF.type, next(iter(terms(left_out))))):
        graph.remove((thing, None, None))
        graph.remove((None, None, thing))
    found = findings(graph)
    assert {severity for severity, _, text in found if message in text} == {"Warning"}
    assert not [each for each in found if each[0] == "Violation"]


def terms(name: str) -> set[object]:
    return set(Graph().parse(data=f"{PREFIXES}:x a mlg:{name} .", format="turtle").objects())


def test_a_commitment_of_nobody_is_an_information() -> None:
    graph = sound()
    for triple in Graph().parse(data=f"{PREFIXES}:single mlg:takenBy :fund .", format="turtle"):
        graph.remove(triple)
    assert findings(graph) == {("Info", "single", "Aucun partenaire n'a pu être rattaché à l'engagement.")}


def test_pages_that_stay_illegible_are_a_warning() -> None:
    graph = sound().parse(data=f"{PREFIXES}:document mlg:unreadPage 3 .", format="turtle")
    assert {(severity, who) for severity, who, _ in findings(graph)} == {("Warning", "document")}


def test_every_constraint_says_in_french_what_is_wrong() -> None:
    for shape in shapes().objects(None, SH.property):
        messages = list(shapes().objects(shape, SH.message))
        assert len(messages) == 1 and isinstance(messages[0], Literal) and messages[0].language == "fr"
        assert str(messages[0]).endswith(".")
