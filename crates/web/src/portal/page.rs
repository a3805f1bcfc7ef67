//! From a request to a page: the frame of the doors, as the portal uses it.

pub(crate) use crate::door::{Visit, bare, page};
