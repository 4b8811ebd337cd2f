"""One publisher's report: its page, revisions and pictures."""
