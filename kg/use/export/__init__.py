"""The graph in the formats of other tools: networks, tables, RDF."""
