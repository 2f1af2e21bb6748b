"""Paper: posters, week and door sheets, service cards and sign-in sheets; `site.files` makes those that the website offers."""
