"""Pages of sources drawn as pictures, in a confined process."""
