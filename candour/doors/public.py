"""Every address behind the public door."""

from django.urls import URLPattern, path

from candour.figures import public as figures
from candour.intake import public as intake
from candour.mailbox import public as mailbox
from candour.pages import public as pages

urlpatterns: list[URLPattern] = [
    path("", pages.home, name="home"),
    path("report", intake.report, name="report"),
    path("how-it-works", pages.how_it_works, name="how_it_works"),
    path("privacy", pages.privacy, name="privacy"),
    path("cookies", pages.cookies, name="cookies"),
    path("accessibility", pages.accessibility, name="accessibility"),
    path("funding", pages.funding, name="funding"),
    path("help", pages.get_help, name="help"),
    path("mailbox", mailbox.mailbox, name="mailbox"),
    path("figures", figures.figures, name="figures"),
    path("figures/answers", figures.answers, name="figures_answers"),
    path("figures.csv", figures.figures_csv, name="figures_csv"),
]
