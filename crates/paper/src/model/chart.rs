//! Charts as their writer sees them.

/// A chart. It is read without colour too: lines differ in their dashes, bars in their grounds, and
/// every value stands beside its bar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chart {
    /// What it shows; stands above it, and is told to those who do not see it.
    pub title: String,
    /// What it looks like.
    pub kind: ChartKind,
    /// Unit of the values (件, %); stands after them.
    pub unit: String,
    /// What the values are of: months, units. As many as each series has values.
    pub labels: Vec<String>,
    /// The rows of values, at most six.
    pub series: Vec<Series>,
}

/// What a chart looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChartKind {
    /// Bars from left to right, one label below the other: for units, whose names are long.
    #[default]
    Bars,
    /// Columns upwards, side by side: for few labels.
    Columns,
    /// Lines from point to point: for months.
    Lines,
}

/// A row of values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    /// What it is called; stands in the key if there are several.
    pub title: String,
    /// Its values; none where nothing was measured.
    pub values: Vec<Option<f64>>,
}
