"""The pages: what a viewer may see, rendered on the server, without cookies and without scripts."""
