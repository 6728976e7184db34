"""Every address behind the force door."""

from allauth.account import views as account
from django.urls import URLPattern, path

from candour.doors.health import health
from candour.outcome import force as outcomes
from candour.referral import force as referrals
from candour.staff import force as units
from candour.staff import key_pages, sign_in_pages

urlpatterns: list[URLPattern] = [
    path("force/health", health, name="health"),
    path("force", sign_in_pages.home_of_door, name="home_of_door"),
    path("force/sign-in", sign_in_pages.sign_in, name="account_login"),
    path("force/sign-in/code", sign_in_pages.second_factor, name="mfa_authenticate"),
    path("force/sign-in/look-round", sign_in_pages.look_round, name="look_round"),
    path("force/sign-out", account.logout, name="account_logout"),
    path("force/invitation/<str:secret>", sign_in_pages.invitation, name="invitation"),
    path("force/your-sign-in", sign_in_pages.your_sign_in, name="mfa_index"),
    path("force/your-sign-in/passphrase", sign_in_pages.passphrase, name="passphrase"),
    path("force/your-sign-in/again", account.reauthenticate, name="account_reauthenticate"),
    path("force/your-sign-in/app", sign_in_pages.activate_totp, name="mfa_activate_totp"),
    path("force/your-sign-in/passkey", sign_in_pages.add_passkey, name="mfa_add_webauthn"),
    path(
        "force/your-sign-in/passkey/<int:pk>/remove", sign_in_pages.remove_passkey, name="mfa_remove_webauthn"
    ),
    path("force/unit", units.unit_keys, name="unit_keys"),
    path("force/unit/<slug:team>/hand-on/<uuid:member>", key_pages.hand_on, name="hand_key_on"),
    path("force/unit/<slug:team>/take-back/<uuid:member>", key_pages.take_back, name="take_key_back"),
    path("force/inbox", outcomes.inbox, name="inbox"),
    path("force/referral/<uuid:pk>", referrals.referral, name="referral"),
    path("force/referral/<uuid:pk>/details", referrals.details, name="referral_details"),
    path("force/referral/<uuid:pk>/acknowledge", referrals.acknowledge, name="acknowledge"),
    path("force/referral/<uuid:pk>/send-back", referrals.send_back, name="send_back"),
    path("force/referral/<uuid:pk>/pass-on", referrals.pass_on, name="pass_on"),
    path("force/referral/<uuid:pk>/ask", referrals.ask, name="ask"),
    path("force/referral/<uuid:pk>/outcomes", outcomes.referral_outcomes, name="referral_outcomes"),
    path("force/outcome/<uuid:pk>/correct", outcomes.correct, name="correct_outcome"),
    path("force/outcome/<uuid:pk>/withdraw", outcomes.withdraw, name="withdraw_outcome"),
]
