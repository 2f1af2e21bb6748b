"""How many seats are left, from a platform's export: counts who signed up for which class, and nothing else of it stays."""
