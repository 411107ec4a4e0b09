"""The gazetteer: official administrative divisions, matched fast, looked up by name or code."""
