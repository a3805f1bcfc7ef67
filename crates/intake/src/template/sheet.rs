//! The workbook of a template.

use policy::model::catalog::CatalogItem;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, Format, FormatAlign, FormatBorder, Formula,
    Workbook, Worksheet, XlsxError,
};

use crate::{
    format::DATA_SHEET,
    template::{TemplateColumn, type_text},
};

/// Rows for which the drop-downs hold.
const ROWS: u32 = 100_000;
/// Name of the hidden sheet that holds the values of drop-downs.
const VALUES_SHEET: &str = "取值";

/// Writes the workbook.
pub(crate) fn workbook(
    item: &CatalogItem,
    columns: &[TemplateColumn<'_>],
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    data(book.add_worksheet(), columns)?;
    instructions(book.add_worksheet(), item, columns)?;
    values(book.add_worksheet(), columns)?;
    book.save_to_buffer()
}

fn data(sheet: &mut Worksheet, columns: &[TemplateColumn<'_>]) -> Result<(), XlsxError> {
    sheet.set_name(DATA_SHEET)?;
    sheet.set_freeze_panes(1, 0)?;
    let example = Format::new().set_italic().set_font_color(Color::Gray).set_num_format("@");
    for (column, part) in columns.iter().enumerate() {
        let place = u16::try_from(column).unwrap_or(u16::MAX);
        let width = part.header.chars().count() as f64 * 2.0 + 4.0;
        sheet.set_column_width(place, width.clamp(14.0, 40.0))?;
        sheet.set_column_format(place, &Format::new().set_num_format("@"))?;
        sheet.write_with_format(0, place, &part.header, &head(part.field.required))?;
        sheet.write_with_format(1, place, &part.example, &example)?;
        sheet.add_data_validation(1, place, ROWS, place, &drop_down(place, part)?)?;
    }
    Ok(())
}

/// Every column is text, so that no number loses its digits and no date its form.
fn head(required: bool) -> Format {
    let format = Format::new()
        .set_bold()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::Center)
        .set_text_wrap();
    let colour = if required { Color::RGB(0xFC_E4_D6) } else { Color::RGB(0xE7_E6_E6) };
    format.set_background_color(colour)
}

fn drop_down(column: u16, part: &TemplateColumn<'_>) -> Result<DataValidation, XlsxError> {
    let field = part.field;
    let rule = if part.values.is_empty() {
        DataValidation::new()
    } else {
        let name = rust_xlsxwriter::utility::column_number_to_name(column);
        let last = part.values.len();
        let list = format!("={VALUES_SHEET}!${name}$1:${name}${last}");
        DataValidation::new().allow_list_formula(Formula::new(list))
    };
    let title: String = field.zh.chars().take(30).collect();
    let message = format!("{}。{}", type_text(field), field.help.as_deref().unwrap_or_default());
    let message: String = message.chars().take(250).collect();
    // A warning that can be overruled where several values may stand joined.
    let style = if field.several {
        DataValidationErrorStyle::Warning
    } else {
        DataValidationErrorStyle::Stop
    };
    rule.ignore_blank(true)
        .set_error_style(style)
        .set_input_title(title)?
        .set_input_message(message)?
        .set_error_title("取值不对")?
        .set_error_message("请从下拉选项中选择")
}

fn instructions(
    sheet: &mut Worksheet,
    item: &CatalogItem,
    columns: &[TemplateColumn<'_>],
) -> Result<(), XlsxError> {
    sheet.set_name("填写说明")?;
    let bold = Format::new().set_bold();
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.write_with_format(0, 0, format!("{}：填写说明", item.title.zh), &bold)?;
    let basis: Vec<String> = item
        .basis
        .iter()
        .map(|basis| format!("{}{}", basis.document, basis.article.as_deref().unwrap_or_default()))
        .collect();
    let notes = [
        format!("依据：{}", basis.join("；")),
        "1. 在“数据”表中填写，一行一条记录；带 * 的栏目必填，表头不要改动。".to_owned(),
        "2. 第二行是示例，以“【示例】”开头的行不会被读取，可以保留或删除。".to_owned(),
        "3. 所有单元格都是文本格式，请勿改为数值，以免长号码丢失末尾数字。".to_owned(),
        "4. 公开栏目中不要出现身份证号码、手机号码和住址。".to_owned(),
        "5. 报送后可下载回执；没有通过的行连同原因会生成文件，改好后再报送即可，已收下的不会重复。"
            .to_owned(),
    ];
    let mut line = 1;
    for note in &notes {
        sheet.write(line, 0, note)?;
        line += 1;
    }
    line += 1;
    let titles = ["栏目", "英文名", "标准代码", "是否必填", "填写要求", "取值", "说明"];
    for (column, title) in (0_u16..).zip(titles) {
        sheet.write_with_format(line, column, title, &head(false))?;
        sheet.set_column_width(column, if column >= 4 { 44.0 } else { 22.0 })?;
    }
    for part in columns {
        line += 1;
        let field = part.field;
        let required = match (&field.required_when, field.required) {
            (_, true) => "必填".to_owned(),
            (Some(when), false) => format!("有条件必填：{when}"),
            (None, false) => "选填".to_owned(),
        };
        let texts = [
            field.zh.clone(),
            field.name.clone(),
            field.code.clone().unwrap_or_default(),
            required,
            type_text(field),
            part.values.join("；"),
            field.help.clone().or_else(|| field.purpose.clone()).unwrap_or_default(),
        ];
        for (column, text) in (0_u16..).zip(texts) {
            sheet.write_with_format(line, column, text, &wrapped)?;
        }
    }
    Ok(())
}

fn values(sheet: &mut Worksheet, columns: &[TemplateColumn<'_>]) -> Result<(), XlsxError> {
    sheet.set_name(VALUES_SHEET)?;
    sheet.set_hidden(true);
    for (column, part) in (0_u16..).zip(columns) {
        for (line, value) in (0_u32..).zip(&part.values) {
            sheet.write(line, column, value)?;
        }
    }
    Ok(())
}
