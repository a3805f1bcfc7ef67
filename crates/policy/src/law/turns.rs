//! On which days the catalog changes by itself, because an edition of an item begins or ends.

use vocabulary::Date;

use super::Law;

impl Law {
    /// The days between which the catalog is as it is on a day: the last one on which an edition
    /// of an item began or the day after one ended, none if that never happened, and the last day
    /// before the next such change.
    pub fn unchanged_around(&self, on: Date) -> (Option<Date>, Option<Date>) {
        let (mut since, mut until) = (None, None);
        for item in self.items_ever() {
            let after = item.until.and_then(|last| last.tomorrow().ok());
            for turn in [Some(item.effective_from), after].into_iter().flatten() {
                if turn <= on {
                    since = since.max(Some(turn));
                } else if let Ok(last) = turn.yesterday() {
                    until = Some(until.map_or(last, |until: Date| until.min(last)));
                }
            }
        }
        (since, until)
    }
}
