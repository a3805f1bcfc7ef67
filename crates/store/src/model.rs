//! Values and rows as both engines know them.

use crate::StoreError;

/// Which engine a database runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// SQLite, embedded.
    Sqlite,
    /// PostgreSQL 15 or later.
    Postgres,
}

/// What `doctor` asks a database about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The engine.
    pub engine: Engine,
    /// The engine's version, as it says it.
    pub version: String,
    /// Text encoding: must be `UTF-8` or `UTF8`.
    pub encoding: String,
    /// Character classification (`lc_ctype`) on PostgreSQL; none on SQLite.
    pub ctype: Option<String>,
    /// Settings that decide whether a commit survives a power cut: name and value.
    pub durability: Vec<(String, String)>,
    /// What is wrong, one sentence each with the remedy; empty if all is well.
    pub faults: Vec<String>,
}

/// A parameter or a column: the types that both engines share.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `bigint`; also booleans (0, 1) and instants (microseconds since 1970).
    Int(i64),
    /// `double precision`
    Real(f64),
    /// `text`; also dates (`YYYY-MM-DD`)
    Text(String),
    /// `bytea` or `blob`
    Bytes(Vec<u8>),
    /// `null`
    Null,
}

impl Value {
    /// What the value is, for messages.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Int(_) => "an integer",
            Self::Real(_) => "a real number",
            Self::Text(_) => "text",
            Self::Bytes(_) => "bytes",
            Self::Null => "null",
        }
    }
}

macro_rules! value_from {
    ($($from:ty => |$name:ident| $to:expr,)*) => {
        $(impl From<$from> for Value {
            fn from($name: $from) -> Self {
                $to
            }
        })*
    };
}

value_from! {
    i64 => |number| Self::Int(number),
    i32 => |number| Self::Int(number.into()),
    u32 => |number| Self::Int(number.into()),
    bool => |truth| Self::Int(truth.into()),
    f64 => |number| Self::Real(number),
    &str => |text| Self::Text(text.to_owned()),
    &String => |text| Self::Text(text.clone()),
    String => |text| Self::Text(text),
    &[u8] => |bytes| Self::Bytes(bytes.to_vec()),
    Vec<u8> => |bytes| Self::Bytes(bytes),
    [u8; 16] => |bytes| Self::Bytes(bytes.to_vec()),
    &[u8; 16] => |bytes| Self::Bytes(bytes.to_vec()),
    [u8; 32] => |bytes| Self::Bytes(bytes.to_vec()),
    &[u8; 32] => |bytes| Self::Bytes(bytes.to_vec()),
}

/// Counts and positions; no database holds 2⁶³ rows, so the largest integer stands for anything above.
impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// As for `u64`.
impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// One row of a result; columns count from 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    pub(crate) values: Vec<Value>,
}

impl Row {
    /// The column as it is; `Null` beyond the last one.
    pub fn value(&self, column: usize) -> &Value {
        self.values.get(column).unwrap_or(&Value::Null)
    }

    /// Every column, taken out of the row.
    pub fn into_values(self) -> Vec<Value> {
        self.values
    }

    /// The integer in a column; an error if it is null or something else.
    pub fn int(&self, column: usize) -> Result<i64, StoreError> {
        self.opt_int(column)?.ok_or_else(|| self.wrong(column, "an integer"))
    }

    /// The count or position in a column; an error if it is negative.
    pub fn count(&self, column: usize) -> Result<u64, StoreError> {
        u64::try_from(self.int(column)?).map_err(|_| self.wrong(column, "a count"))
    }

    /// The real number in a column; an integer counts as one.
    pub fn real(&self, column: usize) -> Result<f64, StoreError> {
        self.opt_real(column)?.ok_or_else(|| self.wrong(column, "a real number"))
    }

    /// The text in a column; an error if it is null or something else.
    pub fn text(&self, column: usize) -> Result<&str, StoreError> {
        self.opt_text(column)?.ok_or_else(|| self.wrong(column, "text"))
    }

    /// The bytes in a column; an error if it is null or something else.
    pub fn bytes(&self, column: usize) -> Result<&[u8], StoreError> {
        self.opt_bytes(column)?.ok_or_else(|| self.wrong(column, "bytes"))
    }

    /// The integer in a column, or none if it is null.
    pub fn opt_int(&self, column: usize) -> Result<Option<i64>, StoreError> {
        match self.value(column) {
            Value::Int(number) => Ok(Some(*number)),
            Value::Null => Ok(None),
            _ => Err(self.wrong(column, "an integer")),
        }
    }

    /// The real number in a column, or none if it is null.
    pub fn opt_real(&self, column: usize) -> Result<Option<f64>, StoreError> {
        match self.value(column) {
            Value::Real(number) => Ok(Some(*number)),
            Value::Int(number) => Ok(Some(*number as f64)),
            Value::Null => Ok(None),
            _ => Err(self.wrong(column, "a real number")),
        }
    }

    /// The text in a column, or none if it is null.
    pub fn opt_text(&self, column: usize) -> Result<Option<&str>, StoreError> {
        match self.value(column) {
            Value::Text(text) => Ok(Some(text)),
            Value::Null => Ok(None),
            _ => Err(self.wrong(column, "text")),
        }
    }

    /// The bytes in a column, or none if it is null.
    pub fn opt_bytes(&self, column: usize) -> Result<Option<&[u8]>, StoreError> {
        match self.value(column) {
            Value::Bytes(bytes) => Ok(Some(bytes)),
            Value::Null => Ok(None),
            _ => Err(self.wrong(column, "bytes")),
        }
    }

    fn wrong(&self, column: usize, wanted: &'static str) -> StoreError {
        let found = self.values.get(column).map_or("nothing", Value::type_name);
        StoreError::Column { column, wanted, found }
    }
}
