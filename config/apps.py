from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class ServiceConfig(AppConfig):
    """The service as a whole: what binds the record and the reports to a running process."""

    name = "config"
    verbose_name = "The service"

    def ready(self) -> None:
        from config import celery, checks  # noqa: F401 -- one becomes current, one registers
        from config.grants import grant_after_migrate

        # Sent only for applications with models, and after every migration of all of them.
        post_migrate.connect(grant_after_migrate, sender=apps.get_app_config("reports"))
