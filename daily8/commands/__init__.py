"""The daily8 command, one module per subcommand."""
