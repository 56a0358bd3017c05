"""Parts of a page in plain lines: one rule a file, by layout and cue words, none made for one site."""
