"""What a ledger entry owes the reports: rows only, in the entry's own transaction."""
