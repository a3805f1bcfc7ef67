//! `GET /design`: every component of the pages, live, in both languages.

mod contrast;
mod sample;

use axum::{extract::State, response::Response};
use serde::Serialize;

use crate::{
    WebError,
    chart::{Chart, Table},
    door::{Visit, page},
    site::Site,
};

/// What the page shows beyond the words of its template.
#[derive(Debug, Serialize)]
struct Design {
    /// The palettes a site may choose.
    palettes: Vec<String>,
    /// Palette, pair, contrast on light and on dark.
    contrasts: Vec<Vec<String>>,
    /// One chart of each kind.
    charts: Vec<Chart>,
    /// A line the size of a word.
    spark: String,
    /// A code.
    qr: String,
    /// A table for analysts.
    dense: Table,
}

/// `GET /design`
pub(crate) async fn show(State(site): State<Site>, visit: Visit) -> Result<Response, WebError> {
    page(&site, visit, ("design/index.html", "design"), |site, visit| {
        let say = |key: &str| site.word(visit.language, key);
        let sheet = contrast::Sheet::read(&crate::assets::text("probity.css"));
        Ok(Design {
            palettes: sheet.palettes(),
            contrasts: sheet.rows(),
            charts: sample::charts(visit.language, &say),
            spark: sample::spark(&say),
            qr: sample::qr(&say),
            dense: sample::dense(&say),
        })
    })
    .await
}
