"""From the bytes of a file to the text that rules read: read, clean, outline, words."""
