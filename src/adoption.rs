//! A law comes into force at a site when somebody approves it for a reason (C-01.b, H-66).
//!
//! Every fact names the version of the packs under which it was decided, so the newest fact says
//! under which law the site works. Other packs are refused until they are adopted.

use anyhow::{Result, bail};
use ledger::Reader;
use serde_json::json;
use vocabulary::{Actor, Draft, FactKind, Position};

use crate::Platform;

/// Facts looked at together for one whose body was not erased.
const STEP: u64 = 256;

/// The version under which the site last worked; none if nothing ever happened at it.
pub fn in_force(reader: &Reader) -> Result<Option<String>> {
    let mut end = reader.size()?;
    while end > 0 {
        let from = end.saturating_sub(STEP);
        if let Some(fact) = reader.facts_from(Position(from), end - from)?.pop() {
            return Ok(Some(fact.draft.policy));
        }
        end = from;
    }
    Ok(None)
}

/// Appends that the platform's law came into force, approved by `by` for `reason`.
pub fn adopt(platform: &Platform, by: &str, reason: &str) -> Result<Position> {
    let (by, reason) = (by.trim(), reason.trim());
    if by.is_empty() || reason.is_empty() {
        bail!("a law is adopted by somebody, for a reason: give both");
    }
    let before = in_force(&platform.reader)?;
    let version = platform.law.version();
    let body = json!({ "version": version, "before": before, "by": by, "reason": reason });
    let draft = Draft {
        kind: FactKind::PolicyAdopted,
        subject: None,
        actor: Actor::new("platform", by),
        item: None,
        policy: version.to_owned(),
        body: body.to_string(),
    };
    let positions = platform.pen.append(vec![draft])?;
    positions.first().copied().ok_or_else(|| anyhow::anyhow!("the adoption was not written"))
}

/// Refuses a law that nobody approved. A new site begins under the law it is opened with.
pub(crate) fn require(platform: &Platform) -> Result<()> {
    match in_force(&platform.reader)? {
        None => adopt(platform, "installation", "the site was opened").map(|_| ()),
        Some(version) if version == platform.law.version() => Ok(()),
        Some(version) => bail!(
            "this site works under the law {version}; {} was not approved. See what it changes by \
             `probity policy diff OLD NEW`, then adopt it by `probity policy adopt --by WHO --reason WHY`",
            platform.law.version()
        ),
    }
}
