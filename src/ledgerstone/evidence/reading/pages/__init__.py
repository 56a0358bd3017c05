"""Pages of the web: HTML into text in reading order, regions from its elements, and what it says of itself."""
