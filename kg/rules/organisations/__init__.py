"""Organisations: Party bodies, offices, enterprises, schools, associations, media."""
