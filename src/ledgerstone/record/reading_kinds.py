"""The kinds of readings: what a tool makes, and what people make."""

MACHINE, TRANSCRIPTION, CORRECTION, TRANSLATION = "machine", "transcription", "correction", "translation"

BY_PEOPLE = (TRANSCRIPTION, CORRECTION, TRANSLATION)
"""A translation is never in use: its words are not the source's."""
