"""What agents may ask of the site, by the Model Context Protocol: over HTTP, or from a program on this machine."""
