//! A bulletin as a workbook: a sheet a part, numbers as numbers, charts of the table program itself.

use rust_xlsxwriter::{
    Chart, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartSolidFill, ChartType,
    Color, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use web::WebError;

use super::{
    model::{Bulletin, Cell, Grid, Part, Plot, Shape},
    say::Say,
};

/// Rows that a chart takes.
const CHART_ROWS: u32 = 18;
/// Width of a column for each part of the paper's width.
const WIDTH: f64 = 0.52;
/// Colours of the rows of a chart.
const COLOURS: [u32; 6] = [0x1F_4E79, 0xC0_504D, 0x7F_7F7F, 0x9B_BB59, 0xB2_7D1E, 0x60_4A7B];

/// The formats of a workbook.
struct Formats {
    title: Format,
    head: Format,
    text: Format,
    count: Format,
    share: Format,
    sum: Format,
    wrapped: Format,
}

impl Formats {
    fn new() -> Self {
        let cell = || Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::Top);
        Self {
            title: Format::new().set_bold().set_font_size(14.0),
            head: cell()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_background_color(Color::RGB(0xE7_EDF3)),
            text: cell().set_text_wrap(),
            count: cell().set_num_format("#,##0"),
            share: cell().set_num_format("0.00%"),
            sum: Format::new().set_bold(),
            wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
        }
    }
}

/// The bytes of the workbook.
pub(crate) fn workbook(say: Say<'_>, bulletin: &Bulletin) -> Result<Vec<u8>, WebError> {
    let broken = |error: XlsxError| WebError::Machine(format!("a workbook: {error}"));
    write(say, bulletin).map_err(broken)
}

fn write(say: Say<'_>, bulletin: &Bulletin) -> Result<Vec<u8>, XlsxError> {
    let formats = Formats::new();
    let mut book = Workbook::new();
    summary(book.add_worksheet(), say, bulletin, &formats)?;
    let mut names: Vec<String> = Vec::new();
    for (place, part) in (1..).zip(&bulletin.parts) {
        let name = sheet_name(place, &part.title, &names);
        section(book.add_worksheet(), (&name, part), &formats)?;
        names.push(name);
    }
    notes(book.add_worksheet(), say, bulletin, &formats)?;
    book.save_to_buffer()
}

/// A name that a sheet may have: short, unlike the others, without marks of formulas.
fn sheet_name(place: usize, title: &str, taken: &[String]) -> String {
    let plain: String =
        title.chars().filter(|mark| !"[]:*?/\\'".contains(*mark)).take(24).collect();
    if taken.contains(&plain) { format!("{plain} {place}") } else { plain }
}

fn summary(
    sheet: &mut Worksheet,
    say: Say<'_>,
    bulletin: &Bulletin,
    formats: &Formats,
) -> Result<(), XlsxError> {
    sheet.set_name(say.word("summary"))?;
    sheet.set_column_width(0, 26)?;
    sheet.set_column_width(1, 90)?;
    sheet.write_with_format(0, 0, &bulletin.title, &formats.title)?;
    let lines = [
        (say.word("issuer"), &bulletin.issuer),
        (say.word("period"), &bulletin.period),
        (say.word("as_of"), &bulletin.as_of),
    ];
    let mut row = 2;
    for (label, value) in lines {
        sheet.write_with_format(row, 0, label, &formats.sum)?;
        sheet.write_with_format(row, 1, value, &formats.wrapped)?;
        row += 1;
    }
    row += 1;
    for (place, finding) in (0_u32..).zip(&bulletin.findings) {
        if place == 0 {
            sheet.write_with_format(row, 0, say.word("findings"), &formats.sum)?;
        }
        sheet.write_with_format(row, 1, finding, &formats.wrapped)?;
        row += 1;
    }
    row += 1;
    for (label, value) in &bulletin.figures {
        sheet.write_with_format(row, 0, label, &formats.sum)?;
        sheet.write_with_format(row, 1, value, &formats.wrapped)?;
        row += 1;
    }
    Ok(())
}

fn section(
    sheet: &mut Worksheet,
    (name, part): (&str, &Part),
    formats: &Formats,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    sheet.write_with_format(0, 0, &part.title, &formats.title)?;
    let mut row = 1;
    for text in &part.text {
        sheet.write(row, 0, text)?;
        row += 1;
    }
    row += 1;
    if let Some(grid) = &part.grid {
        row = table(sheet, row, grid, formats)? + 2;
    } else {
        sheet.set_column_width(0, 22)?;
    }
    for plot in &part.plots {
        row = plotted(sheet, row, (name, plot), formats)?;
    }
    Ok(())
}

