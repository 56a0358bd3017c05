"""The server's frame: settings, addresses and the entry point that a web server calls."""
