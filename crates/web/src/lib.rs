//! The doors: the API and the portal.
