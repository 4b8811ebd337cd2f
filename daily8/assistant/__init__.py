"""Summary, explain, ask, translate, timeline and comparison, each sentence with what it rests on."""
