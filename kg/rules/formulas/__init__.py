"""Formulas: what is joined by + or ×, such as 党支部+合作社+农户 or 1+8+N."""
