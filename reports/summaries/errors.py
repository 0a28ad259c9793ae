"""Why a summary cannot be changed just now."""

from ceasefire.common.errors import DomainError


class PeriodNotEndedError(DomainError):
    code = "period_not_ended"


class NotADraftError(DomainError):
    code = "summary_not_a_draft"


class NotApprovedError(DomainError):
    code = "summary_not_approved"


class ChangedSinceDraftError(DomainError):
    code = "changed_since_draft"


class ChangedSinceApprovalError(DomainError):
    code = "changed_since_approval"


class RecordIsChangingError(DomainError):
    code = "record_is_changing"
