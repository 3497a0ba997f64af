"""The only SQL door: engine, transactions, Scope, the log's writer, and the DDL of the database's own walls."""
