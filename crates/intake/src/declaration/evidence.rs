//! Evidence: small files of known types, sealed before they are stored.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use vocabulary::{SubjectId, parse_case_number};

use super::{Declarations, PREFIX};
use crate::{
    EvidenceFile, EvidenceKind, EvidenceLine, IntakeError, NewEvidence, queries::declarations,
};

/// Bytes of one file at most.
pub(crate) const LARGEST: usize = 5 << 20;
/// Files of one declaration at most.
const FILES: usize = 5;

/// A file ready to be stored.
pub(crate) struct Sealed {
    pub(crate) kind: EvidenceKind,
    pub(crate) bytes: u64,
    pub(crate) sha256: String,
    pub(crate) name: String,
    pub(crate) content: String,
}

impl Sealed {
    /// What the ledger says of it.
    pub(super) fn told(&self) -> Value {
        json!({ "kind": self.kind, "bytes": self.bytes, "sha256": self.sha256 })
    }
}

impl Declarations {
    /// Checks and seals files.
    pub(super) fn seal(
        &self,
        subject: SubjectId,
        files: &[NewEvidence],
    ) -> Result<Vec<Sealed>, IntakeError> {
        let forbidden = |reason, remedy| IntakeError::Forbidden { rule: "S-112", reason, remedy };
        if files.len() > FILES {
            let reason = format!("证明材料超过 {FILES} 个文件");
            return Err(forbidden(reason, "请合并后再上传。"));
        }
        let seal = |file: &NewEvidence| {
            let name: String = file.name.chars().take(120).collect();
            if file.content.len() > LARGEST {
                let reason = format!("文件“{name}”超过 5 MB");
                return Err(forbidden(reason, "请压缩后再上传。"));
            }
            let kind = kind_of(&file.content).ok_or_else(|| {
                let reason = format!("文件“{name}”不是 PDF、PNG 或者 JPG");
                forbidden(reason, "请转换成这三种格式之一后再上传。")
            })?;
            let sha256 = hex::encode(Sha256::digest(&file.content));
            let (vault, entropy) = (&self.0.vault, &*self.0.entropy);
            Ok(Sealed {
                kind,
                bytes: file.content.len() as u64,
                name: vault.seal(name.as_bytes(), &place("name", subject, &sha256), entropy),
                content: vault.seal(&file.content, &place("content", subject, &sha256), entropy),
                sha256,
            })
        };
        files.iter().map(seal).collect()
    }

    /// One file of a declaration; none if there is none.
    pub fn evidence(&self, number: &str, file: u64) -> Result<Option<EvidenceFile>, IntakeError> {
        let Some(number) = parse_case_number(PREFIX, number) else { return Ok(None) };
        let found = self.0.db.read(|tx| declarations::evidence(tx, &number, file))?;
        let Some((subject, sealed)) = found else { return Ok(None) };
        let content =
            self.0.vault.open(&sealed.content, &place("content", subject, &sealed.sha256))?;
        Ok(Some(EvidenceFile { line: self.line(subject, file, &sealed)?, content }))
    }

    /// A file as a list shows it.
    pub(super) fn line(
        &self,
        subject: SubjectId,
        file: u64,
        sealed: &Sealed,
    ) -> Result<EvidenceLine, IntakeError> {
        let name = self.0.vault.open(&sealed.name, &place("name", subject, &sealed.sha256))?;
        Ok(EvidenceLine {
            file,
            name: String::from_utf8_lossy(&name).into_owned(),
            kind: sealed.kind,
            bytes: sealed.bytes,
            sha256: sealed.sha256.clone(),
        })
    }
}

/// What binds a sealed file to its place.
fn place(part: &str, subject: SubjectId, sha256: &str) -> Vec<u8> {
    format!("declaration/{part}/{}/{sha256}", subject.to_hex()).into_bytes()
}

/// What a file is, by its first bytes.
fn kind_of(content: &[u8]) -> Option<EvidenceKind> {
    let marks: [(&[u8], EvidenceKind); 3] = [
        (b"%PDF-", EvidenceKind::Pdf),
        (b"\x89PNG\r\n\x1a\n", EvidenceKind::Png),
        (b"\xff\xd8\xff", EvidenceKind::Jpg),
    ];
    marks.into_iter().find(|(mark, _)| content.starts_with(mark)).map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_first_bytes_say() {
        assert_eq!(kind_of(b"%PDF-1.7\n"), Some(EvidenceKind::Pdf));
        assert_eq!(kind_of(b"\x89PNG\r\n\x1a\n\0"), Some(EvidenceKind::Png));
        assert_eq!(kind_of(b"\xff\xd8\xff\xe0"), Some(EvidenceKind::Jpg));
        for other in [&b""[..], b"GIF89a", b"<svg>", b"MZ", b"PK\x03\x04"] {
            assert_eq!(kind_of(other), None);
        }
    }
}
