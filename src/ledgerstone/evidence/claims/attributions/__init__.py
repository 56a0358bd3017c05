"""Who is said to say what, as a text puts it: spans of source, cue and content."""
