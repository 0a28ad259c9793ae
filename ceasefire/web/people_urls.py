"""Pages on which administrators manage accounts, people their own, and the auditor reads."""

from django.urls import path

from ceasefire.web import invitations, ledger, liaisons, me, people, programs, teams

urlpatterns = [
    path("me/", me.me, name="me"),
    path("me/sign-out-everywhere/", me.sign_out_everywhere, name="sign-out-everywhere"),
    path("people/", people.person_list, name="person-list"),
    path("people/<uuid:id>/", people.person_detail, name="person-detail"),
    path("people/<uuid:id>/role/", people.person_role, name="person-role"),
    path("people/<uuid:id>/suspend/", people.person_suspend, name="person-suspend"),
    path("people/<uuid:id>/reinstate/", people.person_reinstate, name="person-reinstate"),
    path("people/<uuid:id>/speaks-for/", liaisons.liaison_form, name="liaison-new"),
    path("people/<uuid:id>/speaks-for/<uuid:party>/end/", liaisons.liaison_end, name="liaison-end"),
    path("invitations/", invitations.invitation_list, name="invitation-list"),
    path("invitations/new/", invitations.invitation_form, name="invitation-new"),
    path(
        "invitations/<uuid:id>/confirm/", invitations.invitation_confirm, name="invitation-confirm"
    ),
    path(
        "invitations/<uuid:id>/send-again/", invitations.invitation_resend, name="invitation-resend"
    ),
    path("invitations/<uuid:id>/revoke/", invitations.invitation_revoke, name="invitation-revoke"),
    path("welcome/<str:key>/", invitations.invitation_accept, name="invitation-accept"),
    path("teams/", teams.team_list, name="team-list"),
    path("teams/new/", teams.team_form, name="team-new"),
    path("teams/<uuid:id>/", teams.team_detail, name="team-detail"),
    path("teams/<uuid:id>/members/new/", teams.team_add, name="team-add"),
    path("teams/<uuid:id>/members/<uuid:person>/remove/", teams.team_remove, name="team-remove"),
    path("teams/<uuid:id>/members/<uuid:person>/lead/", teams.team_lead, name="team-lead"),
    path("liaisons/", liaisons.liaison_list, name="liaison-list"),
    path("programs/", programs.token_list, name="token-list"),
    path("programs/tokens/new/", programs.token_form, name="token-new"),
    path("programs/tokens/<uuid:id>/revoke/", programs.token_revoke, name="token-revoke"),
    path("ledger/", ledger.ledger, name="ledger"),
]
