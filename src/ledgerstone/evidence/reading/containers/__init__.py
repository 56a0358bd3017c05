"""Files that hold other files: each member becomes a source of its own, the container is kept whole."""
