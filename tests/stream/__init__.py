"""The stream parser: what it promises about every byte it may meet."""
