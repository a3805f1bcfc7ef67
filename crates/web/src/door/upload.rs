//! Forms with files (multipart): the mark first, then the files, each into a temporary file.

use std::io::{Read, Write};

use axum::{
    extract::{FromRequest, Multipart, Request, multipart::Field},
    response::{IntoResponse, Response},
};
use tempfile::NamedTempFile;

use super::{
    Fields,
    form::{marked, ours},
    signed::signed,
};
use crate::{WebError, site::Site};

/// What was sent: fields, and files in order. Files that were left out do not stand here.
pub struct Upload {
    /// The fields.
    pub fields: Fields,
    /// The files.
    pub files: Vec<Sent>,
}

/// One file that was sent. It is gone when dropped.
pub struct Sent {
    /// Name of the field.
    pub field: String,
    /// Name of the file as its sender calls it: to be shown, never a path.
    pub name: String,
    /// What the browser takes it for.
    pub kind: String,
    /// How large it is.
    pub bytes: u64,
    /// Where it lies.
    pub file: NamedTempFile,
}

impl Sent {
    /// The whole content; for files that are small by rule.
    pub fn read(&self) -> Result<Vec<u8>, WebError> {
        let mut content = Vec::new();
        self.file.reopen().and_then(|mut file| file.read_to_end(&mut content)).map_err(broken)?;
        Ok(content)
    }
}

/// What somebody without an account sent: a form of a page of ours, with files.
pub struct OpenUpload(pub Upload);

impl FromRequest<Site> for OpenUpload {
    type Rejection = WebError;

    async fn from_request(request: Request, site: &Site) -> Result<Self, WebError> {
        ours(site, request.headers())?;
        let form = multipart(request, site).await?;
        take(form, None, site.config.limits.upload_bytes).await.map(Self)
    }
}

async fn multipart(request: Request, site: &Site) -> Result<Multipart, WebError> {
    let wanted = "multipart/form-data";
    let given = || WebError::MediaType { given: "这种表单".into(), wanted };
    Multipart::from_request(request, site).await.map_err(|_| given())
}

impl FromRequest<Site> for Upload {
    type Rejection = Response;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let signed = signed(&mut parts, site).await?;
        ours(site, &parts.headers).map_err(IntoResponse::into_response)?;
        let limit = match signed.who {
            account::Who::Staff(_) => site.config.limits.batch_bytes,
            account::Who::Holder(_) => site.config.limits.upload_bytes,
        };
        let request = Request::from_parts(parts, body);
        let form = multipart(request, site).await.map_err(IntoResponse::into_response)?;
        take(form, Some(&signed.csrf), limit).await.map_err(IntoResponse::into_response)
    }
}

/// Reads a form; `csrf` is the mark that it must carry before its files.
async fn take(mut form: Multipart, csrf: Option<&str>, limit: u64) -> Result<Upload, WebError> {
    let mut upload = Upload { fields: Fields::default(), files: Vec::new() };
    let (mut left, mut known) = (limit, csrf.is_none());
    while let Some(field) = form.next_field().await.map_err(|_| unreadable())? {
        let name = field.name().unwrap_or_default().to_owned();
        match field.file_name().map(plain) {
            Some(_) if !known => return Err(WebError::Foreign),
            Some(file) if !file.is_empty() => {
                let sent = spool(field, (name, file), &mut left, limit).await?;
                upload.files.push(sent);
            }
            Some(_) => {}
            None => {
                let value = text(field, &mut left, limit).await?;
                if let Some(csrf) = csrf.filter(|_| name == "csrf") {
                    marked(csrf, &value)?;
                    known = true;
                }
                upload.fields.put(name, value);
            }
        }
    }
    if known { Ok(upload) } else { Err(WebError::Foreign) }
}

async fn spool(
    mut field: Field<'_>,
    (name, file_name): (String, String),
    left: &mut u64,
    limit: u64,
) -> Result<Sent, WebError> {
    let kind = field.content_type().unwrap_or("application/octet-stream").to_owned();
    let mut file = NamedTempFile::new().map_err(broken)?;
    let mut bytes = 0;
    while let Some(chunk) = field.chunk().await.map_err(|_| unreadable())? {
        let size = chunk.len() as u64;
        *left = left.checked_sub(size).ok_or(WebError::TooLarge { limit })?;
        bytes += size;
        file.write_all(&chunk).map_err(broken)?;
    }
    file.flush().map_err(broken)?;
    Ok(Sent { field: name, name: file_name, kind, bytes, file })
}

async fn text(mut field: Field<'_>, left: &mut u64, limit: u64) -> Result<String, WebError> {
    let mut content = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|_| unreadable())? {
        *left = left.checked_sub(chunk.len() as u64).ok_or(WebError::TooLarge { limit })?;
        content.extend_from_slice(&chunk);
        if content.len() as u64 > TEXT {
            return Err(WebError::TooLarge { limit: TEXT });
        }
    }
    String::from_utf8(content).map_err(|_| unreadable())
}

/// Largest text of one field, in bytes.
const TEXT: u64 = 1 << 20;

/// The last part of a file's name: some browsers send the whole path.
fn plain(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|letter| !letter.is_control()).take(120).collect()
}

fn unreadable() -> WebError {
    WebError::Invalid {
        what: "上传没有完整到达，或读不懂".into(),
        remedy: "请重新选择文件再传一次".into(),
    }
}

fn broken(error: std::io::Error) -> WebError {
    WebError::Machine(format!("a file that was sent could not be kept: {error}"))
}
