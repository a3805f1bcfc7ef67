//! Articles and notices: written by one, reviewed by another, watched, withdrawn.
