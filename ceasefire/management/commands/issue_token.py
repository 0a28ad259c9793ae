"""`manage.py issue_token NAME --scope read:published --expires 30d`: a token for a program."""

import re
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from ceasefire.accounts.choices import Scope
from ceasefire.accounts.models import User
from ceasefire.accounts.programs import issue_token
from ceasefire.common.errors import DomainError

LIFETIME = re.compile(r"([1-9][0-9]{0,4})([dh])")
UNITS = {"d": timedelta(days=1), "h": timedelta(hours=1)}
LONGEST = timedelta(days=366)


class Command(BaseCommand):
    help = "Issue a token to a program. It is printed alone on the last line, and never again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "name", nargs="?", default="", help="the program's name; a known one gets another token"
        )
        parser.add_argument(
            "--scope", action="append", default=[], help=f"one of {', '.join(Scope)}; repeatable"
        )
        parser.add_argument("--expires", default="", help="30d or 12h; at most 366d")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["name"].strip():
            raise CommandError("Say whose token it is: the name of a program.")
        scopes = _scopes(options["scope"])
        lifetime = _lifetime(options["expires"])
        try:
            token, text = issue_token(
                program_name=options["name"],
                scopes=scopes,
                lifetime=lifetime,
                by=User.objects.system(),
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        except DomainError as refusal:
            raise CommandError(str(refusal)) from None
        self.stderr.write(f"For {token.program}, until {token.expires_at:%Y-%m-%d %H:%M} UTC:")
        self.stdout.write(text)


def _scopes(words: list[str]) -> list[Scope]:
    if not words:
        raise CommandError(f"Say what the token is for: --scope, one of {', '.join(Scope)}.")
    unknown = [word for word in words if word not in Scope.values]
    if unknown:
        raise CommandError(f"{unknown[0]!r} is no scope; there are: {', '.join(Scope)}.")
    return [Scope(word) for word in dict.fromkeys(words)]


def _lifetime(word: str) -> timedelta:
    found = LIFETIME.fullmatch(word)
    if not found:
        raise CommandError(f"--expires {word!r} is no time: write days or hours, as in 30d or 12h.")
    lifetime = int(found[1]) * UNITS[found[2]]
    if lifetime > LONGEST:
        raise CommandError(f"{word} is too long: a token lasts at most 366d.")
    return lifetime
