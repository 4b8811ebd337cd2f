"""What letters say of articles."""
