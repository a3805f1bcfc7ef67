//! Rosters: columns, outcomes, tables.
