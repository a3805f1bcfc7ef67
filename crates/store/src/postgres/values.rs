//! Values to and from PostgreSQL's binary form; integers of every width are one type here.

use std::error::Error;

use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, private::BytesMut};

use super::numeric;
use crate::{Row, StoreError, Value};

impl ToSql for Value {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(number) => int_to_sql(*number, ty, out),
            Self::Real(number) => match *ty {
                Type::FLOAT8 => number.to_sql(ty, out),
                _ => Err(mismatch(self, ty)),
            },
            Self::Text(text) if text.contains('\0') => {
                Err("text holds a NUL character, which PostgreSQL cannot store".into())
            }
            Self::Text(text) if <&str as ToSql>::accepts(ty) => text.as_str().to_sql(ty, out),
            Self::Bytes(bytes) if *ty == Type::BYTEA => bytes.as_slice().to_sql(ty, out),
            Self::Text(_) | Self::Bytes(_) => Err(mismatch(self, ty)),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    tokio_postgres::types::to_sql_checked!();
}

fn int_to_sql(
    number: i64,
    ty: &Type,
    out: &mut BytesMut,
) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
    match *ty {
        Type::INT8 => number.to_sql(ty, out),
        Type::INT4 => i32::try_from(number)?.to_sql(ty, out),
        Type::INT2 => i16::try_from(number)?.to_sql(ty, out),
        Type::BOOL => (number != 0).to_sql(ty, out),
        Type::FLOAT8 => (number as f64).to_sql(ty, out),
        Type::NUMERIC => {
            out.extend_from_slice(&numeric::from_int(number));
            Ok(IsNull::No)
        }
        _ => Err(mismatch(&Value::Int(number), ty)),
    }
}

fn mismatch(value: &Value, ty: &Type) -> Box<dyn Error + Sync + Send> {
    format!("a parameter is {} where the statement wants {ty}; cast it there", value.type_name())
        .into()
}

impl<'a> FromSql<'a> for Value {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(match *ty {
            Type::INT8 => Self::Int(i64::from_sql(ty, raw)?),
            Type::INT4 => Self::Int(i32::from_sql(ty, raw)?.into()),
            Type::INT2 => Self::Int(i16::from_sql(ty, raw)?.into()),
            Type::OID => Self::Int(u32::from_sql(ty, raw)?.into()),
            Type::BOOL => Self::Int(bool::from_sql(ty, raw)?.into()),
            Type::FLOAT8 => Self::Real(f64::from_sql(ty, raw)?),
            Type::FLOAT4 => Self::Real(f32::from_sql(ty, raw)?.into()),
            Type::NUMERIC => match numeric::parse(raw) {
                Some(numeric::Number::Whole(number)) => Self::Int(number),
                Some(numeric::Number::Fraction(number)) => Self::Real(number),
                None => return Err("a number is beyond 64 bits".into()),
            },
            Type::BYTEA => Self::Bytes(raw.to_vec()),
            // `pg_advisory_xact_lock` and others answer nothing.
            Type::VOID => Self::Null,
            _ if <&str as FromSql>::accepts(ty) => {
                Self::Text(<&str>::from_sql(ty, raw)?.to_owned())
            }
            _ => return Err(format!("columns of type {ty} are not used here; cast it").into()),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self::Null)
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// A row of the server as a row of ours.
pub(super) fn row(found: &tokio_postgres::Row) -> Result<Row, StoreError> {
    let values = (0..found.len()).map(|column| found.try_get(column));
    let values = values.collect::<Result<_, _>>().map_err(|error| StoreError::Statement {
        reason: std::error::Error::source(&error).map_or(error.to_string(), ToString::to_string),
        sql: "result".to_owned(),
    })?;
    Ok(Row { values })
}
