"""Signatures and parties in the shapes that documents give them; the towns and the agglomeration are known by name."""

from collections.abc import Callable

import pytest

from maillage.loaders.find.places import find_places, signing_names
from maillage.loaders.find.signatories import find_signatories
from maillage.loaders.view import View

Look = Callable[[str], View]
KNOWN = "La ville de Corbie et la commune d'Avray agissent. Corbie Agglomération pilote le contrat de ville.\n\n"
PERSONS = {"chêne", "saule", "verge", "prade", "haut", "frêne", "hêtre", "anne", "marie"}

SHAPES = {
    "two columns that lost their spaces": (
        """
Fait à Corbie, le 12 mars 2024

Le préfet de l'Orne La présidente de Corbie Agglomération
Jean CHÊNE Marie SAULE
Le maire de Corbie La maire d'Avray
CAF de l'Orne CPAM de l'Orne France Travail
Corbie Habitat La Vrelloise de logement
""",
        [
            "Préfecture de l'Orne",
            "Corbie Agglomération",
            "Ville de Corbie",
            "Ville d'Avray",
            "CAF de l'Orne",
            "CPAM de l'Orne",
            "France Travail",
            "Corbie Habitat",
            "Vrelloise de logement",
        ],
    ),
    "names that end on the line below": (
        """
Fait à Corbie, le 12 mars 2024

La préfète de l'Orne                            Le directeur territorial de France
                                                Travail
Le directeur général de Corbie                  Le maire d'Avray
Habitat
""",
        ["Préfecture de l'Orne", "Corbie Habitat", "France Travail", "Ville d'Avray"],
    ),
    "for one, for the other": (
        """
Fait à Corbie, le 12 mars 2024

Pour l'État, le préfet Pour Corbie Agglomération, la présidente
Pour Corbie Habitat Pour la Vrelloise de logement
Jean CHÊNE Marie SAULE
Pour l'ARS Normandie, la directrice de la délégation de l'Orne
""",
        ["État", "Corbie Agglomération", "Corbie Habitat", "Vrelloise de logement", "ARS Normandie"],
    ),
    "bare names under a heading": (
        "S I G N A T A I R E S\n\nL'État\nCorbie Agglomération\nCorbie\nAvray\nSaint-Loup\nMinor Habitat\n"
        "Logis du Port\n",
        [
            "État",
            "Corbie Agglomération",
            "Ville de Corbie",
            "Ville d'Avray",
            "Ville de Saint-Loup",
            "Minor Habitat",
            "Logis du Port",
        ],
    ),
    "mayors in a row": (
        """
LES SIGNATAIRES

Saint-Loup La Forge Neuf-Bourg
La maire Le maire Le maire
Line VERGE Joël PRADE Marc HAUT
""",
        ["Ville de Saint-Loup", "Ville de La Forge", "Ville de Neuf-Bourg"],
    ),
    "a heading that is a sentence": (
        "Ont signé le 3 octobre 2024 :\n\nLe préfet de l'Orne          Le président de l'agglomération\n"
        "La Région Normandie          La rectrice\nHôpital de Corbie            Caf de l'Orne\n",
        [
            "Préfecture de l'Orne",
            "Corbie Agglomération",
            "Région Normandie",
            "Rectorat",
            "Hôpital de Corbie",
            "Caf de l'Orne",
        ],
    ),
    "a sentence, for each": (
        "Ont signé, pour l'État, le préfet de l'Orne ; pour Corbie Agglomération, sa présidente, Mme Marie Saule ; "
        "pour Corbie et pour Avray, leurs maires ; pour le Foyer vrellois, son directeur.",
        ["État", "Corbie Agglomération", "Ville de Corbie", "Ville d'Avray", "Foyer vrellois"],
    ),
    "they have signed": (
        "Ils ont signé : l'État, la Région, les villes de Corbie, d'Avray et de Saint-Loup, la Cpam, Corbie Habitat et "
        "le parquet.",
        [
            "État",
            "Région",
            "Ville de Corbie",
            "Ville d'Avray",
            "Ville de Saint-Loup",
            "Cpam",
            "Corbie Habitat",
            "Parquet",
        ],
    ),
    "they have signed, on a day": (
        "Ont signé le 4 juillet 2024 : l'État, la communauté d'agglomération de Corbie, la commune d'Avray, la CAF de "
        "l'Orne.",
        ["État", "communauté d'agglomération de Corbie", "Commune d'Avray", "CAF de l'Orne"],
    ),
    "who signs for whom, under no heading": (
        """
Le comité se réunit deux fois par an.

Pour l'État, le préfet              Pour Corbie Agglomération, la présidente
Pour la Région Normandie            Pour le Département de l'Orne
Pour la Ville d'Avray, le maire     Pour la CAF de l'Orne, le directeur
Pour Corbie Habitat, le directeur   Pour Val Logis, la directrice
""",
        [
            "État",
            "Région Normandie",
            "Ville d'Avray",
            "Corbie Habitat",
            "Corbie Agglomération",
            "Département de l'Orne",
            "CAF de l'Orne",
            "Val Logis",
        ],
    ),
    "one after the other between points": (
        """
LES SIGNATAIRES

État · Corbie Agglomération · Région Normandie ·
CAF de l'Orne · Corbie Habitat
""",
        ["État", "Corbie Agglomération", "Région Normandie", "CAF de l'Orne", "Corbie Habitat"],
    ),
    "signed at a place": (
        """
Signé à Corbie, le 12 septembre 2024

L'État, le préfet de l'Orne
Corbie Agglomération, la présidente
La CAF de l'Orne, le directeur
Corbie Habitat, le directeur général
""",
        ["Préfecture de l'Orne", "Corbie Agglomération", "CAF de l'Orne", "Corbie Habitat"],
    ),
    "a framework agreement": (
        """
CONVENTION CADRE DU CONTRAT DE VILLE

ENTRE LES SOUSSIGNÉS

L'État, représenté par Monsieur le Préfet de l'Orne,
La communauté d'agglomération de Corbie, représentée par son Président,
La Caisse d'allocations familiales de l'Orne,

IL A ÉTÉ CONVENU CE QUI SUIT

La présente convention définit les priorités du contrat de ville.
""",
        ["État", "communauté d'agglomération de Corbie", "Caisse d'allocations familiales de l'Orne"],
    ),
    "numbered parties": (
        """
Entre les soussignés :

1. L'État, représenté par Mme Anne FRÊNE, préfète de l'Orne ;
2. La communauté de communes du Val, représentée par son président ;
3. La commune d'Avray et la commune de Corbie, représentées par leurs maires ;
4. Corbie Habitat, office public de l'habitat ;
5. la CAF de l'Orne, ci-après « la CAF »,

Il est convenu ce qui suit du contrat de ville :
""",
        [
            "État",
            "Communauté de communes du Val",
            "Commune d'Avray",
            "Commune de Corbie",
            "Corbie Habitat",
            "CAF de l'Orne",
        ],
    ),
    "a table drawn with bars": (
        """
SIGNATURES

| Organisme | Représentant | Signature |
| État | Le préfet | |
| Ville de Corbie | Le maire, Paul HÊTRE | |
| CPAM de l'Orne | La directrice | |
| Val Logis | Le directeur général | |
""",
        ["État", "Ville de Corbie", "CPAM de l'Orne", "Val Logis"],
    ),
    "dashes": (
        "Signataires : État – Région Normandie – Ville de Corbie – CAF de l'Orne – Corbie Habitat",
        ["État", "Région Normandie", "Ville de Corbie", "CAF de l'Orne", "Corbie Habitat"],
    ),
    "on one side and on the other": (
        "Le présent contrat est conclu entre l'État, représenté par le préfet de l'Orne, et la ville de Corbie, "
        "d'une part, et la CAF de l'Orne, Corbie Habitat et la Banque des Territoires, d'autre part.",
        ["État", "Ville de Corbie", "CAF de l'Orne", "Corbie Habitat", "Banque des Territoires"],
    ),
    "parties in bullets": (
        "Sont parties au présent contrat de ville :\n– l'État ;\n– la Ville de Corbie ;\n"
        "– Logis de l'Orne (bailleur).\n",
        ["État", "Ville de Corbie", "Logis de l'Orne"],
    ),
    "functions after the body": (
        """
LISTE DES SIGNATAIRES

Communauté d'agglomération du Val : le président
Ville d'Avray (le maire)
CAF de l'Orne – la directrice
Corbie Habitat, le directeur général
""",
        ["Communauté d'agglomération du Val", "Ville d'Avray", "CAF de l'Orne", "Corbie Habitat"],
    ),
    "a list of bullets that holds lists": (
        """
Le contrat de ville est signé par :
- l'État, représenté par le préfet de l'Orne et le procureur de la République ;
- le président de Corbie Agglomération et les maires des communes de Corbie, Avray et Saint-Loup ;
- les bailleurs sociaux : Corbie Habitat, Logis du Port et Sagim ;
- la CAF, la CPAM et la MSA.
""",
        [
            "État",
            "Procureur de la République",
            "Corbie Agglomération",
            "Ville de Corbie",
            "Ville d'Avray",
            "Ville de Saint-Loup",
            "Corbie Habitat",
            "Logis du Port",
            "Sagim",
            "CAF",
            "CPAM",
            "MSA",
        ],
    ),
    "a paragraph under a heading": (
        "Signataires\n\nL'État, la Région Normandie, les Villes de Corbie et d'Avray, la Carsat, Orne Habitat, "
        "Logissia.\n",
        ["État", "Région Normandie", "Ville de Corbie", "Ville d'Avray", "Carsat", "Orne Habitat", "Logissia"],
    ),
    "one party a line": (
        """
Entre
l'État, représenté par Monsieur le préfet de l'Orne,
Corbie Agglomération, représentée par Madame Hélène SAULE, présidente,
la Ville de Corbie, représentée par Monsieur Paul HAUT, maire,
et
Logissia, société anonyme d'HLM dont le siège est à Corbie,

Vu le contrat de ville 2024-2030 ;
""",
        ["État", "Corbie Agglomération", "Ville de Corbie", "Logissia"],
    ),
    "an acronym that the text prints beside small letters": (
        "Le bailleur social SOLH rénove.\n\nFait à Corbie, le 3 mai 2024\nPour l'État\nPour SOLH\nPour CDC Habitat\n",
        ["État", "SOLH", "CDC Habitat"],
    ),
    "an association after its word": (
        "Fait à Corbie, le 3 mai 2024\nPour l'État\nPour CDC Habitat\nPour l'association Les Tresses\n",
        ["État", "CDC Habitat", "Tresses"],
    ),
    "a sentence above the lines": (
        "Les parties signataires du contrat de ville sont :\nL'État\nLa ville de Corbie\nLe parquet d'Alençon\n",
        ["État", "Ville de Corbie", "Parquet d'Alençon"],
    ),
    "heads in the plural": (
        "Le contrat de ville a été signé le 12 mars 2024 par :\n• les maires de Corbie et d'Avray,\n"
        "• les directeurs de Corbie Habitat et de Logis du Val.\n",
        ["Ville de Corbie", "Ville d'Avray", "Corbie Habitat", "Logis du Val"],
    ),
    "offices that say more of the body above them": (
        """
La coordination suit les données de
l’Agence d’urbanisme. L’Agence nationale de la cohésion des territoires aide à les lire avec une
méthode commune.

SIGNATAIRES

Pour la Région Normandie,
la présidente du conseil régional
Pour la Ville d'Avray,


la maire
Pour l'Agence régionale de santé de Normandie,
le directeur de la délégation départementale

Pour Corbie Habitat,          Pour la commune               Pour le Département
Le Directeur                  de Saint-Loup,                de l'Orne,
                              Le Maire                      Le Président

Pour Logis du Port,           Pour la Mission locale        Pour la Banque des Territoires,
Le Directeur                  de Corbie,                    La Directrice
                              Le Président
""",
        [
            "Région Normandie",
            "Ville d'Avray",
            "Agence régionale de santé de Normandie",
            "Corbie Habitat",
            "Commune de Saint-Loup",
            "Département de l'Orne",
            "Logis du Port",
            "Mission locale de Corbie",
            "Banque des Territoires",
        ],
    ),
}