/// A table from a row on; gives the row after it.
fn table(
    sheet: &mut Worksheet,
    first: u32,
    grid: &Grid,
    formats: &Formats,
) -> Result<u32, XlsxError> {
    for (column, (title, width)) in (0_u16..).zip(&grid.heads) {
        sheet.write_with_format(first, column, title, &formats.head)?;
        sheet.set_column_width(column, f64::from(*width) * WIDTH)?;
    }
    let mut row = first + 1;
    for cells in grid.all() {
        for (column, cell) in (0_u16..).zip(cells) {
            write_cell(sheet, (row, column), cell, formats)?;
        }
        row += 1;
    }
    let last = u16::try_from(grid.heads.len()).unwrap_or(1).saturating_sub(1);
    sheet.set_repeat_rows(first, first)?;
    let filtered = first + u32::try_from(grid.rows.len()).unwrap_or(0);
    sheet.autofilter(first, 0, filtered, last)?;
    Ok(row)
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Count(count) => {
            let value = u32::try_from(*count).map_or(f64::MAX, f64::from);
            sheet.write_with_format(row, column, value, &formats.count)?;
        }
        Cell::Share(Some(share)) => {
            let value = u32::try_from(*share).map_or(0.0, f64::from) / 10_000.0;
            sheet.write_with_format(row, column, value, &formats.share)?;
        }
        other => {
            sheet.write_with_format(row, column, other.said(), &formats.text)?;
        }
    }
    Ok(())
}

/// The figures of a chart, and the chart beside them; gives the row after both.
fn plotted(
    sheet: &mut Worksheet,
    first: u32,
    (name, plot): (&str, &Plot),
    formats: &Formats,
) -> Result<u32, XlsxError> {
    sheet.write_with_format(first, 0, &plot.title, &formats.sum)?;
    let head = first + 1;
    sheet.write_with_format(head, 0, &plot.of, &formats.head)?;
    let share = plot.unit == "%";
    for (row, label) in (head + 1..).zip(&plot.labels) {
        sheet.write_with_format(row, 0, label, &formats.text)?;
    }
    let last = head + u32::try_from(plot.labels.len()).unwrap_or(1).max(1);
    let mut chart = Chart::new(match plot.shape {
        Shape::Bars => ChartType::Bar,
        Shape::Columns => ChartType::Column,
        Shape::Lines => ChartType::Line,
    });
    for ((column, colour), (title, values)) in (1_u16..).zip(COLOURS).zip(&plot.series) {
        sheet.write_with_format(head, column, title, &formats.head)?;
        for (row, value) in (head + 1..).zip(values) {
            match value {
                Some(value) if share => {
                    sheet.write_with_format(row, column, value / 100.0, &formats.share)?
                }
                Some(value) => sheet.write_with_format(row, column, *value, &formats.count)?,
                None => sheet.write_with_format(row, column, "–", &formats.text)?,
            };
        }
        let series = chart.add_series();
        series
            .set_name((name, head, column))
            .set_categories((name, head + 1, 0, last, 0))
            .set_values((name, head + 1, column, last, column));
        let colour = Color::RGB(colour);
        let mut drawn = ChartFormat::new();
        if plot.shape == Shape::Lines {
            drawn.set_line(ChartLine::new().set_color(colour).set_width(2.25));
        } else {
            drawn.set_solid_fill(ChartSolidFill::new().set_color(colour));
        }
        series.set_format(&mut drawn);
    }
    dress(&mut chart, plot);
    let beside = u16::try_from(plot.series.len()).unwrap_or(1) + 2;
    sheet.insert_chart(first, beside, &chart)?;
    Ok((last + 2).max(first + CHART_ROWS + 2))
}

fn dress(chart: &mut Chart, plot: &Plot) {
    chart.title().set_name(&plot.title);
    chart.title().set_font(ChartFont::new().set_size(12));
    chart.set_width(640).set_height(340);
    chart.set_alt_text(&plot.title);
    if plot.series.len() < 2 {
        chart.legend().set_hidden();
    } else {
        chart.legend().set_position(ChartLegendPosition::Bottom);
    }
    if plot.unit == "%" {
        chart.y_axis().set_num_format("0%").set_min(0.0);
        chart.y_axis().set_max(1.0);
    }
    if plot.shape == Shape::Bars {
        // A bar chart of a table program begins below; ours are read from above.
        chart.x_axis().set_reverse();
    }
}

/// Method and rules.
fn notes(
    sheet: &mut Worksheet,
    say: Say<'_>,
    bulletin: &Bulletin,
    formats: &Formats,
) -> Result<(), XlsxError> {
    sheet.set_name(say.word("method"))?;
    sheet.set_column_width(0, 44)?;
    sheet.set_column_width(1, 34)?;
    sheet.set_column_width(2, 60)?;
    sheet.set_column_width(3, 18)?;
    sheet.write_with_format(0, 0, say.word("method"), &formats.title)?;
    let mut row = 2;
    for text in &bulletin.method {
        sheet.merge_range(row, 0, row, 3, text, &formats.wrapped)?;
        sheet.set_row_height(row, 32)?;
        row += 1;
    }
    row += 1;
    if bulletin.rules.is_empty() {
        return Ok(());
    }
    sheet.write_with_format(row, 0, say.word("rules"), &formats.title)?;
    row += 1;
    let heads = ["rule_of", "rule_says", "rule_basis", "rule_certainty"];
    for (column, key) in (0_u16..).zip(heads) {
        sheet.write_with_format(row, column, say.word(key), &formats.head)?;
    }
    for rule in &bulletin.rules {
        row += 1;
        for (column, text) in (0_u16..).zip(rule) {
            sheet.write_with_format(row, column, text, &formats.text)?;
        }
    }
    Ok(())
}
