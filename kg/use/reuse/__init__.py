"""Reprints, and passages that reports of two places share."""
