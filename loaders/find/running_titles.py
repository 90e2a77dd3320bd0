"""Running titles: what heads the pages of a document. Enters: a View. Leaves: each page's title as a block."""

from maillage.loaders.blocks import Block
from maillage.loaders.fold import fold
from maillage.loaders.view import View


def running_titles(view: View) -> dict[int, Block]:
    """Each page's running title as a block, when it is another one than the page before had."""
    texts: dict[int, list[int]] = {}
    for number in sorted(view.furniture):
        if any(c.isalpha() for c in view.lines[number - 1]):
            texts.setdefault(view.page_of(number), []).append(number)
    titles, last = {}, ""
    for page, numbers in texts.items():
        text = " ".join(view.lines[n - 1].strip() for n in numbers)
        if text != last:
            titles[page] = Block(numbers[0], numbers[-1], page, "", "", text=text, folded=fold(text))
        last = text
    return titles
