"""How does a whole database become one file, and such a file a database of either kind?"""
