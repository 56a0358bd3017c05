"""Names by lists of a language: given names, endings of surnames and of case, last words of bodies."""
