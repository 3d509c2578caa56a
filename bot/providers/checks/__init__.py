"""Questions to the outside that end soon, whatever happens to them."""
