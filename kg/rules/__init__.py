"""Rule families that read mentions in cleaned text; one folder a family, its corpus beside it."""
