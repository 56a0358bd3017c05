"""Taking files in: found, described, kept, read."""
