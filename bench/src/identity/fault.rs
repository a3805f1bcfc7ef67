//! What clerks and systems do to a name that still means the same, and what makes another of it.

use demo::Dice;

use super::{lore::Lore, region};

/// Numerals, by value from 1.
const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
const GRAVE: [char; 10] = ['壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖', '拾'];
const BLANKS: [char; 5] = [' ', ' ', '\u{3000}', '\u{a0}', '\t'];
/// Endings that tell the form, the longest first.
const FORMS: [&str; 9] = [
    "股份有限公司",
    "有限责任公司",
    "集团有限公司",
    "集团总公司",
    "集团公司",
    "有限公司",
    "总公司",
    "公司",
    "总厂",
];

/// A name of the list, at its place there.
pub(crate) struct Original<'a> {
    pub(crate) at: usize,
    pub(crate) name: &'a str,
    pub(crate) lore: &'a Lore,
}

type Made = Option<String>;

impl Original<'_> {
    fn chars(&self) -> Vec<char> {
        self.name.chars().collect()
    }

    /// By traditional characters, as in the mainland's old prints, Hong Kong or Taiwan.
    pub(crate) fn script(&self, dice: &mut Dice) -> Made {
        let ways = self.lore.written(self.at);
        let way = usize::try_from(dice.below(ways.len() as u64)).ok()?;
        ways.get(way).cloned()
    }

    /// 省, 市, 区, 县 dropped or added, or the province told before the city.
    pub(crate) fn region(&self, dice: &mut Dice) -> Made {
        let (pieces, rest) = region::split(self.name);
        let first = pieces.first()?;
        let whole = |change: &dyn Fn(usize, &region::Piece) -> &'static str| {
            let places: String =
                pieces.iter().enumerate().map(|(at, piece)| change(at, piece)).collect();
            format!("{places}{rest}")
        };
        let one = usize::try_from(dice.below(pieces.len() as u64)).ok()?;
        let turned = whole(&|at, piece| match (at == one, piece.written == piece.full) {
            (true, true) => piece.bare,
            (true, false) => piece.full,
            (false, _) => piece.written,
        });
        if first.full != first.province && dice.chance(1_500) {
            let full = dice.chance(5_000);
            let province = if full { first.province } else { region::bare(first.province) };
            return Some(format!("{province}{}", self.name));
        }
        Some(turned)
    }

    /// The region left out.
    pub(crate) fn omitted(&self, _: &mut Dice) -> Made {
        let (pieces, rest) = region::split(self.name);
        (!pieces.is_empty() && rest.chars().count() >= 6).then(|| rest.to_owned())
    }

    /// The form by its other words.
    pub(crate) fn form(&self, dice: &mut Dice) -> Made {
        let turns = [
            ("股份有限公司", "股份公司"),
            ("(集团)有限", "集团有限"),
            ("（集团）有限", "集团有限"),
            ("集团有限公司", "（集团）有限公司"),
            ("集团有限责任公司", "集团有限公司"),
            ("有限责任公司", "有限公司"),
        ];
        for (from, to) in turns {
            if self.name.contains(from) && (from != "集团有限公司" || dice.chance(5_000)) {
                return Some(self.name.replacen(from, to, 1));
            }
        }
        self.name.contains("有限公司").then(|| self.name.replacen("有限公司", "有限责任公司", 1))
    }

    /// Full width for half and the other way round, other brackets.
    pub(crate) fn width(&self, dice: &mut Dice) -> Made {
        let square = dice.chance(2_000);
        let turn = |one: char| match one {
            '(' if square => '〔',
            ')' if square => '〕',
            '（' if square => '[',
            '）' if square => ']',
            '!'..='~' => char::from_u32(one as u32 + 0xfee0).unwrap_or(one),
            '！'..='～' => char::from_u32(one as u32 - 0xfee0).unwrap_or(one),
            _ => one,
        };
        Some(self.name.chars().map(turn).collect())
    }

    /// Blanks in between, before and after.
    pub(crate) fn space(&self, dice: &mut Dice) -> Made {
        let mut chars = self.chars();
        for _ in 0..=dice.below(3) {
            let at = usize::try_from(dice.below(chars.len() as u64 + 1)).ok()?;
            chars.insert(at, dice.pick(&BLANKS));
        }
        Some(chars.into_iter().collect())
    }

    /// A number by other signs.
    pub(crate) fn numeral(&self, dice: &mut Dice) -> Made {
        let chars = self.chars();
        let at = self.number()?;
        let value = NUMERALS.iter().position(|one| chars.get(at) == Some(one))?;
        let digits = (value + 1).to_string();
        let wide = digits.chars().filter_map(|one| char::from_u32(one as u32 + 0xfee0));
        let other = match dice.below(3) {
            0 => wide.collect(),
            1 => GRAVE.get(value)?.to_string(),
            _ => digits,
        };
        Some(spliced(&chars, at, 1, &other))
    }

    /// Where a number of one character stands alone after 第.
    fn number(&self) -> Option<usize> {
        let chars = self.chars();
        let numeral = |at: usize| chars.get(at).is_some_and(|one| NUMERALS.contains(one));
        let found = |at: &usize| {
            at.checked_sub(1).and_then(|before| chars.get(before)) == Some(&'第')
                && numeral(*at)
                && !numeral(*at + 1)
        };
        (0..chars.len()).find(found)
    }

    /// The region in brackets at another place.
    pub(crate) fn order(&self, dice: &mut Dice) -> Made {
        let (pieces, rest) = region::split(self.name);
        let place: String = pieces.iter().map(|piece| piece.written).collect();
        if place.is_empty() || rest.chars().count() < 5 {
            return None;
        }
        let form = FORMS.iter().find(|form| rest.ends_with(**form))?;
        let core = rest.strip_suffix(form)?;
        let brand: String = core.chars().take(2).collect();
        let after = core.strip_prefix(&brand)?;
        Some(match dice.below(3) {
            0 if self.lore.begins_word(after) => format!("{brand}（{place}）{after}{form}"),
            0 | 1 => format!("{core}（{place}）{form}"),
            _ => format!("{rest}（{place}）"),
        })
    }

    /// What people say for short: without the form, or without region and form.
    pub(crate) fn short(&self, dice: &mut Dice) -> Made {
        let form = FORMS.iter().find(|form| self.name.ends_with(**form))?;
        let (pieces, rest) = region::split(self.name);
        let whole = dice.chance(5_000) || pieces.is_empty();
        let short = if whole { self.name } else { rest }.strip_suffix(form)?;
        let told = !short.ends_with(['分', '支', '总']) && !short.contains("公司");
        (told && rest.strip_suffix(form)?.chars().count() >= 4).then(|| short.to_owned())
    }

    /// One character left out.
    pub(crate) fn dropped(&self, dice: &mut Dice) -> Made {
        Some(spliced(&self.chars(), self.one(dice)?, 1, ""))
    }

    /// One character twice.
    pub(crate) fn doubled(&self, dice: &mut Dice) -> Made {
        let (chars, at) = (self.chars(), self.one(dice)?);
        Some(spliced(&chars, at, 0, &chars.get(at)?.to_string()))
    }

    /// Two neighbours swapped.
    pub(crate) fn swapped(&self, dice: &mut Dice) -> Made {
        let (mut chars, at) = (self.chars(), self.one(dice)?);
        let (one, next) = (*chars.get(at)?, *chars.get(at + 1)?);
        if one == next || !han(next) {
            return None;
        }
        chars.swap(at, at + 1);
        Some(chars.into_iter().collect())
    }

    /// A character for one that sounds the same, frequent ones oftener.
    pub(crate) fn homophone(&self, dice: &mut Dice) -> Made {
        let (chars, at) = (self.chars(), self.one(dice)?);
        let here = chars.get(at)?;
        let all = self.lore.homophones(self.at, at).iter().filter(|(one, _)| one != here);
        let (other, _) = all.clone().nth(dice.weighted(all.map(|one| one.1)))?;
        Some(spliced(&chars, at, 1, &other.to_string()))
    }

    /// A character for one that looks alike.
    pub(crate) fn look_alike(&self, dice: &mut Dice) -> Made {
        let (chars, at) = (self.chars(), self.one(dice)?);
        let here = chars.get(at)?;
        let other = dice.pick(self.lore.looks(*here));
        let numbers = NUMERALS.contains(here) && NUMERALS.contains(&other);
        (other != '\0' && !numbers).then(|| spliced(&chars, at, 1, &other.to_string()))
    }

    /// The same name in another city or county, of which neither lies in the other.
    pub(crate) fn elsewhere(&self, dice: &mut Dice) -> Made {
        let (pieces, rest) = region::split(self.name);
        let (first, last) = (pieces.first()?, pieces.last()?);
        let other = dice.pick(demo::spots());
        let near = [other.province, other.city].contains(&last.full) || other.city == first.full;
        if near || other.county == last.full || rest.chars().count() < 4 {
            return None;
        }
        if !other.county.is_empty() {
            return Some(format!("{}{rest}", other.county));
        }
        let place = if last.written == last.full { other.city } else { region::bare(other.city) };
        Some(format!("{place}{rest}"))
    }

    /// The same name with another number.
    pub(crate) fn renumbered(&self, dice: &mut Dice) -> Made {
        let (chars, at) = (self.chars(), self.number()?);
        let other = dice.pick(&NUMERALS);
        (chars.get(at) != Some(&other)).then(|| spliced(&chars, at, 1, &other.to_string()))
    }

    /// The same name of another form: what the law keeps apart.
    pub(crate) fn reformed(&self, dice: &mut Dice) -> Made {
        let form = ["有限责任公司", "有限公司"].into_iter().find(|form| {
            self.name.strip_suffix(*form).is_some_and(|core| !core.ends_with("股份"))
        })?;
        let others = ["股份有限公司", "专业合作社", "协会", "经营部", "厂", "中心（有限合伙）"];
        Some(format!("{}{}", self.name.strip_suffix(form)?, dice.pick(&others)))
    }

    /// A branch of it.
    pub(crate) fn branch(&self, dice: &mut Dice) -> Made {
        if !self.name.ends_with("公司") {
            return None;
        }
        let place = region::bare(dice.pick(demo::spots()).county);
        let others = ["分公司", "营业部", "第二分公司", "分公司第一经营部"];
        (!place.is_empty()).then(|| format!("{}{place}{}", self.name, dice.pick(&others)))
    }

    /// A place in the name where a Chinese character stands.
    fn one(&self, dice: &mut Dice) -> Option<usize> {
        let places: Vec<usize> =
            self.name.chars().enumerate().filter(|(_, one)| han(*one)).map(|(at, _)| at).collect();
        (!places.is_empty()).then(|| dice.pick(&places))
    }
}

fn han(one: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&one)
}

/// The characters with `other` in place of `count` of them from `at` on.
fn spliced(chars: &[char], at: usize, count: usize, other: &str) -> String {
    let before = chars.iter().take(at);
    before.copied().chain(other.chars()).chain(chars.iter().skip(at + count).copied()).collect()
}
