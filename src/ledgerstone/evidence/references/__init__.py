"""References: a statement's citations held against its reference list."""
