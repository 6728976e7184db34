"""Every address behind the force door."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from django.urls import URLPattern, path

from candour.staff import entrance

urlpatterns: list[URLPattern] = [
    path("force", entrance.home_of_door, name="home_of_door"),
    path("force/sign-in", entrance.sign_in, name="account_login"),
    path("force/sign-in/code", second_factor.authenticate, name="mfa_authenticate"),
    path("force/sign-in/look-round", entrance.look_round, name="look_round"),
    path("force/sign-out", account.logout, name="account_logout"),
    path("force/invitation/<str:secret>", entrance.invitation, name="invitation"),
    path("force/your-sign-in", entrance.your_sign_in, name="mfa_index"),
    path("force/your-sign-in/passphrase", entrance.passphrase, name="passphrase"),
    path("force/your-sign-in/again", account.reauthenticate, name="account_reauthenticate"),
    path("force/your-sign-in/app", entrance.activate_totp, name="mfa_activate_totp"),
    path("force/your-sign-in/passkey", entrance.add_passkey, name="mfa_add_webauthn"),
    path("force/your-sign-in/passkey/<int:pk>/remove", entrance.remove_passkey, name="mfa_remove_webauthn"),
]
