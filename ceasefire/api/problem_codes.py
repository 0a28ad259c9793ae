"""Every code that a problem document may carry, explained. A test finds codes that are not here."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Explanation:
    """What a code means, and what the caller can do about it."""

    status: int
    meaning: str | Promise
    remedy: str | Promise


PROBLEMS: dict[str, Explanation] = {
    # --- The request itself ---
    "invalid": Explanation(
        400,
        _("A parameter or a field is unknown, missing or cannot be read."),
        _("`errors` names each of them and says why: correct them and ask again."),
    ),
    "sides_not_merged": Explanation(
        400,
        _("What two sides counted are two series: they are shown side by side and never added up."),
        _("Ask with `group_by=side`, or for one side with `side=`."),
    ),
    "parse_error": Explanation(400, _("The body is not JSON."), _("Send JSON, encoded in UTF-8.")),
    "authentication_failed": Explanation(
        401,
        _("The token is not valid: it is unknown, has expired or was revoked."),
        _("Ask the service's administrator for a new token."),
    ),
    "not_authenticated": Explanation(
        401,
        _("This is only for those who have signed in."),
        _("Send `Authorization: Bearer` and your token, or sign in on the pages."),
    ),
    "permission_denied": Explanation(
        403,
        _("You may see this, but not do what you asked for."),
        _("Ask somebody whose role allows it; the list of roles says who that is."),
    ),
    "not_found": Explanation(
        404,
        _("There is nothing here, or nothing that you may see: the answer is the same."),
        _("Check the address. What was withdrawn still answers with its reason."),
    ),
    "method_not_allowed": Explanation(
        405, _("This address does not answer to that method."), _("Use the methods in `Allow`.")
    ),
    "not_acceptable": Explanation(
        406, _("There is no answer in the format you accept."), _("Accept `application/json`.")
    ),
    "unsupported_media_type": Explanation(
        415, _("The body is of a type that is not read here."), _("Send `application/json`.")
    ),
    "throttled": Explanation(
        429, _("Too many requests in a short time."), _("Wait as long as `Retry-After` says.")
    ),
    "error": Explanation(
        500, _("Something went wrong on our side."), _("Try again; if it stays, tell us.")
    ),
    # --- Publication ---
    "not_published": Explanation(
        409,
        _("The record was never published, so it cannot be withdrawn."),
        _("Nothing needs to be done: outsiders have not seen it."),
    ),
    "already_withdrawn": Explanation(
        409,
        _("The record is withdrawn already."),
        _("Its page says why. Publish it again if it is to stand."),
    ),
}
