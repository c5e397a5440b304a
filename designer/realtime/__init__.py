"""The doors that stay open: websockets for the run console and for what changes in a workspace."""
