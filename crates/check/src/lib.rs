//! Credit checks: a matter's question about a subject, answered with measures, basis and receipt.
