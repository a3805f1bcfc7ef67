//! The ledger page, and the proof of one position.

use serde::Serialize;

/// The ledger page.
#[derive(Clone, Debug, Serialize)]
pub struct Ledger {
    /// Address of the site, for the commands shown.
    pub address: String,
    /// The latest checkpoint.
    pub checkpoint: Option<Checkpoint>,
    /// A position for the commands shown.
    pub example: u64,
}

/// A checkpoint as it is read.
#[derive(Clone, Debug, Serialize)]
pub struct Checkpoint {
    /// How many facts it covers.
    pub size: u64,
    /// When the newest fact under it was learnt.
    pub newest_at: Option<String>,
    /// The root digest, base64.
    pub root: String,
    /// The signed note itself.
    pub note: String,
}

/// One position.
#[derive(Clone, Debug, Serialize)]
pub struct Position {
    /// The position.
    pub position: u64,
    /// Kind of fact, once a checkpoint covers it.
    pub kind: Option<&'static str>,
    /// When the platform learnt it.
    pub at: Option<String>,
    /// The proof, once a checkpoint covers it.
    pub proof: Option<Proof>,
}

/// An inclusion proof as it is read.
#[derive(Clone, Debug, Serialize)]
pub struct Proof {
    /// The entry, word for word: kind, microseconds since 1970, salted digest of the content.
    pub entry: String,
    /// Leaf digest, hexadecimal.
    pub leaf: String,
    /// Root digest, hexadecimal.
    pub root: String,
    /// Digests from leaf to root, hexadecimal.
    pub path: Vec<String>,
    /// Facts covered by the checkpoint.
    pub size: u64,
}
