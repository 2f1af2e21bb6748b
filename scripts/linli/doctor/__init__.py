"""What a host does this month, and what a web host did to the site: tables or an address → sentences in Chinese."""
