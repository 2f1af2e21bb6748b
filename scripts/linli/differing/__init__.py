"""What residents will see of a change: takes two versions of a community, gives what differs, in Chinese.

Sessions are compared by `revisions`, which tells the site's own changes; here the tables, pages and problems come to it.
"""
