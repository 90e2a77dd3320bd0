"""The graph: facts → stores → answers to named questions."""
