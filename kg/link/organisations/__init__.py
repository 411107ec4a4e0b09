"""Organisations: bare names resolved to their region or host, one entry for each over the document."""
