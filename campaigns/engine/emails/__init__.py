"""E-mails as pure values: resolved for a person, composed, their links tracked, their text made from the HTML."""
