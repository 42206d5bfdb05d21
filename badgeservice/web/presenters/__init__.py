"""What a page shows, in words: values and reports in, what a template prints out."""
