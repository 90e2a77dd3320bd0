"""One table: each typed error → exit code of a command, HTTP status and French title of a page.

Errors are named by their dotted path, not imported: a command that only prints its help loads no store. A test
resolves every path.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a door does with an error."""

    exit_code: int
    status: int
    title: str  # in French, for a page
    advice: str  # in French, what the visitor can do


TABLE: dict[str, Outcome] = {
    "maillage.api.settings.SettingError": Outcome(
        2, 500, "Réglage invalide", "Corrigez la variable d'environnement citée."
    ),
    "maillage.api.guard.QueryRefusedError": Outcome(
        2, 400, "Requête refusée", "Seules les lectures du graphe sont admises : SELECT, ASK, CONSTRUCT, DESCRIBE."
    ),
    "maillage.api.guard.QueryTooLongError": Outcome(
        2, 408, "Requête interrompue", "Précisez la requête ou ajoutez une clause LIMIT."
    ),
    "maillage.api.guard.BusyError": Outcome(2, 503, "Trop de requêtes à la fois", "Réessayez dans un instant."),
    "maillage.api.exports.NothingReadError": Outcome(
        2, 503, "Aucun document lu", "Lisez d'abord des documents avec « maillage load »."
    ),
    "maillage.api.description.NoSuchThingError": Outcome(
        2, 404, "Page introuvable", "Rien ne porte cette adresse dans la base ; partez de la recherche."
    ),
    "maillage.loaders.fact.FactError": Outcome(
        2, 500, "Faits illisibles", "Relisez les documents avec cette version de Maillage."
    ),
    "maillage.loaders.read_errors.ReadError": Outcome(
        2, 500, "Document illisible", "Suivez le conseil que donne le message."
    ),
    "maillage.loaders.explain.NoLineError": Outcome(2, 422, "Ligne absente", "Donnez une ligne du document."),
    "maillage.graph.evaluation.gold.GoldError": Outcome(
        2, 500, "Annotations illisibles", "Corrigez le fichier d'annotations cité."
    ),
    "maillage.graph.evaluation.evaluation.EvaluationError": Outcome(
        2, 500, "Évaluation impossible", "Suivez le conseil que donne le message."
    ),
    "maillage.ontology.reasoning.ReasonerError": Outcome(
        2, 500, "Raisonneur en échec", "Corrigez l'ontologie là où le message le dit."
    ),
    "maillage.loaders.rules.RuleError": Outcome(2, 500, "Règle invalide", "Corrigez le fichier de règles cité."),
    "maillage.loaders.find.qpv_reference.QpvReferenceError": Outcome(
        2, 500, "Liste officielle illisible", "Vérifiez le fichier que cite MAILLAGE_REFERENCE."
    ),
    "maillage.graph.decisions.DecisionError": Outcome(
        2, 500, "Décision illisible", "Corrigez la ligne citée du journal des décisions."
    ),
    "maillage.graph.store.StoreError": Outcome(
        2, 503, "Base indisponible", "Lisez d'abord des documents avec « maillage load », ou reconstruisez la base."
    ),
    "maillage.graph.build.StoreVersionError": Outcome(
        2, 503, "Base d'une autre version", "Reconstruisez-la avec « maillage build »."
    ),
    "maillage.graph.questions.UnknownQuestionError": Outcome(
        2, 404, "Question inconnue", "La liste des questions est à l'adresse /api/questions."
    ),
    "maillage.graph.questions.UnknownLabelError": Outcome(
        2, 404, "Nom inconnu ou ambigu", "Choisissez l'un des noms proposés, ou partez de la recherche."
    ),
    "maillage.graph.questions.QuestionError": Outcome(
        2, 422, "Paramètre invalide", "Les paramètres de chaque question sont décrits à l'adresse /docs."
    ),
    "maillage.viz.values.BadValueError": Outcome(2, 422, "Paramètre invalide", "Corrigez la valeur citée."),
    "maillage.viz.values.MissingError": Outcome(
        2, 404, "Page introuvable", "La chose a pu changer de nom à la dernière lecture : partez de la recherche."
    ),
    "maillage.viz.links.NoPageError": Outcome(
        2, 500, "Erreur interne", "Une réponse cite une chose qui n'a pas de page : signalez l'adresse de celle-ci."
    ),
    "builtins.OSError": Outcome(2, 500, "Fichier inaccessible", "Vérifiez le chemin et les droits."),
}


def outcome(error: BaseException) -> Outcome | None:
    """The line of the table for an error or the nearest of its ancestors; None when nobody expected it."""
    for kind in type(error).__mro__:
        found = TABLE.get(f"{kind.__module__}.{kind.__qualname__}")
        if found is not None:
            return found
    return None


def exit_code_of(error: BaseException) -> int | None:
    """Exit code of a command that met the error; None when it is not in the table."""
    found = outcome(error)
    return found.exit_code if found else None


def explain(error: BaseException) -> str:
    """The error on one line, as the command line says it."""
    return " ".join(str(error).split()) or type(error).__name__
