"""A strict reading of a page: what a browser forgives, tests should not."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
RESOURCES = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src"}


@dataclass
class Seen:
    """What a page holds, and what is wrong with it."""

    wrong: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    resources: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)  # ids of controls
    labelled: list[str] = field(default_factory=list)  # ids that labels name
    tags: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    lang: str | None = None


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen = Seen()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        seen = self.seen
        if len(values) != len(attrs):
            seen.wrong.append(f"<{tag}> repeats an attribute")
        seen.tags.append(tag)
        seen.wrong += [f"<{tag}> handles {name}" for name in values if name.startswith("on")]
        seen.ids += [values["id"] or ""] if "id" in values else []
        if tag[0] == "h" and tag[1:].isdigit():
            seen.headings.append(int(tag[1]))
        if tag in RESOURCES and RESOURCES[tag] in values:
            seen.resources.append(values[RESOURCES[tag]] or "")
        self._kinds(tag, values)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def _kinds(self, tag: str, values: dict[str, str | None]) -> None:
        seen = self.seen
        if tag == "html":
            seen.lang = values.get("lang")
        elif tag == "a":
            seen.links.append(values.get("href") or "")
        elif tag in ("input", "select", "textarea") and values.get("type") != "hidden":
            seen.fields.append(values.get("id") or "")
        elif tag == "label":
            seen.labelled.append(values.get("for") or "")
        elif tag == "th" and values.get("scope") not in ("row", "col"):
            seen.wrong.append("<th> without scope")
        elif tag == "script" and "src" not in values and values.get("type") != "application/json":
            seen.wrong.append("inline script")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.seen.wrong.append(f"</{tag}> closes {self.open[-1:]}")
        else:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["title"]:
            self.seen.titles.append(data)


def read(page: str) -> Seen:
    """What a page holds; unclosed tags are among what is wrong."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    reader.seen.wrong += [f"<{tag}> is never closed" for tag in reader.open]
    return reader.seen
