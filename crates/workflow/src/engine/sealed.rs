//! Papers: small files of known types, sealed before they are stored.

use policy::model::process::Process;
use sha2::{Digest, Sha256};
use vocabulary::Date;

use crate::{Fault, Paper, WorkflowError, cases::Inner, facts::Told, queries::papers::Kept};

/// Bytes of one paper at most.
pub(crate) const LARGEST: usize = 5 << 20;
/// Papers of one step at most.
const PAPERS: usize = 10;

/// What a paper is, by its first bytes.
pub(crate) fn media_type(content: &[u8]) -> Option<&'static str> {
    let marks: [(&[u8], &'static str); 3] = [
        (b"%PDF-", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
    ];
    marks.into_iter().find(|(mark, _)| content.starts_with(mark)).map(|(_, media)| media)
}

impl Inner {
    /// Checks and seals papers, before the pen is asked.
    pub(crate) fn seal_papers(
        &self,
        process: &Process,
        papers: &[Paper],
        today: Date,
    ) -> Result<Vec<Kept>, WorkflowError> {
        let mut faults = Vec::new();
        let mut sealed = Vec::new();
        for (paper, place) in papers.iter().zip(1..) {
            match self.seal_paper(process, paper, today) {
                Ok(kept) if place <= PAPERS => sealed.push(kept),
                Ok(_) => faults.push(Fault {
                    field: paper.document.clone(),
                    reason: format!("一次最多上传 {PAPERS} 个文件，请合并"),
                }),
                Err(reason) => faults.push(Fault { field: paper.document.clone(), reason }),
            }
        }
        if faults.is_empty() { Ok(sealed) } else { Err(WorkflowError::Faulty(faults)) }
    }

    fn seal_paper(&self, process: &Process, paper: &Paper, today: Date) -> Result<Kept, String> {
        let name: String = paper.name.chars().filter(|mark| !mark.is_control()).take(120).collect();
        if !process.document.iter().any(|rule| rule.id == paper.document) {
            return Err(format!("文件“{name}”不是这个事项要的材料"));
        }
        if paper.bytes.len() > LARGEST {
            return Err(format!("文件“{name}”超过 5 MB，请压缩"));
        }
        let media = media_type(&paper.bytes)
            .ok_or_else(|| format!("文件“{name}”不是 PDF、PNG 或者 JPG，请转换"))?;
        let sha256 = hex::encode(Sha256::digest(&paper.bytes));
        let seal = |part: &str, bytes: &[u8]| {
            self.vault.seal(bytes, &place(part, &sha256), &*self.entropy)
        };
        Ok(Kept {
            place: 0,
            document: paper.document.clone(),
            media_type: media.to_owned(),
            bytes: paper.bytes.len() as u64,
            given_on: today,
            name: seal("name", name.as_bytes()),
            content: seal("content", &paper.bytes),
            sha256,
        })
    }

    /// A part of a paper, opened.
    pub(crate) fn open_paper(
        &self,
        part: &str,
        sha256: &str,
        sealed: &str,
    ) -> Result<Vec<u8>, WorkflowError> {
        Ok(self.vault.open(sealed, &place(part, sha256))?)
    }
}

/// What the ledger says of papers, in their places from `first` on.
pub(crate) fn told(papers: &mut [Kept], first: u64) -> Vec<Told> {
    let tell = |(paper, place): (&mut Kept, u64)| {
        paper.place = place;
        Told {
            place,
            document: paper.document.clone(),
            sha256: paper.sha256.clone(),
            bytes: paper.bytes,
        }
    };
    papers.iter_mut().zip(first..).map(tell).collect()
}

/// What binds a sealed paper to its content.
fn place(part: &str, sha256: &str) -> Vec<u8> {
    format!("case/paper/{part}/{sha256}").into_bytes()
}
