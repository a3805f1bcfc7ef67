//! The list of contents beside the pages.

use pdf_writer::{Pdf, Ref, TextStr};

use super::Numbers;
use crate::flow::Set;

/// Writes an entry for each heading; none if there are too few to be of use.
pub(super) fn write(pdf: &mut Pdf, numbers: &mut Numbers, set: &Set, pages: &[Ref]) -> Option<Ref> {
    if set.bookmarks.len() < 2 {
        return None;
    }
    let outline = numbers.next();
    let ids: Vec<Ref> = set.bookmarks.iter().map(|_| numbers.next()).collect();
    let (first, last) = (*ids.first()?, *ids.last()?);
    let count = i32::try_from(ids.len()).unwrap_or(i32::MAX);
    pdf.outline(outline).first(first).last(last).count(count);
    for (at, (bookmark, id)) in set.bookmarks.iter().zip(&ids).enumerate() {
        let mut item = pdf.outline_item(*id);
        item.title(TextStr(&bookmark.title)).parent(outline);
        if let Some(before) = at.checked_sub(1).and_then(|before| ids.get(before)) {
            item.prev(*before);
        }
        if let Some(next) = ids.get(at + 1) {
            item.next(*next);
        }
        if let Some(page) = pages.get(bookmark.page) {
            let y = set.sheet.height - bookmark.y + 6.0;
            item.dest().page(*page).xyz(0.0, y, None);
        }
    }
    Some(outline)
}
