from ceasefire.parties.filters import PartyFilter
from ceasefire.publication.choices import PublishedKind
from ceasefire.web.published import PublishedPages

pages = PublishedPages(
    PublishedKind.PARTY,
    "parties",
    PartyFilter,
    sorts={"recorded": ("pk",), "code": ("document__code",), "kind": ("document__kind", "pk")},
)
