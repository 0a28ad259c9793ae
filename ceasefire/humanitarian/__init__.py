"""Humanitarian access: who asked for what, and what whoever holds the place decided."""
