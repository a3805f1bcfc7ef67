//! The decisions of the registers, each with whether it is open to everyone today.

use disclosure::Presence;
use intake::{GapLine, GapState};
use policy::model::catalog::Publicity;
use web::{WebError, door::Site};

/// How a decision stands to the public.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Openness {
    /// Anyone can read it.
    Open,
    /// It was open, and has ended by law: expired, repaired, withdrawn.
    Ended,
    /// It is reported, and the law keeps it closed.
    Closed,
    /// It should be open and is not, and nobody said why.
    Missing,
    /// It should be open and is not, for a dated reason.
    Explained,
    /// Its last day is still to come.
    Pending,
}

impl Openness {
    /// Key below `desk.gap_open`.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Ended => "ended",
            Self::Closed => "closed",
            Self::Missing => "missing",
            Self::Explained => "explained",
            Self::Pending => "pending",
        }
    }

    /// Its colour.
    pub(super) fn tone(self) -> &'static str {
        match self {
            Self::Open => "good",
            Self::Ended | Self::Closed | Self::Pending => "quiet",
            Self::Missing => "bad",
            Self::Explained => "wait",
        }
    }
}

/// The decisions of a unit in a period, with how each stands.
pub(super) fn read(
    site: &Site,
    agency: &str,
    period: &str,
) -> Result<Vec<(GapLine, Openness)>, WebError> {
    let lines = site.intake().gaps(agency, period)?;
    let keys: Vec<_> = lines.iter().map(|line| (line.subject, line.digest.clone())).collect();
    let presences = site.gate().presence(&keys)?.into_inner();
    let stands = |(line, presence): (GapLine, Presence)| {
        let public = site.law().item(&line.item, site.today());
        let public = public.is_some_and(|item| item.publicity == Publicity::Public);
        let open = match (line.state, presence) {
            (_, Presence::Public { .. }) => Openness::Open,
            (GapState::Missing, _) if line.reason.is_some() => Openness::Explained,
            (GapState::Missing, _) => Openness::Missing,
            (GapState::Pending, _) => Openness::Pending,
            (_, Presence::Gone) if public => Openness::Ended,
            _ => Openness::Closed,
        };
        (line, open)
    };
    Ok(lines.into_iter().zip(presences).map(stands).collect())
}

/// How many stand so.
pub(super) fn count(rows: &[(GapLine, Openness)], openness: Openness) -> u64 {
    rows.iter().filter(|(_, one)| *one == openness).count() as u64
}
