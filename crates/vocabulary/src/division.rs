//! Administrative divisions (GB/T 2260) as dated data: they are renamed, merged and abolished.

use jiff::civil::Date;

/// One division under one name during one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Division {
    /// Six digits.
    pub code: String,
    /// Its name, such as `历下区`.
    pub name: String,
    /// Code of the division above; if absent it follows from the code (370102 → 370100 → 370000).
    pub parent: Option<String>,
    /// First day; absent if it was always so.
    pub from: Option<Date>,
    /// Last day; absent if it still is.
    pub until: Option<Date>,
    /// Codes that took over after the last day.
    pub successors: Vec<String>,
}

impl Division {
    /// Whether the division was there on a day.
    pub fn is_valid_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// Why a table of divisions is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DivisionError {
    /// Not six digits that begin with a province.
    #[error("`{code}` is no division code; GB/T 2260 wants six digits. Correct the table")]
    Code {
        /// The code.
        code: String,
    },
    /// Two rows of one code hold on the same day, or a row ends before it begins.
    #[error("the rows of division {code} overlap or end before they begin. Correct their dates")]
    Dates {
        /// The code.
        code: String,
    },
    /// A parent or successor that has no row.
    #[error("division {code} points to {target}, which is not in the table. Add it or correct it")]
    UnknownTarget {
        /// The pointing code.
        code: String,
        /// The code that is missing.
        target: String,
    },
}

/// All divisions that ever were, as far as the table goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Divisions(Vec<Division>);

impl Divisions {
    /// A checked table. A parent named or a successor must be in it.
    pub fn new(rows: impl IntoIterator<Item = Division>) -> Result<Self, DivisionError> {
        let mut rows: Vec<Division> = rows.into_iter().collect();
        rows.sort_by(|a, b| (&a.code, a.from).cmp(&(&b.code, b.from)));
        let divisions = Self(rows);
        divisions.0.iter().try_for_each(|row| divisions.check(row))?;
        for pair in divisions.0.windows(2) {
            if let [earlier, later] = pair
                && earlier.code == later.code
                && earlier.until.is_none_or(|until| later.from.is_none_or(|from| from <= until))
            {
                return Err(DivisionError::Dates { code: later.code.clone() });
            }
        }
        Ok(divisions)
    }

    fn check(&self, row: &Division) -> Result<(), DivisionError> {
        let digits = row.code.len() == 6 && row.code.bytes().all(|byte| byte.is_ascii_digit());
        if !digits || !(is_province(&row.code) || row.code == "100000") {
            return Err(DivisionError::Code { code: row.code.clone() });
        }
        if matches!((row.from, row.until), (Some(from), Some(until)) if until < from) {
            return Err(DivisionError::Dates { code: row.code.clone() });
        }
        match row.parent.iter().chain(&row.successors).find(|target| !self.is_known(target)) {
            Some(target) => {
                Err(DivisionError::UnknownTarget { code: row.code.clone(), target: target.clone() })
            }
            None => Ok(()),
        }
    }

    /// The divisions that stand on a day, by code.
    pub fn all_on(&self, day: Date) -> impl Iterator<Item = &Division> {
        self.0.iter().filter(move |row| row.is_valid_on(day))
    }

    /// Every row of a code, the oldest first.
    pub fn rows(&self, code: &str) -> &[Division] {
        let start = self.0.partition_point(|row| row.code.as_str() < code);
        let end = self.0.partition_point(|row| row.code.as_str() <= code);
        self.0.get(start..end).unwrap_or_default()
    }

    /// Whether a code ever was a division.
    pub fn is_known(&self, code: &str) -> bool {
        !self.rows(code).is_empty()
    }

    /// The division a code stood for on a day.
    pub fn on(&self, code: &str, day: Date) -> Option<&Division> {
        self.rows(code).iter().find(|row| row.is_valid_on(day))
    }

    /// The name a code had on a day.
    pub fn name_on(&self, code: &str, day: Date) -> Option<&str> {
        self.on(code, day).map(|row| row.name.as_str())
    }

    /// The divisions above a code on a day, the nearest first.
    pub fn parents_on(&self, code: &str, day: Date) -> Vec<&Division> {
        let mut parents: Vec<&Division> = Vec::new();
        let mut below = self.on(code, day);
        while let Some(above) = below.and_then(|row| self.parent_on(row, day))
            && parents.len() < 6
        {
            parents.push(above);
            below = Some(above);
        }
        parents
    }

    fn parent_on(&self, row: &Division, day: Date) -> Option<&Division> {
        if let Some(parent) = &row.parent {
            return self.on(parent, day);
        }
        let prefixes = [row.code.get(..4), row.code.get(..2)];
        prefixes
            .into_iter()
            .flatten()
            .map(|prefix| format!("{prefix:0<6}"))
            .filter(|above| *above != row.code)
            .find_map(|above| self.on(&above, day))
    }

