"""Choices that are a matter of degree: candidates get features of classes and a small linear model chooses."""
