"""Set phrases of national doctrine, national campaigns and party institutions: a closed list."""
