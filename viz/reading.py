"""Pages of the sources: a commitment in its page, a document, a page of it."""

from maillage.graph.store import Store
from maillage.viz import links, wording
from maillage.viz.answers import Row, ask, limits, only
from maillage.viz.columns import Facts, Thing, thing, words
from maillage.viz.passages import Line, around, marked_lines, plain_lines
from maillage.viz.render import page as template
from maillage.viz.values import MissingError, whole

MARGIN = 8  # lines of context on each side of a commitment: what a reader needs to see its heading


def render_commitment(store: Store, contract: str, slug: str) -> str:
    """A commitment: its quote, what was understood and how, and its words marked in the lines around."""
    tail = f"commitment/{contract}/{slug}"
    answer = ask(store, "commitment", commitment=tail)
    row = only(answer, tail)
    text = ask(store, "page", document=row["document"], page=row["page"])
    span = (row["first_line"], row["last_line"])
    lines, exact = _marked(text.rows[0], row) if text.rows else ([], False)
    return template(
        "commitment",
        row=row,
        heading=f"Engagement : {row['partners'] or 'partenaire non identifié'}",
        facts=understood(row),
        lines=around(lines, span, MARGIN),
        exact=exact,
        caveats=limits(store, [row]),
        data=links.with_values(f"/{tail}", format="json"),
    )


def understood(row: Row) -> Facts:
    """What the reading made of a statement, each attribute with how it was attributed."""
    partners, defis = _things(row, "partner"), _things(row, "defi")
    return [
        ("Sorte", words(row["kind"])),
        ("Qui s'engage", partners or words("partenaire non identifié")),
        ("D'où vient ce « qui »", words(wording.word(wording.ORIGINS, row["partner_origin"]))),
        ("Défi", defis or words("défi non identifié")),
        ("D'où vient ce défi", words(wording.word(wording.ORIGINS, row["defi_origin"]))),
        ("Quartiers", _things(row, "qpv")),
        ("Portée", words(wording.word(wording.SCOPES, row["qpv_scope"]))),
        ("Dispositifs", _things(row, "dispositif")),
        ("Échéance", words(row["deadline"]) or words("aucune trouvée")),
        ("Montant", words(row["amount"]) or words("aucun trouvé")),
        ("Indicateurs", words("oui" if row["has_indicators"] else "aucun trouvé")),
        ("Confiance", words(wording.confidence(row["confidence"]))),
        ("Règle de lecture", words(row["rule"])),
        ("Titres au-dessus", words(row["path"])),
        ("Contrat", thing(row, "contract")),
    ]


def render_document(store: Store, sha: str) -> str:
    """A document: what it is, its pages, and those that could not be read."""
    tail = f"document/{sha}"
    answer = ask(store, "documents", document=tail)
    row = only(answer, tail)
    unread = unread_pages(row)
    facts: Facts = [
        ("Fichier", words(row["file"])),
        ("Format", words(row["format"])),
        ("Pages", words(row["pages"])),
        ("Pages illisibles", words(", ".join(map(str, sorted(unread))) or "aucune")),
        ("Empreinte SHA-256", words(row["sha256"])),
        ("Contrats", [held for each in answer.rows for held in thing(each, "contract")]),
    ]
    return template(
        "document",
        iri=row["document"],
        label=row["document_label"],
        fictitious=row["fictitious"],
        facts=facts,
        pages=[(number, number in unread) for number in range(1, row["pages"] + 1)],
        caveats=limits(store, answer.rows),
        data=links.with_values(f"/{tail}", format="json"),
    )


def render_page(store: Store, sha: str, page: str, commitment: str = "") -> str:
    """One page of a document with its line numbers; a commitment's words are marked when it is named.

    Raises:
        BadValueError: the page is no number.
        MissingError: the document is unknown, or shorter.
    """
    at = whole("page", page, 1)
    tail = f"document/{sha}"
    documents = ask(store, "documents", document=tail)
    document = only(documents, tail)
    if at > document["pages"]:
        raise MissingError(f"Ce document n'a que {wording.count(document['pages'], 'page')}.")
    answer = ask(store, "page", document=tail, page=at)
    said = only(ask(store, "commitment", commitment=commitment), commitment) if commitment else None
    return template(
        "page",
        iri=document["document"],
        label=document["document_label"],
        at=at,
        before=at - 1 if at > 1 else None,
        after=at + 1 if at < document["pages"] else None,
        lines=_lines(answer.rows[0], said) if answer.rows else [],
        said=said,
        caveats=limits(store, documents.rows),
        data=links.api("page", document=tail, page=at),
    )


def _lines(text: Row, said: Row | None) -> list[Line]:
    return _marked(text, said)[0] if said else plain_lines(text["text"], text["first_line"])


def unread_pages(row: Row) -> set[int]:
    """Numbers of a document's illegible pages, which the answer gives as "3, 7"."""
    return {int(number) for number in (row["unread"] or "").replace("·", ",").split(",") if number.strip()}


def _marked(text: Row, said: Row) -> tuple[list[Line], bool]:
    """The lines of a page with those of a commitment marked."""
    return marked_lines(text["text"], text["first_line"], (said["first_line"], said["last_line"]), said["quote"])


def _things(row: Row, kind: str) -> list[Thing]:
    """The entities of a kind that a commitment is linked to: labels and IRIs come joined, in the same order."""
    iris = [part for part in (row[f"{kind}_iris"] or "").split() if part != "·"]
    labels = (row[f"{kind}s"] or "").split(" · ")
    if len(iris) != len(labels):  # a label that holds the separator: its name is worth more than its link
        return words(row[f"{kind}s"])
    return [Thing(label, iri) for label, iri in zip(labels, iris, strict=True)]
