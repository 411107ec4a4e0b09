"""The page that people open: one HTML file that works offline, made from the finished graph alone."""
