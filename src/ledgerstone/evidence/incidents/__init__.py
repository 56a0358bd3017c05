"""Incidents, copying, lines and accounts: what independent sources agree and disagree on."""
