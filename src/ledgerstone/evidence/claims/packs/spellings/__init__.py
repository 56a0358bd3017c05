"""Rules by which the orthographies of a script are compared as one, a file for each."""
