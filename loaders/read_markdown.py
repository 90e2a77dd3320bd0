"""Markdown: bytes → Document. Lines keep their numbers: a line of the file is a line of the document, its marks off.

A row of a table stands on its line, its cells parted by bars.
"""

import re
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from maillage.loaders.document import Cell, Document
from maillage.loaders.draft import BULLET, DASH, MOST_COLUMNS, Draft, barred, plain
from maillage.loaders.read_text import decode, split_lines

_TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]*>")
FRONT = 60  # lines in which front matter ends


def read_markdown(path: Path, name: str, data: bytes) -> Document:
    """The document a Markdown file holds.

    Raises:
        NotTextError: binary data.
    """
    lines = split_lines(decode(data).replace("\r", " ").replace("\f", " "))
    front = _front_matter(lines)
    source = "\n".join(("",) * front + lines[front:])
    reader = _Reader(len(lines))
    reader.take(MarkdownIt("commonmark").enable("table").parse(source))
    draft = Draft()
    for text, level, begins in zip(reader.texts, reader.levels, reader.begins, strict=True):
        draft.line(text, level, begins=begins)
    draft.cells = reader.cells
    return draft.document(name, data, "markdown")


def _front_matter(lines: tuple[str, ...]) -> int:
    """How many lines at the top hold settings and no text."""
    if lines[0].rstrip() != "---":
        return 0
    return next((n + 1 for n in range(1, min(FRONT, len(lines))) if lines[n].rstrip() in ("---", "...")), 0)


class _Reader:
    """Puts what the parser found on the lines it came from."""

    def __init__(self, count: int) -> None:
        self.texts = [""] * count
        self.levels = [0] * count
        self.begins: list[bool | None] = [None] * count
        self.cells: list[Cell] = []
        self.lists: list[str] = []  # for each open list the mark of its open item
        self.level = 0
        self.table = self.row = 0

    def take(self, tokens: list[Token]) -> None:
        """Take the tokens of a whole file."""
        row: list[str] = []
        for token in tokens:
            if token.type in ("bullet_list_open", "ordered_list_open"):
                self.lists.append("")
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                self.lists.pop()
            elif token.type == "list_item_open":
                self.lists[-1] = f"{token.info}." if token.info else DASH if len(self.lists) > 1 else BULLET
            elif token.type == "heading_open":
                self.level = int(token.tag[1])
            elif token.type == "heading_close":
                self.level = 0
            elif token.type == "table_open":
                self.table, self.row = self.table + 1, 0
            elif token.type == "tr_open":
                row = []
            elif token.type == "tr_close":
                row = []  # what follows the table is no cell of it
                self.row += 1
            elif token.type == "inline" and token.map:
                self._inline(token, row)
            elif token.type in ("fence", "code_block", "html_block") and token.map:
                self._raw(token)
            if token.type in ("td_open", "th_open"):
                row.append("")

    def _inline(self, token: Token, row: list[str]) -> None:
        """The text of a paragraph, a heading or a cell."""
        assert token.map
        texts = _texts(token.children or [])
        if row:
            row[-1] = plain(" ".join(texts))
            self._cell(token.map[0], row)
            return
        if self.lists and self.lists[-1]:
            texts[0] = f"{self.lists[-1]} {texts[0]}"
            self.lists[-1] = ""
        for number, text in enumerate(texts[: token.map[1] - token.map[0]], token.map[0]):
            self._put(number, text, number == token.map[0])

    def _cell(self, number: int, row: list[str]) -> None:
        """A cell of the row on a line; the line is written again with it."""
        if len(row) <= MOST_COLUMNS and row[-1]:
            self.cells.append(Cell(self.table, self.row, len(row) - 1, number + 1, number + 1, row[-1]))
        self._put(number, barred(row), True)

    def _put(self, number: int, text: str, begins: bool) -> None:
        if number < len(self.texts):
            self.texts[number] = plain(text)
            self.levels[number] = self.level if self.texts[number] else 0
            self.begins[number] = begins if self.texts[number] else None

    def _raw(self, token: Token) -> None:
        """Code as it stands, and HTML without its tags."""
        assert token.map
        lines = token.content.split("\n")
        first = token.map[0] + (token.type == "fence")
        for number, text in enumerate(lines[: token.map[1] - first], first):
            self._put(number, _TAG.sub("", text) if token.type == "html_block" else text, number == first)


def _texts(children: list[Token]) -> list[str]:
    """The text of each line of a paragraph, marks off."""
    texts = [""]
    for token in children:
        if token.type in ("softbreak", "hardbreak"):
            texts.append("")
        elif token.type in ("text", "code_inline", "image", "text_special"):
            texts[-1] += token.content.replace("\n", " ")
        elif token.type == "html_inline" and token.content.lower().startswith("<br"):
            texts[-1] += " "
    return texts
