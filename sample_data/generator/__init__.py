"""Draws the sample year and writes it as workbooks; each module holds one part of the year."""
