"""Exchange: what leaves the archive."""
