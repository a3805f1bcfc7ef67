//! Characters as small pictures, drawn from the outlines of a font.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use ttf_parser::{Face, GlyphId, OutlineBuilder};

/// Noto Serif CJK SC (Debian fonts-noto-cjk): the shapes of printed matter.
const FONT: &str = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc";
const FAMILY: &str = "Noto Serif CJK SC";

/// Points along a side of a picture, and lines of each that are looked at.
const SIZE: usize = 32;
const LINES: usize = 4;

/// A picture: its mean is 0 and its length 1, so that a product of two is their correlation.
pub(super) struct Picture {
    fine: Vec<f32>,
    coarse: Vec<f32>,
}

impl Picture {
    /// How much two pictures cover each other, up to 1; 0 if even from afar they do not.
    pub(super) fn likeness(&self, other: &Self) -> f32 {
        let product = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
        if product(&self.coarse, &other.coarse) < 0.55 {
            return 0.0;
        }
        product(&self.fine, &other.fine)
    }
}

/// Draws the characters that the font has.
pub(super) fn draw(letters: &[char]) -> Result<Vec<Option<Picture>>> {
    let data = fs::read(Path::new(FONT))
        .with_context(|| format!("reading {FONT}; `apt-get install fonts-noto-cjk` brings it"))?;
    let face = (0..ttf_parser::fonts_in_collection(&data).unwrap_or(1))
        .filter_map(|index| Face::parse(&data, index).ok())
        .find(|face| {
            face.names().into_iter().any(|name| name.to_string().as_deref() == Some(FAMILY))
        })
        .with_context(|| format!("{FONT} has no {FAMILY}"))?;
    let one = |letter: &char| face.glyph_index(*letter).and_then(|glyph| picture(&face, glyph));
    Ok(letters.iter().map(one).collect())
}

fn picture(face: &Face<'_>, glyph: GlyphId) -> Option<Picture> {
    let mut outline = Outline::default();
    face.outline_glyph(glyph, &mut outline)?;
    let unit = f32::from(face.units_per_em()) / SIZE as f32;
    let lowest = f32::from(face.descender()).max(-0.12 * f32::from(face.units_per_em()));
    let mut ink = vec![0.0_f32; SIZE * SIZE];
    for line in 0..SIZE * LINES {
        let y = lowest + (line as f32 + 0.5) * unit / LINES as f32;
        let row = line / LINES;
        for (from, until) in outline.inside(y) {
            for column in 0..SIZE {
                let left = column as f32 * unit;
                let covered = until.min(left + unit) - from.max(left);
                if covered > 0.0
                    && let Some(point) = ink.get_mut(row * SIZE + column)
                {
                    *point += covered / unit / LINES as f32;
                }
            }
        }
    }
    let blurred = blur(&blur(&ink));
    let coarse = shrink(&blurred);
    Some(Picture { fine: unit_length(blurred), coarse: unit_length(coarse) })
}

/// Each point the mean of the nine around it.
fn blur(ink: &[f32]) -> Vec<f32> {
    let at = |x: usize, y: usize| {
        let inside = (1..=SIZE).contains(&x) && (1..=SIZE).contains(&y);
        if inside { ink.get((y - 1) * SIZE + x - 1).copied().unwrap_or(0.0) } else { 0.0 }
    };
    let around = |x: usize, y: usize| (0..9).map(|k| at(x + k % 3, y + k / 3)).sum::<f32>() / 9.0;
    (0..SIZE * SIZE).map(|index| around(index % SIZE, index / SIZE)).collect()
}

/// A quarter of the points along each side.
fn shrink(ink: &[f32]) -> Vec<f32> {
    let mut small = vec![0.0; SIZE * SIZE / 16];
    for (index, point) in ink.iter().enumerate() {
        let place = index / SIZE / 4 * (SIZE / 4) + index % SIZE / 4;
        if let Some(sum) = small.get_mut(place) {
            *sum += point;
        }
    }
    small
}

fn unit_length(points: Vec<f32>) -> Vec<f32> {
    let mean = points.iter().sum::<f32>() / points.len() as f32;
    let length = points.iter().map(|point| (point - mean).powi(2)).sum::<f32>().sqrt().max(1e-6);
    points.into_iter().map(|point| (point - mean) / length).collect()
}

/// An outline as straight lines.
#[derive(Default)]
struct Outline {
    lines: Vec<[f32; 4]>,
    start: (f32, f32),
    last: (f32, f32),
}

impl Outline {
    fn to(&mut self, x: f32, y: f32) {
        self.lines.push([self.last.0, self.last.1, x, y]);
        self.last = (x, y);
    }

    fn curve(&mut self, point: impl Fn(f32) -> (f32, f32)) {
        for step in 1..=6_u8 {
            let (x, y) = point(f32::from(step) / 6.0);
            self.to(x, y);
        }
    }

    /// The stretches of a horizontal line that lie inside.
    fn inside(&self, y: f32) -> Vec<(f32, f32)> {
        let mut crossings: Vec<(f32, i32)> = self
            .lines
            .iter()
            .filter(|[_, y0, _, y1]| (*y0 <= y) != (*y1 <= y))
            .map(|[x0, y0, x1, y1]| {
                (x0 + (y - y0) / (y1 - y0) * (x1 - x0), if y1 > y0 { 1 } else { -1 })
            })
            .collect();
        crossings.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (mut winding, mut from, mut inside) = (0, 0.0, Vec::new());
        for (x, turn) in crossings {
            if winding == 0 {
                from = x;
            }
            winding += turn;
            if winding == 0 {
                inside.push((from, x));
            }
        }
        inside
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.start = (x, y);
        self.last = (x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (x0, y0) = self.last;
        let mix = |a: f32, b: f32, c: f32, t: f32| {
            (1.0 - t) * (1.0 - t) * a + 2.0 * t * (1.0 - t) * b + t * t * c
        };
        self.curve(|t| (mix(x0, x1, x, t), mix(y0, y1, y, t)));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (x0, y0) = self.last;
        let mix = |a: f32, b: f32, c: f32, d: f32, t: f32| {
            let s = 1.0 - t;
            s * s * s * a + 3.0 * t * s * s * b + 3.0 * t * t * s * c + t * t * t * d
        };
        self.curve(|t| (mix(x0, x1, x2, x, t), mix(y0, y1, y2, y, t)));
    }

    fn close(&mut self) {
        let (x, y) = self.start;
        self.to(x, y);
    }
}
