//! Round figures for axes, and how figures are read.

use crate::{pages::group, wording::Language};

/// An axis from `floor` to a round figure above the highest, in round steps.
pub(super) struct Scale {
    floor: f64,
    step: f64,
    steps: u32,
}

impl Scale {
    /// Four steps or a few more, each 1, 2, 2.5 or 5 times a power of ten.
    pub(super) fn new(floor: f64, highest: f64) -> Self {
        let reach = (highest - floor).max(f64::MIN_POSITIVE);
        let rough = if highest > floor { reach / 4.0 } else { 0.25 };
        let power = 10_f64.powf(rough.log10().floor());
        let fits =
            [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().find(|times| times * power >= rough * 0.999);
        let step = fits.unwrap_or(10.0) * power;
        let steps = (reach / step - 1e-9).ceil().clamp(1.0, 8.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "1 to 8")]
        let steps = steps as u32;
        Self { floor, step, steps }
    }

    /// Where a value stands between the ends, 0 to 1.
    pub(super) fn at(&self, value: f64) -> f64 {
        let reach = self.step * f64::from(self.steps);
        ((value - self.floor) / reach).clamp(0.0, 1.0)
    }

    /// The figures at which the axis has a line.
    pub(super) fn ticks(&self) -> impl Iterator<Item = f64> + '_ {
        (0..=self.steps).map(|index| self.floor + self.step * f64::from(index))
    }
}

/// A figure with commas between thousands and so many digits behind the point.
pub(crate) fn figure(value: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", value.abs());
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), group);
    let sign =
        if value < 0.0 && text.contains(|digit| matches!(digit, '1'..='9')) { "-" } else { "" };
    if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

/// A figure in the few letters an axis has room for: `250万`, `2.5M`.
pub(super) fn brief(language: Language, value: f64, decimals: usize) -> String {
    let units: [(f64, &str); 2] = match language {
        Language::Zh => [(1e8, "亿"), (1e4, "万")],
        Language::En => [(1e6, "M"), (1e3, "k")],
    };
    match units.into_iter().find(|(size, _)| value.abs() >= *size) {
        Some((size, unit)) => format!("{}{unit}", super::draw::short(value / size)),
        None if value.fract().abs() < 1e-9 => figure(value, 0),
        None => figure(value, decimals.max(1)),
    }
}

/// A count as a place on a line.
pub(super) fn real(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
