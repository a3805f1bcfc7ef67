//! Steps of an axis that people count in.

/// An axis from nothing upwards.
pub(super) struct Axis {
    /// Its end.
    pub most: f64,
    /// From line to line.
    pub step: f64,
}

impl Axis {
    /// An axis that holds a value, in four to six steps of 1, 2 or 5.
    pub(super) fn holding(largest: f64, percent: bool) -> Self {
        if percent && largest <= 100.0 && largest > 50.0 {
            return Self { most: 100.0, step: 20.0 };
        }
        let largest = if largest > 0.0 { largest } else { 1.0 };
        let rough = largest / 5.0;
        let power = 10_f64.powf(rough.log10().floor());
        let steps = [1.0, 2.0, 5.0, 10.0];
        let step = steps.iter().map(|step| step * power).find(|step| *step >= rough - 1e-9);
        let step = step.unwrap_or(power * 10.0);
        Self { most: (largest / step - 1e-9).ceil() * step, step }
    }

    /// The values of its lines, from nothing on.
    pub(super) fn lines(&self) -> Vec<f64> {
        let count = (self.most / self.step).round() as u32;
        (0..=count).map(|at| f64::from(at) * self.step).collect()
    }
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
    }
}
