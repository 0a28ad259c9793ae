"""A private PostgreSQL and a private Valkey, run from installed wheels.

Standard library only. Never used in production.
"""
