//! Which column is which field: by name, Chinese label, exchange code, or an import profile's header.

use std::collections::HashMap;

use policy::model::catalog::{CatalogItem, Profile};
use vocabulary::width;

use crate::{
    IntakeError,
    rule::{self, RuleRef},
    shape::Shape,
};

/// What becomes of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    /// It holds the field at this place of the item.
    Field(usize),
    /// It is not read; by this rule.
    Dropped(RuleRef),
}

/// The headers an item understands.
pub(crate) struct Headers {
    direct: HashMap<String, usize>,
    profiles: Vec<ProfileShape>,
    personal: bool,
    required: Vec<usize>,
    labels: Vec<String>,
}

struct ProfileShape {
    name: String,
    headers: HashMap<String, usize>,
    fill: Vec<(usize, String)>,
}

/// The columns of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mapping {
    /// Per column.
    pub(crate) columns: Vec<Column>,
    /// Per field of the item: its column.
    pub(crate) sources: Vec<Option<usize>>,
    /// Values for fields that have no column: place and value.
    pub(crate) fill: Vec<(usize, String)>,
    /// Headers of columns that are not read, with the rule.
    pub(crate) dropped: Vec<(String, RuleRef)>,
    /// The profile used.
    pub(crate) profile: Option<String>,
}

impl Headers {
    /// The headers of an item.
    pub(crate) fn of(item: &CatalogItem, shape: &Shape) -> Self {
        let mut direct = HashMap::new();
        for (place, field) in item.field.iter().enumerate() {
            for header in
                [Some(&field.name), Some(&field.zh), field.code.as_ref()].into_iter().flatten()
            {
                direct.entry(plain(header)).or_insert(place);
            }
        }
        let profiles =
            item.profile.iter().map(|profile| ProfileShape::of(profile, shape)).collect();
        let fields = shape.fields.iter().enumerate();
        // A file may lack the column of codes: its rows are looked up by name. Not one that registers.
        let roles = &shape.roles;
        let by_name = roles.code.filter(|_| roles.name.is_some() && !shape.registers);
        let required = fields
            .filter(|(place, field)| field.required && Some(*place) != by_name)
            .map(|(place, _)| place)
            .collect();
        let labels = shape.fields.iter().map(|field| field.label.clone()).collect();
        Self { direct, profiles, personal: shape.is_of_persons(), required, labels }
    }

    /// Maps the headers of a file. `wanted` names a profile; without one, the profile that explains
    /// most headers is taken if the item's own names do not explain the file.
    ///
    /// # Errors
    ///
    /// [`rule::COLUMNS`] if the profile is unknown, two columns are the same field, or (`complete`) a
    /// required field has neither column nor filling.
    pub(crate) fn map(
        &self,
        headers: &[String],
        wanted: Option<&str>,
        complete: bool,
    ) -> Result<Mapping, IntakeError> {
        let plain: Vec<String> = headers.iter().map(|header| plain(header)).collect();
        let profile = match wanted {
            Some(name) => Some(self.profile(name)?),
            None if self.explains(&plain) => None,
            None => self.best_profile(&plain),
        };
        let mut mapping = Mapping {
            sources: vec![None; self.labels.len()],
            profile: profile.map(|profile| profile.name.clone()),
            ..Mapping::default()
        };
        for (column, (header, plain)) in headers.iter().zip(&plain).enumerate() {
            let field = profile
                .and_then(|profile| profile.headers.get(plain))
                .or_else(|| self.direct.get(plain))
                .copied();
            mapping.columns.push(self.column(
                &mut mapping.sources,
                &mut mapping.dropped,
                (column, header),
                field,
            )?);
        }
        if let Some(profile) = profile {
            mapping.fill = profile.fill.clone();
        }
        if complete {
            self.complete(&mapping)?;
        }
        Ok(mapping)
    }

