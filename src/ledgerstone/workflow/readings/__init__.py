"""Reading sources: each in a confined process, by tools and by people, again and beside what was read before."""
