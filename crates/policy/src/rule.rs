//! The rules of the checker: number, sense, source, remedy. One row a rule; `docs` and the command
//! `policy check` print from this table, so it is the only place where a rule is worded.

/// One rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Rule {
    /// `P-01` …; never given to another rule.
    pub number: &'static str,
    /// The rule in one Chinese sentence; also the "why" of a finding.
    pub zh: &'static str,
    /// The rule in one English sentence.
    pub en: &'static str,
    /// Law, hard rule (H) or conflict (K) it rests on.
    pub source: &'static str,
    /// What to do, in Chinese.
    pub remedy: &'static str,
}

impl Rule {
    /// The rule of a number.
    pub fn of(number: &str) -> Option<&'static Rule> {
        ALL.iter().find(|rule| rule.number == number)
    }
}

/// Declares the rules as constants and the table of all of them.
macro_rules! rules {
    ($($name:ident = $number:literal, $source:literal, $zh:literal, $en:literal, $remedy:literal;)*) => {
        $(
            #[doc = $en]
            pub const $name: Rule =
                Rule { number: $number, zh: $zh, en: $en, source: $source, remedy: $remedy };
        )*
        /// Every rule, by number.
        pub const ALL: &[Rule] = &[$($name),*];
    };
}

rules! {
    NO_BASIS = "P-01", "山东省社会信用条例第10条",
        "任何目录、名单、措施、期限都要写明依据，没有依据的信息不得归集、措施不得实施。",
        "Every rule cites the provision it rests on.",
        "补上 [[basis]]：document、article、kind、certainty。";
    UNKNOWN_CLASS = "P-02", "全国公共信用信息基础目录（2024年版）",
        "目录项只能属于全国基础目录十三类之一。",
        "An item belongs to one of the 13 classes of the national catalog.",
        "把 class 改为十三类之一；哪一类都不属于的信息不得归集。";
    PUBLICITY_CLASS = "P-03", "H-22",
        "每个目录项恰有一个公开属性：主动公开、依申请公开或内部共享。",
        "An item has exactly one publicity class.",
        "publicity 只写一个值：public、on-request 或 internal。";
    UNREADABLE = "P-04", "平台规则",
        "写错的规则等于没有规则，所以缺项、多项、错值的文件一律不用。",
        "A file with a missing, unknown or wrong key is not used.",
        "按提示改正该行；允许的键和值见 crates/policy/src/model。";
    UNKNOWN_FILE = "P-05", "平台规则",
        "放错位置的文件不会生效，因此不允许存在。",
        "A file in no known place is refused.",
        "移到 catalogs、disclosure、lists、measures、matters、processes、commitments、plans、roles、sites、consents、calendars 之一，或删除。";
    DUPLICATE = "P-06", "平台规则",
        "一个名称只能指一样东西。",
        "One name stands for one thing.",
        "改名，或删去重复的一处。";
    BANNED_KIND = "P-07", "山东省社会信用条例第42条",
        "法律禁止归集的信息，不论叫什么名字都不得成为目录项或字段，也不得成为惩戒的理由。",
        "Kinds that the law bans are no item, no field and no ground for a restraint.",
        "删除该项；确有法律依据的，先修订 banned.toml 并写明依据。";
    NO_BANNED_WORDS = "P-08", "山东省社会信用条例第42条",
        "没有禁止归集词表，就无法保证禁止的信息不被归集。",
        "A chain of layers has a table of banned kinds, each with words and a rule.",
        "在全国层写 banned.toml：[[banned]] id、rule、title、words、basis。";
    PERSON_PUBLIC = "P-09", "H-03、H-04、K-02",
        "自然人信息原则上不公示；公示须有法律、法规或国务院决定、命令为据。",
        "What concerns natural persons is public only by law, regulation or State Council decision.",
        "把 publicity 或 audience 收窄，或写 publication_basis（法律、法规或国务院决定）。";
    NO_PURPOSE = "P-10", "H-07、个人信息保护法第6条",
        "自然人信息的每个字段都要有明确的目的，没有目的的不得收集。",
        "Each field of a person's item states its purpose.",
        "给该字段写 purpose，或删去该字段。";
    NUMBER_OPEN = "P-11", "H-05、个人信息保护法第51条",
        "证件号码只用于匹配，须加密保存，除本人外谁也不给看。",
        "A person's document number is sealed and shown to nobody but the subject.",
        "写 sealed = true，audience 用 nobody 或 subject。";
    NATURAL_KEY = "P-12", "C-03",
        "自然键由目录项自己的字段组成，否则同一条记录会变成两条。",
        "The natural key is made of the item's own fields.",
        "natural_key 只写 [[field]] 里有的 name。";
    DATE_FIELD = "P-13", "山东省社会信用条例第38条",
        "期限从日期字段起算，decided_on 和 valid 要指向本项的日期字段。",
        "The days from which periods count are date fields of the item.",
        "改成本项 type = \"date\" 的字段名。";
    CONDITION = "P-14", "平台规则",
        "读不懂或指向不存在的字段、取值的条件永远不会按本意生效。",
        "A condition can be read and names fields and values that exist.",
        "改正条件；写法见 crates/policy/src/condition.rs。";
    HEADER = "P-15", "C-03",
        "表头映射要指向本项的字段，取值要在允许范围内。",
        "Headers and fill values of a profile lead to fields of the item.",
        "改成本项的字段名。";
    REFERENCE = "P-16", "平台规则",
        "引用的东西必须存在，否则规则落空。",
        "What is referred to exists.",
        "改正名称，或先建立被引用的文件。";
    EMPTY = "P-17", "山东省社会信用条例第10条",
        "没有主体、提供单位或字段的目录项和事项不完整。",
        "An item or matter says about whom, from whom and what.",
        "补齐 subjects、providers 或 units、field 或 items。";
    SIMPLE_PROCEDURE = "P-18", "山东省社会信用条例第13条",
        "适用简易程序的处罚不作为失信信息，处罚类目录项要排除它。",
        "A penalty item excludes penalties by simple procedure.",
        "加 [[exclude]] when = \"procedure = '简易程序'\"，依据第13条。";
    NO_MASK = "P-19", "H-05",
        "依法公示的自然人信息要脱敏：姓名、住址、电话。",
        "Published fields that point to a person are masked.",
        "给该字段写 mask（见 masks.toml）。";
    NO_SECRECY_REVIEW = "P-20", "H-06、H-24",
        "公示前要经保密和隐私审查；登记注册信息由登记法律直接公示，不在此限。",
        "A public item, registration aside, needs the sender's secrecy review.",
        "写 secrecy_review = true。";
    LIST_ITEM = "P-21", "H-41",
        "名单类信息要指明是哪一张名单，类别要与名单相符。",
        "An item of a list class names a list type of that kind.",
        "写 list = \"名单 id\"，并核对名单的 kind。";
    REPORT_LATE = "P-22", "H-20",
        "行政许可、行政处罚自作出之日起七个工作日内报送。",
        "Licences and penalties are reported within seven working days.",
        "写 report_within = { count = 7, unit = \"working-day\" } 或更短。";
    RETENTION = "P-23", "H-21",
        "保存期短于公示期的，记录会在公示期内被销毁。",
        "A record is kept at least as long as it may be public.",
        "延长 retention，或缩短公示期。";
    PERIOD_ABOVE_CEILING = "P-30", "山东省社会信用条例第38条、信用修复管理办法（第36号令）",
        "公示期、披露期不得超过法定上限。",
        "No period is longer than the ceiling of any layer.",
        "缩短到上限以内；上限写在各层 layer.toml 的 [[ceiling]]。";
    EDITIONS = "P-31", "平台规则",
        "同一规则的各版本要首尾相接，每一天恰有一个版本。",
        "Editions follow each other without overlap or gap.",
        "让前一版的 until 是后一版 effective_from 的前一天。";
    PERIOD_ORDER = "P-32", "信用修复管理办法（第36号令）",
        "最短期不得长于最长期。",
        "The minimum is not longer than the maximum.",
        "核对 minimum、maximum、shared_for。";
    LAST_CLASS = "P-33", "平台规则",
        "不属于前面各类的记录也要有归类，否则没有期限可用。",
        "The last class of an edition has no condition, and no earlier one is without.",
        "最后一个 [[edition.class]] 不写 when，前面的都写。";
    NO_END = "P-34", "山东省社会信用条例第38条、H-17",
        "失信信息的公示必须有终点。",
        "The publication of negative information ends.",
        "给该类写 maximum，或 published = false。";
    PERIOD_UNIT = "P-35", "信用修复管理办法（第36号令）",
        "公示期、披露期按日、月、年计算，不按工作日。",
        "Periods of disclosure count in days, months or years.",
        "把 unit 改为 day、month 或 year。";
    NO_CEILING = "P-36", "信用修复管理办法（第36号令）",
        "公示失信信息的层要写明法定上限，检查才有尺度。",
        "A chain that publishes negative information states the ceiling of publication.",
        "在 layer.toml 写 [[ceiling]] polarity = \"negative\"、maximum、effective_from、basis。";
    NO_DISCLOSURE = "P-37", "H-17、山东省社会信用条例第20条",
        "公开的目录项要说明公开多久。",
        "An item names the rule that says how long it may be seen.",
        "写 disclosure = \"规则 id\"（disclosure 目录里的文件名）。";
    LIST_BASIS = "P-40", "H-45、国办发〔2020〕49号",
        "设列名单只能依据法律、法规或党中央、国务院政策文件；法院名单可依司法解释。",
        "A list rests on law, regulation or a centre document; a courts' list may rest on a judicial interpretation.",
        "写上有权设列名单的依据；没有的，不得设列。";
    LIST_AUTHORITY = "P-41", "H-42",
        "名单要有法定的认定单位。",
        "A list names who may designate.",
        "写 authorities。";
    LIST_CRITERIA = "P-42", "H-43",
        "名单要有公布的认定标准。",
        "A list has written criteria.",
        "写 [[criterion]] id、text。";
    LIST_PROCEDURE = "P-43", "H-44",
        "列入严重失信主体名单须依次告知、听取陈述申辩、作出决定；其他名单须有决定。",
        "Designation follows notice, defence and decision, in this order.",
        "procedure = [\"notice\", \"defence\", \"decision\", \"delivery\"]。";
    LIST_END = "P-44", "国办发〔2020〕49号",
        "名单要有期限和移出的途径。",
        "A list entry has an end and a way out.",
        "写 term 和 removal。";
    LIST_PERSONS = "P-45", "H-03、H-04",
        "名单上的自然人只有法律、法规或国务院决定规定了才可公布。",
        "Persons on a list are published only by law.",
        "删去 persons_published，或补上法律、法规依据。";
    MEASURE_OFF_LIST = "P-50", "H-41、H-47、全国失信惩戒措施基础清单",
        "惩戒措施只能出自全国基础清单，或由法律、法规（含地方性法规）规定。",
        "A restraint is on the national base list, or a regulation provides for it.",
        "写 national = \"清单 id\"，或补上法律、法规依据；都没有的，不得实施。";
    MEASURE_STATUTE = "P-51", "国办发〔2020〕49号",
        "减损权利或增加义务的一类措施须有法律、法规或中央文件为据。",
        "A class 1 measure rests on law, regulation or a centre document.",
        "补上依据，或改为二类、三类措施。";
    MEASURE_END = "P-52", "山东省社会信用条例第41条",
        "措施要说明什么时候解除。",
        "A measure says what lifts it.",
        "写 lifts_when；有期限的写 term。";
    MEASURE_BODY = "P-53", "全国失信惩戒措施基础清单",
        "措施要有实施主体。",
        "A measure names who carries it out.",
        "写 bodies。";
    MEASURE_ANSWERS = "P-54", "H-48",
        "每项措施都要回答三个问题：合法吗？有关联吗？相当吗？",
        "Each measure answers: lawful? relevant? proportionate?",
        "写 lawful、relevant、proportionate，各一句话。";
    MEASURE_CLASS = "P-55", "全国失信惩戒措施基础清单",
        "惩戒措施分一、二、三类，激励措施不分类。",
        "A restraint is of class 1, 2 or 3; an incentive of none.",
        "改正 class。";
    MEASURE_OBJECT = "P-56", "H-48、H-57",
        "措施要附着于名单或失信记录，对象不得超出它们所及的主体。",
        "A measure attaches to a list or to records of fitting polarity, and to their subjects only.",
        "改正 object.lists、object.items、object.subjects。";
    INTERCEPT = "P-57", "H-54、K-09",
        "只有法律、法规的明文禁止才能拦截办事；其余只作参考。",
        "Only a class 1 measure with a statute may intercept.",
        "删去 intercepts，或改为有法律、法规依据的一类措施。";
    MATTER_INTERCEPTS = "P-60", "H-02、H-54",
        "基本公共服务不得因信用被拦截。",
        "A basic public service is never intercepted.",
        "从 measures 删去该措施。";
    MATTER_GRADE = "P-61", "H-02、H-103",
        "基本公共服务不得与信用评分、评级挂钩。",
        "A basic public service looks at no grade, tier or points.",
        "从 items 删去评价结果类目录项。";
    MATTER_UNSEEN = "P-62", "C-09",
        "事项要能看到措施所附着的信息，措施才用得上。",
        "A matter looks at the records to which its measures attach.",
        "在 items 补上该目录项，或删去该措施。";
    CONSENT_END = "P-63", "S-34、个人信息保护法第14条、第15条",
        "授权要写明最长多久，没有终点或超过五年的等于没有终点。",
        "A consent has an end, five years away at most.",
        "写 longest = { count = …, unit = \"day\"、\"month\" 或 \"year\" }。";
    CONSENT_PURPOSE = "P-64", "个人信息保护法第6条、第17条",
        "授权要有明确的用途，用途只能取自清单；营销、评分、惩戒都不是用途。",
        "A consent has a purpose from the closed list; marketing, scoring and restraint are none.",
        "purpose 用 service、financing、cooperation、qualification 或 benefit。";
    CONSENT_MINOR = "P-65", "H-14、民法典第17条",
        "未满十八周岁的人不能授权他人查阅自己的信用信息。",
        "No consent is given by a person under eighteen.",
        "写 youngest = 18，或删去该行。";
    CONSENT_SHARED = "P-66", "H-22、山东省社会信用条例第20条",
        "只在机关之间共享的信息，本人同意也不能开放给其他单位。",
        "What is shared among agencies only is opened to no organisation by consent.",
        "从 items 删去该项，或改为 to = \"agency\"。";
    LOWER_WIDENS = "P-70", "H-46",
        "下级层只能增加或收窄，不得放宽上级的规定。",
        "A lower layer never widens what an upper one set.",
        "收回放宽的部分。";
    LOWER_REPLACES = "P-71", "H-46",
        "下级层不得改写上级的规定；收窄用 <id>.narrow.toml。",
        "A lower layer does not replace a thing of an upper one.",
        "改名为本级新增，或改用 catalogs/<id>.narrow.toml。";
    LAYER_CHAIN = "P-72", "平台规则",
        "每层要有 layer.toml，并从一个存在的上级层继承，直到全国层。",
        "Each layer has a layer.toml and inherits from a layer that exists, without a circle.",
        "改正 inherits。";
    LOCAL_BASIS = "P-73", "全国公共信用信息基础目录（2024年版）",
        "地方补充失信信息须有地方性法规或更高的依据。",
        "A lower layer adds negative information only by local regulation or higher.",
        "补上地方性法规、法律、行政法规或中央文件依据。";
    CALENDAR_DAY = "P-80", "国务院办公厅节假日安排",
        "节假日、调休日要在本年之内，不得重复；调休上班日只能是周末。",
        "The days of a calendar lie in its year; a make-up day is a weekend day and no holiday.",
        "与国务院办公厅的通知逐日核对。";
    NO_CALENDAR = "P-81", "国务院办公厅节假日安排",
        "没有公布节假日安排的年份不能计算工作日。",
        "No working day is counted in a year without a published calendar.",
        "等通知公布后补上 calendars/<年>.toml，或换一个日期。";
    SECURITY_MISSING = "P-82", "H-81、GB/T 22239-2019",
        "有人登录，就要写明口令、会话、锁定、链接、告警、应急和查询登记的规则。",
        "Where staff signs in, every section of security.toml stands in some layer.",
        "在全国层写 security.toml，补齐各节。";
    SECURITY_LAXER = "P-83", "H-81、H-46",
        "下级层的安全规则只能更严。",
        "A lower layer is never laxer about security.",
        "改成不比上级宽的数，或删去该节。";
    SECURITY_VALUE = "P-84", "H-81、GB/T 22239-2019",
        "安全规则的数不得为零，口令不少于八位、三类字符，时刻写成 HH:MM。",
        "No number of security.toml is zero; a password has eight characters of three classes; times are HH:MM.",
        "改正该数。";
    AGENCY_CODE = "P-85", "GB 32100-2015",
        "机关以有效的统一社会信用代码署名。",
        "An agency signs under a valid unified code.",
        "核对 18 位代码和校验位。";
    AGENCY_PLAN = "P-86", "H-42、C-03",
        "机关只能报送它有权提供的目录项。",
        "An agency's plan holds only items that it may provide.",
        "从 plan 删去该项，或把机关（组别）写进目录项的 providers。";
    DIVISION = "P-87", "GB/T 2260",
        "行政区划代码为六位数字，上级和后继代码要存在。",
        "A division has six digits, a known parent and known successors.",
        "与 GB/T 2260 核对。";
    ROLE_PURPOSE = "P-88", "山东省社会信用条例第22条",
        "查阅非公开信息要有法定用途，用途只能取自清单。",
        "A role that reads files or makes checks has purposes from the closed list.",
        "写 purposes，取值见 Purpose。";
    TARGET = "P-89", "C-35",
        "目标是要达到的数，不是零，百分数不超过一百。",
        "A target is above zero, and a share of a hundred percent at most.",
        "按规划改正 value。";
    EXAMPLE_WRONG = "P-90", "平台规则",
        "例子是规则的判例，与规则不符的，必有一方写错。",
        "The examples beside a rule come out.",
        "核对规则和例子，改正写错的一方。";
    EXAMPLE_UNREADABLE = "P-91", "平台规则",
        "例子的预期要写成检查器读得懂的话。",
        "An example's expectation can be read.",
        "可用：accepted；refused: <规则>；class: <类>；public until <日>；public without end；not public；shared until <日>；repairable from <日>。";
    THREE_ADMINISTRATORS = "P-92", "H-80、GB/T 22239-2019（三权分立）",
        "系统、安全、审计三个管理员各管各的，谁也不能做另一个的事、抹去自己的痕迹。",
        "System, security and audit administration are three roles that share no action.",
        "把动作分给三个角色：系统管理员、安全管理员、审计员。";
    ADMINISTRATOR_DATA = "P-93", "H-80、GB/T 22239-2019（三权分立）",
        "管理员不办理信用数据和内容，否则可以替自己开门。",
        "An administrator handles neither data nor content.",
        "把办理数据的动作移到业务角色。";
    FOUR_EYES = "P-94", "H-25、H-80、C-34.d",
        "一个人写的由另一个人审，一个人申请的由另一个人批。",
        "What one writes or asks for another reviews or decides: two roles, and both exist.",
        "把审核、批准的动作放进另一个角色。";
    PERSONAL_ACTION = "P-95", "H-80、山东省社会信用条例第24条",
        "要有人负责的事不能交给系统的密钥去做。",
        "What a person must answer for is given to staff only, not to a system's key.",
        "写 holder = \"staff\"，或删去该动作。";
    SECOND_FACTOR = "P-96", "H-81、GB/T 22239-2019（两种以上鉴别）",
        "工作人员登录要用两种鉴别方式。",
        "Staff signs in with a second factor.",
        "删去 second_factor = false；只发给系统的角色写 holder = \"system\"。";
    BASE_COLUMN = "P-97", "C-07.b、S-108",
        "基础栏目全省统一，站点可以增加栏目，不得去掉基础栏目。",
        "A site may add columns and never removes a base column.",
        "从 without 删去该栏目。";
    LOCKED_THEME = "P-98", "C-07.b、S-108",
        "风格和标识全省统一，上级锁定的下级不得改。",
        "A site keeps the colour and mark that a site above has locked.",
        "删去 theme 或 seal。";
    SITE_TREE = "P-99", "C-35.a",
        "站点按上下级成树，一个域名属于一个站点，标识是一个字，栏目的路径在本站之内。",
        "Sites form a tree, a host belongs to one of them, a mark is one character, paths are local.",
        "改正 parent、hosts、seal 或 path。";
    PROCESS_NAME = "P-100", "平台规则",
        "流程里提到的状态、参与人、栏目、材料、期限、动作和通知都要在同一文件里写明。",
        "What a process names stands in the same file.",
        "改正名称，或补上被提到的一段。";
    STATE_UNREACHED = "P-101", "平台规则",
        "走不到的状态等于没有规定。",
        "Every state can be reached from the start.",
        "补上通向它的动作，或删去该状态。";
    STATE_ENDLESS = "P-102", "C-10、H-31",
        "每件事都要能办完，不能有走不出去的状态。",
        "From every state a final one can be reached.",
        "补上通向终结状态（outcome）的动作。";
    STATE_UNOWNED = "P-103", "C-10、C-32",
        "没有终结的办件，随时有人负责、有期限在走，负责的人有事可做。",
        "Every state that is not final has an owner who can act and a clock.",
        "写 owner 和 clocks，并让 owner 是该状态某个动作的 by。";
    STATE_AFTER_END = "P-104", "平台规则",
        "终结就是终结：没有人再办，没有期限再走，也不能再走出去。",
        "A final state has no owner, no clock and no way out.",
        "删去 owner、clocks、pauses 和从它出发的动作，或删去 outcome。";
    MOVE_UNMADE = "P-105", "平台规则",
        "没有人做、也没有期限届满时做的动作永远不会发生。",
        "Every move is made by somebody, or by a clock that runs out.",
        "写 by，或在该状态所走的期限上写 expires。";
    CLOCK_UNUSED = "P-106", "平台规则",
        "没有一个状态启动的期限永远不会走。",
        "Every clock is started by some state.",
        "写进某个状态的 clocks，或删去该期限。";
    CLOCK_LENGTH = "P-107", "C-10、C-11",
        "期限要么写多长，要么写到哪天；预警在期限之内，延长有次数、有人批。",
        "A clock has a length or a day, an alarm within it, extensions that somebody may grant.",
        "within 和 by 写且只写一个，日期取自 kind = \"date\" 的栏目。";
    CLOCK_EXPIRY = "P-108", "C-32.b、S-337",
        "逾期要有后果，后果要一定能发生、只发生一次。",
        "Something happens when a clock runs out, always and once.",
        "写 expires（不要人填写、不附条件、离开该期限的动作）或按先后写 step。";
    OWN_JUDGE = "P-109", "H-40、山东省社会信用条例第39条",
        "谁也不能裁决自己的事：作出信息的单位不能驳回对它的异议，复核由另一人作出。",
        "Nobody decides on what is his own: not the author of a record, not the first decider on review.",
        "写 not = [\"record-author\"] 或 not = [\"mover:<动作>\"]。";
    NO_UNDO = "P-110", "H-35、H-37、山东省社会信用条例第39条",
        "使人负担的效果都要有撤销的办法。",
        "Every effect that burdens somebody has its undo.",
        "在本流程或另一流程补上撤销它的效果。";
    EFFECT_OBJECT = "P-111", "平台规则",
        "效果要有作用的对象：信息、主体、种类相符的栏目。",
        "An effect has what it works on: a record, a subject, fields of the right kind.",
        "改正 about、栏目的 kind 或 set。";
    DESIGNATION = "P-112", "H-41、H-42、H-44、国办发〔2020〕49号",
        "列入名单只能由有权单位、列入合法的名单，先告知、听取陈述申辩，再作出有文号的决定并送达。",
        "Designation: lawful list, lawful authority, notice, defence, numbered decision, delivery.",
        "补上 guards lawful-list、lawful-authority，告知书，由当事人办的申辩状态，文号栏目和决定书。";
    MEASURE_UNPROVED = "P-113", "H-47、H-48、H-57",
        "实施措施前要核对它合法；对自然人，决定书要指名到人。",
        "A measure starts only if lawful for this record; against a person only if the decision names it.",
        "补上 guards lawful-measure，可能涉及自然人的再补上 decision-names。";
    FEE = "P-114", "H-30、山东省社会信用条例第39条",
        "异议、修复、申诉不收任何费用，也不以任何名义收钱。",
        "Remedies cost nothing, under whatever name.",
        "删去金额栏目和收费的话。";
    PERSON_ANNOUNCED = "P-115", "H-03、C-16.f",
        "关于自然人的办件不公开，除非本人同意。",
        "A case about a person is never public without the person's consent.",
        "补上 guards consented 或 organisation，或在 subjects 里不写 person。";
    SEALED_FIELD = "P-116", "C-26.a、个人信息保护法第51条",
        "指名可看的内容要写明哪些工作人员可看，也不能从通知里泄露。",
        "A field for named readers names staff as readers, and no letter gives it away.",
        "写 readers（工作人员），并从通知里删去该栏目。";
    RECORD_END = "P-117", "C-10.d、C-11.c",
        "信息离开档案时办件随之结束，要有结束的状态。",
        "A process that ends with its record has the final state `ended`.",
        "补上 [[state]] id = \"ended\"，outcome = \"lapsed\"。";
    PLACEHOLDER = "P-118", "平台规则",
        "填不上的通知会把花括号寄给当事人。",
        "Every place of a letter can be filled.",
        "可用：{number}、{subject}、{today}、{unit}、{state}、{record:title}、{due:<期限>}、{field:<栏目>}。";
    PLAN = "P-119", "C-32",
        "任务要落到单位、日期和出处，流程要接得住。",
        "Each entry of a plan has unit, day and clause, and its process takes them.",
        "改正 process、unit、due、clause 或 set。";
    COMMITMENT_EXCLUDED = "P-120", "国办发〔2020〕42号、深圳经济特区社会信用条例",
        "涉及国家安全、公共安全、金融审慎、生态环境、生命健康等高风险、难纠错的事项不得用承诺代替审查。",
        "What touches security, life and health, or cannot be made good, is never left to a promise.",
        "删去该承诺事项。";
    COMMITMENT_PERSON = "P-121", "C-16.f",
        "自然人的承诺经本人同意才公开。",
        "A person's commitment is public with consent only.",
        "在流程的签署动作上写 guards consented，或写 published = false。";
    COMMITMENT_WHOLE = "P-122", "C-16、山东省社会信用条例第32条",
        "承诺事项要写明承诺什么、谁承诺、怎样核实、多久核实、不履行怎样。",
        "A commitment item says what is promised, by whom, how and when it is verified, what follows.",
        "补齐 statement、subjects、verified、verify_within、consequence。";
    ACTOR = "P-123", "平台规则",
        "参与人要么是当事人，要么是某单位某岗位的工作人员，岗位要有办理案件的权限。",
        "An actor is a party, or staff of an agency in a role that may handle cases.",
        "补齐 parties，或 roles、of、agency、field。";
    NOBODY_BEGINS = "P-124", "平台规则",
        "没有人开始的流程永远不会发生。",
        "Somebody begins a process, or another process does.",
        "写 start.by，或由另一流程 make-task。";
    REFUSAL_SILENT = "P-125", "H-40、山东省社会信用条例第39条",
        "拒绝要说明理由，并告知申请人。",
        "Who is refused is told, with a reason.",
        "补上理由栏目（needs）和给当事人的通知。";
    ONE_AT_A_TIME = "P-126", "C-26",
        "人人可以提出的事，不能因为别人先提出而被拒之门外。",
        "What anybody may bring is not barred because somebody else was first.",
        "写 repeatable = true。";
    SILENCE = "P-127", "C-10、H-31",
        "等当事人的时候，当事人不作声，事情也要能走下去。",
        "Where a party must act, silence leads on: the clock moves, or staff that is told can.",
        "给期限写 expires，或写 step 告知一个能从该状态走出去的工作人员。";
    CLOCK_AGAIN = "P-128", "C-10",
        "自开始之日起算的期限停了再走，一走就已经逾期。",
        "A clock counted from the start of the case is not started again after it ended.",
        "另写一个自进入状态起算的期限（不写 from），或让中间的状态 pauses 它。";
    REPORT_PERSON = "P-130", "H-03、H-14、个人信息保护法第45条",
        "自然人的信用报告只给本人，或者凭本人的授权给他人。",
        "A report about persons holds what is their own, and is for them or on their consent only.",
        "单列自然人版式：subjects = [\"person\"]、holds = \"own\"，asked_by 去掉 agency。";
    REPORT_CLOSED = "P-131", "H-18、C-06.e",
        "公开的报告里只放依法公开的信息。",
        "A report of what is public names no item that is not.",
        "去掉这一项；确应公开的，先改目录项的 publicity 并写明依据。";
    REPORT_GRADE = "P-132", "公共信用信息报告标准、H-103",
        "信用报告陈述事实，不含评分和评级。",
        "A report states facts: no score, no grade, no points.",
        "去掉评价结果、得分和等级；信用评价一章写 polarity = [\"positive\"]，只放依法公布的守信名单。";
    REPORT_ASKED = "P-133", "C-08.a、S-131",
        "主体随时可以免费取得自己的信用报告。",
        "A subject can always have its own report.",
        "在 asked_by 写上 own。";
    REPORT_WHOLE = "P-134", "公共信用信息报告标准、S-138",
        "按类别编排的报告不能漏掉一类可以看到的信息，否则没有记录不等于没有信息。",
        "A report that is laid out by classes has a place for every item that may be in it.",
        "把漏掉的类别写进某一章的 classes，没有合适的放在“其他”。";
    REPORT_TWICE = "P-135", "公共信用信息报告标准、S-138",
        "一条信息在一份报告中只出现一次，章节计数才可信。",
        "A record stands in one section only.",
        "在其中一章写 except，或用 polarity 分开。";
    REPORT_SPECIAL = "P-136", "C-08",
        "代替无违法违规证明的报告要写明最长期间，没有涵盖的领域逐个列明原因。",
        "A report in place of certificates says how far back it reaches, and why a field is not covered.",
        "写 longest；没有 items 的领域写 note；只放失信信息。";
    REPORT_TABLE = "P-137", "S-138",
        "表格要写明各列，各列要是本章目录项的字段。",
        "A table names its columns, and the fields a section names are those of its items.",
        "在 fields 中写目录项的字段名；各目录项字段不同的，用 layout = \"facts\"。";
    REPORT_WORD = "P-138", "平台规则",
        "报告用语缺一个，纸上就少一句话。",
        "Every word of the paper is there, in both languages.",
        "在 report-words.toml 补上 [[word]]，中英文都写。";
    REPORT_FRESH = "P-139", "S-72、S-134",
        "报告有有效期，办事要求的报告不能比有效期更旧。",
        "A report may be relied on for a time counted in days, months or years; no use takes an older one.",
        "valid 用 day、month 或 year，大于 0；fresh 不长于 valid。";
    REPORT_FETCH = "P-140", "S-72、S-135",
        "报告由谁取得，谁就要能申请这种报告。",
        "Whoever is to fetch a report for a matter may ask for it, about the subjects of the matter.",
        "改 fetched_by 或换一种报告，或在版式的 asked_by 中写上他。";
    REPORT_PARTNER = "P-141", "S-136、C-08.f",
        "互认的地区要有两把以上公开的密钥、期限、报告种类和事项。",
        "A recognised region has keys of both algorithms, an end, reports and matters.",
        "补齐 keys（名称+编号+密钥）、until、reports、matters。";
    REPORT_SAYS = "P-142", "公共信用信息报告标准",
        "标签和建议要有报告里的信息支持，报告要说明自己不是什么。",
        "A label or an advice rests on a record that stands in the paper; the paper says what it is not.",
        "删去该标签或建议，或把它所依据的目录项放进某一章；补上 statement。";
    VALUE_SAID = "P-143", "公共信用信息报告标准",
        "取值是代码的字段，要说明每个代码是什么意思，纸上才看得懂。",
        "Where the values of a field are codes, each says what it means.",
        "写 said，与 values 一一对应，中英文都写。";
    NAMED_OPENLY = "P-150", "H-63、C-33.d、H-14",
        "典型案例和参赛作品公开之前，要查找姓名、号码、住址和年级班级。",
        "Typical cases and works are looked through for names, numbers, addresses and classes before they are shown.",
        "在公开的动作上写 guards = [{ rule = \"anonymised\" }]。";
    PRAISE_STAYS = "P-151", "C-33.a",
        "列入严重失信名单的，典型的称号当日撤下。",
        "A model that a serious list names is a model no more the same day.",
        "写 on_serious = \"<动作>\"：从每个没有终结的状态出发、不附条件、撤下并终结。";
    BELONGING = "P-152", "C-33",
        "报名、作品属于哪个活动，在提出时选定；名额按所选的活动计算。",
        "What a case belongs to is chosen when it begins; places are counted in it.",
        "把 kind = \"announced\" 的栏目写进 start.needs，places-left 写 field 和 or。";
    RESOLUTION_OPEN = "P-153", "C-02、S-44",
        "没有有效代码的记录，每一条都要有去处，并且告诉报送单位怎么办。",
        "Every row without a valid code gets an answer, and its agency is told what to do.",
        "每种 given 的最后一条规则不写 verdict、alone、unless、except、until；每条都写 advice。";
    RESOLUTION_SURE = "P-154", "C-02、H-13",
        "按名称归集的，名称要相同，并且只有一个单位。",
        "A record is filed by name only where the name is the same and nobody else bears it.",
        "then = \"file\" 的规则同时写 verdict = \"same\" 和 alone = true（given = \"old-number\" 的写 verdict），或改为 hold。";
    RESOLUTION_WRONG_CODE = "P-155", "C-02.a",
        "代码校验不通过的，不得按名称归集。",
        "A row whose code breaks its check digit is never filed by its name.",
        "given = \"wrong\" 的规则只用 then = \"hold\" 或 \"refuse\"。";
    RESOLUTION_BELOW = "P-156", "C-02、H-10",
        "下级层只能更谨慎，不得另行规定按名称归集。",
        "A lower layer may only be more careful: it files nothing by name.",
        "下级层的规则只用 then = \"hold\" 或 \"refuse\"；要放宽，由全国层改。";
}
