"""Show on the web: server-rendered pages over the same functions as the commands."""
