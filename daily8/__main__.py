"""`python -m daily8` is the `daily8` command."""

from daily8.cli import main

if __name__ == "__main__":
    main()
