"""Draws anyone can verify: frame, plan, seed, tickets, inspectors, sizes and what may be concluded. Pure functions."""
