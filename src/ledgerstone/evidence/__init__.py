"""The core of the house: preservation, reading, claims, references, incidents, search. Values in, values out."""
