"""The sample year: an invented 2022 of the bureau, and the generator that writes it."""
