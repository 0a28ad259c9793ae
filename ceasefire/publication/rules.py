"""Who may read what is published."""

import rules
from django.conf import settings


@rules.predicate
def may_read(user):
    """Everybody with an active account; visitors only where PUBLIC_READING is on."""
    return user.is_active if user.is_authenticated else settings.PUBLIC_READING


rules.add_perm("ceasefire.read_published", may_read)
