"""How the tables of articles came to be."""
