"""Departments, their names over the years, their sites and what the rules need to know of them."""
