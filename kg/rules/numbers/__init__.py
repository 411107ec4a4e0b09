"""The number grammar: Arabic and Chinese numerals with their multipliers, hedges and units; dates."""
