"""Signature lists: sentences and bullets that name signatories. Enters: a View. Leaves: who signs, by body.

"Les signataires du contrat, aux côtés de l'État, … sont : – les communes (A, B) ; – les bailleurs : C, D." An item may
have its own list in brackets or after a colon; names of bodies keep the commas and the "et" that belong to them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from maillage.loaders.blocks import Block
from maillage.loaders.find.enumerations import parts, split
from maillage.loaders.find.offices import body_of, is_body, known_head, office_in, town, trimmed
from maillage.loaders.find.persons import CIVILITY, NAMED, is_person
from maillage.loaders.find.signature_entries import Signing
from maillage.loaders.fold import fold
from maillage.loaders.rules import matcher
from maillage.loaders.view import View

MOST_BLOCKS = 60  # of one list
MOST_WORDS = 14  # of one name
MOST_TOWN_WORDS = 6
MOST_LINE_WORDS = 8  # of a line that holds one name

_BESIDE = re.compile(r"aux cotes (?:de |des |du |d')(?P<bodies>.{4,220}?)(?: (?:sont|seront|etaient)\b|$)")
_SENTENCE_END = re.compile(r"(?<=\w\w|\w\))\.\s+(?=[A-ZÀ-Ý])")
_FINISHED = re.compile(r"[.!?]\s*$")
_UNFINISHED = re.compile(r"(?:[,(’'-]|[a-zà-ÿA-Z0-9)])\s*$")
COMMAS = 2  # from which what stands under a heading enumerates
DASHES = 2  # that part names where no comma does
_PART = re.compile(r",? d[’'](?:une|autre) part\b,?")
_HEADS = re.compile(
    r"(?:les )?(?:maires|presidents|presidentes|directeurs|directrices)(?: generaux)?(?: respectifs)? (?=d)"
)
_MAYORS_OF = re.compile(r",?(?: et|,)? (?:les )?maires (?:des |de )?\s*$")  # what is left when their towns are read
_HEADED = re.compile(r"(?:,| et)? ?(?:de la |de l[’']|de |du |des |d[’'])(?=[A-ZÀ-Ý])")
_TOWN_OF = re.compile(r"^(?:de |d[’'])(?=[A-ZÀ-Ý])")  # "les villes de Corbie, d'Avray et de Saint-Loup"
_FOR = re.compile(r"^[\s,]*(?:et )?pour (?=l[ae']|les |[a-z])")  # "ont signé, pour la Région, sa présidente ; pour…"
_EXAMPLES = re.compile(r"^.{0,60}?\b(?:comme|tels? que|telles? que|notamment|dont|parmi lesquels|a savoir)(?: :)? ")
_INNER_LIST = re.compile(r"\s*(?P<group>[^(:;]{3,240}?) ?(?::|\((?=[^)]*(?:,| et )|[^)]{13}))\s*")
_TOWNS = re.compile(r"\b(?:communes|villes|municipalites)\b")
_GROUP = re.compile(
    r"(?:les |des |autres )*(?:communes|villes|collectivites|partenaires|institutions|operateurs|signataires|acteurs|"
    r"organismes|services|associations|entreprises|habitants|etablissements|structures|membres|autres)\b"
)
_SEVERAL_TOWNS = re.compile(
    r"\b(?:[Ll]es )?(?:[Cc]ommunes|[Vv]illes) (?:de |d[’'])(?P<names>[A-ZÀ-Ý].*?)"
    r"(?=,? (?:et |ainsi que )?(?:la |le |les |l[’'])(?=[a-zA-ZÀ-Ý])|,? représent|,? dont|[;.(]|$)"
)
_EPCI = re.compile(r"(?:communaute|metropole)\b")
_CONTRACT_OF = re.compile(
    r"contrats? de ville (?:de la |de l’|de |du )((?:Communauté|Métropole)[^.;:(]{5,80}?)"
    r"(?= ?[,(:;]| est\b| sont\b| a\b)"
)
_SIGNING = (
    "signataire",
    "ont signe",
    "signe a ",
    "parties ",
    "est signe",
    "ete signe",
    "sera signe",
    "cosigne",
    "co-signe",
    "conclu ",
    "contractualise ",
)
_ARTICLE = re.compile(r"(?:(?:M\.|Mme|Monsieur|Madame) )?(?:[Ll][ae] |[Ll][’'])")
_CIVIL = re.compile(rf"{CIVILITY} (?!(?:le|la)\b|l[’'])")  # a person, not an office
_NO_BODY = re.compile(r"(?:les )?(?:communes|villes|partenaires|collectivites|associations)")


def signature_lists(view: View) -> Iterator[Signing]:
    """Every body of every list of signatories, in the order of the text."""
    reached = -1
    for index in _candidates(view):
        for match in matcher("signature.list").pattern.finditer(view.blocks[index].folded):
            trigger = view.starts[index] + match.start()
            if trigger < reached:
                continue
            start, reached = _region(view, index, view.starts[index] + match.end())
            hint, found = _hint(view, index, match.end()), _read(view, trigger, start, reached)
            hint = hint or next((name for name, _ in found if _EPCI.match(fold(name))), None)
            yield from (Signing(name, view.line_at(position), None, hint) for name, position in found)


def _candidates(view: View) -> list[int]:
    """Indexes of the blocks that hold a word of signing: searching only these keeps a document's reading fast."""
    found = set()
    for word in _SIGNING:
        at = -1
        while (at := view.folded.find(word, at + 1)) >= 0:
            found.add(bisect_right(view.starts, at) - 1)
    return sorted(found)


