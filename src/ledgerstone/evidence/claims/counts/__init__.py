"""Numbers that count somebody or something, and the claims that come of them."""
