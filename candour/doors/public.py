"""Every address behind the public door."""

from django.urls import URLPattern, path

from candour.figures import number_pages, release_pages
from candour.figures import public as figures
from candour.figures.showing import numbers_file
from candour.foi import follow_pages
from candour.foi import public as foi
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
    path("figures/year", figures.year, name="figures_year"),
    path("figures/cohorts", figures.cohorts, name="figures_cohorts"),
    path("figures/forces", figures.forces, name="figures_forces"),
    path("figures/force/<slug:slug>", figures.force, name="figures_force"),
    path("figures/how-we-count", figures.how_we_count, name="how_we_count"),
    path("figures/protection", figures.protection, name="protection"),
    path("figures/misreported", figures.misreported, name="misreported"),
    path("figures/answers", figures.answers, name="figures_answers"),
    path("figures/calendar", figures.calendar, name="figures_calendar"),
    path("figures/releases", release_pages.releases, name="releases"),
    path("figures/releases/<str:reference>", release_pages.one_release, name="release"),
    path("figures/releases/<str:reference>/<str:name>", release_pages.release_file, name="release_file"),
    path("figures/number/<str:reference>-<int:place>", number_pages.one_number, name="number"),
    path("figures/number/<str:reference>-<int:place>.svg", number_pages.number_picture, name="number_svg"),
    path("figures/number/<str:reference>-<int:place>.txt", number_pages.number_line, name="number_txt"),
    path("figures/number/<str:reference>-<int:place>.json", number_pages.number_json, name="number_json"),
    path("figures/table/<str:reference>/<slug:table>", number_pages.one_table, name="table"),
    path("figures/table/<str:reference>/<slug:table>.svg", number_pages.table_picture, name="table_svg"),
    path("figures/feed.atom", release_pages.atom_feed, name="figures_feed"),
    path("figures/schema.json", release_pages.schema, name="figures_schema"),
    path("foi", foi.foi, name="foi"),
    path("foi/follow", follow_pages.follow, name="foi_follow"),
    path("foi/confirm/<uuid:number>/<str:code>", follow_pages.confirm, name="foi_confirm"),
    path("figures.csv", numbers_file.figures_csv, name="figures_csv"),
]
