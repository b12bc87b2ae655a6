"""Settings from the home folder, addresses, and the server."""
