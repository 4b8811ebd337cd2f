"""What readers say of articles and stories, and what moderators do about it."""
