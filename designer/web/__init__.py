"""Public doors: what web sites and their visitors speak to. Nobody is signed in here."""
