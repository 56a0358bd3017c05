"""Who copies whom, with which changes."""
