"""Figures: every number that measures something, with its unit, hedge, time and change."""
