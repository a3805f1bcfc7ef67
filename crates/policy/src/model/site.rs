//! Sites: the public faces of province, city and county that one installation shows, and their
//! columns.

use serde::{Deserialize, Serialize};

use super::basis::{Basis, Title};

/// One file `sites/<id>.toml`. What it leaves out comes from its parent.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteFile {
    /// The file name; filled by the loader.
    #[serde(skip_deserializing, default)]
    pub id: String,
    /// What it is called: `信用中国（山东济南）`.
    pub title: Title,
    /// The site above, from which theme, seal and columns come; none for the first of its kind.
    pub parent: Option<String>,
    /// The division it speaks for (GB/T 2260).
    pub division: Option<String>,
    /// Host names by which it is called.
    #[serde(default)]
    pub hosts: Vec<String>,
    /// Base colour.
    pub theme: Option<Theme>,
    /// One Chinese character, the mark of the site.
    pub seal: Option<String>,
    /// What the sites below may not change (style and mark are one across the province, S-108).
    #[serde(default)]
    pub locked: Vec<ThemePart>,
    /// Columns beside those it inherits.
    #[serde(default)]
    pub column: Vec<ColumnRef>,
    /// Inherited columns that it does not show; never a base column (C-07.b).
    #[serde(default)]
    pub without: Vec<String>,
    /// Legal bases.
    pub basis: Vec<Basis>,
}

/// A column that a site adds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnRef {
    /// Which one (`columns.toml`).
    pub id: String,
    /// After which one it stands; at the end if none.
    pub after: Option<String>,
}

/// The file `columns.toml`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnFile {
    /// The columns, in the order in which sites show them.
    #[serde(default)]
    pub column: Vec<Column>,
}

/// One `[[column]]`: an entry of a site's menu.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Short id: `publicity`.
    pub id: String,
    /// What it is called.
    pub title: Title,
    /// What stands behind it.
    pub kind: ColumnKind,
    /// Path of the page, without language prefix; `/columns/<id>` for articles.
    pub path: String,
    /// Whether every site below has it (C-07.b).
    #[serde(default)]
    pub base: bool,
    /// Whether its articles name nobody, not even organisations (typical cases).
    #[serde(default)]
    pub unnamed: bool,
    /// Legal bases.
    pub basis: Vec<Basis>,
}

/// What stands behind a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnKind {
    /// A page of the portal itself.
    Page,
    /// Articles that editors write and reviewers let through.
    Articles,
}

/// The base colours there are; each is a class of the style sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// 青
    #[default]
    Qing,
    /// 墨
    Ink,
    /// 石
    Stone,
}

impl Theme {
    /// The text form used in files and in the style sheet.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Qing => "qing",
            Self::Ink => "ink",
            Self::Stone => "stone",
        }
    }
}

/// What a site above can lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ThemePart {
    /// The base colour.
    Theme,
    /// The mark.
    Seal,
}

/// A site as it is shown: what it left out filled from the sites above.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Site {
    /// Id of its file.
    pub id: String,
    /// What it is called.
    pub title: Title,
    /// The site above.
    pub parent: Option<String>,
    /// The division it speaks for; its own or the nearest above.
    pub division: Option<String>,
    /// Host names by which it is called.
    pub hosts: Vec<String>,
    /// Base colour.
    pub theme: Theme,
    /// One Chinese character.
    pub seal: String,
    /// The columns, in order.
    pub columns: Vec<Column>,
}

impl Site {
    /// A column of this site.
    pub fn column(&self, id: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.id == id)
    }
}