    /// The divisions that stand on a day for what a code once was: itself if it is still there, else
    /// its successors, and theirs.
    pub fn successors_on(&self, code: &str, day: Date) -> Vec<&Division> {
        let mut standing: Vec<&Division> = Vec::new();
        let mut waiting = vec![code];
        let mut seen: Vec<&str> = Vec::new();
        while let Some(code) = waiting.pop() {
            if seen.contains(&code) {
                continue;
            }
            seen.push(code);
            match self.on(code, day) {
                Some(row) => standing.push(row),
                None => waiting.extend(
                    self.rows(code)
                        .iter()
                        .rev()
                        .find(|row| row.until.is_some_and(|until| until < day))
                        .into_iter()
                        .flat_map(|row| row.successors.iter().map(String::as_str)),
                ),
            }
        }
        standing.sort_by(|a, b| a.code.cmp(&b.code));
        standing
    }
}

/// Whether a code begins with the two digits of a province (GB/T 2260).
pub(crate) fn is_province(code: &str) -> bool {
    matches!(
        code.get(..2),
        Some(
            "11" | "12"
                | "13"
                | "14"
                | "15"
                | "21"
                | "22"
                | "23"
                | "31"
                | "32"
                | "33"
                | "34"
                | "35"
                | "36"
                | "37"
                | "41"
                | "42"
                | "43"
                | "44"
                | "45"
                | "46"
                | "50"
                | "51"
                | "52"
                | "53"
                | "54"
                | "61"
                | "62"
                | "63"
                | "64"
                | "65"
                | "71"
                | "81"
                | "82"
        )
    )
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn row(code: &str, name: &str) -> Division {
        Division {
            code: code.into(),
            name: name.into(),
            parent: None,
            from: None,
            until: None,
            successors: Vec::new(),
        }
    }

    fn shandong() -> Divisions {
        let end = Some(date(2018, 12, 31));
        let start = Some(date(2019, 1, 1));
        Divisions::new([
            row("370000", "山东省"),
            row("370100", "济南市"),
            row("370102", "历下区"),
            Division { from: start, ..row("370116", "莱芜区") },
            Division { from: start, ..row("370117", "钢城区") },
            Division {
                until: end,
                successors: vec!["370116".into(), "370117".into()],
                ..row("371200", "莱芜市")
            },
            Division {
                until: end, successors: vec!["370116".into()], ..row("371202", "莱城区")
            },
            Division { until: Some(date(2016, 12, 1)), ..row("370181", "章丘市") },
        ])
        .unwrap()
    }

    #[test]
    fn names_hold_for_their_time() {
        let divisions = shandong();
        assert_eq!(divisions.name_on("370102", date(2026, 11, 21)), Some("历下区"));
        assert_eq!(divisions.name_on("371202", date(2018, 12, 31)), Some("莱城区"));
        assert_eq!(divisions.name_on("371202", date(2019, 1, 1)), None);
        assert_eq!(divisions.name_on("370116", date(2018, 12, 31)), None);
        assert!(divisions.is_known("371202"));
        assert!(!divisions.is_known("371299"));
    }

    #[test]
    fn parents_follow_from_the_code() {
        let divisions = shandong();
        let names = |code, day| {
            divisions
                .parents_on(code, day)
                .into_iter()
                .map(|row| row.name.as_str())
                .collect::<Vec<_>>()
        };
        assert_eq!(names("370102", date(2026, 1, 1)), ["济南市", "山东省"]);
        assert_eq!(names("371202", date(2018, 1, 1)), ["莱芜市", "山东省"]);
        assert!(names("370000", date(2026, 1, 1)).is_empty());
    }

    #[test]
    fn laiwu_went_to_jinan_in_2019() {
        let divisions = shandong();
        let codes = |code, day| {
            divisions
                .successors_on(code, day)
                .into_iter()
                .map(|row| row.code.as_str())
                .collect::<Vec<_>>()
        };
        assert_eq!(codes("371202", date(2019, 1, 1)), ["370116"]);
        assert_eq!(codes("371202", date(2018, 1, 1)), ["371202"]);
        assert_eq!(codes("371200", date(2026, 1, 1)), ["370116", "370117"]);
        assert!(codes("370181", date(2026, 1, 1)).is_empty());
    }

    #[test]
    fn wrong_tables_are_refused() {
        let code = Divisions::new([row("37010", "x")]);
        assert_eq!(code, Err(DivisionError::Code { code: "37010".into() }));
        let twice = Divisions::new([row("370102", "甲"), row("370102", "乙")]);
        assert_eq!(twice, Err(DivisionError::Dates { code: "370102".into() }));
        let missing =
            Divisions::new([Division { parent: Some("370100".into()), ..row("370102", "甲") }]);
        assert!(matches!(missing, Err(DivisionError::UnknownTarget { .. })));
    }

    #[test]
    fn a_code_may_change_its_name() {
        let day = date(2000, 1, 1);
        let divisions = Divisions::new([
            Division { from: Some(day), ..row("370102", "新名") },
            Division { until: day.yesterday().ok(), ..row("370102", "旧名") },
        ])
        .unwrap();
        assert_eq!(divisions.name_on("370102", date(1999, 12, 31)), Some("旧名"));
        assert_eq!(divisions.name_on("370102", day), Some("新名"));
    }
}