def _read(view: View, trigger: int, start: int, end: int) -> list[tuple[str, int]]:
    """(name, position) of the bodies named beside the trigger and in its list."""
    found: list[tuple[str, int]] = []
    beside = _BESIDE.search(view.folded[trigger:start])
    if beside:
        at = trigger + beside.start("bodies")
        found += _names(view, view.body[at : trigger + beside.end("bodies")], at, "")
    head = view.folded[trigger:start]
    for at, text in _segments(view, start, end):
        found += _signed_for(view, text, at) if _FOR.match(fold(text)) else _names(view, text, at, head)
    return found


def _signed_for(view: View, text: str, at: int) -> list[tuple[str, int]]:
    """The bodies of "pour Corbie et pour Avray, leurs maires": what comes after the comma is who holds the pen."""
    found = []
    start = 0
    for part in re.split(r"(?=\b[Pp]our )", text):
        opening = _FOR.match(fold(part))
        body = part[opening.end() :].split(",")[0] if opening else ""
        name = _name(re.sub(r" et\s*$", "", body), towns=False)
        if name:
            found.append((name, at + start + (opening.end() if opening else 0)))
        start += len(part)
    return found


def _region(view: View, index: int, start: int) -> tuple[int, int]:
    """Where the list that starts at a position ends."""
    opener = view.body[start - 1 : start]
    if opener == "(":
        closing = view.body.find(")", start, start + 1500)
        return start, closing if closing > 0 else start
    block = view.blocks[index]
    end = view.starts[index] + len(block.text)
    inline = len(re.findall(r"\w", view.body[start:end])) > 3
    sentence = _SENTENCE_END.search(view.body, start, end) if inline else None
    if sentence:
        return start, sentence.start()
    for following in view.blocks[index + 1 : index + MOST_BLOCKS]:
        if not _belongs(view.body[start:end], following, block, inline=inline):
            break
        end += 1 + len(following.text)
    return start, end


def _belongs(text: str, following: Block, trigger: Block, *, inline: bool) -> bool:
    """Whether the next block goes on with the list."""
    if following.mark == "number" or len(following.text) > 900:
        return False
    if following.mark == "bullet":
        return not inline and (trigger.mark == "" or following.sign != trigger.sign)
    if not text.strip() and trigger.folded.endswith(("signataires", "signataire")):  # a heading, then the enumeration
        return following.text.count(",") >= COMMAS and not following.folded.startswith("pour ")  # columns of offices
    if _FINISHED.search(text) or following.gap_before > 3:
        return False
    return following.text[0].islower() or (following.text[0].isupper() and bool(_UNFINISHED.search(text)))


