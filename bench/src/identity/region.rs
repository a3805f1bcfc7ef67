//! The region at the beginning of a name, found by the list of places of the demo.

use std::{collections::HashMap, sync::LazyLock};

/// A place at the beginning of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// As it is written there.
    pub(crate) written: &'static str,
    /// With its suffix: `济南市`.
    pub(crate) full: &'static str,
    /// Without: `济南`.
    pub(crate) bare: &'static str,
    /// The province it lies in.
    pub(crate) province: &'static str,
    rank: u8,
}

static PLACES: LazyLock<HashMap<&'static str, Piece>> = LazyLock::new(|| {
    let mut places = HashMap::new();
    let mut put = |full: &'static str, province: &'static str, rank: u8| {
        let bare = bare(full);
        let piece = |written| Piece { written, full, bare, province, rank };
        places.entry(full).or_insert_with(|| piece(full));
        // A county without its suffix is hardly told from a brand.
        if rank < 2 {
            places.entry(bare).or_insert_with(|| piece(bare));
        }
    };
    for spot in demo::spots().iter().filter(|spot| spot.county.is_empty()) {
        put(spot.province, spot.province, 0);
        put(spot.city, spot.province, 1);
    }
    for spot in demo::spots().iter().filter(|spot| !spot.county.is_empty()) {
        put(spot.county, spot.province, 2);
    }
    places
});

/// A place without its suffix; whole where nothing would be left to tell it.
pub(crate) fn bare(full: &'static str) -> &'static str {
    for long in ["壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "回族区"]
    {
        if let Some(bare) = full.strip_suffix(long) {
            return bare;
        }
    }
    match full.strip_suffix(['省', '市', '区', '县']) {
        Some(bare) if bare.chars().count() > 1 => bare,
        _ => full,
    }
}

/// The places at the beginning of `name`, from the larger to the smaller, and the rest.
pub(crate) fn split(name: &str) -> (Vec<Piece>, &str) {
    let (mut pieces, mut rest): (Vec<Piece>, &str) = (Vec::new(), name);
    while let Some(piece) = longest(rest) {
        if pieces.last().is_some_and(|last| last.rank >= piece.rank) {
            break;
        }
        rest = rest.strip_prefix(piece.written).unwrap_or(rest);
        pieces.push(piece);
    }
    (pieces, rest)
}

fn longest(text: &str) -> Option<Piece> {
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).skip(2).take(8).collect();
    ends.iter().rev().find_map(|end| PLACES.get(text.get(..*end)?)).copied()
}
