"""What readers write of articles: cleaned, shown, and looked at for what a moderator should see."""