def bodies(look: Look, text: str) -> list[str]:
    seen = look(KNOWN + text)
    return [s.body.replace("’", "'") for s in find_signatories(seen, signing_names(find_places(seen)))]


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_names_its_bodies(look: Look, shape: str) -> None:
    text, expected = SHAPES[shape]
    found = bodies(look, text)
    assert sorted(found) == sorted(expected)
    assert not PERSONS & set(" ".join(found).lower().split())


def test_a_table_above_the_formula_signs_nothing(look: Look) -> None:
    above = "Ombrières de la place\nfin 2025\nAudoise Habitat\nJardin de pluie\n2025\nCommune d'Avray\n\n"
    page = "Fait à Corbie, le 4 juillet 2024\nPour l'État\nPour la Ville de Corbie\nPour la CAF de l'Orne\n"
    assert bodies(look, above + page) == ["État", "Ville de Corbie", "CAF de l'Orne"]


def test_an_annex_ends_the_signatures(look: Look) -> None:
    page = "Fait à Corbie, le 4 juillet 2024\nPour l'État\nPour la Ville de Corbie\n"
    annex = "ANNEXE 1\nCaisse d'allocations familiales de l'Orne\nDirection de l'action sociale\n"
    assert bodies(look, page + annex) == ["État", "Ville de Corbie"]


def test_conventions_that_a_contract_cites_hide_no_signature(look: Look) -> None:
    cited = "Les bailleurs tiennent la convention d'abattement. Une convention de gestion est annexée.\n" * 4
    page = "\nFait à Corbie, le 4 juillet 2024\nPour l'État\nPour la Ville de Corbie\nPour Corbie Habitat\n"
    assert len(bodies(look, cited + page)) == 3
    assert bodies(look, "La présente convention est conclue pour trois ans.\n" + page) == []
