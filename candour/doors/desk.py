"""Every address behind the desk door."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from django.urls import URLPattern, path

from candour.assessment import desk as contacts
from candour.assessment import report_desk as reports
from candour.intake import desk as calls
from candour.staff import entrance

urlpatterns: list[URLPattern] = [
    path("desk", entrance.home_of_door, name="home_of_door"),
    path("desk/call", calls.take_call, name="take_call"),
    path("desk/sign-in", entrance.sign_in, name="account_login"),
    path("desk/sign-in/code", second_factor.authenticate, name="mfa_authenticate"),
    path("desk/sign-in/look-round", entrance.look_round, name="look_round"),
    path("desk/sign-out", account.logout, name="account_logout"),
    path("desk/invitation/<str:secret>", entrance.invitation, name="invitation"),
    path("desk/your-sign-in", entrance.your_sign_in, name="mfa_index"),
    path("desk/your-sign-in/passphrase", entrance.passphrase, name="passphrase"),
    path("desk/your-sign-in/again", account.reauthenticate, name="account_reauthenticate"),
    path("desk/your-sign-in/app", entrance.activate_totp, name="mfa_activate_totp"),
    path("desk/your-sign-in/passkey", entrance.add_passkey, name="mfa_add_webauthn"),
    path("desk/your-sign-in/passkey/<int:pk>/remove", entrance.remove_passkey, name="mfa_remove_webauthn"),
    path("desk/worklist", contacts.worklist, name="worklist"),
    path("desk/worklist/next", contacts.take_up_next, name="take_up_next"),
    path("desk/contact/<uuid:contact_id>", contacts.contact, name="contact"),
    path("desk/contact/<uuid:contact_id>/take-up", contacts.take_up, name="contact_take_up"),
    path("desk/contact/<uuid:contact_id>/put-back", contacts.put_back, name="contact_put_back"),
    path("desk/contact/<uuid:contact_id>/close", contacts.close, name="contact_close"),
    path("desk/contact/<uuid:contact_id>/report", contacts.start_report, name="contact_start_report"),
    path("desk/contact/<uuid:contact_id>/join", contacts.join, name="contact_join"),
    path("desk/contact/<uuid:contact_id>/letter", contacts.ask, name="contact_ask"),
    path("desk/reports", reports.reports, name="reports"),
    path("desk/report/<str:reference>", reports.one_report, name="one_report"),
    path("desk/report/<str:reference>/details", reports.describe, name="report_details"),
    path("desk/report/<str:reference>/subjects", reports.add_subject, name="report_subjects"),
    path(
        "desk/report/<str:reference>/subjects/<uuid:subject_id>/remove",
        reports.remove_subject,
        name="report_remove_subject",
    ),
    path("desk/report/<str:reference>/items", reports.grade, name="report_items"),
    path(
        "desk/report/<str:reference>/items/<uuid:item_id>/remove",
        reports.remove_item,
        name="report_remove_item",
    ),
    path("desk/report/<str:reference>/sanitised", reports.write_sanitised, name="report_sanitised"),
    path("desk/report/<str:reference>/decision", reports.decide, name="report_decide"),
]
