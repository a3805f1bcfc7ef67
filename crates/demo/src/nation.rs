//! Provinces, cities, counties and districts of the country, for names from everywhere.

use std::sync::LazyLock;

/// A county or district, or a city as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// Its province or municipality: `山东省`.
    pub province: &'static str,
    /// Its city: `济南市`.
    pub city: &'static str,
    /// The county or district: `历下区`; empty for the city as a whole.
    pub county: &'static str,
}

static SPOTS: LazyLock<Vec<Spot>> = LazyLock::new(|| read(include_str!("nation.txt")));

/// Every place of `nation.txt`, in its order.
pub fn spots() -> &'static [Spot] {
    &SPOTS
}

fn read(text: &'static str) -> Vec<Spot> {
    let (mut spots, mut province) = (Vec::new(), "");
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let Some((head, rest)) = line.split_once(": ") else { continue };
        let names = rest.split(' ');
        match head.strip_prefix("  ") {
            Some(city) => spots.extend(names.map(|county| Spot { province, city, county })),
            None => {
                province = head;
                spots.extend(names.map(|city| Spot { province, city, county: "" }));
            }
        }
    }
    spots
}
