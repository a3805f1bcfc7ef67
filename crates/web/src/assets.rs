//! The stylesheet, the seal and the one script: embedded, addressed by their content so that browsers may keep them.

use std::sync::LazyLock;

use axum::{
    extract::Path,
    http::{HeaderName, StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../assets/"]
struct Assets;

/// Path of an asset, with a mark of its content: `/assets/probity.css?v=1a2b3c4d`.
pub fn href(name: &str) -> String {
    let hash = Assets::get(name).map(|file| hex::encode(file.metadata.sha256_hash()));
    let mark = hash.as_deref().and_then(|hash| hash.get(..8)).unwrap_or("0");
    format!("/assets/{name}?v={mark}")
}

/// The text of an asset; empty if there is none of that name.
pub fn text(name: &str) -> String {
    Assets::get(name)
        .map_or_else(String::new, |file| String::from_utf8_lossy(&file.data).into_owned())
}

/// `GET /assets/{name}`
pub async fn serve(Path(name): Path<String>) -> Response {
    let Some(file) = Assets::get(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("js") => "text/javascript; charset=utf-8",
        _ => "application/octet-stream",
    };
    let headers: [(HeaderName, &str); 2] = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    (headers, file.data.into_owned()).into_response()
}

/// The seal for browsers that ask for `/favicon.ico` whatever the page says.
pub async fn favicon() -> Response {
    static SEAL: LazyLock<Option<Vec<u8>>> =
        LazyLock::new(|| Assets::get("seal.svg").map(|file| file.data.into_owned()));
    match &*SEAL {
        Some(seal) => ([(header::CONTENT_TYPE, "image/svg+xml")], seal.clone()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
