"""What reads the finished graph: ask, compare, export, serve, view."""
