//! Amounts as registers have them, and the laws they keep.

use proptest::prelude::*;

use super::*;

fn yuan(text: &str) -> i64 {
    let amount = Amount::parse(text).unwrap();
    assert_eq!(amount.currency(), Currency::Cny, "{text}");
    amount.hundredths()
}

#[test]
fn forms_of_the_register() {
    for (text, ten_thousands) in [
        ("26万元", "26"),
        ("233.6000(万元人民币)", "233.6"),
        ("1,286.5000(万)", "1286.5"),
        ("63.5万人民币", "63.5"),
        ("2000元", "0.2"),
        ("2,333,833.5563(万元人民币)", "2333833.5563"),
        ("27.5万人民币元", "27.5"),
        ("1792.5万元人民币", "1792.5"),
        ("180(万元)", "180"),
        ("32000万", "32000"),
        ("１，２８６．５（万元）", "1286.5"),
        ("人民币 50 万元整", "50"),
        ("1.2亿元", "12000"),
        ("￥2000", "0.2"),
        ("RMB 3000.50元", "0.30005"),
        ("100", "100"),
        ("0.000001", "0.000001"),
        ("0", "0"),
        ("+5", "5"),
        ("500000.00元", "50"),
    ] {
        assert_eq!(Amount::parse(text).unwrap().in_ten_thousands(), ten_thousands, "{text}");
        yuan(text);
    }
    assert_eq!(yuan("26万元"), 26_000_000);
    assert_eq!(yuan("0.01元"), 1);
}

#[test]
fn foreign_currencies_stay_what_they_are() {
    for (text, currency, shown) in [
        ("3,906.5373(万美元)", Currency::Usd, "3906.5373万美元"),
        ("134,000(万日元)", Currency::Jpy, "134000万日元"),
        ("800(万欧元)", Currency::Eur, "800万欧元"),
        ("0万港元", Currency::Hkd, "0万港元"),
        ("160(万新加坡元)", Currency::Sgd, "160万新加坡元"),
        ("90万英镑", Currency::Gbp, "90万英镑"),
        ("USD 20000", Currency::Usd, "2万美元"),
    ] {
        let amount = Amount::parse(text).unwrap();
        assert_eq!((amount.currency(), amount.to_string().as_str()), (currency, shown), "{text}");
        assert_eq!(Amount::parse(shown), Ok(amount));
        assert_eq!(amount.currency().code().len(), 3);
    }
}

#[test]
fn refusals() {
    use AmountError as E;
    for (text, error) in [
        ("", E::Missing),
        ("N/A", E::Missing),
        (" 无 ", E::Missing),
        ("万人民币", E::NoNumber),
        ("出口商品组织代理( 国家限制的商品除外 )。", E::NotANumber),
        ("出口商品，（依法须经批准的项目）。", E::NotANumber),
        ("1.2.3万", E::NotANumber),
        ("1,28万", E::NotANumber),
        (".万", E::NotANumber),
        ("5-6万", E::NotANumber),
        ("-5万元", E::Negative),
        ("0.0000001", E::TooFine),
        ("0.001元", E::TooFine),
        ("99999999999999999999万", E::TooLarge),
        ("999999999999999999999999999999999999999999999999", E::TooLarge),
        ("5公斤", E::UnknownUnit { found: "公斤".into() }),
        ("5万元等", E::UnknownUnit { found: "万元等".into() }),
    ] {
        assert_eq!(Amount::parse(text), Err(error), "{text}");
    }
}

proptest! {
    #[test]
    fn what_is_shown_reads_back(hundredths in 0..=i64::MAX) {
        for currency in [Currency::Cny, Currency::Usd, Currency::Nzd, Currency::Sgd, Currency::Aud, Currency::Mop] {
            let amount = Amount::of_hundredths(currency, hundredths);
            prop_assert_eq!(Amount::parse(&amount.to_string()), Ok(amount));
        }
        let amount = Amount::of_hundredths(Currency::Cny, hundredths);
        prop_assert_eq!(Amount::parse(&amount.in_ten_thousands()), Ok(amount));
    }

    #[test]
    fn parsing_never_panics(text in ".*") {
        let _ = Amount::parse(&text);
    }

    #[test]
    fn number_soup_never_panics(text in "[0-9.,+-]{0,60}(万|亿|元)?") {
        let _ = Amount::parse(&text);
    }
}
