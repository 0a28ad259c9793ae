"""How grave an incident is: by a rule that is printed, never by a person. Pure.

Source: the handbook's 2.6. Serious: somebody was killed or injured, or it was from the air,
by a heavy weapon, against a medical site, aid or monitors, or ground was gained. Technical:
no force was used. Everything else is ordinary.
"""

from django.utils.translation import gettext_lazy as _

from ceasefire.codes.agreements import Act
from ceasefire.codes.incidents import Severity
from ceasefire.codes.observations import FROM_THE_AIR, HEAVY

RULE = _(
    "Serious: somebody was killed or injured, or it was an attack from the air, by a heavy weapon, "
    "on a medical site, aid or monitors, or ground was gained. Technical: no force was used. "
    "Otherwise ordinary."
)
GRAVE_ACTS = frozenset({Act.AIR, Act.TERRITORY})
WITHOUT_FORCE = frozenset(
    {
        Act.WEAPON_PRESENCE,
        Act.FORCE_MOVEMENT,
        Act.HUMANITARIAN_ACCESS,
        Act.MONITOR_OBSTRUCTION,
        Act.DETENTION,
        Act.PROPAGANDA,
        Act.NON_COOPERATION,
    }
)


def severity_of(*, act: str, weapon: str, harmed: int, harms_protected: bool) -> Severity:
    """`harmed`: the least number of killed and injured that all accounts together allow."""
    is_heavy = weapon in HEAVY | FROM_THE_AIR
    if harmed or harms_protected or is_heavy or act in GRAVE_ACTS:
        return Severity.SERIOUS
    return Severity.TECHNICAL if act in WITHOUT_FORCE else Severity.ORDINARY
