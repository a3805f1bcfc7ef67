//! Types of document, with the texts and codes source agencies use.

use std::fmt;

use super::PersonIdError;
use crate::width;

/// A type of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DocumentType {
    /// `01` 身份证
    IdentityCard,
    /// `02` 护照号
    Passport,
    /// `03` 港澳居民来往内地通行证
    HongKongMacaoPermit,
    /// `04` 台湾居民来往大陆通行证
    TaiwanPermit,
    /// `05` 外国人永久居留身份证
    PermanentResidence,
    /// 港澳台居民居住证, without a code in dual publication
    ResidencePermit,
}

impl DocumentType {
    /// Every type there is.
    pub const ALL: [DocumentType; 6] = [
        Self::IdentityCard,
        Self::Passport,
        Self::HongKongMacaoPermit,
        Self::TaiwanPermit,
        Self::PermanentResidence,
        Self::ResidencePermit,
    ];

    /// The text the national fields carry.
    pub fn text(self) -> &'static str {
        match self {
            Self::IdentityCard => "身份证",
            Self::Passport => "护照号",
            Self::HongKongMacaoPermit => "港澳居民来往内地通行证",
            Self::TaiwanPermit => "台湾居民来往大陆通行证",
            Self::PermanentResidence => "外国人永久居留身份证",
            Self::ResidencePermit => "港澳台居民居住证",
        }
    }

    /// The code some exchange profiles carry instead of the text.
    pub fn code(self) -> Option<&'static str> {
        match self {
            Self::IdentityCard => Some("01"),
            Self::Passport => Some("02"),
            Self::HongKongMacaoPermit => Some("03"),
            Self::TaiwanPermit => Some("04"),
            Self::PermanentResidence => Some("05"),
            Self::ResidencePermit => None,
        }
    }

    /// The type of a text or code as agencies write it.
    pub fn parse(text: &str) -> Result<Self, PersonIdError> {
        let written: String = width::significant(text).collect();
        let known = match written.as_str() {
            "01"
            | "1"
            | "身份证"
            | "居民身份证"
            | "身份证号"
            | "身份证号码"
            | "公民身份号码"
            | "二代身份证"
            | "第二代居民身份证" => Self::IdentityCard,
            "02" | "2" | "护照" | "护照号" | "护照号码" | "中国护照" | "外国护照" => {
                Self::Passport
            }
            "03"
            | "3"
            | "港澳居民来往内地通行证"
            | "港澳居民往来内地通行证"
            | "港澳通行证"
            | "回乡证" => Self::HongKongMacaoPermit,
            "04" | "4" | "台湾居民来往大陆通行证" | "台湾居民往来大陆通行证" | "台胞证" => {
                Self::TaiwanPermit
            }
            "05" | "5" | "外国人永久居留身份证" | "外国人永久居留证" | "永久居留身份证" => {
                Self::PermanentResidence
            }
            "港澳台居民居住证" | "港澳居民居住证" | "台湾居民居住证" => {
                Self::ResidencePermit
            }
            _ => return Err(PersonIdError::UnknownDocument { found: quotable(&written) }),
        };
        Ok(known)
    }
}

impl fmt::Display for DocumentType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}

/// What may be quoted of an unknown text: nothing if it may be a number in the wrong column.
fn quotable(text: &str) -> String {
    if text.chars().filter(char::is_ascii_digit).count() > 4 {
        return String::new();
    }
    text.chars().take(20).collect()
}
