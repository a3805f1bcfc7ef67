//! Accounts, second factors, sessions, keys, and what a role permits.
