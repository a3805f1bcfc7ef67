//! From archive rows to what a viewer may see: the one place where fields are filtered and masked.

pub(crate) mod field;
pub(crate) mod record;
pub(crate) mod subject;

use policy::model::catalog::{Audience, CatalogItem, Publicity};
use vocabulary::{Date, SubjectKind};

use crate::model::{Items, Viewer};
use archive::Record;

/// How much a viewer may see.
#[derive(Clone, Debug)]
pub(crate) enum Reach {
    Public,
    Department(Items),
    /// As a department, of every item, without masks: an export that a second person allowed.
    Unmasked(Items),
    /// The items that a consent opens.
    Consented(Vec<String>),
    Subject,
    /// The subject, on paper: what is in force, numbers of documents masked.
    Own,
    Auditor,
}

impl Reach {
    pub(crate) fn of(viewer: &Viewer) -> Self {
        match viewer {
            Viewer::Public => Self::Public,
            Viewer::Department { items, .. } => Self::Department(items.clone()),
            // What a consent opens is known when the look is registered.
            Viewer::Consented { .. } => Self::Consented(Vec::new()),
            Viewer::Subject { .. } | Viewer::Counter { .. } => Self::Subject,
            Viewer::Auditor { .. } => Self::Auditor,
        }
    }

    /// The narrowest audience that still includes this viewer.
    fn audience(&self) -> Audience {
        match self {
            Self::Public => Audience::Public,
            Self::Department(_) | Self::Unmasked(_) | Self::Consented(_) => Audience::Department,
            Self::Subject | Self::Own | Self::Auditor => Audience::Subject,
        }
    }

    /// Whether the viewer sees an item's records at all, dates and states aside.
    pub(crate) fn sees_item(&self, item: &CatalogItem, kind: SubjectKind) -> bool {
        match self {
            Self::Public => {
                item.publicity == Publicity::Public
                    && (kind != SubjectKind::Person || item.publication_basis.is_some())
            }
            Self::Department(items) | Self::Unmasked(items) => {
                is_shared(item) && items.allow(&item.id)
            }
            Self::Consented(items) => items.contains(&item.id),
            Self::Subject | Self::Own | Self::Auditor => true,
        }
    }

    /// Whether the viewer sees a record on a day.
    pub(crate) fn sees(
        &self,
        item: &CatalogItem,
        kind: SubjectKind,
        record: &Record,
        today: Date,
    ) -> bool {
        self.sees_item(item, kind)
            && match self {
                Self::Public => record.is_public_on(today),
                Self::Department(_) | Self::Unmasked(_) | Self::Consented(_) | Self::Own => {
                    record.is_shared_on(today)
                }
                Self::Subject | Self::Auditor => true,
            }
    }

    /// Whether a department looks at some items only.
    pub(crate) fn is_narrow(&self) -> bool {
        matches!(self, Self::Department(Items::Only(_)) | Self::Unmasked(Items::Only(_)))
    }

    /// Whether masks are left off.
    pub(crate) fn is_unmasked(&self) -> bool {
        matches!(self, Self::Subject | Self::Own | Self::Unmasked(_))
    }

    /// Whether the viewer is the subject's own side, or an auditor.
    pub(crate) fn is_within(&self) -> bool {
        matches!(self, Self::Subject | Self::Own | Self::Auditor)
    }

    /// Whether sources, cleansing and periods are shown.
    pub(crate) fn sees_lineage(&self) -> bool {
        matches!(self, Self::Subject | Self::Auditor)
    }
}

impl Items {
    /// Whether an item is among them.
    pub(crate) fn allow(&self, item: &str) -> bool {
        match self {
            Self::All => true,
            Self::Only(items) => items.iter().any(|allowed| allowed == item),
        }
    }
}

/// Whether agencies with a purpose see an item. What is open on request only is open to whom the
/// subject gives a consent.
pub(crate) fn is_shared(item: &CatalogItem) -> bool {
    matches!(item.publicity, Publicity::Public | Publicity::Internal)
}
