"""A data package of a graph: its tables with codebook and dictionary, metadata that machines read, and checksums."""
