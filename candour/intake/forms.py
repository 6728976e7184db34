"""The questions of a report, and the shape of their answers.

Every page of /report is one form. It sends the answer to its own question, all the answers given before as
hidden boxes, and these names, which do not change (the load generator of `candour bench` sends them too):

    step             the page that sends: a name of steps.py, "check" for the last
    category         a code of codes.reporter_categories(), or "unknown"                       needed
    role             officer | staff | volunteer | unknown
    force            a force's slug, "unknown", or "not-police" (which cannot be sent)         needed
    duty             on | off | both | unknown
    place            in_person | online | both | unknown
    who, when, where own words
    what             own words                                                                 needed
    how_known        saw | told | heard | records
    how_known_words  own words
    danger           yes | no | unknown
    danger_words     own words; asked only after danger=yes
    identity         anonymous | confidential                                                  needed
    details          contact details; asked for, and needed, only after identity=confidential
    consent          "on": the force may have them; needed with details
    words, mark      the seven words and our mark on them, as the check page had them
    changing         "1": the page was reached by Change, and leads back to the check

and, for the button pressed: back=1, change=<step>, send=1, or none to go on. The last form is sent with
step=check and send=1.
"""

from typing import Any

from django import forms

from candour.codes.categories import reporter_categories
from candour.look.forms import PlainForm

from .fields import MOST, OneOf, OwnWords
from .offered import offered_forces
from .rules import BASES, DUTIES, PLACES, ROLES, UNKNOWN

NOT_POLICE = "not-police"
EMPTY = "You can leave this empty."


class CategoryForm(PlainForm):
    """What kind of conduct it is: plain words to pick from, each with the national wording under it."""

    category = OneOf(
        label="What is this about?",
        help_text="What does somebody in the police do? Pick the one that fits best. "
        "The official wording is under each one.",
        required=True,
        error_messages={"required": "Pick one. If you are not sure, pick the last."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        categories, field = reporter_categories(), self.fields["category"]
        if isinstance(field, OneOf):
            field.choices = [
                *((category.code, category.reporter_label) for category in categories),
                (UNKNOWN, "Something else, or I am not sure"),
            ]
            field.hints = {category.code: category.wording for category in categories}


class RoleForm(PlainForm):
    """Officer, staff or volunteer."""

    role = OneOf(
        label="Are they an officer, staff or a volunteer?",
        help_text=EMPTY,
        choices=list(ROLES.items()),
        hints={
            "officer": "For example a constable, a sergeant or a detective",
            "staff": "For example a community support officer, or somebody in a control room or an office",
            "volunteer": "For example a special constable",
        },
    )


class ForceForm(PlainForm):
    """Which force. The list is read when the page is made."""

    force = OneOf(
        label="Which police force do they work for?",
        help_text="If you do not know, or they do not work for the police, say so at the top of the list.",
        widget=forms.Select(attrs={"autocomplete": "off"}),
        required=True,
        error_messages={"required": "Pick a force. If you do not know, say so at the top of the list."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["force"].choices = [  # type: ignore[attr-defined]
            ("", "Pick one"),
            (UNKNOWN, "I do not know which force"),
            (NOT_POLICE, "They do not work for the police"),
            *offered_forces().grouped,
        ]


class DutyForm(PlainForm):
    """On or off duty."""

    duty = OneOf(label="Were they on duty?", help_text=EMPTY, choices=list(DUTIES.items()))


class PlaceForm(PlainForm):
    """In person or online."""

    place = OneOf(label="Did it happen in person or online?", help_text=EMPTY, choices=list(PLACES.items()))


class WhoForm(PlainForm):
    """Who is it about?"""

    who = OwnWords(
        label="Who is it?",
        help_text="A name, a rank or a number. Where they work. What they look like. Whatever you know. "
        + EMPTY,
    )


class WhatForm(PlainForm):
    """What happened?"""

    what = OwnWords(
        label="What happened?",
        help_text="Tell it in your own words, in any order. Leave out who you are. "
        f"There is room for {MOST:,} characters, about seven pages.",
        required=True,
        error_messages={"required": "Tell us what happened. A few words will do."},
    )


class WhenForm(PlainForm):
    """When?"""

    when = OwnWords(
        label="When did it happen?",
        help_text="A day, a month, or “since last summer”. Say if it still goes on. " + EMPTY,
    )


class WhereForm(PlainForm):
    """Where?"""

    where = OwnWords(
        label="Where did it happen?",
        help_text="A place, a station, a website or an app. " + EMPTY,
    )


class HowKnownForm(PlainForm):
    """How do you know? Never who you are."""

    how_known = OneOf(
        label="How do you know?",
        help_text="It helps a force to judge how sure it can be. " + EMPTY,
        choices=list(BASES.items()),
    )
    how_known_words = OwnWords(
        label="Is there more to say about that?",
        help_text="For example where there may be proof, or who else has seen it. "
        "Do not write who you are. " + EMPTY,
    )


class DangerForm(PlainForm):
    """Is anyone in danger now?"""

    danger = OneOf(
        label="Is anyone in danger now?",
        help_text="If so, ring 999 before you go on. We cannot send help. " + EMPTY,
        choices=[("yes", "Yes"), ("no", "No"), (UNKNOWN, "I do not know")],
    )


class DangerWordsForm(PlainForm):
    """Who is in danger?"""

    danger_words = OwnWords(
        label="Who is in danger, and what might happen?",
        help_text="We read reports that mention danger first, but that may take hours. " + EMPTY,
    )


class IdentityForm(PlainForm):
    """Anonymous or confidential."""

    identity = OneOf(
        label="Do you want to stay anonymous?",
        help_text="Either way, you get seven words to read our messages with.",
        choices=[
            ("anonymous", "Yes, stay anonymous"),
            ("confidential", "No, I want to give contact details"),
        ],
        hints={
            "anonymous": "We do not learn who you are. Nor does the force.",
            "confidential": "The force may get in touch with you. Details are sealed apart from your report.",
        },
        required=True,
        error_messages={"required": "Pick one, so that we know whether to ask for your details."},
    )


class DetailsForm(PlainForm):
    """Contact details, and leave to pass them on."""

    details = OwnWords(
        label="How can the force reach you?",
        help_text="Your name, and a phone number or e-mail address that only you can see. Not one from work.",
        required=True,
        error_messages={"required": "Write how to reach you. Or go back, and choose to stay anonymous."},
    )
    consent = forms.BooleanField(
        label="The force may have these details",
        error_messages={
            "required": "Tick the box if the force may have them. Or go back, and stay anonymous."
        },
    )
