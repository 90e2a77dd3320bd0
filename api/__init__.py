"""The doors: a command line and an HTTP application, both thin over the same functions."""
