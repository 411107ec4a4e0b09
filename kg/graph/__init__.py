"""The graph: terms and IRIs, facts, Turtle, validation, the store."""
