"""Fjordby: an invented municipality to try everything on."""
