"""Answers → pages: HTML in French, which works offline and without scripts (but for the drawing of the network)."""
