"""What leaves an archive as a whole, and what comes in as one."""
