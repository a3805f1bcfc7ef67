//! Credit subjects and the keyed, pseudonymous id that stands for them everywhere.

use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sm3::Sm3;

/// What a subject is. Minors are no subject (Shandong regulation art. 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SubjectKind {
    /// 企业
    Enterprise,
    /// 个体工商户
    SelfEmployed,
    /// 农民专业合作社
    Cooperative,
    /// 社会组织
    SocialOrganisation,
    /// 事业单位
    PublicInstitution,
    /// 机关
    Government,
    /// 其他组织
    OtherOrganisation,
    /// 自然人
    Person,
}

/// The kind of number that identifies a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IdentifierKind {
    /// 统一社会信用代码 (GB 32100)
    UnifiedCode,
    /// 工商注册号, for self-employed households without a unified code
    RegistrationNumber,
    /// 居民身份证 (GB 11643), 18 characters
    IdentityCard,
    /// 港澳台居民居住证
    ResidencePermit,
    /// 外国人永久居留身份证
    PermanentResidence,
    /// 港澳居民来往内地通行证
    HongKongMacaoPermit,
    /// 台湾居民来往大陆通行证
    TaiwanPermit,
    /// 护照
    Passport,
}

impl IdentifierKind {
    /// The text that enters the keyed hash; never changes.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UnifiedCode => "unified-code",
            Self::RegistrationNumber => "registration-number",
            Self::IdentityCard => "identity-card",
            Self::ResidencePermit => "residence-permit",
            Self::PermanentResidence => "permanent-residence",
            Self::HongKongMacaoPermit => "hong-kong-macao-permit",
            Self::TaiwanPermit => "taiwan-permit",
            Self::Passport => "passport",
        }
    }

    /// Whether the number belongs to a natural person, so that it is sealed wherever it is stored.
    pub fn is_personal(self) -> bool {
        !matches!(self, Self::UnifiedCode | Self::RegistrationNumber)
    }
}

/// A checked, normalised number of a subject.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Identifier {
    /// Which kind of number.
    pub kind: IdentifierKind,
    /// The number, upper-case and half-width, without separators.
    pub number: String,
}

/// Shows the number unless it is a person's, so that none strays into a log.
impl std::fmt::Debug for Identifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let number = if self.kind.is_personal() { "…" } else { self.number.as_str() };
        write!(f, "Identifier({}, {number})", self.kind.as_str())
    }
}

/// 128 bits of a keyed hash over (identifier kind, number): deterministic, pseudonymous, shard key.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SubjectId(pub [u8; 16]);

impl SubjectId {
    /// The id in 32 hexadecimal digits.
    pub fn to_hex(self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The id of 32 hexadecimal digits.
    pub fn from_hex(text: &str) -> Option<Self> {
        if text.len() != 32 || !text.is_ascii() {
            return None;
        }
        u128::from_str_radix(text, 16).ok().map(|number| Self(number.to_be_bytes()))
    }

    /// The id of 16 bytes as they come from a table.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }
}

impl std::fmt::Debug for SubjectId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SubjectId({})", self.to_hex())
    }
}

/// The site's secret key under which subjects get their ids (HMAC-SM3).
#[derive(Clone)]
pub struct SiteKey(Hmac<Sm3>);

impl SiteKey {
    /// The key of 32 secret bytes.
    pub fn new(secret: &[u8; 32]) -> Self {
        Self(Hmac::<Sm3>::new(&(*secret).into_block()))
    }

    /// The id of whoever holds `identifier`.
    pub fn subject_id(&self, identifier: &Identifier) -> SubjectId {
        let mut mac = self.0.clone();
        mac.update(identifier.kind.as_str().as_bytes());
        mac.update(b"\0");
        mac.update(identifier.number.as_bytes());
        let tag = mac.finalize().into_bytes();
        let mut id = [0; 16];
        id.iter_mut().zip(tag).for_each(|(to, from)| *to = from);
        SubjectId(id)
    }
}

/// A secret of 32 bytes padded to the block of SM3 (64 bytes), as HMAC does itself (RFC 2104).
trait IntoBlock {
    /// The padded block.
    fn into_block(self) -> hmac::digest::Key<Hmac<Sm3>>;
}

impl IntoBlock for [u8; 32] {
    fn into_block(self) -> hmac::digest::Key<Hmac<Sm3>> {
        let mut block = hmac::digest::Key::<Hmac<Sm3>>::default();
        block.iter_mut().zip(self).for_each(|(to, from)| *to = from);
        block
    }
}
