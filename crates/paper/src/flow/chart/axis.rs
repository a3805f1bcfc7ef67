//! Steps of an axis that people count in.

/// An axis upwards.
pub(super) struct Axis {
    /// Its beginning: nothing, or for lines far above it a round number below them.
    pub least: f64,
    /// Its end.
    pub most: f64,
    /// From line to line.
    pub step: f64,
}

impl Axis {
    /// An axis from nothing up to a value, in four to six steps of 1, 2 or 5.
    pub(super) fn holding(largest: f64, percent: bool) -> Self {
        if percent && largest <= 100.0 && largest > 50.0 {
            return Self { least: 0.0, most: 100.0, step: 20.0 };
        }
        let largest = if largest > 0.0 { largest } else { 1.0 };
        let step = step(largest);
        Self { least: 0.0, most: (largest / step - 1e-9).ceil() * step, step }
    }

    /// An axis for lines: if they run close to each other far above nothing, it begins below them.
    pub(super) fn between(smallest: f64, largest: f64, percent: bool) -> Self {
        if smallest < largest * 0.6 || largest <= smallest {
            return Self::holding(largest, percent);
        }
        let step = step((largest - smallest).max(largest * 0.05));
        let most =
            ((largest / step - 1e-9).ceil() * step).min(if percent { 100.0 } else { f64::MAX });
        let most = if most < largest { largest } else { most };
        Self { least: ((smallest / step + 1e-9).floor() * step).max(0.0), most, step }
    }

    /// The values of its lines, from the beginning on.
    pub(super) fn lines(&self) -> Vec<f64> {
        let count = ((self.most - self.least) / self.step).round() as u32;
        (0..=count).map(|at| self.least + f64::from(at) * self.step).collect()
    }
}

/// A step of 1, 2 or 5 of which about five make a range.
fn step(range: f64) -> f64 {
    let rough = range / 5.0;
    let power = 10_f64.powf(rough.log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0];
    let step = steps.iter().map(|step| step * power).find(|step| *step >= rough - 1e-9);
    step.unwrap_or(power * 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_count_in_ones_twos_and_fives() {
        let lines = |largest, percent| Axis::holding(largest, percent).lines();
        assert_eq!(lines(7.0, false), [0.0, 2.0, 4.0, 6.0, 8.0]);
        assert_eq!(lines(97.2, true), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!(lines(0.0, false).first(), Some(&0.0));
        assert_eq!(lines(12_345.0, false).last(), Some(&15_000.0));
        assert_eq!(Axis::between(88.0, 97.0, true).lines(), [88.0, 90.0, 92.0, 94.0, 96.0, 98.0]);
        assert_eq!(Axis::between(10.0, 97.0, true).least, 0.0);
    }
}
