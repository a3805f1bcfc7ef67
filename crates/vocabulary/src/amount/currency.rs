//! The currencies that occur in registers of capital.

/// A currency (ISO 4217).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Currency {
    /// 人民币
    Cny,
    /// 美元
    Usd,
    /// 欧元
    Eur,
    /// 日元
    Jpy,
    /// 港元
    Hkd,
    /// 澳门元
    Mop,
    /// 新台币
    Twd,
    /// 英镑
    Gbp,
    /// 新加坡元
    Sgd,
    /// 韩元
    Krw,
    /// 澳大利亚元
    Aud,
    /// 加拿大元
    Cad,
    /// 瑞士法郎
    Chf,
    /// 新西兰元
    Nzd,
    /// 卢布
    Rub,
    /// 泰铢
    Thb,
    /// 马来西亚林吉特
    Myr,
    /// 瑞典克朗
    Sek,
}

/// Written forms, upper-case; of two that share an end the longer comes first.
const FORMS: &[(&str, Currency)] = &[
    ("人民币元", Currency::Cny),
    ("元人民币", Currency::Cny),
    ("人民币", Currency::Cny),
    ("RMB", Currency::Cny),
    ("CNY", Currency::Cny),
    ("\u{A5}", Currency::Cny),
    ("美元", Currency::Usd),
    ("美金", Currency::Usd),
    ("USD", Currency::Usd),
    ("US$", Currency::Usd),
    ("欧元", Currency::Eur),
    ("EUR", Currency::Eur),
    ("€", Currency::Eur),
    ("日元", Currency::Jpy),
    ("日圆", Currency::Jpy),
    ("JPY", Currency::Jpy),
    ("港元", Currency::Hkd),
    ("港币", Currency::Hkd),
    ("HKD", Currency::Hkd),
    ("HK$", Currency::Hkd),
    ("澳门元", Currency::Mop),
    ("MOP", Currency::Mop),
    ("新台币", Currency::Twd),
    ("台币", Currency::Twd),
    ("TWD", Currency::Twd),
    ("英镑", Currency::Gbp),
    ("GBP", Currency::Gbp),
    ("£", Currency::Gbp),
    ("新加坡元", Currency::Sgd),
    ("新元", Currency::Sgd),
    ("SGD", Currency::Sgd),
    ("韩元", Currency::Krw),
    ("韩圆", Currency::Krw),
    ("韩币", Currency::Krw),
    ("KRW", Currency::Krw),
    ("澳大利亚元", Currency::Aud),
    ("澳元", Currency::Aud),
    ("AUD", Currency::Aud),
    ("加拿大元", Currency::Cad),
    ("加元", Currency::Cad),
    ("CAD", Currency::Cad),
    ("瑞士法郎", Currency::Chf),
    ("CHF", Currency::Chf),
    ("新西兰元", Currency::Nzd),
    ("NZD", Currency::Nzd),
    ("卢布", Currency::Rub),
    ("RUB", Currency::Rub),
    ("泰铢", Currency::Thb),
    ("THB", Currency::Thb),
    ("马来西亚林吉特", Currency::Myr),
    ("林吉特", Currency::Myr),
    ("MYR", Currency::Myr),
    ("瑞典克朗", Currency::Sek),
    ("SEK", Currency::Sek),
];

impl Currency {
    /// The unit as it is written after a number: `元` for yuan.
    pub fn text(self) -> &'static str {
        match self {
            Self::Cny => "元",
            Self::Usd => "美元",
            Self::Eur => "欧元",
            Self::Jpy => "日元",
            Self::Hkd => "港元",
            Self::Mop => "澳门元",
            Self::Twd => "新台币",
            Self::Gbp => "英镑",
            Self::Sgd => "新加坡元",
            Self::Krw => "韩元",
            Self::Aud => "澳大利亚元",
            Self::Cad => "加拿大元",
            Self::Chf => "瑞士法郎",
            Self::Nzd => "新西兰元",
            Self::Rub => "卢布",
            Self::Thb => "泰铢",
            Self::Myr => "马来西亚林吉特",
            Self::Sek => "瑞典克朗",
        }
    }

    /// The three-letter code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Cny => "CNY",
            Self::Usd => "USD",
            Self::Eur => "EUR",
            Self::Jpy => "JPY",
            Self::Hkd => "HKD",
            Self::Mop => "MOP",
            Self::Twd => "TWD",
            Self::Gbp => "GBP",
            Self::Sgd => "SGD",
            Self::Krw => "KRW",
            Self::Aud => "AUD",
            Self::Cad => "CAD",
            Self::Chf => "CHF",
            Self::Nzd => "NZD",
            Self::Rub => "RUB",
            Self::Thb => "THB",
            Self::Myr => "MYR",
            Self::Sek => "SEK",
        }
    }

    /// The currency named in a unit, and the unit without that name; yuan if none is named.
    pub(super) fn take_from(unit: &str) -> (Self, String) {
        match FORMS.iter().find(|(form, _)| unit.contains(form)) {
            Some((form, currency)) => (*currency, unit.replacen(form, "", 1)),
            None => (Self::Cny, unit.to_owned()),
        }
    }
}
