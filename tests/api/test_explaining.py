"""An explanation as lines of text."""

import re
from pathlib import Path

from maillage.api.explaining import told
from maillage.loaders.explain import explain
from maillage.loaders.read import read

TEXT = """Contrat de ville de la communauté d'agglomération de Clairbois 2024-2030
Défi 1 : Rapprocher les habitants de l'emploi
Engagements des partenaires
• La mission locale de Clairbois s'engage à tenir une permanence avec le programme de réussite éducative.
"""


def test_the_claims_to_a_commitment_are_told(tmp_path: Path) -> None:
    (tmp_path / "essai.txt").write_text(TEXT, "utf-8")
    said = list(told(explain(read(tmp_path / "essai.txt"), 4, "https://example.org/")))
    first = next(n for n, line in enumerate(said) if line.startswith("    carrier "))
    assert re.fullmatch(
        r"    carrier Mission locale de Clairbois \(statement\): probability \d\.\d\d, believed", said[first]
    )
    assert re.fullmatch(r"      [+-]\d\.\d\d  \S+", said[first + 1])
    assert any(line.endswith("not believed") for line in said[first + 1 :])
