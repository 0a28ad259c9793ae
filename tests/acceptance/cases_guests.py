"""Whoever takes part in the journey of a mutual accusation, each in a window of a real browser."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F
from playwright.sync_api import Page

from ceasefire.accounts.models import User
from ceasefire.allegations.models import Notification, Reminder
from ceasefire.allegations.reminding import do_owed_reminders
from ceasefire.codes.roles import Role
from ceasefire.publication.models import PublishedVersion
from ceasefire.reference.services import load_reference
from tests.browser.filling import fill_in, unfold
from tests.browser.service import Service, using_database
from tests.browser.world import World
from tests.builders.accounts import PASSWORD, make_user
from tests.builders.cases import make_liaison
from tests.builders.triggers import triggers_asleep

DATABASE = "cases_in_the_browser"
# Half of those who do something read Arabic.
LANGUAGES = {
    "watcher": "en", "second watcher": "ar", "officer": "en", "second officer": "ar",
    "north": "en", "south": "ar", "adjudicator": "en", "second adjudicator": "ar",
    "mediator": "en", "delegate": "ar",
}  # fmt: skip


def make_world():
    """The invented agreement as it is delivered, and its people; nothing has happened yet."""
    with transaction.atomic():
        load_reference(name="demo", by=User.objects.system())
        people = {
            "north": make_liaison("NORTH", password=PASSWORD),
            "south": make_liaison("SOUTH", password=PASSWORD),
            "watcher": make_user(Role.MONITOR, password=PASSWORD),
            "second watcher": make_user(Role.MONITOR, password=PASSWORD),
            "second officer": make_user(Role.OFFICER, password=PASSWORD),
            "second adjudicator": make_user(Role.ADJUDICATOR, password=PASSWORD),
        }
        for role in ("officer", "adjudicator", "mediator", "delegate"):
            people[role] = make_user(Role(role), password=PASSWORD)
    return World(people={who: person.email for who, person in people.items()})


@dataclass
class Guest:
    """A reader at a window, who goes where pages lead and fills in what they ask."""

    page: Page

    def ask(self, path):
        answer = self.page.goto(path)
        assert answer.status == 200, f"{path} answered {answer.status}"
        return self.page

    def send(self, step, *, on="", **boxes):
        """Fill in the form that leads to `step` and send it; where it leads to."""
        address = step.partition("?")[0]
        self.ask(on or step)
        form = self.page.locator(f'form[action="{address}"]')
        assert form.count() == 1, f"no form of {on or step} leads to {address}"
        self._unfold_around(form)
        unfold(form)
        for name, wanted in boxes.items():
            fill_in(form, name, wanted)
        with self.page.expect_navigation():
            form.locator("button").last.click()
        assert address not in self.page.url, self.page.locator("main").inner_text()
        return self.page

    def _unfold_around(self, form):
        around = self.page.locator("details:not([open])", has=form)
        while around.count():
            around.first.locator("> summary").click()


def invite(windows, service: Service):
    """A guest for each person, signed in, with the language they read."""
    guests = {}
    for who, language in LANGUAGES.items():
        page = windows()
        service.sign_in(page.context, who)
        service.speak(page.context, language)
        guests[who] = Guest(page)
    return guests


def id_in(page):
    """The id of the record to whose page one was led."""
    return re.findall(r"/([0-9a-f-]{36})/", page.url)[0]


def code_in(page):
    """The reference in the page's heading."""
    return page.locator("h1 .code").inner_text()


def let_days_pass(days, allegation):
    """As if what was put to a party had been put so many days ago; then the worker's sweep."""
    past = timedelta(days=days)
    with using_database(DATABASE):
        put = Notification.objects.filter(allegation__public_id=allegation)
        owed = Reminder.objects.filter(notification__in=put)
        with triggers_asleep():
            put.update(sent_at=F("sent_at") - past, due_at=F("due_at") - past)
            owed.update(due_at=F("due_at") - past)
            for shown in PublishedVersion.objects.filter(public_id=allegation):
                told = shown.document
                for name in ("put_on", "due_on"):
                    told[name] = (date.fromisoformat(told[name]) - past).isoformat()
                PublishedVersion.objects.filter(pk=shown.pk).update(document=told)
        do_owed_reminders(by=User.objects.system())
