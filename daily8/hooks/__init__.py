"""Programs of others are called when something happens."""
