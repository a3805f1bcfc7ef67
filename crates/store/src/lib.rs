//! Connections, transactions, migrations and sealed columns on two SQL engines.
