"""Reviews of routes: rules, rows and stories."""
