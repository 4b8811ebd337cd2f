"""A small world of made-up publishers, for trying daily8 without a network."""
