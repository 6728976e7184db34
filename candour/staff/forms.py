"""Forms for signing in, second factors, passphrases, invitations and fingerprints."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.mfa.adapter import get_adapter as second_factor
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase

from candour.forces.models import Force
from candour.look.forms import PlainForm, speak_plainly

from .door import belongs_here
from .models import Member, Role
from .session import hold

# A code is good for its own step and, by MFA_TOTP_TOLERANCE, one before and one after: 90 seconds.
CODE_LIVES = 90


def _ask(field: forms.Field, label: str, hint: str = "") -> None:
    """Put our label and hint on a field of allauth's, and remove its placeholder."""
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)
    speak_plainly(field)


class SignInForm(LoginForm):
    """Name and passphrase. The passphrase opens the member's key, which the session then holds."""

    user: Member | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(self.fields["login"], "Sign-in name")
        _ask(self.fields["password"], "Passphrase")
        self.fields["login"].widget.attrs |= {"spellcheck": "false", "autocapitalize": "none"}

    def clean(self) -> dict[str, Any] | None:
        """The same words for a wrong passphrase, an unknown name, a closed account and the wrong door."""
        cleaned: dict[str, Any] | None = super().clean()  # type: ignore[no-untyped-call]
        member = self.user
        if member is not None and not (member.is_active and belongs_here(self.request, member.role)):
            raise get_adapter().validation_error("username_password_mismatch")
        return cleaned

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponseBase:
        """Store the opened key in the session, then go on to the second factor."""
        if self.user is None or self.user.opened is None:
            raise ValueError("Sign-in goes through clean() first: it opens the key.")
        hold(request, self.user, self.user.opened)
        answer: HttpResponseBase = super().login(request, redirect_url=redirect_url)
        return answer


class PassphraseAgainForm(ReauthenticateForm):
    """The passphrase once more, before a second factor is changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask(self.fields["password"], "Passphrase")


def _code_field(field: forms.Field) -> None:
    _ask(field, "Code", "The six digits that your authenticator app shows now.")
    field.widget.attrs |= {"inputmode": "numeric", "autofocus": True}


class CodeForm(AuthenticateForm):
    """The code of the authenticator app. Each code is good once, for as long as it lives."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code_field(self.fields["code"])

    def clean_code(self) -> str:
        """The code. Allauth remembers a used code for 30 seconds only; we, for as long as it lives."""
        code = "".join(filter(str.isdigit, str(super().clean_code())))
        if not cache.add(f"code-used:{self.user.pk}:{code}", "y", timeout=CODE_LIVES):
            raise second_factor().validation_error("incorrect_code")
        return code


class FirstCodeForm(ActivateTOTPForm):
    """The first code, which shows that the app has the secret."""

    @property
    def in_groups(self) -> str:
        """The secret as a person types it: four letters at a time. Apps ignore the spaces."""
        return " ".join(self.secret[start : start + 4] for start in range(0, len(self.secret), 4))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code_field(self.fields["code"])


class _NewPassphrase(PlainForm):
    """Two boxes for a new passphrase."""

    passphrase = forms.CharField(
        label="Passphrase",
        strip=False,
        max_length=200,
        help_text="15 characters or more. Four or five words that do not belong together are best.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="The same passphrase again",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_again(self) -> str:
        """Both boxes must hold the same words: nobody can look a passphrase up afterwards."""
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("passphrase", again):
            raise forms.ValidationError("The two are not the same. Type the passphrase again.")
        return again


class InvitationForm(_NewPassphrase):
    """What an invited person chooses."""

    username = forms.CharField(
        label="Sign-in name",
        max_length=60,
        help_text="Short, and easy for you to type. Only administrators see it.",
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "spellcheck": "false", "autocapitalize": "none"}
        ),
    )
    field_order = ["username", "passphrase", "again"]


class PassphraseForm(_NewPassphrase):
    """The old passphrase, and the new one."""

    old = forms.CharField(
        label="Your passphrase now",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ["old", "passphrase", "again"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passphrase"].label = "New passphrase"
        self.fields["again"].label = "The new passphrase again"


def _forces() -> list[tuple[str, str]]:
    return [("", "None: one of the line's own people"), *Force.objects.values_list("slug", "name")]


class InviteForm(PlainForm):
    """Whom an administrator invites."""

    name = forms.CharField(label="Name", max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    role = forms.ChoiceField(label="Role", choices=[("", "Choose"), *Role.choices])
    force = forms.ChoiceField(
        label="Force", choices=_forces, required=False, help_text="For a member of a force's unit only."
    )

    def clean_force(self) -> Force | None:
        """The force itself, or None."""
        slug: str = self.cleaned_data["force"]
        return Force.objects.get(pk=slug) if slug else None


class ReadBackForm(PlainForm):
    """The fingerprint of a unit's key, as the unit reads it out."""

    read_back = forms.CharField(
        label="What the unit reads out",
        max_length=80,
        help_text="Letters and digits; spaces do not matter.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
