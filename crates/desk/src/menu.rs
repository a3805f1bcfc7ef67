//! The menu of the desk: what the role opens, and nothing else.

use account::Who;
use policy::{Law, model::role::Action};
use web::door::{Entry, Site};

use crate::may;

/// A place of the menu: path, key of its title (its one-line text stands under `<key>_text`), and the
/// actions of which one opens it; none for everybody of staff.
type Place = (&'static str, &'static str, &'static [Action]);

use Action::{
    ApproveAccounts, AskExport, Audit, CheckDeclarations, DecideExport, EditContent, FetchReports,
    HandleCases, IssueReports, KeepAccounts, KeepKeys, KeepSubjects, MakeCheck, ProveIdentity,
    ReadFigures, ReadFile, ReadQuality, ReadReceipts, ReviewContent, ReviewLookups, SubmitBatch,
    WatchSecurity,
};

const PLACES: &[Place] = &[
    ("/desk", "desk.menu.queue", &[]),
    ("/desk/batches", "desk.menu.batches", &[ReadReceipts, SubmitBatch]),
    ("/desk/records", "desk.menu.records", &[SubmitBatch]),
    ("/desk/gaps", "desk.menu.gaps", &[SubmitBatch, ReadReceipts, ReadQuality]),
    ("/desk/batches/quality", "desk.menu.quality", &[ReadReceipts, ReadQuality]),
    ("/desk/checks", "desk.menu.checks", &[MakeCheck]),
    ("/desk/lookups", "desk.menu.lookups", &[ReadFile]),
    ("/desk/associations", "desk.menu.associations", &[ReadFile]),
    ("/desk/reports", "desk.menu.reports", &[IssueReports, FetchReports]),
    ("/desk/cases", "desk.menu.cases", &[HandleCases]),
    ("/desk/declarations", "desk.menu.declarations", &[CheckDeclarations]),
    ("/desk/held", "desk.menu.held", &[KeepSubjects]),
    ("/desk/subjects", "desk.menu.subjects", &[KeepSubjects]),
    ("/desk/subjects/match", "desk.menu.match", &[KeepSubjects, SubmitBatch]),
    ("/desk/articles", "desk.menu.articles", &[EditContent, ReviewContent]),
    ("/desk/accounts", "desk.menu.accounts", &[KeepAccounts, ApproveAccounts, Audit]),
    ("/desk/exports", "desk.menu.exports", &[AskExport, DecideExport]),
    ("/desk/figures", "desk.menu.figures", &[ReadFigures, ReadQuality]),
    ("/desk/cases/figures", "desk.menu.case_figures", &[ReadFigures, ReadQuality]),
    ("/desk/cases/boards", "desk.menu.boards", &[HandleCases, ReadFigures, ReadQuality]),
    ("/desk/bulletins", "desk.menu.bulletins", &[ReadFigures, ReadQuality]),
    ("/desk/patrol", "desk.menu.patrol", &[HandleCases, Audit, ReviewLookups]),
    ("/desk/notices/repair", "desk.menu.notices", &[HandleCases, SubmitBatch, ReadReceipts]),
    ("/desk/alerts", "desk.menu.alerts", &[WatchSecurity]),
    ("/desk/doors", "desk.menu.doors", &[WatchSecurity]),
    ("/desk/audit", "desk.menu.audit", &[Audit]),
    ("/desk/subjects/merges", "desk.menu.merges", &[Audit]),
    ("/desk/audit/samples", "desk.menu.samples", &[ReviewLookups]),
    ("/desk/audit/reports", "desk.menu.audit_reports", &[Audit]),
    ("/desk/keys", "desk.menu.keys", &[KeepKeys]),
    ("/desk/identities", "desk.menu.identities", &[ProveIdentity]),
    ("/desk/law", "desk.menu.law", &[]),
    ("/desk/roles", "desk.menu.roles", &[]),
];

/// The places that a person of staff may enter.
pub(crate) fn entries<'s>(
    law: &'s Law,
    staff: &'s account::Staff,
) -> impl Iterator<Item = Entry> + 's {
    let open = move |(path, key, needs): &Place| {
        let may = needs.is_empty() || needs.iter().any(|action| may::has(law, staff, *action));
        may.then_some(Entry { path, key })
    };
    PLACES.iter().filter_map(open)
}

/// The menu for whoever is signed in; empty for subjects.
pub(crate) fn menu(site: &Site, signed: &account::Signed) -> Vec<Entry> {
    match &signed.who {
        Who::Staff(staff) => entries(site.law(), staff).collect(),
        Who::Holder(_) => Vec::new(),
    }
}
