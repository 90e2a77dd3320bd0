import pytest

from maillage.viz import links


@pytest.mark.parametrize(
    ("iri", "path"),
    [
        ("https://w3id.org/maillage/partner/caf-du-val", "/partner/caf-du-val"),
        ("https://data.example.org/contract/2024/partner/caf", "/partner/caf"),
        ("https://data.example.org/x#defi/valombre/emploi", "/defi/valombre/emploi"),
        ("https://w3id.org/maillage/qpv/QN99901M", "/qpv/QN99901M"),
        ("https://w3id.org/maillage/qpv/valombre/moulin", "/qpv/valombre/moulin"),
        ("https://w3id.org/maillage/document/0123456789ab/page/12", "/document/0123456789ab/page/12"),
        ("commitment/valombre/ab12cd34", "/commitment/valombre/ab12cd34"),
    ],
)
def test_a_path_is_the_tail_of_the_iri(iri: str, path: str) -> None:
    assert links.path(iri) == path


@pytest.mark.parametrize("iri", ["", "https://example.org/", "javascript:alert(1)", "https://example.org/person/x"])
def test_an_iri_without_page_is_an_error(iri: str) -> None:
    with pytest.raises(links.NoPageError, match="no page"):
        links.path(iri)


def test_values_are_escaped_shortened_and_left_out_when_empty() -> None:
    shown = links.with_values("/matrice", contract="https://w3id.org/maillage/contract/v", qpv="", theme=None, q="é&=")
    assert shown == "/matrice?contract=contract/v&q=%C3%A9%26%3D"


def test_a_passage_opens_at_its_line() -> None:
    iri = "https://w3id.org/maillage/document/0123456789ab"
    assert links.passage(iri, 3, 88) == "/document/0123456789ab/page/3#l88"
    marked = links.passage(iri, 3, 88, "https://w3id.org/maillage/commitment/v/1")
    assert marked == "/document/0123456789ab/page/3?commitment=commitment/v/1#l88"
