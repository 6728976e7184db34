"""Every address behind the desk door."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from django.urls import URLPattern, path

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
]
