"""How is an installation kept safe, and what does one that was put back have to live up to?"""
