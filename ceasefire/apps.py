from django.apps import AppConfig


class CeasefireConfig(AppConfig):
    """The record."""

    name = "ceasefire"
    verbose_name = "The record"

    def ready(self) -> None:
        from ceasefire.common.discovery import load_rules

        load_rules(self)
