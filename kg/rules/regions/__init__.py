"""Regions: administrative areas from provinces to villages, and statutory zones."""
