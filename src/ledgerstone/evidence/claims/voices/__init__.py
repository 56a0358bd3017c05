"""Who says a claim, from the one who prints it back to the origin that the text names."""
