"""One site over many communities: takes communities.yml and the packages that they publish, gives lists that lead to them."""
