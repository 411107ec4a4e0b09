"""Ask the graph: named queries with parameters, and SPARQL of one's own, on two engines."""
