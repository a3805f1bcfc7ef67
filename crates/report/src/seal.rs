//! The seal on the files of a report: what it says, where it stands, how it is read.
//!
//! The seal is a note of C2SP signed-note under the title `probity/report`, signed by the log's keys
//! (Ed25519, and SM2 with SM3). Its text is one line of six words:
//!
//! ```text
//! number  layout  valid-until  SM3-of-the-model  SHA-256-of-the-bytes  original|reprint
//! ```
//!
//! A JSON file is `{"report":MODEL,"seal":"NOTE"}` without a blank; the bytes are those of MODEL. A PDF
//! is followed, after `%%EOF` and a newline, by the lines of the note, each behind a `%`; the bytes are
//! those before. A file is read only if it is written exactly so: no byte of it can be another.

use serde::{Deserialize, Serialize};
use sha2::Sha256;
use sm3::{Digest as _, Sm3};
use vocabulary::Date;

use crate::{Report, number::is_number};

/// The title of the note.
pub const TITLE: &str = "probity/report";
/// The format of the model.
pub const FORMAT: &str = "probity-report/1";
/// Where a PDF ends and the seal begins.
const END: &[u8] = b"%%EOF\n%probity/report\n";
/// Bytes of `END` that belong to the PDF.
const EOF: usize = 6;
/// A seal is far shorter.
const LONGEST: usize = 4096;

/// Whether a file is the first print of a report or a later one that came out otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Printed {
    /// The same bytes as when the report was issued.
    Original,
    /// The same report, set by another font or press than when it was issued: other bytes.
    Reprint,
}

/// What kind of file bears a seal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileKind {
    /// A PDF.
    Pdf,
    /// A JSON file.
    Json,
}

/// What a seal says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// Number of the report.
    pub number: String,
    /// Id of its layout.
    pub template: String,
    /// Last day on which it may be relied on.
    pub valid_until: Date,
    /// SM3 of the model, 64 hexadecimal digits.
    pub digest: String,
    /// SHA-256 of the bytes that are sealed, 64 hexadecimal digits.
    pub bytes: String,
    /// First print or later one.
    pub printed: Printed,
}

/// A file taken apart; its hashes hold, its signatures are not yet looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct SealedFile {
    /// PDF or JSON.
    pub kind: FileKind,
    /// What the seal says.
    pub seal: Seal,
    /// The signed note, word for word.
    pub note: String,
    /// The report; none in a PDF.
    pub report: Option<Box<Report>>,
}

/// Why a file is no sealed report.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealFault {
    /// There is no seal on it.
    #[error("文件上没有信用报告的签章")]
    None,
    /// It bears one, and is not what was sealed.
    #[error("文件与签章不符：{what}")]
    Altered {
        /// What does not fit.
        what: &'static str,
    },
    /// Not every key that is trusted has signed.
    #[error("签章不是由所列公钥签出的")]
    Signature,
}

fn altered(what: &'static str) -> SealFault {
    SealFault::Altered { what }
}

impl Seal {
    /// The line that is signed.
    pub fn text(&self) -> String {
        let printed = match self.printed {
            Printed::Original => "original",
            Printed::Reprint => "reprint",
        };
        let Self { number, template, valid_until, digest, bytes, .. } = self;
        format!("{number} {template} {valid_until} {digest} {bytes} {printed}")
    }

    /// Reads the line; none unless it is written exactly as [`Seal::text`] writes it.
    pub fn parse(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let mut word = || words.next();
        let seal = Self {
            number: word()?.to_owned(),
            template: word()?.to_owned(),
            valid_until: word()?.parse().ok()?,
            digest: word()?.to_owned(),
            bytes: word()?.to_owned(),
            printed: match word()? {
                "original" => Printed::Original,
                "reprint" => Printed::Reprint,
                _ => return None,
            },
        };
        let plain = |id: &str| {
            let fits =
                |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
            !id.is_empty() && id.bytes().all(fits)
        };
        let sound = is_number(&seal.number)
            && plain(&seal.template)
            && is_digest(&seal.digest)
            && is_digest(&seal.bytes)
            && seal.text() == text;
        sound.then_some(seal)
    }
}

fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
}

/// The canonical JSON of a report, of which its digest is taken.
pub fn canonical(report: &Report) -> Option<String> {
    serde_json::to_string(report).ok()
}

