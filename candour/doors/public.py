"""Every address behind the public door."""

from django.urls import URLPattern, path

from candour.doors.health import health
from candour.figures import public as figures
from candour.figures.showing import number_pages, numbers_file, release_pages
from candour.foi.asking import follow_pages
from candour.foi.asking import pages as ask_pages
from candour.intake import public as intake
from candour.mailbox import public as mailbox
from candour.pages import public as pages
from candour.publication import public as foi
from candour.publication.account import pages as account_pages
from candour.publication.annotations import pages as annotation_pages
from candour.publication.log import feeds as log_feeds
from candour.publication.log import pages as log_pages
from candour.publication.scheme import pages as scheme_pages

urlpatterns: list[URLPattern] = [
    path("health", health, name="health"),
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
    path("figures/number/<str:reference>-<int:position>", number_pages.one_number, name="number"),
    path("figures/number/<str:reference>-<int:position>.svg", number_pages.number_picture, name="number_svg"),
    path("figures/number/<str:reference>-<int:position>.txt", number_pages.number_line, name="number_txt"),
    path("figures/number/<str:reference>-<int:position>.json", number_pages.number_json, name="number_json"),
    path("figures/table/<str:reference>/<slug:table>", number_pages.one_table, name="table"),
    path("figures/table/<str:reference>/<slug:table>.svg", number_pages.table_picture, name="table_svg"),
    path("figures/feed.atom", release_pages.atom_feed, name="figures_feed"),
    path("figures/schema.json", release_pages.schema, name="figures_schema"),
    path("foi", foi.foi, name="foi"),
    path("foi/ask", ask_pages.ask, name="foi_ask"),
    path("foi/follow", follow_pages.follow, name="foi_follow"),
    path("foi/confirm/<uuid:number>/<str:code>", follow_pages.confirm, name="foi_confirm"),
    path("figures.csv", numbers_file.figures_csv, name="figures_csv"),
    path("foi/publication-scheme", scheme_pages.scheme, name="foi_scheme"),
    path("foi/account", account_pages.account, name="foi_account"),
    path("foi/account.csv", account_pages.account_csv, name="foi_account_csv"),
    path("foi/log", log_pages.log, name="foi_log"),
    path("foi/log.atom", log_feeds.log_feed, name="foi_log_feed"),
    path("foi/log.json", log_feeds.whole_json, name="foi_log_whole"),
    path("foi/log.csv", log_feeds.whole_csv, name="foi_log_csv"),
    path("foi/log/fields", log_pages.log_fields, name="foi_log_fields"),
    path("foi/log/note/<uuid:number>/<str:code>", annotation_pages.confirm, name="foi_annotation_confirm"),
    path("foi/log/<str:slug>.json", log_feeds.page_json, name="foi_log_json"),
    path("foi/log/<str:slug>", log_pages.log_page, name="foi_log_page"),
    path("foi/log/<str:slug>/note", annotation_pages.annotate, name="foi_annotate"),
    path("foi/log/<str:slug>/v/<int:number>.json", log_feeds.page_json, name="foi_log_version_json"),
    path("foi/log/<str:slug>/v/<int:number>", log_pages.log_version, name="foi_log_version"),
    path("foi/log/<str:slug>/v/<int:number>/file/<int:place>", log_pages.log_file, name="foi_log_file"),
    path("foi/log/<path:reference>", log_pages.old_reference, name="foi_log_old"),
]
