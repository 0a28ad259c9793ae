"""Who may verify incidents, and show them to outsiders."""

import rules

from ceasefire.incidents.rules import is_officer

rules.add_perm("ceasefire.verify_incident", is_officer)
rules.add_perm("ceasefire.publish_incident", is_officer)
