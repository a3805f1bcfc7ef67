//! Checkpoints: C2SP tlog-checkpoint in the form of C2SP signed-note.

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};

use crate::{LedgerError, Signer, Verifiers, merkle::Hash};

/// A signed statement that the first `size` entries of the log have this root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log's name.
    pub origin: String,
    /// How many entries.
    pub size: u64,
    /// The Merkle root over them.
    pub root: Hash,
    /// The signed note, word for word.
    pub note: String,
}

impl Checkpoint {
    /// Signs the state of a log.
    pub fn sign(signer: &Signer, size: u64, root: Hash) -> Result<Self, LedgerError> {
        let origin = signer.name().to_owned();
        let text = format!("{origin}\n{size}\n{}\n", BASE64.encode(root));
        let lines = signer.sign(&text)?;
        Ok(Self { origin, size, root, note: format!("{text}\n{lines}") })
    }

    /// Reads a checkpoint without looking at its signatures; for what this database wrote itself.
    pub fn read(note: &str) -> Result<Self, LedgerError> {
        let (text, _) = parts(note)?;
        let mut lines = text.lines();
        let (Some(origin), Some(size), Some(root)) = (lines.next(), lines.next(), lines.next())
        else {
            return Err(broken("it has fewer than three lines"));
        };
        if origin.is_empty() || lines.next().is_some() {
            return Err(broken("it is not origin, size and root alone"));
        }
        let number = size.parse().map_err(|_| broken("the size is no number"))?;
        if format!("{number}") != size {
            return Err(broken("the size is not written plainly"));
        }
        let root = BASE64.decode(root).ok().and_then(|bytes| bytes.try_into().ok());
        let root = root.ok_or_else(|| broken("the root is not a hash"))?;
        Ok(Self { origin: origin.to_owned(), size: number, root, note: note.to_owned() })
    }

    /// Reads a checkpoint and demands a signature that holds from each trusted key.
    pub fn open(note: &str, verifiers: &Verifiers) -> Result<Self, LedgerError> {
        verified(note, verifiers)?;
        Self::read(note)
    }
}

/// The text of a signed note, with its last newline, if every trusted key signed it.
pub(crate) fn verified<'n>(note: &'n str, verifiers: &Verifiers) -> Result<&'n str, LedgerError> {
    let (text, lines) = parts(note)?;
    let mut held = 0;
    for line in lines.lines() {
        let (name, signature) = line
            .strip_prefix("— ")
            .and_then(|line| line.split_once(' '))
            .ok_or_else(|| broken("a signature line is malformed"))?;
        let bytes = BASE64.decode(signature).map_err(|_| broken("a signature is not base64"))?;
        let (id, signature) =
            bytes.split_first_chunk().ok_or_else(|| broken("a signature is too short"))?;
        match verifiers.check(name, *id, text, signature) {
            Some(true) => held += 1,
            Some(false) => {
                let reason = format!("a signature of {name} does not hold");
                return Err(LedgerError::Proof { reason });
            }
            None => {}
        }
    }
    if held == 0 || held < verifiers.count() {
        let reason = format!("{held} of {} trusted keys signed the checkpoint", verifiers.count());
        return Err(LedgerError::Proof { reason });
    }
    Ok(text)
}

/// The text, with its last newline, and the signature lines.
fn parts(note: &str) -> Result<(&str, &str), LedgerError> {
    if note.chars().any(|letter| letter.is_ascii_control() && letter != '\n') {
        return Err(broken("it holds control characters"));
    }
    let (text, lines) =
        note.rsplit_once("\n\n").ok_or_else(|| broken("there are no signatures"))?;
    if !lines.ends_with('\n') {
        return Err(broken("the last line is cut off"));
    }
    Ok((note.get(..=text.len()).unwrap_or_default(), lines))
}

fn broken(reason: &str) -> LedgerError {
    LedgerError::Form { what: "a checkpoint", reason: reason.to_owned() }
}
