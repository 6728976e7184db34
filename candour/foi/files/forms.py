"""Forms for files of an answer: choosing one, blacking out words, and letting it out."""

from django import forms

from candour.look.forms import PlainForm
from candour.papers.limits import MAX_FILE

_CHOOSE = f"Choose a file that is not empty, of at most {MAX_FILE // 2**20} MB."


class AddForm(PlainForm):
    """The choice of a file to add."""

    file = forms.FileField(
        label="The file",
        help_text=f"xlsx, docx, ods, odt, PDF, a picture, or plain text. At most {MAX_FILE // 2**20} MB.",
        max_length=200,
        error_messages={
            **dict.fromkeys(("required", "empty", "missing", "invalid"), _CHOOSE),
            "max_length": "Give the file a shorter name, and add it again.",
        },
    )


class RedactForm(PlainForm):
    """The words to black out in a PDF, and why."""

    words = forms.CharField(
        label="Words to black out",
        help_text="One word or phrase on each line, as it is written in the PDF. Words of four letters or "
        "more are also found within longer words. Words in a picture cannot be found.",
        max_length=4_000,
        widget=forms.Textarea,
    )
    why = forms.CharField(
        label="Why they go",
        max_length=120,
        help_text="It is published: say what kind of words, such as names (section 40(2)).",
    )


class PassForm(PlainForm):
    """Why a file that we made may go out in spite of its findings."""

    prefix = "let"

    why = forms.CharField(
        label="Why it may go out as it is",
        help_text="It is kept with your name, and not published.",
        max_length=300,
        widget=forms.Textarea,
    )


class OriginalForm(PassForm):
    """Why a file should go out as it came."""

    why = forms.CharField(
        label="Why the original has to go",
        help_text="It is published beside the file. A second person has to agree.",
        max_length=300,
        widget=forms.Textarea,
    )
