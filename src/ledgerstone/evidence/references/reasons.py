"""Why each rule of the linter matters, in a sentence for a person; its page is docs/reference/statement-rules.md.

A reason names no group and takes no side: it holds for every statement alike.
"""

from typing import Final

REASONS: Final[dict[str, str]] = {
    "citation-without-entry": "a reader who wants to check the sentence has nowhere to go",
    "entry-never-cited": "either a citation was lost, or the entry supports nothing in the text",
    "ambiguous-locator": "a number at the end of a locator may be a part of the work or another entry",
    "locator-against-entry": "chapters and pages cannot be brought together without the work in hand",
    "entry-without-address": "without an address a reader must search for the work by its title",
    "entry-without-year": "a work without a year cannot be told from its other editions",
    "entry-without-author": "who says it is the first thing that a reader asks",
    "entry-by-signatory": "a statement that cites its own signatories adds no independent line of evidence",
    "body-expanded-twice": "two expansions of one short form may be one body or two",
    "body-spelled-twice": "two spellings may be one body or two, and a search finds only one of them",
    "anniversary-right": "it was counted, so that nobody needs to count again",
    "anniversary-wrong": "one of the figures is wrong, and an opponent will say that all are",
    "anniversary-unchecked": "a year is missing without which nobody can count",
    "weekday-right": "it was counted, so that nobody needs to count again",
    "weekday-wrong": "the day of the week or the date is wrong, and the two name different days",
    "days-right": "it was counted, so that nobody needs to count again",
    "days-wrong": "the number of days or one of the dates is wrong",
    "quotation-altered": "words left out or put in may change what was said, and only the source can show it",
    "figure-without-citation": "a figure that nobody is said to have counted cannot be checked",
    "act-cited-differently": "two citations of one act that do not agree send their readers to different papers",
}
