"""Workflow: one file per verb; the only place with transactions, rights to change, and audit."""
