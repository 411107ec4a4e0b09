"""Tidy tables for papers: one declaration of their columns, from which CSV, Parquet and the codebook are written."""
