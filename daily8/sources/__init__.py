"""Publishers and their feeds."""
