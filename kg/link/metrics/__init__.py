"""Figures: whose they are, of which year, under which programme the text reports them."""
