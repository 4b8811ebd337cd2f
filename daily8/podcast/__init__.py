"""The edition read aloud: episodes, their chapters and their transcripts."""
