"""Single persons who are told of without a number, and the claims that come of them."""
