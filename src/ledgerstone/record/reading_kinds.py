"""The kinds of readings: what a tool makes, and what people make."""

MACHINE, TRANSCRIPTION, CORRECTION, TRANSLATION = "machine", "transcription", "correction", "translation"

BY_PEOPLE = (TRANSCRIPTION, CORRECTION, TRANSLATION)
"""A translation is never in use: its words are not the source's."""

CLEARED_READING = (
    '{"media_type":"application/octet-stream","text":"","pages":[],"boxes":[],"tool":"cleared","version":"1"}'
)
"""What stands for a person's reading that was cleared with its source: a reading without a word."""