    fn column(
        &self,
        sources: &mut [Option<usize>],
        dropped: &mut Vec<(String, RuleRef)>,
        (column, header): (usize, &String),
        field: Option<usize>,
    ) -> Result<Column, IntakeError> {
        let Some(place) = field else {
            let rule = if self.personal { &rule::NO_PURPOSE } else { &rule::UNKNOWN_COLUMN };
            if !header.trim().is_empty() {
                dropped.push((shortened(header), rule));
            }
            return Ok(Column::Dropped(rule));
        };
        if let Some(source) = sources.get_mut(place)
            && source.replace(column).is_some()
        {
            let label = self.labels.get(place).map_or("", String::as_str);
            return Err(refused(format!("有两列都是“{label}”")));
        }
        Ok(Column::Field(place))
    }

    /// Whether the item's own names explain every header that is written, and nothing required is missing.
    fn explains(&self, plain: &[String]) -> bool {
        let known =
            plain.iter().all(|header| header.is_empty() || self.direct.contains_key(header));
        let held =
            |place: &usize| plain.iter().any(|header| self.direct.get(header) == Some(place));
        known && self.required.iter().all(held)
    }

    fn best_profile(&self, plain: &[String]) -> Option<&ProfileShape> {
        let found = |profile: &&ProfileShape| {
            plain.iter().filter(|header| profile.headers.contains_key(*header)).count()
        };
        let own = plain.iter().filter(|header| self.direct.contains_key(*header)).count();
        let best = self.profiles.iter().max_by_key(found)?;
        let explained = plain.iter().filter(|header| {
            best.headers.contains_key(*header) || self.direct.contains_key(*header)
        });
        let half = found(&best) * 2 >= best.headers.len();
        (half && (explained.count() > own || !best.fill.is_empty())).then_some(best)
    }

    fn profile(&self, name: &str) -> Result<&ProfileShape, IntakeError> {
        self.profiles.iter().find(|profile| profile.name == name).ok_or_else(|| {
            let known: Vec<_> = self.profiles.iter().map(|profile| profile.name.as_str()).collect();
            refused(format!("没有导入方案“{name}”，现有方案：{}", known.join("、")))
        })
    }

    fn complete(&self, mapping: &Mapping) -> Result<(), IntakeError> {
        let held = |place: &usize| {
            mapping.sources.get(*place).is_some_and(Option::is_some)
                || mapping.fill.iter().any(|(filled, _)| filled == place)
        };
        let missing: Vec<&str> = self
            .required
            .iter()
            .filter(|place| !held(place))
            .filter_map(|place| self.labels.get(*place).map(String::as_str))
            .collect();
        if missing.is_empty() {
            Ok(())
        } else {
            Err(refused(format!("缺少必填栏目：{}", missing.join("、"))))
        }
    }
}

impl ProfileShape {
    fn of(profile: &Profile, shape: &Shape) -> Self {
        let place = |name: &String| shape.places.get(name).copied();
        let headers = profile.header.iter();
        let fill = profile.fill.iter();
        Self {
            name: profile.name.clone(),
            headers: headers
                .filter_map(|(header, name)| Some((plain(header), place(name)?)))
                .collect(),
            fill: fill.filter_map(|(name, value)| Some((place(name)?, value.clone()))).collect(),
        }
    }
}

/// A header without what people add to it: blanks, the star of required columns, notes in brackets
/// that say 必填 or 选填, full-width forms, letter case.
pub(crate) fn plain(header: &str) -> String {
    let half: String = width::half_width(header)
        .chars()
        .filter(|character| !character.is_whitespace() && !width::is_invisible(*character))
        .map(|character| character.to_ascii_uppercase())
        .collect();
    let bare = half.trim_matches('*');
    let notes = ["(必填)", "(选填)", "(条件必填)", "[必填]", "【必填】"];
    let bare = notes.iter().find_map(|note| bare.strip_suffix(note)).unwrap_or(bare);
    bare.trim_matches('*').to_owned()
}

/// A header as it may be repeated in reports; whoever put a person's number in the header line does
/// not find it again.
fn shortened(header: &str) -> String {
    crate::scan::masked(header.trim()).chars().take(40).collect()
}

fn refused(message: String) -> IntakeError {
    IntakeError::Refused { rule: &rule::COLUMNS, message }
}
