"""The headers of recordings: what a file of sound or pictures says of itself, one format a file."""
