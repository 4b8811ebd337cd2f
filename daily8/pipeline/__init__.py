"""What the clock runs: the steps and their runner."""
