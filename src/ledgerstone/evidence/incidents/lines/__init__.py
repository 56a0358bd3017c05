"""How many independent lines of evidence."""
