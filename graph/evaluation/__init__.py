"""Evaluation: what was read, held against what people annotated by hand → figures, with how sure each of them is."""
