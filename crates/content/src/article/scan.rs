//! The watch over what is public: every night, and whenever it is asked for (C-07.f).

use vocabulary::Actor;

use crate::{ContentError, Contents, monitor, queries::lists};

/// Articles read at a time.
const ROWS: usize = 200;

impl Contents {
    /// Reads every public article, now and later in its time, and holds those in which a personal
    /// number stands; gives the numbers of the articles held.
    pub fn scan(&self) -> Result<Vec<u64>, ContentError> {
        let (mut after, mut held) = (0, Vec::new());
        loop {
            let rows = self.0.db.read(|tx| lists::watched(tx, after, ROWS))?;
            let Some((last, ..)) = rows.last() else { return Ok(held) };
            after = *last;
            for (number, (site, column), text) in &rows {
                let mut places = monitor::places(text);
                if self.0.is_unnamed((site, column)) {
                    places.extend(monitor::traces(text));
                }
                if places.is_empty() {
                    continue;
                }
                let named: Vec<String> = places.iter().map(monitor::Place::in_words).collect();
                let reason = format!("监测发现个人号码或者身份信息：{}", named.join("；"));
                self.hold(&Actor::platform(), *number, &reason)?;
                held.push(*number);
            }
        }
    }
}
