"""Every address behind the public door."""

from django.urls import URLPattern, path

from candour.figures import public as figures
from candour.mailbox import public as mailbox

urlpatterns: list[URLPattern] = [
    path("mailbox", mailbox.mailbox, name="mailbox"),
    path("figures.csv", figures.figures_csv, name="figures_csv"),
]
