//! Articles as they are written, judged and read.

use serde::{Deserialize, Serialize};
use vocabulary::{Date, Timestamp};

/// The language of an article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// 中文
    #[default]
    Zh,
    /// English
    En,
}

impl Language {
    /// The text that is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The language of a text form.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Zh, Self::En].into_iter().find(|language| language.as_str() == text)
    }
}

/// Where the latest revision of an article stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Being written.
    Draft,
    /// Waits for the review of a second person.
    Submitted,
    /// Reviewed and let out.
    Published,
    /// Sent back by the reviewer with a note.
    SentBack,
    /// Held back by the monitor or an officer: not public.
    Held,
    /// Taken down for good.
    Withdrawn,
}

impl State {
    /// Every state, in the order of an article's life.
    pub const ALL: [Self; 6] = [
        Self::Draft,
        Self::Submitted,
        Self::Published,
        Self::SentBack,
        Self::Held,
        Self::Withdrawn,
    ];

    /// The text that is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Published => "published",
            Self::SentBack => "sent-back",
            Self::Held => "held",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state of a text form.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// What an article says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// Its title.
    pub title: String,
    /// One or two sentences for lists.
    pub summary: String,
    /// The body, in the small markup of [`crate::markup`].
    pub body: String,
    /// Where it comes from: the issuing unit, or the document.
    pub source: String,
    /// What proves it: a document number, an address; for the reviewer.
    pub evidence: String,
}

/// A new article.
#[derive(Clone, Debug, Default)]
pub struct NewArticle {
    /// Id of the site.
    pub site: String,
    /// Id of the column on that site.
    pub column: String,
    /// Its language.
    pub language: Language,
    /// What it says.
    pub text: Text,
}

/// What a reviewer decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may be read by everyone.
    Publish {
        /// First day; at once if absent.
        from: Option<Date>,
        /// Last day; without end if absent.
        until: Option<Date>,
    },
    /// It must be mended first.
    SendBack {
        /// What must be mended.
        note: String,
    },
}

/// An article as everyone reads it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ArticleView {
    /// Its number.
    pub number: u64,
    /// Id of the site.
    pub site: String,
    /// Id of the column.
    pub column: String,
    /// Its language.
    pub language: Language,
    /// Its title.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
    /// The body as HTML: made from the markup, everything else escaped.
    pub html: String,
    /// Where it comes from.
    pub source: String,
    /// Code or id of the agency whose editor wrote it.
    pub agency: String,
    /// First day on which it is public.
    pub published_on: Date,
    /// Last day on which it is public.
    pub until_on: Option<Date>,
    /// Position of the review in the ledger.
    pub position: u64,
}

/// The answer to an article's address.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "status", rename_all = "kebab-case")]
pub enum ArticleAnswer {
    /// It is public.
    Public {
        /// The article.
        article: Box<ArticleView>,
    },
    /// It was public and is no longer; nothing else is said.
    Gone,
    /// There is, for the public, no such article.
    NotFound,
}

/// An article in the list of the desk.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ArticleLine {
    /// Its number.
    pub number: u64,
    /// Id of the site.
    pub site: String,
    /// Id of the column.
    pub column: String,
    /// Its language.
    pub language: Language,
    /// Title of the latest revision.
    pub title: String,
    /// Where the latest revision stands.
    pub state: State,
    /// Who wrote the latest revision, as in `Actor::by`.
    pub writer: String,
    /// The latest revision, from 1.
    pub revision: u64,
    /// Whether some revision is public now, as far as state decides.
    pub is_public: bool,
    /// When it was last changed.
    pub changed_at: Timestamp,
}

/// An article as editors and reviewers see it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ArticleDraft {
    /// The line of the list.
    pub line: ArticleLine,
    /// What the latest revision says.
    pub text: Text,
    /// The latest body as HTML, as it would be read.
    pub html: String,
    /// What the public revision says, if it is another one.
    pub public: Option<Text>,
    /// Who wrote since the last review; none of them may review (H-25).
    pub writers: Vec<String>,
    /// What may give somebody away: for the reviewer to look at.
    pub hints: Vec<crate::Place>,
    /// Every step, the first first.
    pub steps: Vec<StepView>,
}

/// One step in the life of an article.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StepView {
    /// When.
    pub at: Timestamp,
    /// `written`, `submitted`, `published`, `sent-back`, `held`, `withdrawn`.
    pub step: String,
    /// The revision concerned.
    pub revision: u64,
    /// Agency of whoever did it.
    pub agency: String,
    /// Account of whoever did it; `timer` for the monitor.
    pub by: String,
    /// The note or reason.
    pub note: String,
    /// Position of the fact in the ledger.
    pub position: u64,
}

/// Narrows the list of the desk.
#[derive(Clone, Debug, Default)]
pub struct QueueFilter {
    /// Only this site.
    pub site: Option<String>,
    /// Only this state.
    pub state: Option<State>,
    /// Only what this account wrote last.
    pub by: Option<String>,
    /// Not what this account wrote last: what is there to review.
    pub not_by: Option<String>,
}

/// Which part of a longer list.
#[derive(Clone, Copy, Debug, Default)]
pub struct Page {
    /// `next` of the page before; the first page if absent.
    pub after: Option<u64>,
    /// How many entries, at most 100; 20 if zero.
    pub size: u32,
}

impl Page {
    /// The size to read.
    pub(crate) fn rows(self) -> usize {
        if self.size == 0 { 20 } else { usize::try_from(self.size.min(100)).unwrap_or(100) }
    }
}

/// A page of entries and where the next one begins.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Paged<T> {
    /// The entries.
    pub entries: Vec<T>,
    /// Cursor of the next page; none on the last one.
    pub next: Option<u64>,
}
