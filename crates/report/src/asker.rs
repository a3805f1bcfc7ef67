//! Who asks for a report, as the gate, the fact and the rules know it.

use disclosure::{Channel, Items, Viewer};
use policy::model::report::ReportAsker;
use vocabulary::{Actor, SubjectId};

use crate::{Asker, Reports};

impl Asker {
    /// Which of those whom a layout names.
    pub(crate) fn kind(&self) -> ReportAsker {
        match self {
            Self::Own { .. } => ReportAsker::Own,
            Self::Counter { .. } => ReportAsker::Counter,
            Self::Consented { .. } => ReportAsker::Consented,
            Self::Agency { .. } => ReportAsker::Agency,
        }
    }

    /// The text form of facts and tables.
    pub(crate) fn text(&self) -> &'static str {
        match self {
            Self::Own { .. } => "own",
            Self::Counter { .. } => "counter",
            Self::Consented { .. } => "consented",
            Self::Agency { .. } => "agency",
        }
    }

    /// What for, as it is counted.
    pub(crate) fn purpose(&self) -> &'static str {
        match self {
            Self::Own { .. } | Self::Counter { .. } => "own",
            Self::Consented { .. } => "consented",
            Self::Agency { purpose, .. } => purpose.as_str(),
        }
    }

    /// The organisation that asks, id or code; none if the subject itself asks.
    pub(crate) fn organisation(&self) -> Option<&str> {
        match self {
            Self::Own { .. } => None,
            Self::Counter { organisation, .. }
            | Self::Consented { organisation, .. }
            | Self::Agency { organisation, .. } => Some(organisation),
        }
    }

    /// Number of the business in the organisation's own books.
    pub(crate) fn matter_number(&self) -> Option<&str> {
        match self {
            Self::Own { .. } => None,
            Self::Counter { matter_number, .. }
            | Self::Consented { matter_number, .. }
            | Self::Agency { matter_number, .. } => Some(matter_number.trim()),
        }
    }

    /// Number of the consent it rests on.
    pub(crate) fn consent(&self) -> Option<&str> {
        match self {
            Self::Consented { consent, .. } => Some(consent.trim()),
            _ => None,
        }
    }

    /// How the gate knows whoever asks.
    pub(crate) fn viewer(&self, subject: SubjectId) -> Viewer {
        match self.clone() {
            Self::Own { subject, .. } => Viewer::Subject { subject },
            Self::Counter { actor, organisation, document, matter_number, .. } => {
                Viewer::Counter { actor, organisation, subject, document, matter_number }
            }
            Self::Consented { actor, organisation, consent, matter_number } => {
                Viewer::Consented { actor, organisation, consent, matter_number }
            }
            Self::Agency { actor, organisation, purpose, matter_number } => {
                let items = Items::All;
                Viewer::Department { actor, organisation, purpose, matter_number, items }
            }
        }
    }
}

impl Reports {
    /// Who stands in the fact.
    pub(crate) fn actor(&self, asker: &Asker) -> Actor {
        match asker {
            Asker::Own { .. } => {
                let account = self.whence.as_ref().and_then(|whence| whence.account.as_deref());
                let by = account.map_or("mine".to_owned(), |account| format!("account {account}"));
                Actor::new("subject", by)
            }
            Asker::Counter { actor, .. }
            | Asker::Consented { actor, .. }
            | Asker::Agency { actor, .. } => actor.clone(),
        }
    }

    /// The door: as it was told, or else the usual one of whoever asks.
    pub(crate) fn channel(&self, asker: &Asker) -> Channel {
        if let Some(whence) = &self.whence {
            return whence.channel;
        }
        match asker {
            Asker::Own { .. } => Channel::Mine,
            Asker::Counter { .. } => Channel::Hall,
            Asker::Consented { actor, .. } | Asker::Agency { actor, .. } => {
                if actor.by.starts_with("key ") { Channel::Api } else { Channel::Desk }
            }
        }
    }

    /// An organisation's unified code.
    pub(crate) fn code_of(&self, organisation: &str) -> String {
        let agency = self.inner.law.agency(organisation);
        agency.map_or_else(|| organisation.to_owned(), |agency| agency.code.clone())
    }
}
