"""Every address behind the public door."""

from django.urls import URLPattern, path

from candour.mailbox import public as mailbox

urlpatterns: list[URLPattern] = [
    path("mailbox", mailbox.mailbox, name="mailbox"),
]
