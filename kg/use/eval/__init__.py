"""Measure a graph against gold facts: precision, recall, F1, errors in words, calibration."""
