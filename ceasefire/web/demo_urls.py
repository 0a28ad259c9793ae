from django.urls import path

from ceasefire.web import demo_mail

urlpatterns = [
    path("", demo_mail.mailbox, name="demo-mail"),
    path("<str:name>/", demo_mail.letter, name="demo-letter"),
]
