"""Compare programme structures, figures and regions of a finished graph."""
