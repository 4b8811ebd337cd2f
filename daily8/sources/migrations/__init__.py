"""How the tables of sources came to be."""
