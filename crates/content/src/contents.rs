//! The room's one door.

use std::sync::Arc;

use ledger::Pen;
use policy::Law;
use store::Database;
use vocabulary::Clock;

/// Articles of every site. Clones share everything.
#[derive(Clone)]
pub struct Contents(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) db: Database,
    pub(crate) pen: Pen,
    pub(crate) law: Arc<Law>,
    pub(crate) clock: Arc<dyn Clock>,
}

impl Contents {
    /// The articles in a database; its pen must carry [`crate::ContentFollower`].
    pub fn new(db: Database, pen: Pen, law: Arc<Law>, clock: Arc<dyn Clock>) -> Self {
        Self(Arc::new(Inner { db, pen, law, clock }))
    }
}
