//! The values of one record, as conditions see them.

use std::collections::BTreeMap;

/// Values by field name. An empty value counts as absent.
pub trait Values {
    /// The value of a field; numbers, dates and codes in their text form.
    fn value(&self, field: &str) -> Option<&str>;
}

impl Values for BTreeMap<String, String> {
    fn value(&self, field: &str) -> Option<&str> {
        self.get(field).map(String::as_str)
    }
}

impl Values for serde_json::Map<String, serde_json::Value> {
    fn value(&self, field: &str) -> Option<&str> {
        self.get(field).and_then(serde_json::Value::as_str)
    }
}

/// Values with the day of the question as field `today`.
pub struct OnDay<'a> {
    values: &'a dyn Values,
    today: String,
}

impl<'a> OnDay<'a> {
    /// The same values, asked on `today`.
    pub fn new(values: &'a dyn Values, today: vocabulary::Date) -> Self {
        Self { values, today: today.to_string() }
    }
}

impl Values for OnDay<'_> {
    fn value(&self, field: &str) -> Option<&str> {
        if field == "today" { Some(&self.today) } else { self.values.value(field) }
    }
}
