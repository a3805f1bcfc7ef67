//! Every rule by which a row, a file or a column can be refused, held, warned about or changed.
//!
//! The codes are stable: they stand in receipts, in faulty-row files and in quality reports.

/// What a broken rule does to the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The row is not taken.
    Refused,
    /// The row waits in the holding queue and is seen nowhere.
    Held,
    /// The row is taken, and the source is told.
    Warned,
    /// The value is changed; the original and this rule stay with it.
    Cleansed,
    /// The column is not read.
    Dropped,
}

/// One rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Stable code: `R-201`.
    pub code: &'static str,
    /// What is wrong, in Chinese, in a few words.
    pub title: &'static str,
    /// What to do, in Chinese.
    pub advice: &'static str,
    /// What it does to the row.
    pub severity: Severity,
}

/// Rules by reference are compared and stored by code.
pub type RuleRef = &'static Rule;

/// The rule of a code.
pub fn find(code: &str) -> Option<RuleRef> {
    ALL.iter().copied().find(|rule| rule.code == code)
}

macro_rules! rules {
    ($($name:ident = $code:literal $severity:ident $title:literal => $advice:literal;)*) => {
        $(#[doc = $title] pub static $name: Rule = Rule {
            code: $code, title: $title, advice: $advice, severity: Severity::$severity,
        };)*
        /// Every rule there is, in the order of the codes.
        pub static ALL: &[RuleRef] = &[$(&$name,)*];
    };
}

