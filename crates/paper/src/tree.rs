//! The structure of a document, for those who have it read to them: what is a heading, a list, a table.

/// A part of the structure, by its place in the tree.
pub(crate) type Tag = usize;

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The whole.
    Document,
    /// The title.
    Title,
    /// The heading of a main part.
    Heading,
    /// The heading of a record.
    Subheading,
    /// A paragraph.
    Paragraph,
    /// A list of labels and what they say.
    List,
    /// One of them.
    Item,
    /// The label.
    Label,
    /// What it says.
    Body,
    /// A table.
    Table,
    /// A row.
    Row,
    /// The head of a column.
    Head,
    /// A cell.
    Cell,
    /// A picture, told in words.
    Figure,
}

/// A part of the structure.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// What it is.
    pub role: Role,
    /// Of what it is a part; none for the whole.
    pub parent: Option<Tag>,
    /// A picture in words.
    pub told: Option<String>,
}

/// A heading as a list of contents has it.
#[derive(Clone, Debug)]
pub(crate) struct Bookmark {
    /// The heading.
    pub title: String,
    /// Its page, the first being 0.
    pub page: usize,
    /// Its upper edge.
    pub y: f32,
}

/// The parts in the order in which they are read; the first is the whole.
#[derive(Debug)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    /// The tag of the whole.
    pub(crate) const ROOT: Tag = 0;

    /// A tree with nothing but the whole.
    pub(crate) fn new() -> Self {
        Self { nodes: vec![Node { role: Role::Document, parent: None, told: None }] }
    }

    /// Adds a part to another.
    pub(crate) fn add(&mut self, role: Role, parent: Tag, told: Option<String>) -> Tag {
        self.nodes.push(Node { role, parent: Some(parent), told });
        self.nodes.len() - 1
    }

    /// All parts.
    pub(crate) fn nodes(&self) -> &[Node] {
        &self.nodes
    }
}