/// SM3 in hexadecimal digits.
pub fn sm3(bytes: &[u8]) -> String {
    hex::encode(Sm3::digest(bytes))
}

/// SHA-256 in hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// A JSON file of a model that is canonical already, and its note.
pub(crate) fn on_json(model: &str, note: &str) -> String {
    format!("{{\"report\":{model},\"seal\":{}}}", serde_json::Value::from(note))
}

/// The bytes of a PDF as they are sealed: with a newline at the end.
pub(crate) fn pdf_bytes(mut pdf: Vec<u8>) -> Vec<u8> {
    if !pdf.ends_with(b"\n") {
        pdf.push(b'\n');
    }
    pdf
}

/// A PDF with its note behind it.
pub(crate) fn on_pdf(mut pdf: Vec<u8>, note: &str) -> Vec<u8> {
    pdf.extend_from_slice(commented(note).as_bytes());
    pdf
}

/// The lines of a note as comments of a PDF.
fn commented(note: &str) -> String {
    note.lines().map(|line| format!("%{line}\n")).collect()
}

/// Takes a file apart and holds its bytes against its seal.
pub fn read(file: &[u8]) -> Result<SealedFile, SealFault> {
    if file.starts_with(b"%PDF-") { read_pdf(file) } else { read_json(file) }
}

fn read_pdf(file: &[u8]) -> Result<SealedFile, SealFault> {
    let tail = file.len().saturating_sub(LONGEST);
    let place = file.get(tail..).and_then(|end| {
        end.windows(END.len()).rposition(|window| window == END).map(|at| tail + at + EOF)
    });
    let Some((pdf, comments)) = place.and_then(|at| file.split_at_checked(at)) else {
        return Err(if bears_traces(file) { altered("签章不完整") } else { SealFault::None });
    };
    let comments = std::str::from_utf8(comments).map_err(|_| altered("签章不完整"))?;
    let plain: Option<String> =
        comments.lines().map(|line| Some(format!("{}\n", line.strip_prefix('%')?))).collect();
    let note = plain.filter(|note| commented(note) == comments);
    let note = note.ok_or_else(|| altered("签章不完整"))?;
    let seal = said(&note)?;
    if sha256(pdf) != seal.bytes {
        return Err(altered("内容被改动"));
    }
    Ok(SealedFile { kind: FileKind::Pdf, seal, note, report: None })
}

/// A JSON file as it is read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Json {
    report: Report,
    seal: String,
}

fn read_json(file: &[u8]) -> Result<SealedFile, SealFault> {
    let Ok(Json { report, seal: note }) = serde_json::from_slice(file) else {
        return Err(if bears_traces(file) { altered("格式被改动") } else { SealFault::None });
    };
    let seal = said(&note)?;
    let model = canonical(&report).ok_or_else(|| altered("格式被改动"))?;
    let told = (seal.number.as_str(), seal.template.as_str(), seal.valid_until);
    if sha256(model.as_bytes()) != seal.bytes
        || sm3(model.as_bytes()) != seal.digest
        || (report.number.as_str(), report.template.id.as_str(), report.valid_until) != told
        || report.format != FORMAT
        || seal.printed != Printed::Original
    {
        return Err(altered("内容被改动"));
    }
    if on_json(&model, &note).as_bytes() != file {
        return Err(altered("格式被改动"));
    }
    Ok(SealedFile { kind: FileKind::Json, seal, note, report: Some(Box::new(report)) })
}

/// What a note says, before anybody looks at its signatures.
fn said(note: &str) -> Result<Seal, SealFault> {
    let text = note.strip_prefix(TITLE).and_then(|rest| rest.strip_prefix('\n'));
    let text = text.and_then(|rest| rest.split_once('\n')).map(|(line, _)| line);
    text.and_then(Seal::parse).ok_or_else(|| altered("签章不完整"))
}

/// Whether something of a seal is there, though it does not read.
fn bears_traces(file: &[u8]) -> bool {
    const TRACES: [&[u8]; 3] = [b"probity/report", b"probity-report/1", b"\n%\n%\xe2\x80\x94 "];
    let (head, tail) = (file.get(..LONGEST), file.get(file.len().saturating_sub(LONGEST)..));
    [head.unwrap_or(file), tail.unwrap_or(file)].iter().any(|part| {
        TRACES.iter().any(|trace| part.windows(trace.len()).any(|window| window == *trace))
    })
}
