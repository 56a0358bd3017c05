"""The web: the server, the public portal; later the desk and the api."""
