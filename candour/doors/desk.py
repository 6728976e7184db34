"""Every address behind the desk door."""

from allauth.account import views as account
from django.urls import URLPattern, path, register_converter

from candour.assessment import desk as contacts
from candour.assessment import report_desk as reports
from candour.doors.health import health
from candour.figures import desk as figures
from candour.foi.clock import desk as foi_holidays
from candour.foi.deciding import desk as foi_deciding
from candour.foi.files import desk as foi_files
from candour.foi.letters import desk as foi_letters
from candour.foi.mail import desk as foi_mail
from candour.foi.triage import desk as triage_desk
from candour.foi.triage import entering_desk
from candour.foi.worklist import desk as foi_requests
from candour.intake import desk as calls
from candour.outcome import desk as outcomes
from candour.publication.account import desk as foi_accounts
from candour.publication.annotations import desk as annotations_desk
from candour.publication.annotations.moderating import count_waiting
from candour.publication.log import desk as log_desk
from candour.referral import desk as approving
from candour.referral import questions_desk as asking
from candour.staff import desk as staff
from candour.staff import key_pages, sign_in_pages

from .references import Reference

register_converter(Reference, "reference")
urlpatterns: list[URLPattern] = [
    path("desk/health", health, name="health"),
    path("desk", sign_in_pages.home_of_door, name="home_of_door"),
    path("desk/call", calls.take_call, name="take_call"),
    path("desk/sign-in", sign_in_pages.sign_in, name="account_login"),
    path("desk/sign-in/code", sign_in_pages.second_factor, name="mfa_authenticate"),
    path("desk/sign-in/look-round", sign_in_pages.look_round, name="look_round"),
    path("desk/sign-out", account.logout, name="account_logout"),
    path("desk/invitation/<str:secret>", sign_in_pages.invitation, name="invitation"),
    path("desk/your-sign-in", sign_in_pages.your_sign_in, name="mfa_index"),
    path("desk/your-sign-in/passphrase", sign_in_pages.passphrase, name="passphrase"),
    path("desk/your-sign-in/again", account.reauthenticate, name="account_reauthenticate"),
    path("desk/your-sign-in/app", sign_in_pages.activate_totp, name="mfa_activate_totp"),
    path("desk/your-sign-in/passkey", sign_in_pages.add_passkey, name="mfa_add_webauthn"),
    path(
        "desk/your-sign-in/passkey/<int:pk>/remove", sign_in_pages.remove_passkey, name="mfa_remove_webauthn"
    ),
    path("desk/members", staff.members, name="members"),
    path("desk/members/<uuid:member_id>", staff.one_member, name="one_member"),
    path("desk/members/<uuid:member_id>/second-factor", staff.reset_factor, name="reset_factor"),
    path("desk/members/<uuid:member_id>/close", staff.close_account, name="close_account"),
    path(
        "desk/members/invitation/<uuid:invitation_id>", staff.withdraw_invitation, name="withdraw_invitation"
    ),
    path("desk/keys", staff.team_keys, name="team_keys"),
    path("desk/keys/<slug:team>/hand-on/<uuid:member>", key_pages.hand_on, name="hand_key_on"),
    path("desk/keys/<slug:team>/take-back/<uuid:member>", key_pages.take_back, name="take_key_back"),
    path("desk/keys/confirm/<uuid:key_id>", staff.confirm_unit_key, name="confirm_key"),
    path("desk/audit", staff.audit_trail, name="audit_trail"),
    path("desk/worklist", contacts.worklist, name="worklist"),
    path("desk/worklist/next", contacts.take_up_next, name="take_up_next"),
    path("desk/contact/<uuid:contact_id>", contacts.contact, name="contact"),
    path("desk/contact/<uuid:contact_id>/take-up", contacts.take_up, name="contact_take_up"),
    path("desk/contact/<uuid:contact_id>/put-back", contacts.put_back, name="contact_put_back"),
    path("desk/contact/<uuid:contact_id>/close", contacts.close, name="contact_close"),
    path("desk/contact/<uuid:contact_id>/reopen", contacts.reopen, name="contact_reopen"),
    path("desk/contact/<uuid:contact_id>/report", contacts.start_report, name="contact_start_report"),
    path("desk/contact/<uuid:contact_id>/join", contacts.join, name="contact_join"),
    path("desk/contact/<uuid:contact_id>/letter", contacts.ask, name="contact_ask"),
    path("desk/reports", reports.reports, name="reports"),
    path("desk/report/<reference:reference>", reports.one_report, name="one_report"),
    path("desk/report/<reference:reference>/details", reports.describe, name="report_details"),
    path("desk/report/<reference:reference>/subjects", reports.add_subject, name="report_subjects"),
    path(
        "desk/report/<reference:reference>/subjects/<uuid:subject_id>/remove",
        reports.remove_subject,
        name="report_remove_subject",
    ),
    path("desk/report/<reference:reference>/items", reports.grade, name="report_items"),
    path(
        "desk/report/<reference:reference>/items/<uuid:item_id>/remove",
        reports.remove_item,
        name="report_remove_item",
    ),
    path("desk/report/<reference:reference>/sanitised", reports.write_sanitised, name="report_sanitised"),
    path("desk/report/<reference:reference>/decision", reports.decide, name="report_decide"),
    path("desk/approvals", approving.approvals, name="approvals"),
    path("desk/approval/<uuid:pk>", approving.approval, name="approval"),
    path("desk/approval/<uuid:pk>/approve", approving.approve, name="approve"),
    path("desk/approval/<uuid:pk>/set-aside", approving.set_aside, name="set_aside"),
    path("desk/approval/move/<uuid:pk>", approving.move, name="move"),
    path("desk/approval/move/<uuid:pk>/send", approving.send_on, name="send_on"),
    path("desk/approval/move/<uuid:pk>/keep", approving.keep_with_force, name="keep_with_force"),
    path("desk/approval/answer/<uuid:pk>", approving.answer, name="answer"),
    path("desk/approval/answer/<uuid:pk>/approve", approving.approve_answer, name="approve_answer"),
    path("desk/approval/held/<uuid:pk>/send", approving.send_held, name="send_held"),
    path("desk/referrals", outcomes.referrals, name="referrals"),
    path("desk/referral/<reference:reference>", outcomes.one_referral, name="one_referral"),
    path("desk/referral/<reference:reference>/propose", outcomes.propose_redirect, name="propose_redirect"),
    path("desk/releases", figures.releases, name="releases"),
    path("desk/releases/ask", figures.ask, name="ask_figures"),
    path("desk/release/<int:number>", figures.one_release, name="one_release"),
    path("desk/release/<int:number>/compile", figures.compile_draft, name="compile_release"),
    path("desk/release/<int:number>/move", figures.move_day, name="move_release"),
    path("desk/release/<int:number>/again", figures.answer_again, name="answer_again"),
    path("desk/release/<int:number>/correct", figures.correct, name="correct_release"),
    path("desk/draft/<uuid:pk>", figures.draft, name="draft"),
    path("desk/draft/<uuid:pk>/release", figures.publish, name="publish_release"),
    path("desk/questions", asking.questions, name="questions"),
    path("desk/question/<uuid:pk>", asking.question, name="question"),
    path("desk/question/<uuid:pk>/release", asking.release, name="release"),
    path("desk/question/<uuid:pk>/answer", asking.write_answer, name="write_answer"),
    path("desk/foi/account", foi_accounts.account, name="foi_account_desk"),
    path("desk/foi", foi_requests.requests, {"notes_waiting": count_waiting}, name="foi_requests"),
    path("desk/foi/enter", entering_desk.enter, name="foi_enter"),
    path("desk/foi/<uuid:pk>", foi_requests.one_request, name="foi_request"),
    path("desk/foi/<uuid:pk>/triage", triage_desk.triage, name="foi_triage"),
    path("desk/foi/<uuid:pk>/divert", triage_desk.divert, name="foi_divert"),
    path("desk/foi/<uuid:pk>/connect", foi_requests.connect_to, name="foi_connect"),
    path("desk/foi/<uuid:pk>/take-back", foi_requests.take_back, name="foi_take_back"),
    path("desk/foi/holding", foi_mail.mails, name="foi_holding"),
    path("desk/foi/mail/<uuid:pk>", foi_mail.one_mail, name="foi_held"),
    path("desk/foi/mail/<uuid:pk>/as-it-came", foi_mail.as_it_came, name="foi_held_mail"),
    path("desk/foi/mail/<uuid:pk>/request", foi_mail.make_request, name="foi_held_request"),
    path("desk/foi/mail/<uuid:pk>/match", foi_mail.match, name="foi_held_match"),
    path("desk/foi/mail/<uuid:pk>/settle", foi_mail.settle, name="foi_held_settle"),
    path("desk/foi/sent/<uuid:pk>", foi_mail.sent_mail, name="foi_outgoing"),
    path("desk/foi/holidays", foi_holidays.holidays, name="foi_holidays"),
    path("desk/foi/holidays/<uuid:pk>", foi_holidays.one_holiday, name="foi_holiday"),
    path("desk/foi/<uuid:pk>/publish", log_desk.publish_page, name="foi_publish"),
    path("desk/foi/annotations", annotations_desk.annotations, name="foi_annotations"),
    path("desk/foi/annotation/<uuid:pk>", annotations_desk.decide_annotation, name="foi_annotation"),
    path("desk/foi/annotation/<uuid:pk>/off", annotations_desk.take_off, name="foi_annotation_off"),
    path("desk/foi/<uuid:pk>/files", foi_files.add_file_page, name="foi_add_file"),
    path("desk/foi/file/<uuid:pk>", foi_files.file_page, name="foi_file"),
    path("desk/foi/file/<uuid:pk>/download", foi_files.download, name="foi_file_download"),
    path("desk/foi/question/<uuid:pk>", foi_deciding.decide_question, name="foi_decide"),
    path("desk/foi/<uuid:pk>/letter/<str:kind>", foi_letters.draft_letter, name="foi_draft"),
    path("desk/foi/<uuid:pk>/review", foi_letters.take_in_review, name="foi_review"),
    path("desk/foi/<uuid:pk>/ico", foi_letters.commissioner, name="foi_ico"),
    path("desk/foi/letter/<uuid:pk>", foi_letters.one_letter, name="foi_letter"),
    path("desk/foi/letter/<uuid:pk>/pdf", foi_letters.letter_pdf, name="foi_letter_pdf"),
]
