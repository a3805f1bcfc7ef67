//! Sealed columns: SM4 in Galois/counter mode under a key that each value derives for itself.

use aes_gcm::{
    AeadInOut, AesGcm, KeyInit, Nonce,
    aead::{Key, consts::U12},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use hmac::{Hmac, Mac};
use sm3::Sm3;
use sm4::Sm4;
use vocabulary::Entropy;

use crate::StoreError;

type Sm4Gcm = AesGcm<Sm4, U12>;

/// The form's version: what follows it in a value is only read this way.
const FORM: &str = "s1";
const SALT: usize = 16;

/// Seals and opens values under a master key.
///
/// A value is `s1.<key id>.<base64url(salt ‖ ciphertext ‖ tag)>`. Its SM4 key and nonce come from
/// HMAC-SM3 over a random 128-bit salt, so billions of values may be sealed under one master key
/// (with a random 96-bit nonce alone the bound would be 2³² of them). `context` (table, column,
/// subject) is authenticated: a value moved to another place does not open.
pub struct Vault {
    current: MasterKey,
    retired: Vec<MasterKey>,
}

struct MasterKey {
    id: String,
    mac: Hmac<Sm3>,
}

impl Vault {
    /// A vault that seals and opens under `master_key`.
    pub fn new(master_key: &[u8; 32]) -> Self {
        Self { current: MasterKey::new(master_key), retired: Vec::new() }
    }

    /// The same vault, which also opens what was sealed under an older key.
    #[must_use]
    pub fn with_retired(mut self, master_key: &[u8; 32]) -> Self {
        self.retired.push(MasterKey::new(master_key));
        self
    }

    /// The id of the key that seals: the same for the same key, and telling nothing about it.
    pub fn key_id(&self) -> &str {
        &self.current.id
    }

    /// Seals `plaintext` for one place.
    pub fn seal(&self, plaintext: &[u8], context: &[u8], entropy: &dyn Entropy) -> String {
        let mut sealed = vec![0; SALT];
        entropy.fill(&mut sealed);
        let (cipher, nonce) = self.current.cipher(&sealed);
        let mut text = plaintext.to_vec();
        // Fails beyond 64 GiB only; what is sealed are numbers and names. Such a value never opens.
        let tag = cipher.encrypt_inout_detached(&nonce, context, text.as_mut_slice().into());
        if let Ok(tag) = tag {
            sealed.append(&mut text);
            sealed.extend_from_slice(&tag);
        }
        format!("{FORM}.{}.{}", self.current.id, BASE64.encode(sealed))
    }

    /// Opens a sealed value at the place it was sealed for.
    pub fn open(&self, sealed: &str, context: &[u8]) -> Result<Vec<u8>, StoreError> {
        let mut parts = sealed.split('.');
        let (Some(FORM), Some(key), Some(body), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(StoreError::SealForm);
        };
        let master = std::iter::once(&self.current)
            .chain(&self.retired)
            .find(|master| master.id == key)
            .ok_or_else(|| StoreError::SealKey { key: key.chars().take(16).collect() })?;
        let bytes = BASE64.decode(body).map_err(|_| StoreError::SealForm)?;
        let (salt, rest) = bytes.split_at_checked(SALT).ok_or(StoreError::SealForm)?;
        let (text, tag) = rest.split_last_chunk::<16>().ok_or(StoreError::SealForm)?;
        let (cipher, nonce) = master.cipher(salt);
        let mut text = text.to_vec();
        cipher
            .decrypt_inout_detached(&nonce, context, text.as_mut_slice().into(), tag.into())
            .map_err(|_| StoreError::SealBroken)?;
        Ok(text)
    }
}

impl MasterKey {
    fn new(secret: &[u8; 32]) -> Self {
        // Padded to the block of SM3, as HMAC does itself (RFC 2104).
        let mut block = hmac::digest::Key::<Hmac<Sm3>>::default();
        block.iter_mut().zip(secret).for_each(|(to, from)| *to = *from);
        let mac = Hmac::<Sm3>::new(&block);
        let id = tag(&mac, b"probity sealed column: key id", b"");
        let id = id.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
        Self { id, mac }
    }

    fn cipher(&self, salt: &[u8]) -> (Sm4Gcm, Nonce<U12>) {
        let derived = tag(&self.mac, b"probity sealed column: value", salt);
        let mut key = Key::<Sm4Gcm>::default();
        let mut nonce = Nonce::<U12>::default();
        key.iter_mut().chain(&mut nonce).zip(derived).for_each(|(to, from)| *to = from);
        (Sm4Gcm::new(&key), nonce)
    }
}

fn tag(mac: &Hmac<Sm3>, purpose: &[u8], input: &[u8]) -> [u8; 32] {
    let mut mac = mac.clone();
    mac.update(purpose);
    mac.update(input);
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use vocabulary::SeededEntropy;

    use super::*;

    #[test]
    fn a_value_opens_only_unaltered_and_in_its_place() {
        let vault = Vault::new(&[7; 32]);
        let entropy = SeededEntropy::new(1);
        let sealed = vault.seal("37010219900101001X".as_bytes(), b"subject 1", &entropy);
        assert!(!sealed.contains("1990"));
        assert_eq!(vault.open(&sealed, b"subject 1").unwrap(), b"37010219900101001X");
        assert!(matches!(vault.open(&sealed, b"subject 2"), Err(StoreError::SealBroken)));
        let altered = sealed.replace(&sealed[20..24], "AAAA");
        assert!(vault.open(&altered, b"subject 1").is_err());
        assert!(matches!(vault.open("3701021990", b""), Err(StoreError::SealForm)));
    }

    #[test]
    fn an_older_key_still_opens_and_a_foreign_one_is_named() {
        let old = Vault::new(&[1; 32]);
        let sealed = old.seal(b"x", b"", &SeededEntropy::new(2));
        let new = Vault::new(&[2; 32]);
        assert_ne!(old.key_id(), new.key_id());
        let Err(StoreError::SealKey { key }) = new.open(&sealed, b"") else { panic!("opened") };
        assert_eq!(key, old.key_id());
        assert_eq!(new.with_retired(&[1; 32]).open(&sealed, b"").unwrap(), b"x");
    }

    proptest! {
        #[test]
        fn what_is_sealed_opens(text: Vec<u8>, context: Vec<u8>, seed: u64) {
            let vault = Vault::new(&[9; 32]);
            let sealed = vault.seal(&text, &context, &SeededEntropy::new(seed));
            prop_assert_eq!(vault.open(&sealed, &context).unwrap(), text);
        }
    }
}
