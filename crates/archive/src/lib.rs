//! Credit files derived from the ledger: records, timelines, standing, lists, search.
