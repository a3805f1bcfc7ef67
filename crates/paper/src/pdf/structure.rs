//! The structure of a document in its file: the tree of its parts, and where each is on the pages.

use pdf_writer::{Finish, Name, Pdf, Ref, TextStr, types::StructRole};

use super::Numbers;
use crate::tree::{Node, Role, Tag, Tree};

/// Where the parts are: on which page, as which run of its drawing.
pub(super) struct Placed {
    runs: Vec<Vec<(usize, i32)>>,
    pages: Vec<Vec<Tag>>,
}

impl Placed {
    /// So many parts, none placed yet.
    pub(super) fn of(parts: usize) -> Self {
        Self { runs: vec![Vec::new(); parts], pages: Vec::new() }
    }

    /// The next page.
    pub(super) fn turn(&mut self) {
        self.pages.push(Vec::new());
    }

    /// Notes that the next run of a page is of a part; gives the number of the run.
    pub(super) fn note(&mut self, page: usize, tag: Tag) -> i32 {
        let Some(tags) = self.pages.last_mut() else { return 0 };
        let id = i32::try_from(tags.len()).unwrap_or(i32::MAX);
        tags.push(tag);
        if let Some(runs) = self.runs.get_mut(tag) {
            runs.push((page, id));
        }
        id
    }
}

/// Writes the tree; gives its root.
pub(super) fn write(
    pdf: &mut Pdf,
    numbers: &mut Numbers,
    (tree, placed): (&Tree, &Placed),
    pages: &[Ref],
) -> Ref {
    let root = numbers.next();
    let parts: Vec<Ref> = tree.nodes().iter().map(|_| numbers.next()).collect();
    let lists: Vec<Ref> = placed.pages.iter().map(|_| numbers.next()).collect();
    let of = |tag: Tag| parts.get(tag).copied().unwrap_or(root);
    let mut children: Vec<Vec<Ref>> = vec![Vec::new(); parts.len()];
    for (tag, node) in tree.nodes().iter().enumerate() {
        if let Some(siblings) = node.parent.and_then(|parent| children.get_mut(parent)) {
            siblings.push(of(tag));
        }
    }
    let mut whole = pdf.indirect(root).dict();
    whole.pair(Name(b"Type"), Name(b"StructTreeRoot"));
    whole.insert(Name(b"K")).array().item(of(Tree::ROOT));
    let mut numbered = whole.insert(Name(b"ParentTree")).dict();
    let mut entries = numbered.insert(Name(b"Nums")).array();
    for (page, list) in lists.iter().enumerate() {
        entries.item(i32::try_from(page).unwrap_or(i32::MAX)).item(*list);
    }
    entries.finish();
    numbered.finish();
    whole.pair(Name(b"ParentTreeNextKey"), i32::try_from(lists.len()).unwrap_or(i32::MAX));
    whole.finish();
    for (list, tags) in lists.iter().zip(&placed.pages) {
        pdf.indirect(*list).array().items(tags.iter().map(|tag| of(*tag)));
    }
    for (tag, node) in tree.nodes().iter().enumerate() {
        let parent = node.parent.map_or(root, of);
        let runs = placed.runs.get(tag).map(Vec::as_slice).unwrap_or_default();
        let children = children.get(tag).map(Vec::as_slice).unwrap_or_default();
        part(pdf, (of(tag), parent), node, (runs, children), pages);
    }
    root
}

/// A part: its runs on the pages, then the parts it has. There are dozens of them a record, so they
/// are written as short as they may be.
fn part(
    pdf: &mut Pdf,
    (id, parent): (Ref, Ref),
    node: &Node,
    (runs, children): (&[(usize, i32)], &[Ref]),
    pages: &[Ref],
) {
    let mut part = pdf.indirect(id).dict();
    part.pair(Name(b"S"), kind(node.role).to_name()).pair(Name(b"P"), parent);
    if let Some(told) = &node.told {
        part.pair(Name(b"Alt"), TextStr(told));
    }
    if node.role == Role::Head {
        let mut scope = part.insert(Name(b"A")).dict();
        scope.pair(Name(b"O"), Name(b"Table")).pair(Name(b"Scope"), Name(b"Column"));
    }
    let own = runs.first().map(|(page, _)| *page);
    if let Some(page) = own.and_then(|page| pages.get(page)) {
        part.pair(Name(b"Pg"), *page);
    }
    match (runs, children) {
        ([], []) => {}
        ([(_, run)], []) => {
            part.pair(Name(b"K"), *run);
        }
        ([], [child]) => {
            part.pair(Name(b"K"), *child);
        }
        _ => {
            let mut kids = part.insert(Name(b"K")).array();
            for (page, run) in runs {
                match pages.get(*page) {
                    Some(id) if Some(*page) != own => {
                        let mut other = kids.push().dict();
                        other.pair(Name(b"Type"), Name(b"MCR")).pair(Name(b"Pg"), *id);
                        other.pair(Name(b"MCID"), *run);
                    }
                    _ => {
                        kids.item(*run);
                    }
                }
            }
            kids.items(children.iter().copied());
        }
    }
}

fn kind(role: Role) -> StructRole {
    match role {
        Role::Document => StructRole::Document,
        Role::Title => StructRole::H1,
        Role::Heading => StructRole::H2,
        Role::Subheading => StructRole::H3,
        Role::Paragraph => StructRole::P,
        Role::List => StructRole::L,
        Role::Item => StructRole::LI,
        Role::Label => StructRole::Lbl,
        Role::Body => StructRole::LBody,
        Role::Table => StructRole::Table,
        Role::Row => StructRole::TR,
        Role::Head => StructRole::TH,
        Role::Cell => StructRole::TD,
        Role::Figure => StructRole::Figure,
    }
}
