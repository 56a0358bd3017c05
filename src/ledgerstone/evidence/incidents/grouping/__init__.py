"""Mentions of many papers to incidents."""
