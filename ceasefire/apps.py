from django.apps import AppConfig


class CeasefireConfig(AppConfig):
    """The record."""

    name = "ceasefire"
    verbose_name = "The record"
