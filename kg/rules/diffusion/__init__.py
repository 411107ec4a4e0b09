"""How programmes spread and what they were recognised with."""
