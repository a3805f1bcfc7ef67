//! Verifying a file with the published keys alone, without the platform.

use ledger::{Verifiers, attested};

use crate::seal::{self, SealFault, SealedFile, TITLE};

/// Verifies a sealed file offline: every byte of it is as it was sealed, and every trusted key has
/// signed the seal. Whether the report has been superseded since only its issuer can say.
pub fn verify_offline(file: &[u8], verifiers: &Verifiers) -> Result<SealedFile, SealFault> {
    let sealed = seal::read(file)?;
    signed(&sealed, verifiers)?;
    Ok(sealed)
}

/// Whether exactly the trusted keys have signed a file's seal.
pub(crate) fn signed(sealed: &SealedFile, verifiers: &Verifiers) -> Result<(), SealFault> {
    let text = attested(&sealed.note, TITLE, verifiers).map_err(|_| SealFault::Signature)?;
    // A line of a key that nobody trusts would be a byte that anyone may change.
    let (_, lines) = sealed.note.rsplit_once("\n\n").unwrap_or_default();
    if text != sealed.seal.text() || lines.lines().count() != verifiers.count() {
        return Err(SealFault::Signature);
    }
    Ok(())
}
