//! The keys of the log: Ed25519, and SM2 with SM3 beside it.
//!
//! Both sign the same note text. The Ed25519 line has signature type `0x01` of C2SP signed-note.
//! SM2 has no assigned type; its type is, as the specification recommends, `0xff` followed by a
//! longer name: the bytes `0xff "SM2-with-SM3" 0x00`. The public key is the uncompressed point
//! (65 bytes, GB/T 32918.1), the signature is r ‖ s (64 bytes, GB/T 32918.2) with SM3 and the
//! distinguishing identifier 1234567812345678 (GM/T 0009). Verifiers that do not know the type
//! pass over the line, as signed-note demands.

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};
use sm2::dsa::signature::Verifier as _;

use crate::LedgerError;

const ED25519: &[u8] = &[0x01];
const SM2: &[u8] = b"\xffSM2-with-SM3\0";
const DISTINGUISHING_ID: &str = "1234567812345678";

/// The log's secret keys, and the name they sign under.
pub struct Signer {
    name: String,
    ed25519: SigningKey,
    sm2: sm2::dsa::SigningKey,
}

impl Signer {
    /// Keys of two secrets of 32 bytes. `name` is the log's origin, an address without `https://`.
    pub fn new(name: &str, ed25519: &[u8; 32], sm2: &[u8; 32]) -> Result<Self, LedgerError> {
        check_name(name)?;
        let sm2 = sm2::dsa::SigningKey::from_slice(DISTINGUISHING_ID, sm2)
            .map_err(|_| broken("the SM2 secret is no scalar of the curve"))?;
        Ok(Self { name: name.to_owned(), ed25519: SigningKey::from_bytes(ed25519), sm2 })
    }

    /// The origin of the log's checkpoints.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The public keys in the form `name+id+key`: Ed25519 first, which any signed-note client
    /// reads, then SM2.
    pub fn verifier_keys(&self) -> [String; 2] {
        [self.ed25519_key(), self.sm2_key()].map(|(kind, key)| {
            let id = key_id(&self.name, kind, &key);
            let key = BASE64.encode([kind, &key].concat());
            format!("{}+{}+{key}", self.name, hex::encode(id))
        })
    }

    /// The same keys, ready to verify.
    pub fn verifiers(&self) -> Result<Verifiers, LedgerError> {
        Verifiers::parse(&self.verifier_keys())
    }

    /// The signature lines under `text`.
    pub(crate) fn sign(&self, text: &str) -> Result<String, LedgerError> {
        let sm2: sm2::dsa::Signature =
            self.sm2.try_sign(text.as_bytes()).map_err(|_| broken("SM2 would not sign"))?;
        let (kind, key) = self.ed25519_key();
        let signature = self.ed25519.sign(text.as_bytes());
        let mut lines = self.line(kind, &key, &signature.to_bytes());
        let (kind, key) = self.sm2_key();
        lines.push_str(&self.line(kind, &key, &sm2.to_bytes()));
        Ok(lines)
    }

    fn line(&self, kind: &[u8], key: &[u8], signature: &[u8]) -> String {
        let id = key_id(&self.name, kind, key);
        format!("— {} {}\n", self.name, BASE64.encode([id.as_slice(), signature].concat()))
    }

    fn ed25519_key(&self) -> (&'static [u8], Vec<u8>) {
        (ED25519, self.ed25519.verifying_key().to_bytes().to_vec())
    }

    fn sm2_key(&self) -> (&'static [u8], Vec<u8>) {
        (SM2, self.sm2.verifying_key().to_sec1_bytes().into_vec())
    }
}

/// The public keys that someone trusts.
#[derive(Clone, Debug)]
pub struct Verifiers(Vec<Verifier>);

#[derive(Clone, Debug)]
struct Verifier {
    name: String,
    id: [u8; 4],
    key: Key,
}

#[derive(Clone, Debug)]
enum Key {
    Ed25519(Box<VerifyingKey>),
    Sm2(Box<sm2::dsa::VerifyingKey>),
}

impl Verifiers {
    /// Reads keys of the form `name+id+key`.
    pub fn parse<K: AsRef<str>>(keys: &[K]) -> Result<Self, LedgerError> {
        keys.iter().map(|key| Verifier::parse(key.as_ref())).collect::<Result<_, _>>().map(Self)
    }

    /// Checks one signature line's parts: `None` if the key is not one of these, which must be
    /// passed over; else whether the signature holds.
    pub(crate) fn check(
        &self,
        name: &str,
        id: [u8; 4],
        text: &str,
        signature: &[u8],
    ) -> Option<bool> {
        let known = self.0.iter().find(|known| known.name == name && known.id == id)?;
        Some(known.key.verifies(text.as_bytes(), signature))
    }

    /// How many keys there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

impl Verifier {
    fn parse(text: &str) -> Result<Self, LedgerError> {
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(broken("a verifier key has the form name+id+key"));
        };
        check_name(name)?;
        let mut wanted = [0; 4];
        hex::decode_to_slice(id, &mut wanted)
            .map_err(|_| broken("the id is not 8 hexadecimal digits"))?;
        let bytes = BASE64.decode(key).map_err(|_| broken("the key is not base64"))?;
        let (kind, key, bytes) = if let Some(point) = bytes.strip_prefix(SM2) {
            let key = sm2::dsa::VerifyingKey::from_sec1_bytes(DISTINGUISHING_ID, point)
                .map_err(|_| broken("the SM2 key is no point of the curve"))?;
            (SM2, Key::Sm2(Box::new(key)), point)
        } else if let Some(point) = bytes.strip_prefix(ED25519) {
            let point32 = point.try_into().map_err(|_| broken("an Ed25519 key has 32 bytes"))?;
            let key = VerifyingKey::from_bytes(point32)
                .map_err(|_| broken("the Ed25519 key is no point of the curve"))?;
            (ED25519, Key::Ed25519(Box::new(key)), point)
        } else {
            return Err(broken("the key's type is neither Ed25519 nor SM2"));
        };
        if key_id(name, kind, bytes) != wanted {
            return Err(broken("the id does not belong to the key"));
        }
        Ok(Self { name: name.to_owned(), id: wanted, key })
    }
}

impl Key {
    fn verifies(&self, text: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::Ed25519(key) => ed25519_dalek::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify_strict(text, &signature).is_ok()),
            Self::Sm2(key) => sm2::dsa::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify(text, &signature).is_ok()),
        }
    }
}

/// SHA-256(name ‖ newline ‖ type ‖ public key), its first four bytes.
fn key_id(name: &str, kind: &[u8], key: &[u8]) -> [u8; 4] {
    let mut hash = Sha256::new();
    hash.update(name.as_bytes());
    hash.update(b"\n");
    hash.update(kind);
    hash.update(key);
    let [a, b, c, d, ..] = <[u8; 32]>::from(hash.finalize());
    [a, b, c, d]
}

fn check_name(name: &str) -> Result<(), LedgerError> {
    let allowed = |letter: char| letter != '+' && !letter.is_whitespace() && !letter.is_control();
    if name.is_empty() || !name.chars().all(allowed) {
        return Err(broken("a key name is not empty and holds neither spaces nor `+`"));
    }
    Ok(())
}

fn broken(reason: &str) -> LedgerError {
    LedgerError::Key { reason: reason.to_owned() }
}
