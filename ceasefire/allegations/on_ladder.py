"""Where a case is on the referral ladder of its agreement, and to which levels it can go."""

from dataclasses import dataclass

from ceasefire.allegations.models import LadderLevel, Referral


@dataclass(frozen=True)
class OnLadder:
    """The levels under its agreement, lowest first, and every time the case was at one of them.

    What was merged into it counts as its own: of several levels at once the highest holds.
    """

    ladder: list[LadderLevel]
    referrals: list[Referral]

    @property
    def open(self) -> list[Referral]:
        return [each for each in self.referrals if each.until is None]

    @property
    def now(self) -> Referral | None:
        """Where it is; None if it was never referred, or was settled."""
        return max(self.open, key=lambda each: each.level.position, default=None)

    @property
    def last(self) -> Referral | None:
        """Where it is, or was last."""
        ended = sorted(self.referrals, key=lambda each: each.until or each.since)
        return self.now or next(reversed(ended), None)

    @property
    def next_levels(self) -> list[LadderLevel]:
        """The next one up; for a case that is at none the lowest, or again that where it was
        settled."""
        if self.now:
            at = self.now.level.position
            return [each for each in self.ladder if each.position > at][:1]
        again = self.last.level if self.last else None
        return [each for each in self.ladder if each in {self.ladder[0], again}]