rules! {
    UNREADABLE_LINE = "R-101" Refused "这一行无法读取" => "请检查这一行的引号、分隔符或 JSON 格式，改好后重新报送。";
    COLUMN_COUNT = "R-102" Refused "列数与表头不一致" => "请检查这一行是否多写或少写了分隔符；内容中含有逗号或换行时请用英文双引号括起来。";
    MOJIBAKE = "R-103" Refused "内容有乱码" => "请用 UTF-8 或 GB18030 编码重新导出文件后再报送。";
    MARKUP = "R-104" Refused "含有网页标记或控制字符" => "请只填写纯文字，删去网页标记（如 <br>）和不可见字符。";
    SCIENTIFIC = "R-105" Refused "长数字被表格软件改写" => "请把这一列设为“文本”格式，重新填入完整号码；已变成科学计数法的号码无法还原。";
    REQUIRED = "R-201" Refused "必填项为空" => "请填写该项。";
    REQUIRED_WHEN = "R-202" Refused "按照其他栏目的内容，该项必须填写" => "请填写该项，或核对其他栏目是否填错。";
    TOO_LONG = "R-203" Refused "内容超过规定长度" => "请压缩内容，或核对是否填错了栏目。";
    NOT_IN_VALUES = "R-204" Refused "不在规定的取值之内" => "请从模板的下拉选项中选择；可多选的栏目用英文分号（;）隔开。";
    DATE_FORM = "R-205" Refused "日期格式不对" => "请按“年-月-日”填写，例如 2026-03-15。";
    DATE_RANGE = "R-206" Refused "日期不合理" => "请核对年份；日期应在 1900 年至 2099 年之间。";
    DECIDED_IN_FUTURE = "R-207" Refused "决定日期晚于今天" => "请核对决定日期；尚未作出的决定不能报送。";
    AMOUNT_FORM = "R-208" Refused "金额格式不对" => "请只填数字，单位为万元，最多六位小数，例如 2000 元填 0.2。";
    AMOUNT_RANGE = "R-209" Refused "金额超出合理范围" => "请核对单位：此栏单位为万元，不是元；金额不能为负数，也不能大于 1 亿万元。";
    INTEGER_FORM = "R-210" Refused "应为整数" => "请只填阿拉伯数字。";
    YES_NO = "R-211" Refused "应填“是”或“否”" => "请填“是”或“否”。";
    DIVISION = "R-212" Refused "行政区划代码不存在" => "请按 GB/T 2260 填写六位区划代码，例如 370102。";
    ORGANISATION_CODE = "R-213" Refused "组织机构代码不对" => "请核对九位组织机构代码（GB 11714）。";
    REGISTRATION_NUMBER = "R-214" Refused "工商注册号不对" => "请核对注册号：13 位或 15 位数字。";
    PERSON_DOCUMENT = "R-215" Refused "证件类型不认识" => "请填：身份证、护照、港澳居民来往内地通行证、台湾居民来往大陆通行证、外国人永久居留身份证或港澳台居民居住证。";
    PERSON_NUMBER = "R-216" Refused "证件号码不对" => "请对照证件核对号码，身份证末位校验码必须正确。";
    UNIFIED_CODE = "R-301" Refused "统一社会信用代码不对" => "请对照营业执照或登记证书核对 18 位代码（GB 32100），末位校验码必须正确。";
    PLACEHOLDER = "R-302" Refused "占位代码只能用于没有代码的个体工商户" => "“17 个 0 加 X”只用于个体工商户，并且必须填写工商注册号。";
    ORGANISATION_PART = "R-303" Warned "代码中的组织机构代码段校验不符" => "记录已接收；请向登记机关核实该代码。";
    NO_SUBJECT = "R-304" Refused "无法确定信用主体" => "请填写统一社会信用代码；自然人请填写证件类型和证件号码。";
    SUBJECT_KIND = "R-305" Refused "本目录项不适用于这类主体" => "请改用适用于该类主体的目录项报送。";
    CATEGORY_MISMATCH = "R-306" Refused "相对人类别与所填号码不一致" => "法人及非法人组织、个体工商户填统一社会信用代码；自然人填证件类型和证件号码。";
    MINOR = "R-307" Refused "未成年人不是信用主体" => "未成年人的信息不得归集（山东省社会信用条例第二条），请从文件中删去。";
    NAME_MISMATCH = "R-308" Held "姓名与证件号码不一致" => "记录已暂存，任何查询都看不到；请核对姓名和证件号码后重新报送。";
    BY_NAME = "R-309" Warned "没有统一社会信用代码，按名称或旧号码归集" => "请补填统一社会信用代码；关联有误的，请告知信用中心改正。";
    NAME_UNSURE = "R-310" Held "没有统一社会信用代码，名称不足以确定是哪个单位" => "记录已暂存，任何查询都看不到；请补填统一社会信用代码后重新报送，或等待信用中心核对。";
    NAME_UNKNOWN = "R-311" Held "没有统一社会信用代码，也没有找到这个名称的单位" => "记录已暂存，任何查询都看不到；请核对名称，补填统一社会信用代码后重新报送。";
    EXCLUDED = "R-401" Refused "依法不纳入公共信用信息" => "请从文件中删去这一行。";
    NOT_IN_FORCE = "R-402" Refused "决定作出时该目录项已停止归集" => "该日期没有可以归集的目录依据，请核对决定日期。";
    CROSS_RULE = "R-403" Refused "各栏内容互相矛盾" => "请核对相关栏目。";
    IDENTITY_IN_TEXT = "R-404" Refused "公开栏目中含有身份证号码" => "请删去或遮盖文字中的身份证号码后重新报送。";
    PHONE_IN_TEXT = "R-405" Refused "公开栏目中含有手机号码" => "请删去文字中的手机号码后重新报送。";
    VALID_ORDER = "R-406" Refused "有效期自晚于有效期至" => "请核对有效期的起止日期。";
    NO_RECOGNISER = "R-407" Refused "没有写明认定单位" => "谁认定、谁负责：请填写作出决定的机关及其统一社会信用代码。";
    NOT_PROVIDER = "R-501" Refused "报送单位无权报送该目录项" => "请由目录规定的数源单位报送；如目录有误，请联系信用中心。";
    UNLISTED = "R-502" Refused "目录中没有这一项" => "只能按现行目录归集；请核对目录项编号。";
    NOT_REVIEWED = "R-503" Refused "没有保密和隐私审查声明" => "公示前须完成保密审查：请注明已审查和审查人后重新报送。";
    COLUMNS = "R-504" Refused "表头不合要求" => "请下载该目录项的模板，按模板的表头填写。";
    OTHER_SOURCE = "R-601" Refused "与其他单位报送的同一记录内容不同" => "只有原报送单位或认定单位可以更正；请与其核对。";
    REPAIRED = "R-602" Refused "该记录已完成信用修复" => "已修复的记录不再恢复；请停止报送该记录。";
    WITHDRAWN = "R-603" Refused "该记录已撤回" => "如需恢复，请以“更正”方式报送并说明理由。";
    TRIMMED = "W-101" Cleansed "去掉首尾空白和换行" => "";
    HALF_WIDTH = "W-102" Cleansed "全角转半角" => "";
    UPPER_CASE = "W-103" Cleansed "字母转大写" => "";
    DATE_WRITTEN = "W-104" Cleansed "统一日期格式" => "";
    AMOUNT_WRITTEN = "W-105" Cleansed "统一金额格式（万元）" => "";
    SEPARATED = "W-106" Cleansed "统一分隔符" => "";
    BLANK = "W-107" Cleansed "“无”“N/A”等占位文字视为空" => "";
    YES_NO_WRITTEN = "W-108" Cleansed "统一是否写法" => "";
    NUMBER_WRITTEN = "W-109" Cleansed "去掉号码中的分隔符" => "";
    FILLED = "W-110" Cleansed "按导入方案补填" => "";
    LENGTHENED = "W-111" Cleansed "15 位身份证号升为 18 位" => "";
    NAMED = "W-112" Cleansed "名称转为标准写法" => "";
    OPEN_ENDED = "W-113" Cleansed "“长期”按规定记为 2099-12-31" => "";
    CODE_FOUND = "W-114" Cleansed "按名称或旧号码补填统一社会信用代码" => "";
    NO_PURPOSE = "D-101" Dropped "没有收集目的的个人信息栏" => "自然人目录项只收目录列明的栏目，该列未读取。";
    UNKNOWN_COLUMN = "D-102" Dropped "目录中没有的栏目" => "该列未读取；如需归集，请先纳入目录。";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_ordered_within_their_letter() {
        let codes: Vec<_> = ALL.iter().map(|rule| rule.code).collect();
        let mut unique = codes.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), codes.len());
        assert_eq!(find("R-301"), Some(&UNIFIED_CODE));
    }

    #[test]
    fn every_refusal_says_what_to_do() {
        let silent =
            ALL.iter().filter(|rule| rule.severity != Severity::Cleansed && rule.advice.is_empty());
        assert_eq!(silent.count(), 0);
    }
}
