"""Write the reference pages that follow from the code: commands, settings, questions, rule files.

    python docs/generate.py [--check]

``--check`` writes nothing and ends with 1 when a page is stale; the tests call ``pages()`` for the same reason.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from maillage.api.cli import main as cli
from maillage.api.settings import VARIABLES

ROOT = Path(__file__).parent.parent
DOCS = Path(__file__).parent
NOTICE = "<!-- Written by docs/generate.py (`make docs`); change the code, not this page. -->\n"


class UndocumentedError(ValueError):
    """A file of rules or queries says nothing of itself; the message names it."""


def commands_page() -> str:
    """Every command with its usage and options, as its own help prints them."""
    parts = [NOTICE, "# Commands\n"]
    context = click.Context(cli, info_name="maillage", max_content_width=100, terminal_width=100)
    parts.append(f"```text\n{cli.get_help(context)}\n```\n")
    parts += _helps(cli, context)
    return "\n".join(parts)


def _helps(group: click.Group, context: click.Context) -> Iterator[str]:
    """The help of each command of a group, and of the commands of the groups in it."""
    for name, command in sorted(group.commands.items()):
        inner = click.Context(command, info_name=name, parent=context, max_content_width=100, terminal_width=100)
        yield f"## {inner.command_path}\n\n```text\n{command.get_help(inner)}\n```\n"
        if isinstance(command, click.Group):
            yield from _helps(command, inner)


def settings_page() -> str:
    """Every environment variable."""
    rows = [f"| `{v.name}` | {f'`{v.default}`' if v.default else 'none'} | {v.meaning} |" for v in VARIABLES.values()]
    head = "# Settings\n\nRead from the environment; command-line options of the same name win.\n"
    return "\n".join([NOTICE, head, "| variable | default | meaning |", "|---|---|---|", *rows, ""])


def questions_page() -> str:
    """Every named question with its parameters and columns, from the headers of its query.

    Raises:
        UndocumentedError: a query has no title or question.
    """
    parts = [NOTICE, "# Questions\n", "Each is a file of `graph/queries/`, a command (`maillage ask NAME`)"]
    parts.append("and a route (`/api/questions/NAME`) of the same name.\n")
    for path in sorted((ROOT / "graph" / "queries").glob("*.rq")):
        headers = re.findall(r"^#\+\s*(\w+):\s*(.*)$", path.read_text("utf-8"), re.M)
        by_key: dict[str, list[str]] = {}
        for key, text in headers:
            by_key.setdefault(key, []).append(text.strip())
        if not by_key.get("title") or not by_key.get("question"):
            raise UndocumentedError(f"{path}: needs #+ title: and #+ question:")
        parts.append(f"## {path.stem}\n\n**{by_key['title'][0]}** — {by_key['question'][0]}\n")
        for key, word in (("param", "parameter"), ("column", "column")):
            parts += [
                f"- {word} `{text.split(' ')[0]}` {' '.join(text.split(' ')[1:])}" for text in by_key.get(key, [])
            ]
        parts.append("")
    return "\n".join(parts)


def rules_page() -> str:
    """Every file of rules with the comment that opens it.

    Raises:
        UndocumentedError: a file does not open with a comment.
    """
    parts = [NOTICE, "# Rule files\n"]
    for path in sorted((ROOT / "loaders").rglob("*.toml")):
        comment = re.match(r"(?:#[^\n]*\n)+", path.read_text("utf-8"))
        if comment is None:
            raise UndocumentedError(f"{path}: must open with a comment that says what it holds")
        text = " ".join(line.lstrip("# ").strip() for line in comment.group().splitlines())
        parts.append(f"- `{path.relative_to(ROOT).as_posix()}`: {text}")
    return "\n".join([*parts, ""])


PAGES = {
    "commands.md": commands_page,
    "settings.md": settings_page,
    "questions.md": questions_page,
    "rules.md": rules_page,
}


def pages() -> dict[str, str]:
    """The text of every generated page, by file name."""
    return {name: write() for name, write in PAGES.items()}


def main() -> int:
    """Write the pages, or say which are stale."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    stale = 0
    for name, text in pages().items():
        path = DOCS / name
        if path.exists() and path.read_text("utf-8") == text:
            continue
        stale += 1
        print(f"{name}: {'stale' if check else 'written'}")
        if not check:
            path.write_text(text, "utf-8")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
