from dataclasses import dataclass
from functools import cache
from importlib.resources import files
import pyoxigraph as ox
@dataclass(frozen=True, slots=True)
class Concept:
    iri: str
    scheme: str
    notation: str
    pref_label: str
    alt_labels: tuple = ()
    hidden_labels: tuple = ()
    acronym: str | None = None
    domain: str | None = None
    themes: tuple = ()
    nature: str | None = None
    carriers: tuple = ()
    partner_type: str | None = None
    territorial: str | None = None
    part_of: str | None = None
    group: bool = False
    definition: str = ""
    source: tuple = ()
@cache
def load_scheme(name):
    S="http://www.w3.org/2004/02/skos/core#"; M="https://w3id.org/maillage/ontology#"
    d={}
    for q in ox.parse(path=str(files("maillage.ontology")/"vocab"/f"{name}.ttl"), format=ox.RdfFormat.TURTLE):
        d.setdefault(q.subject.value,{}).setdefault(q.predicate.value,[]).append(q.object.value)
    out={}
    tail=lambda l: l[0].rsplit("/",1)[1].replace("-","_") if l else None
    for iri,p in d.items():
        if S+"notation" not in p: continue
        g=lambda k:p.get(k,[])
        one=lambda k:(p.get(k) or [None])[0]
        out[one(S+"notation")]=Concept(iri,name,one(S+"notation"),one(S+"prefLabel"),tuple(g(S+"altLabel")),tuple(g(S+"hiddenLabel")),one(M+"acronym"),tail(g(M+"domain")),tuple(x.rsplit("/",1)[1] for x in g(M+"theme")),(one(M+"nature") or "/").rsplit("/",1)[1] or None,tuple(tail([x]) for x in g(M+"usualCarrier")),tail(g(M+"partnerType")),one(M+"territorial"),(one(M+"partOf") or "/").rsplit("/",1)[1] or None,bool(g(M+"group")))
    return out
