"""Values: dates, counts, places, names, languages, digests. Plain and frozen; no input, no output, no clock."""
