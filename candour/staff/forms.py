"""The shape of what members type."""

from allauth.account.forms import LoginForm


class SignInForm(LoginForm):
    """Name and passphrase."""
