"""Reading, checking, signing and exporting the audit log. Writing it is `scope.record` and `store.ledger`."""
