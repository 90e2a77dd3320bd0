"""Finders: one module per kind of fact. Enters: a View. Leaves: candidates, not yet identities."""
