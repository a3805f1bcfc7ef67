//! A part sought in one long text, block by block.

/// Bytes of a block, compared all at once.
const BLOCK: usize = 1024;

/// Where `part` stands in `text`, ascending.
pub(super) fn places(text: &[u8], part: &[u8]) -> Vec<usize> {
    let mut found = Vec::new();
    let last = (text.len() + 1).saturating_sub(part.len());
    for start in (0..last).step_by(BLOCK) {
        let count = BLOCK.min(last - start);
        let mut same = [1u8; BLOCK];
        for (at, letter) in part.iter().enumerate() {
            let shifted = text.get(start + at..start + at + count).unwrap_or(&[]);
            // Without a branch, so that many bytes are compared by one instruction.
            let mut any = 0;
            for (same, one) in same.iter_mut().zip(shifted) {
                *same &= u8::from(one == letter);
                any |= *same;
            }
            if any == 0 {
                break;
            }
        }
        let here = same.iter().take(count).enumerate().filter(|(_, same)| **same == 1);
        found.extend(here.map(|(at, _)| start + at));
    }
    found
}
