"""Pure statistics, one concept a file: numbers in, numbers out, no words. scipy is imported only where used."""
