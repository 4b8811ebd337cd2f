"""What programs ask for, by address."""
