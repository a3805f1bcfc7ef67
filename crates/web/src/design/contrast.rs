//! The contrast of every text with its ground, computed from the style sheet itself (WCAG 2.2).

use std::collections::BTreeMap;

/// The colours of one block of the style sheet.
type Tokens = BTreeMap<String, [u8; 3]>;

/// Text and ground as the style sheet pairs them. All must reach 4.5 : 1.
pub(super) const TEXTS: [(&str, &str); 29] = [
    ("ink", "paper"),
    ("ink", "card"),
    ("ink", "sunk"),
    ("ink", "qing-wash"),
    ("ink", "amber-wash"),
    ("soft", "paper"),
    ("soft", "card"),
    ("soft", "sunk"),
    ("soft", "qing-wash"),
    ("qing", "paper"),
    ("qing", "card"),
    ("qing", "sunk"),
    ("qing", "qing-wash"),
    ("on-qing", "qing"),
    ("on-bar", "qing-deep"),
    ("seal", "paper"),
    ("seal", "card"),
    ("seal", "sunk"),
    ("seal", "seal-wash"),
    ("on-seal", "seal"),
    ("amber", "paper"),
    ("amber", "card"),
    ("amber", "sunk"),
    ("amber", "amber-wash"),
    ("good", "paper"),
    ("good", "card"),
    ("good", "sunk"),
    ("good", "good-wash"),
    ("paper", "ink"),
];

/// Edges, marks and parts of charts and their ground. All must reach 3 : 1.
pub(super) const MARKS: [(&str, &str); 11] = [
    ("edge", "paper"),
    ("edge", "card"),
    ("focus", "paper"),
    ("focus", "card"),
    ("focus", "sunk"),
    ("qing", "paper"),
    ("k2", "paper"),
    ("k3", "paper"),
    ("k4", "paper"),
    ("k5", "paper"),
    ("k6", "paper"),
];

/// Everything the style sheet says about colours.
pub(super) struct Sheet {
    /// Palette to its colours by day and by night; the ground is `qing`, and stands first.
    palettes: Vec<(String, Tokens, Tokens)>,
}

impl Sheet {
    /// Reads the tokens: the first `:root`, the `.theme-…` after it, and the same by night.
    pub(super) fn read(css: &str) -> Self {
        let night = css.find("@media (prefers-color-scheme: dark)").unwrap_or(css.len());
        let (day, night) =
            (css.get(..night).unwrap_or_default(), css.get(night..).unwrap_or_default());
        let (day_root, night_root) = (tokens(day, ":root {"), tokens(night, ":root {"));
        let mut palettes =
            vec![("qing".to_owned(), day_root.clone(), over(&day_root, night_root.clone()))];
        for name in day.split(".theme-").skip(1).filter_map(|rest| rest.split(" {").next()) {
            let own = |text: &str| tokens(text, &format!(".theme-{name} {{"));
            let by_day = over(&day_root, own(day));
            let by_night = over(&over(&by_day, night_root.clone()), own(night));
            palettes.push((name.to_owned(), by_day, by_night));
        }
        Self { palettes }
    }

    /// Names of the palettes.
    pub(super) fn palettes(&self) -> Vec<String> {
        self.palettes.iter().map(|(name, ..)| name.clone()).collect()
    }

    /// Every pair of every palette: palette, pair, contrast by day and by night. What a palette
    /// does not change is said once, with `qing`.
    pub(super) fn rows(&self) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        for (name, day, night) in &self.palettes {
            for (text, ground) in TEXTS.into_iter().chain(MARKS) {
                let own =
                    [text, ground].iter().any(|token| token.contains("qing") || *token == "on-bar");
                if name == "qing" || own {
                    let said = |tokens| format!("{:.1}", contrast(tokens, text, ground));
                    rows.push(vec![
                        name.clone(),
                        format!("{text} / {ground}"),
                        said(day),
                        said(night),
                    ]);
                }
            }
        }
        rows.dedup();
        rows
    }

    /// The pairs that fall short, for tests.
    #[cfg(test)]
    fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for (name, day, night) in &self.palettes {
            for (when, tokens) in [("day", day), ("night", night)] {
                let texts = TEXTS.into_iter().map(|pair| (pair, 4.5));
                for ((text, ground), wanted) in
                    texts.chain(MARKS.into_iter().map(|pair| (pair, 3.0)))
                {
                    let reached = contrast(tokens, text, ground);
                    if reached < wanted {
                        faults
                            .push(format!("{name} by {when}: {text} on {ground} is {reached:.2}"));
                    }
                }
            }
        }
        faults
    }
}

/// The colours of the first block with this head.
fn tokens(css: &str, head: &str) -> Tokens {
    let block = css.split_once(head).map_or("", |(_, rest)| rest.split('}').next().unwrap_or(""));
    let token = |line: &str| {
        let (name, value) = line.trim().strip_prefix("--")?.split_once(':')?;
        let digits = value.trim().strip_prefix('#')?;
        let colour: [u8; 3] = hex::decode(digits).ok()?.try_into().ok()?;
        Some((name.to_owned(), colour))
    };
    block.split(';').filter_map(token).collect()
}

/// `own` over `ground`.
fn over(ground: &Tokens, own: Tokens) -> Tokens {
    let mut both = ground.clone();
    both.extend(own);
    both
}

/// The contrast ratio of two tokens; none at all if one is missing.
fn contrast(tokens: &Tokens, one: &str, other: &str) -> f64 {
    let (Some(one), Some(other)) = (tokens.get(one), tokens.get(other)) else { return 0.0 };
    let (one, other) = (luminance(*one), luminance(*other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: [u8; 3]) -> f64 {
    let linear = colour.map(|channel| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    });
    linear.into_iter().zip([0.2126, 0.7152, 0.0722]).map(|(value, weight)| value * weight).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> Sheet {
        Sheet::read(&crate::assets::text("probity.css"))
    }

    #[test]
    fn every_text_stands_out_from_its_ground_in_every_palette_by_day_and_by_night() {
        assert_eq!(sheet().faults(), [""; 0]);
    }

    #[test]
    fn the_style_sheet_is_read_whole() {
        assert_eq!(sheet().palettes(), ["qing", "ink", "stone", "lotus"]);
        let tokens = tokens(":root { --ink: #000000; --paper: #ffffff; --s1: 1rem; }", ":root {");
        assert_eq!(tokens.len(), 2);
        assert!((contrast(&tokens, "ink", "paper") - 21.0).abs() < 0.01);
        assert!(contrast(&tokens, "ink", "none") < 1.0, "a missing colour is a fault");
    }

    #[test]
    fn the_handbook_says_the_figures_of_the_style_sheet() {
        let told = include_str!("../../../../docs/design-system.md");
        for row in sheet().rows() {
            let line = format!("| {} |", row.join(" | "));
            assert!(told.contains(&line), "docs/design-system.md lacks the line\n{line}");
        }
    }
}
