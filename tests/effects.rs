//! What decisions of cases do to everything else: records stop being used everywhere at once, measures
//! are lifted, results go up, blocked measures are matched nowhere.

mod everywhere;
mod measures;
mod results;
mod stops;

use vocabulary::Date;

use crate::{
    desk::{PENALTY, REGISTRATION},
    harness::Town,
    rows::{MARKET, penalty, registration},
};

/// What a check of a registration stops at, for three years.
pub const BARRED: &str = "罚款3万元；三年内不得再次申请市场主体登记";

/// An application for repair, examined and granted.
pub const REPAIRED: &str = "
    2026-11-20 company start:repair@administrative-penalty corrected=罚款已缴清 corrected_on=2026-07-01
        signatory=王小明 promise_true=1 promise_lawful=1 promise_watch=1 +correction-proof -> submitted
    2026-11-20 credit-centre/credit-officer forward -> forwarded
    2026-11-20 market-regulation/department-officer accept -> examining
    2026-11-20 market-regulation/department-officer propose proposal=grant opinion=已缴清 -> deciding
    2026-11-20 market-regulation/office-head grant -> granted";

/// An entry of the serious list, removed from it.
pub const REMOVED: &str = "
    2026-11-20 company start:removal@serious-market-violation ground=fulfilled statement=已改正 -> filed
    2026-11-20 market-regulation/department-officer accept -> examining
    2026-11-20 market-regulation/department-officer propose opinion=符合 -> deciding
    2026-11-20 market-regulation/office-head#2 remove decision_number=济市监移〔2026〕1号 -> removed";

/// A ban of the record, applied by the approval service.
pub const APPLIED: &str = "
    2026-11-16 market-regulation/department-officer start:joint-action@administrative-penalty -> to-launch
    2026-11-16 market-regulation/department-officer launch measure=registration-ban unit=jinan-approval-service -> responding
    2026-11-16 market-regulation/department-officer child:joint-task -> open
    2026-11-17 approval-service/approval-officer apply matter=企业登记 told=1 -> applied";

impl Town {
    /// The company was fined in June and may not register again for three years; it is 16 November.
    pub fn barred(&self) {
        self.move_to(Date::constant(2026, 11, 16));
        self.file(REGISTRATION, MARKET, registration());
        let row = penalty().with("decided_on", "2026-06-10").with("content", BARRED);
        self.file(PENALTY, MARKET, row);
    }
}
