"""The sentences of click that a person may read, listed here so that they have Spanish.

Nothing imports this file: click finds the translations itself (`language.let_click_speak`).
"""

from __future__ import annotations

from gettext import ngettext

from openup.kernel.words import say

SENTENCES = (
    say("Usage:"),
    say("Options"),
    say("Show this message and exit."),
    say("Error: {message}"),
    say("Try '{command} {option}' for help."),
    say("Invalid value: {message}"),
    say("Invalid value for {param_hint}: {message}"),
    say("Missing argument"),
    say("Missing option"),
    say("Missing parameter"),
    say("Missing command."),
    say("No such option {name!r}."),
    say("No such command {name!r}."),
    say("Option {name!r} does not take a value."),
    say("{value!r} is not a valid {number_type}."),
    say("{value} is not in the range {range}."),
    say("Choose from:\n\t{choices}"),
    say("default: {default}"),
    say("required"),
    say("Error: The two entered values do not match."),
)

COUNTED = (
    ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 1),
    ngettext(
        "Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 1
    ),
    ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 1),
    ngettext(
        "Option {name!r} requires an argument.",
        "Option {name!r} requires {nargs} arguments.",
        1,
    ),
)
