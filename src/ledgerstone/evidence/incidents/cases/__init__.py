"""A case on a passage: what the archive holds of its words, for people to judge; the same form for every side."""
