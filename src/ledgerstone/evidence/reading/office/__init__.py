"""Documents of word processors and spreadsheets, and books: their text in reading order, with regions."""
