"""The pure part: money, prices, plans, words and manners, as tables and properties."""
