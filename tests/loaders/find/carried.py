"""Who carries what in an invented text."""

from collections.abc import Callable

from maillage.loaders.fact import CommitmentFact, Fact
from maillage.loaders.find.section_state import Context

Under = Callable[[str], dict[str, Context]]
Read = Callable[..., list[Fact]]
WHO = "La ville de Corbeval, la CAF de l’Orne, la Région Normandie et le préfet de l’Orne agissent ensemble ici.\n\n"


def who(read: Read, text: str) -> dict[str, tuple[list[str], str]]:
    """For each commitment's first three words its partners and what gave them."""
    found = [fact for fact in read(WHO + text) if isinstance(fact, CommitmentFact)]
    return {
        " ".join(f.quote.split()[:3]): ([p.rsplit("/", 1)[-1] for p in f.partners], f.partner_origin) for f in found
    }


def keys(context: Context) -> list[str]:
    return [partner.key for partner in context.partners]
