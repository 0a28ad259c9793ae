"""Reference and demonstration records: readable files, and what loads them.

A set is a folder of files (`syria`, `demo`). Nothing here knows what a set is
about; nothing else imports this package except the command `load_reference`.
"""
