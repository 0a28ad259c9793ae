"""Code lists about agreements and what they forbid (the handbook's 1, 2.3 and 2.4)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AgreementClass(TextChoices):
    """Clayton and Sticher's classes of ceasefire."""

    CESSATION_OF_HOSTILITIES = "cessation_of_hostilities", _("Cessation of hostilities")
    PRELIMINARY = "preliminary", _("Preliminary: with a compliance mechanism")
    DEFINITIVE = "definitive", _("Definitive: with demobilisation provisions")


class AgreementForm(TextChoices):
    UNILATERAL = "unilateral", _("Unilateral")
    BILATERAL = "bilateral", _("Bilateral")
    MULTILATERAL = "multilateral", _("Multilateral")


class TextStatus(TextChoices):
    """How we know the wording."""

    FINAL = "final", _("Final text")
    LEAKED_DRAFT = "leaked_draft", _("Leaked draft only")
    SUMMARY = "summary", _("Known from summaries")


class ProvisionKind(TextChoices):
    """What a provision obliges to."""

    CEASE_FIRE = "cease_fire", _("Cease fire")
    NO_GAIN = "no_gain", _("No gain of territory")
    NO_AIR = "no_air", _("No military flights")
    WITHDRAWAL = "withdrawal", _("Withdrawal")
    ZONE = "zone", _("Zone")
    PROTECT_CIVILIANS = "protect_civilians", _("Protection of civilians")
    HUMANITARIAN_ACCESS = "humanitarian_access", _("Humanitarian access")
    MONITOR_ACCESS = "monitor_access", _("Access of monitors")
    DETAINEES = "detainees", _("Detainees")
    NO_REINFORCEMENT = "no_reinforcement", _("No reinforcement")
    NO_INCITEMENT = "no_incitement", _("No incitement")
    COOPERATION = "cooperation", _("Cooperation")
    SELF_DEFENCE = "self_defence", _("Limits of self-defence")


class Act(TextChoices):
    """What was done, as far as it could breach a provision (V1 to V16)."""

    DIRECT_FIRE = "direct_fire", _("Direct fire")
    INDIRECT_FIRE = "indirect_fire", _("Indirect fire")
    AIR = "air", _("Attack or flight from the air")
    EXPLOSIVE_DEVICE = "explosive_device", _("Explosive device")
    GROUND_ATTACK = "ground_attack", _("Ground attack")
    TERRITORY = "territory", _("Gain or fortification of territory")
    WEAPON_PRESENCE = "weapon_presence", _("Weapon where none may be")
    FORCE_MOVEMENT = "force_movement", _("Movement of forces")
    CIVILIAN_HARM = "civilian_harm", _("Harm to civilians")
    CIVIL_OBJECT = "civil_object", _("Attack on a civil object")
    HUMANITARIAN_ACCESS = "humanitarian_access", _("Hindrance of aid")
    MONITOR_OBSTRUCTION = "monitor_obstruction", _("Obstruction of monitors")
    DETENTION = "detention", _("Detention")
    PROHIBITED_WEAPON = "prohibited_weapon", _("Prohibited weapon")
    PROPAGANDA = "propaganda", _("Incitement")
    NON_COOPERATION = "non_cooperation", _("Lack of cooperation")


ACTS_OF_KIND: dict[ProvisionKind, frozenset[Act]] = {
    ProvisionKind.CEASE_FIRE: frozenset(
        {
            Act.DIRECT_FIRE,
            Act.INDIRECT_FIRE,
            Act.AIR,
            Act.EXPLOSIVE_DEVICE,
            Act.GROUND_ATTACK,
            Act.PROHIBITED_WEAPON,
        }
    ),
    ProvisionKind.NO_GAIN: frozenset({Act.GROUND_ATTACK, Act.TERRITORY}),
    ProvisionKind.NO_AIR: frozenset({Act.AIR}),
    ProvisionKind.WITHDRAWAL: frozenset({Act.WEAPON_PRESENCE}),
    ProvisionKind.ZONE: frozenset({Act.FORCE_MOVEMENT, Act.WEAPON_PRESENCE}),
    ProvisionKind.PROTECT_CIVILIANS: frozenset(
        {Act.EXPLOSIVE_DEVICE, Act.CIVILIAN_HARM, Act.CIVIL_OBJECT, Act.PROHIBITED_WEAPON}
    ),
    ProvisionKind.HUMANITARIAN_ACCESS: frozenset({Act.HUMANITARIAN_ACCESS}),
    ProvisionKind.MONITOR_ACCESS: frozenset({Act.MONITOR_OBSTRUCTION}),
    ProvisionKind.DETAINEES: frozenset({Act.DETENTION}),
    ProvisionKind.NO_REINFORCEMENT: frozenset({Act.FORCE_MOVEMENT}),
    ProvisionKind.NO_INCITEMENT: frozenset({Act.PROPAGANDA}),
    ProvisionKind.COOPERATION: frozenset({Act.NON_COOPERATION}),
    ProvisionKind.SELF_DEFENCE: frozenset(
        {Act.DIRECT_FIRE, Act.INDIRECT_FIRE, Act.AIR, Act.GROUND_ATTACK}
    ),
}


class StandardOfProof(TextChoices):
    """From weakest to strongest; where a mandate is silent, reasonable grounds."""

    REASONABLE_SUSPICION = "reasonable_suspicion", _("Reasonable suspicion")
    REASONABLE_GROUNDS = "reasonable_grounds", _("Reasonable grounds")
    BALANCE_OF_PROBABILITIES = "balance_of_probabilities", _("Balance of probabilities")
    CLEAR_AND_CONVINCING = "clear_and_convincing", _("Clear and convincing")


class MandateAct(TextChoices):
    """What a mandate may let the mechanism do. What is not given is absent everywhere."""

    RECORD = "record", _("Record")
    SHOW_DETERMINATIONS = "show_determinations", _("Show the guarantors' determinations")
    VERIFY = "verify", _("Verify")
    ATTRIBUTE = "attribute", _("Attribute")
    RULE = "rule", _("Rule")
    PUBLISH = "publish", _("Publish")
