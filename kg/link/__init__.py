"""From mentions to things: regions, organisations, programmes and metrics, one node per thing."""
