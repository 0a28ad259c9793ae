"""Who may read what is published."""

import rules
from django.conf import settings
from django.utils import timezone

from ceasefire.publication.choices import Audience


@rules.predicate
def may_read(user):
    """Everybody with an active account; visitors only where PUBLIC_READING is on."""
    return user.is_active if user.is_authenticated else settings.PUBLIC_READING


@rules.predicate
def is_out(user, version):
    """Whether the hour of a version has come; without a version the question is not asked."""
    if version is None:
        return True
    is_for_readers = version.audience == Audience.READERS
    return is_for_readers and (
        version.embargo_until is None or version.embargo_until <= timezone.now()
    )


rules.add_perm("ceasefire.read_published", may_read & is_out)
