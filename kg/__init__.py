"""kg: a knowledge-graph builder for Chinese party-building and local-governance reports."""
