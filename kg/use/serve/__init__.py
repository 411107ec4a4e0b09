"""Serve the graph on this machine: the page, a read-only SPARQL 1.1 Protocol endpoint, a query editor."""
