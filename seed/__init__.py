"""Built-in code tables, coarse labelling, and the demo's fictional world."""
