"""How does a badge look: its drawing, its raster picture, its QR code and the letters of the pages?"""
