"""A small tagger of our own: weights of what a word looks like and stands beside, learned from marked texts."""
