"""Work on hostile bytes in child processes that can reach nothing, within limits; what they do wrong is an answer."""
