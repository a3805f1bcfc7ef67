//! Trades: what a business does, how it is named, which licence it needs, what it is fined for.

use crate::dice::Dice;

/// A trade with the words that go with it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Trade {
    /// The word in a company's name.
    pub word: &'static str,
    /// The ending of a household's name.
    pub shop: &'static str,
    /// Business scope.
    pub scope: &'static str,
    /// The licence it needs.
    pub licence: &'static str,
    /// Agency (id without the city or district) that fines it.
    pub authority: &'static str,
    /// What it is fined for.
    pub offence: &'static str,
    /// The provision relied on.
    pub provision: &'static str,
    /// Its share, in thousandths.
    pub weight: u64,
}

const fn trade(words: [&'static str; 7], weight: u64) -> Trade {
    let [word, shop, scope, licence, authority, offence, provision] = words;
    Trade { word, shop, scope, licence, authority, offence, provision, weight }
}

/// The trades of the city. Shares and sentences are ours.
pub(crate) const TRADES: [Trade; 14] = [
    trade(
        [
            "餐饮管理",
            "餐馆",
            "餐饮服务；食品销售。",
            "食品经营许可证",
            "market-regulation",
            "未按规定公示食品安全等级",
            "《中华人民共和国食品安全法》第一百二十六条",
        ],
        150,
    ),
    trade(
        [
            "商贸",
            "商行",
            "日用百货、针纺织品、办公用品销售。",
            "营业执照（变更登记）",
            "market-regulation",
            "销售的商品未明码标价",
            "《中华人民共和国价格法》第四十二条",
        ],
        190,
    ),
    trade(
        [
            "信息技术",
            "电脑店",
            "软件开发；信息系统集成；技术咨询。",
            "增值电信业务经营许可证",
            "market-regulation",
            "广告中使用绝对化用语",
            "《中华人民共和国广告法》第五十七条",
        ],
        110,
    ),
    trade(
        [
            "建筑工程",
            "装饰部",
            "房屋建筑工程、市政工程施工。",
            "安全生产许可证",
            "housing",
            "施工现场临边防护不符合规定",
            "《建设工程安全生产管理条例》第六十四条",
        ],
        100,
    ),
    trade(
        [
            "物流",
            "货运部",
            "道路普通货物运输；仓储服务。",
            "道路运输经营许可证",
            "transport",
            "车辆未按规定维护和检测",
            "《中华人民共和国道路运输条例》第七十条",
        ],
        80,
    ),
    trade(
        [
            "环保设备",
            "五金店",
            "环保设备制造、安装；机械零部件加工。",
            "排污许可证",
            "ecology",
            "未按排污许可证规定开展自行监测",
            "《排污许可管理条例》第三十六条",
        ],
        60,
    ),
    trade(
        [
            "医药",
            "药店",
            "药品零售；医疗器械销售。",
            "药品经营许可证",
            "market-regulation",
            "未按规定凭处方销售药品",
            "《中华人民共和国药品管理法》第一百二十六条",
        ],
        50,
    ),
    trade(
        [
            "物业服务",
            "家政部",
            "物业管理；保洁服务；停车场管理。",
            "公共场所卫生许可证",
            "health",
            "二次供水设施未按规定清洗消毒",
            "《生活饮用水卫生监督管理办法》第二十五条",
        ],
        50,
    ),
    trade(
        [
            "机械制造",
            "修理部",
            "机械设备制造、销售、维修。",
            "特种设备使用登记证",
            "market-regulation",
            "使用未经定期检验的特种设备",
            "《中华人民共和国特种设备安全法》第八十四条",
        ],
        60,
    ),
    trade(
        [
            "化工",
            "涂料店",
            "涂料、化工产品（不含危险品）销售。",
            "危险化学品经营许可证",
            "emergency",
            "未建立生产安全事故隐患排查治理制度",
            "《中华人民共和国安全生产法》第一百零一条",
        ],
        20,
    ),
    trade(
        [
            "文化传媒",
            "文印社",
            "广告设计、制作、发布；会议服务。",
            "营业性演出许可证",
            "culture-tourism",
            "擅自从事营业性演出",
            "《营业性演出管理条例》第四十三条",
        ],
        50,
    ),
    trade(
        [
            "农业科技",
            "农资店",
            "蔬菜种植；农副产品、种子销售。",
            "农作物种子生产经营许可证",
            "agriculture",
            "种子标签不符合规定",
            "《中华人民共和国种子法》第七十九条",
        ],
        40,
    ),
    trade(
        [
            "教育咨询",
            "书店",
            "图书销售；教育信息咨询（不含培训）。",
            "出版物经营许可证",
            "market-regulation",
            "未按规定公示服务项目和收费标准",
            "《中华人民共和国价格法》第四十二条",
        ],
        20,
    ),
    trade(
        [
            "水务",
            "水暖店",
            "供水设施安装、维护；水处理设备销售。",
            "取水许可证",
            "water",
            "未按规定安装取水计量设施",
            "《取水许可和水资源费征收管理条例》第五十三条",
        ],
        20,
    ),
];

impl Trade {
    /// A trade, in proportion to the shares.
    pub fn draw(dice: &mut Dice) -> Self {
        let index = dice.weighted(TRADES.iter().map(|trade| trade.weight));
        TRADES.get(index).copied().unwrap_or_default()
    }
}
