//! What is taken home of a list: the papers in one archive with a summary, or the summary alone. What was
//! superseded in the meantime is left out, and the summary says so.

use std::{
    fs::File,
    io::{Seek, SeekFrom, Write},
};

use axum::{extract::State, response::Response};
use report::Verdict;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use web::{
    WebError,
    door::{Language, Named, Site, Staff, Visit, file, file_of},
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::{
    batch::{Batch, kept},
    run::{One, Outcome},
};

/// `GET /desk/reports/batches/{number}/reports.zip`
pub(super) async fn zip(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<u64>,
) -> Result<Response, WebError> {
    let archive = site.ask(move |site| {
        let batch = kept(&staff, number)?;
        archive(site, visit.language, &batch)
    });
    Ok(file_of("reports.zip", "application/zip", archive.await?))
}

/// `GET /desk/reports/batches/{number}/summary.csv`
pub(super) async fn csv(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<u64>,
) -> Result<Response, WebError> {
    site.ask(move |site| {
        let batch = kept(&staff, number)?;
        let rows = rows(site, visit.language, &batch)?;
        Ok(file("summary.csv", "text/csv; charset=utf-8", written(site, visit.language, &rows)))
    })
    .await
}

/// `GET /desk/reports/batches/{number}/summary.xlsx`
pub(super) async fn xlsx(
    State(site): State<Site>,
    visit: Visit,
    staff: Staff,
    Named(number): Named<u64>,
) -> Result<Response, WebError> {
    const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    site.ask(move |site| {
        let batch = kept(&staff, number)?;
        let rows = rows(site, visit.language, &batch)?;
        let book = book(site, visit.language, &batch, &rows).map_err(broken)?;
        Ok(file("summary.xlsx", KIND, book))
    })
    .await
}

fn broken(error: impl std::fmt::Display) -> WebError {
    WebError::Machine(format!("a batch of reports was not packed: {error}"))
}

/// One row of the summary, and the report whose paper goes along.
struct Row<'b> {
    cells: Vec<String>,
    paper: Option<(u64, &'b One)>,
}

/// The rows of the summary, in the order of the list.
fn rows<'b>(site: &Site, language: Language, batch: &'b Batch) -> Result<Vec<Row<'b>>, WebError> {
    let word = |key: &str| site.word(language, &format!("desk.report_batches.{key}"));
    let mut rows = Vec::with_capacity(batch.lines.len());
    for line in &batch.lines {
        let mut cells = vec![line.line.to_string(), line.number.clone()];
        let paper = match &line.outcome {
            Outcome::Refused(fault) => {
                cells.extend([String::new(), word("refused"), fault.words(site, language)]);
                cells.resize(9, String::new());
                None
            }
            Outcome::Issued(one) => {
                let stands = site.reports().verify(&one.report)?.verdict == Verdict::Genuine;
                let gone = if stands { String::new() } else { word("gone") };
                let result = word(if stands { "issued" } else { "refused" });
                cells.extend([one.name.clone(), result, gone, one.report.clone()]);
                cells.extend([one.valid_until.to_string(), one.digest.clone(), one.verify.clone()]);
                stands.then_some((line.line, &**one))
            }
        };
        rows.push(Row { cells, paper });
    }
    Ok(rows)
}

/// The names of the columns.
fn heads(site: &Site, language: Language) -> Vec<String> {
    let head = site.word(language, "desk.report_batches.head");
    head.split(',').map(str::to_owned).collect()
}

/// The summary as CSV, with the mark that table programs need.
fn written(site: &Site, language: Language, rows: &[Row<'_>]) -> String {
    let mut text = String::from("\u{feff}");
    let heads = heads(site, language);
    let lines = std::iter::once(&heads).chain(rows.iter().map(|row| &row.cells));
    for cells in lines {
        let cells: Vec<String> = cells.iter().map(|cell| crate::csv::cell(cell)).collect();
        text += &cells.join(",");
        text.push_str("\r\n");
    }
    text
}

/// The summary as a table for table programs.
fn book(
    site: &Site,
    language: Language,
    batch: &Batch,
    rows: &[Row<'_>],
) -> Result<Vec<u8>, XlsxError> {
    let (mut book, bold) = (Workbook::new(), Format::new().set_bold());
    let sheet: &mut Worksheet = book.add_worksheet();
    sheet.set_name(site.word(language, "desk.report_batches.summary"))?;
    let order = &batch.order;
    sheet.write_with_format(0, 0, &order.title, &bold)?;
    sheet.write(1, 0, format!("{}  {}", order.purpose, order.matter_number))?;
    for (column, head) in (0..).zip(heads(site, language)) {
        sheet.write_with_format(3, column, head, &bold)?;
    }
    for (at, row) in (4..).zip(rows) {
        for (column, cell) in (0..).zip(&row.cells) {
            match (column, cell.parse::<u32>()) {
                (0, Ok(line)) => sheet.write(at, column, line)?,
                _ => sheet.write_string(at, column, cell)?,
            };
        }
    }
    for (column, width) in (0..).zip([6.0, 22.0, 34.0, 10.0, 40.0, 26.0, 12.0, 68.0, 60.0]) {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_freeze_panes(4, 0)?;
    book.save_to_buffer()
}

/// The archive: a paper for each report that stands, and the summary as both kinds of table.
fn archive(site: &Site, language: Language, batch: &Batch) -> Result<File, WebError> {
    let rows = rows(site, language, batch)?;
    let mut zip = ZipWriter::new(tempfile::tempfile().map_err(broken)?);
    // Papers are compressed in themselves.
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (line, one) in rows.iter().filter_map(|row| row.paper) {
        zip.start_file(format!("{line:04}-{}.pdf", one.report), plain).map_err(broken)?;
        zip.write_all(&batch.paper(one)?).map_err(broken)?;
    }
    let packed = SimpleFileOptions::default();
    zip.start_file("summary.csv", packed).map_err(broken)?;
    zip.write_all(written(site, language, &rows).as_bytes()).map_err(broken)?;
    zip.start_file("summary.xlsx", plain).map_err(broken)?;
    zip.write_all(&book(site, language, batch, &rows).map_err(broken)?).map_err(broken)?;
    let mut file = zip.finish().map_err(broken)?;
    file.seek(SeekFrom::Start(0)).map_err(broken)?;
    Ok(file)
}
