"""The only SQL door: engine, transactions, Scope, the audit ledger's writer, and the DDL of the database's own walls."""