def _segments(view: View, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The list's items: a bullet each, or what semicolons part."""
    text = list(view.body[start:end])
    for block, at in _blocks_in(view, start, end):
        if at > start:
            text[at - start - 1] = ";" if block.mark else " "
        for end_of_line in _line_ends(block, start - at):  # one body a line
            if start <= at + end_of_line < end:
                text[at + end_of_line - start] = ";"
    position = start
    joined = _PART.sub(lambda m: ";" * len(m[0]), "".join(text))
    if joined.count(" – ") >= DASHES and "," not in joined and ";" not in joined.strip(" ;"):
        joined = joined.replace(" – ", " ; ")
    for part in joined.split(";"):
        if part.strip():
            yield position, part
        position += len(part) + 1


def _line_ends(block: Block, start: int) -> list[int]:
    """Where the lines of a block end, when from a position on it holds nothing but short lines, one name each."""
    lines, ends, position = [], [], 0
    for line in block.lines:
        if position >= start:
            lines.append(line)
            ends.append(position - 1)
        position += len(line) + 1
    short = len(lines) > 1 and all(0 < len(line.split()) <= MOST_LINE_WORDS and line[0].isupper() for line in lines)
    return ends if short and not any(mark in line for line in lines for mark in ",;.") else []


def _blocks_in(view: View, start: int, end: int) -> Iterator[tuple[Block, int]]:
    index = max(0, bisect_right(view.starts, start) - 1)
    while index < len(view.blocks) and view.starts[index] < end:
        yield view.blocks[index], view.starts[index]
        index += 1


def _names(view: View, text: str, at: int, head: str) -> list[tuple[str, int]]:
    """The bodies of one item: its own list when it has one, else what it enumerates."""
    inner = _INNER_LIST.match(text)
    if inner and (_GROUP.match(fold(inner["group"])) or _plural(inner["group"])):
        head, offset = fold(inner["group"]), inner.end()
        text, at = text[offset:].split(")")[0] if text[offset - 1] == "(" else text[offset:], at + offset
    found = []
    heads = _HEADS.match(fold(text.lstrip()))
    if heads:
        return _headed(text, at, len(text) - len(text.lstrip()) + heads.end(), towns="maire" in heads[0])
    towns = bool(_TOWNS.search(head))
    for several in _SEVERAL_TOWNS.finditer(text):
        pieces = ((_TOWN_OF.sub("", p.strip()), o) for p, o in split(several["names"], towns=True))
        found += [(town(p), at + several.start("names") + o) for p, o in pieces if p[:1].isupper()]
        text = text[: several.start()] + " " * len(several[0]) + text[several.end() :]
    text = _MAYORS_OF.sub(lambda m: " " * len(m[0]), text)
    for part, offset in parts(view, text, towns=towns):
        name = _name(part, towns=towns)
        if name:
            found.append((name, at + offset + len(part) - len(part.lstrip())))
    return found


def _headed(text: str, at: int, start: int, *, towns: bool) -> list[tuple[str, int]]:
    """ "les maires de Corbie et d'Avray", "les directeurs de Val Habitat et de Logis du Port"."""
    found = []
    cuts = [m for m in _HEADED.finditer(text, start) if m.start() == start or m[0].startswith((" et", ","))]
    for cut, following in zip(cuts, [*cuts[1:], None], strict=True):
        name = trimmed(text[cut.end() : following.start() if following else len(text)])
        if name:
            found.append((town(name) if towns else name, at + cut.end()))
    return found


def names_in(view: View, text: str) -> list[tuple[str, int]]:
    """(name, position) of the bodies that a short text enumerates."""
    return _names(view, text, 0, "")


def _plural(group: str) -> bool:
    return bool(re.match(r"(?:les |des )", group.lower())) and "," not in group and not is_body(group.strip())


def _name(part: str, *, towns: bool) -> str | None:
    """A piece as the name of a body; None when it names none."""
    name = trimmed(part)
    introduced = matcher("body.introduced").pattern.match(fold(name))
    if introduced and name[introduced.end() :][:1].isupper():
        name = name[introduced.end() :]
    if _CIVIL.match(name):
        return None
    examples = _EXAMPLES.match(fold(name))
    if examples and _GROUP.match(fold(name)):
        name = trimmed(name[examples.end() :])
    if not name or len(name.split()) > MOST_WORDS or "signataire" in fold(name):
        return None
    office = office_in(name)
    if office and office.word != "procureur":  # after "représenté par" there is no article
        return body_of(office) if _ARTICLE.match(part.strip()) else None
    if is_body(name):
        return name[0].upper() + name[1:]
    if towns:
        plain = part.strip(" .,;:")
        plain = plain if plain.startswith(("Le ", "La ", "Les ", "L’", "L'")) else name
        return town(plain) if plain[0].isupper() and len(plain.split()) <= MOST_TOWN_WORDS else None
    known = known_head(name)
    if known and known[1] == len(name) and not _NO_BODY.fullmatch(fold(name)):
        return name[0].upper() + name[1:]
    person = is_person(name) and NAMED.match(name)
    return None if person or _GROUP.match(fold(name)) or not name[0].isupper() else name


def _hint(view: View, index: int, end: int) -> str | None:
    """The intercommunality that the announcing sentence names."""
    match = _CONTRACT_OF.search(view.blocks[index].text[:end])
    return match[1].strip() if match else None
