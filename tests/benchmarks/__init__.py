"""How fast are we beside the packages that do the same, and beside the limit of the machine? (`make bench`)"""
