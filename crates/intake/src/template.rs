//! The file a department fills in: a workbook with drop-downs and instructions, or plain CSV.

mod sheet;

use policy::model::catalog::{CatalogItem, Field, FieldType};

use crate::{Intake, IntakeError, format::EXAMPLE_MARK};

/// One column of a template.
pub(crate) struct TemplateColumn<'i> {
    pub(crate) field: &'i Field,
    /// What stands in the first row.
    pub(crate) header: String,
    /// What the drop-down offers.
    pub(crate) values: Vec<String>,
    /// What stands in the example row.
    pub(crate) example: String,
}

impl Intake {
    /// The template of an item as XLSX: the sheet 数据 with drop-downs, required columns marked by a
    /// star and an example row that is not read; the sheet 填写说明 with every column explained.
    pub fn template_xlsx(&self, item: &str) -> Result<Vec<u8>, IntakeError> {
        let item = self.item(item, self.clock.today())?;
        sheet::workbook(item, &columns(item))
            .map_err(|error| IntakeError::Template { reason: error.to_string() })
    }

    /// The template of an item as CSV (UTF-8 with mark): headers and the example row.
    pub fn template_csv(&self, item: &str) -> Result<String, IntakeError> {
        let item = self.item(item, self.clock.today())?;
        let columns = columns(item);
        let mut writer = csv::Writer::from_writer(Vec::new());
        let failed = |error: csv::Error| IntakeError::Template { reason: error.to_string() };
        writer.write_record(columns.iter().map(|column| &column.header)).map_err(failed)?;
        writer.write_record(columns.iter().map(|column| &column.example)).map_err(failed)?;
        let bytes = writer
            .into_inner()
            .map_err(|error| IntakeError::Template { reason: error.to_string() })?;
        Ok(format!("\u{FEFF}{}", String::from_utf8_lossy(&bytes)))
    }
}

/// The columns in the order of the item's fields.
fn columns(item: &CatalogItem) -> Vec<TemplateColumn<'_>> {
    let example = item.example.iter().find(|example| example.expect == "accepted");
    let value = |field: &Field| {
        // The template is for everyone: not even an invented person's number stands in it.
        let open = example.filter(|_| field.kind != FieldType::PersonNumber);
        let given = open.and_then(|example| example.fields.get(&field.name)).cloned();
        given.unwrap_or_else(|| sample(field).to_owned())
    };
    let column = |(place, field)| {
        let mark = if place == 0 { EXAMPLE_MARK } else { "" };
        TemplateColumn {
            field,
            header: header(field),
            values: choices(field),
            example: format!("{mark}{}", value(field)),
        }
    };
    item.field.iter().enumerate().map(column).collect()
}

fn header(field: &Field) -> String {
    if field.required { format!("{}*", field.zh) } else { field.zh.clone() }
}

fn choices(field: &Field) -> Vec<String> {
    match field.kind {
        FieldType::YesNo => vec!["是".to_owned(), "否".to_owned()],
        FieldType::PersonDocument if field.values.is_empty() => {
            vocabulary::DocumentType::ALL.iter().map(|kind| kind.text().to_owned()).collect()
        }
        _ => field.values.clone(),
    }
}

/// A value of the right form where the law gives no example; nothing for numbers of persons.
fn sample(field: &Field) -> &str {
    if !field.required {
        return "";
    }
    match field.kind {
        FieldType::Text => field.values.first().map_or("示例文字", String::as_str),
        FieldType::Date => "2026-03-15",
        FieldType::Amount => "0.2",
        FieldType::Integer => "1",
        FieldType::UnifiedCode => "91370100MA3C00011J",
        FieldType::OrganisationCode => "MA3C00011",
        FieldType::RegistrationNumber | FieldType::PersonNumber => "",
        FieldType::PersonDocument => "身份证",
        FieldType::Division => "370102",
        FieldType::YesNo => "是",
    }
}

/// What a type asks for, in one line.
pub(crate) fn type_text(field: &Field) -> String {
    let text = match field.kind {
        FieldType::Text if field.several => "文字，可填多项，用英文分号隔开",
        FieldType::Text if !field.values.is_empty() => "从下拉选项中选择",
        FieldType::Text => "文字",
        FieldType::Date => "日期，如 2026-03-15",
        FieldType::Amount => "金额，单位万元，最多六位小数：2000 元填 0.2",
        FieldType::Integer => "整数",
        FieldType::UnifiedCode => "18 位统一社会信用代码",
        FieldType::OrganisationCode => "9 位组织机构代码",
        FieldType::RegistrationNumber => "13 位或 15 位工商注册号",
        FieldType::PersonNumber => "证件号码",
        FieldType::PersonDocument => "证件类型",
        FieldType::Division => "6 位行政区划代码",
        FieldType::YesNo => "是或否",
    };
    match field.max_length {
        Some(length) if field.kind == FieldType::Text => format!("{text}，不超过 {length} 字"),
        _ => text.to_owned(),
    }
}
