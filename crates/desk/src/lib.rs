//! The door of staff: queues, batches, look-ups, checks, content, accounts, security, audit.
