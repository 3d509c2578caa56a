"""The same workspace over plain JSON: for the page, and for whoever drives it from outside."""
