"""Claims: who says what, in which words, about what."""
