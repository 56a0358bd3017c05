"""Reading: from a source's bytes to text with regions."""
