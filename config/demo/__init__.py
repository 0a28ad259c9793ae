"""`python3 manage.py demo`: the whole service on one machine, out of one folder.

Standard library only. PostgreSQL is shared with other commands, everything
else is a child of this process and ends with it, even if it is killed.
"""
