//! Clocks over the holidays of 2026: pauses, extensions, years that nobody announced.
