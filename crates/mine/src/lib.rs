//! The door of a subject: its own file, who looked, consents, declarations, objections.
