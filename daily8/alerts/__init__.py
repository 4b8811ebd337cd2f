"""What readers are told without looking: what is new of stories, searches and answers, by push and by mail."""
