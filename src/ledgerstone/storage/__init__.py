"""Storage: the stores that preservation is handed."""
