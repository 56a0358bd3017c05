"""Tokens of time and cosignatures of witnesses: asked for, checked, kept."""
