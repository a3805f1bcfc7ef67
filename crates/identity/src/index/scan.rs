//! A part sought in one long text, block by block.

/// Bytes of a block: whether any of them begins like the part is asked for all at once.
const BLOCK: usize = 512;

/// Where `part` stands in `text`, ascending; nowhere if it is shorter than four bytes.
pub(super) fn places(text: &[u8], part: &[u8]) -> Vec<usize> {
    let mut found = Vec::new();
    let [a, b, c, d, ..] = part else { return found };
    for start in (0..text.len()).step_by(BLOCK) {
        let rest = text.get(start..).unwrap_or(&[]);
        let block = rest.get(..BLOCK.min(rest.len())).unwrap_or(&[]);
        let second = rest.get(1..).unwrap_or(&[]);
        let third = rest.get(2..).unwrap_or(&[]);
        let fourth = rest.get(3..).unwrap_or(&[]);
        let fours = block.iter().zip(second).zip(third).zip(fourth);
        // Without a branch, so that many are compared by one instruction.
        let any = fours.fold(0u8, |any, (((w, x), y), z)| {
            any | (u8::from(w == a) & u8::from(x == b) & u8::from(y == c) & u8::from(z == d))
        });
        if any == 0 {
            continue;
        }
        let whole = rest.get(..(BLOCK + part.len() - 1).min(rest.len())).unwrap_or(&[]);
        let here = whole.windows(part.len()).enumerate().filter(|(_, window)| *window == part);
        found.extend(here.map(|(at, _)| start + at));
    }
    found
}
