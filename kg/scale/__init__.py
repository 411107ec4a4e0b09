"""How the one pure function of the pipeline is spread over processes."""
