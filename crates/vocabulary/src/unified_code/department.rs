//! Who registers whom: the first two characters of a unified code.

use crate::SubjectKind;

/// The authority that keeps a register (first character).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Department {
    /// `1` 机构编制
    Establishment,
    /// `2` 外交
    ForeignAffairs,
    /// `3` 司法行政
    Justice,
    /// `4` 文化
    Culture,
    /// `5` 民政
    CivilAffairs,
    /// `6` 旅游
    Tourism,
    /// `7` 宗教
    Religion,
    /// `8` 工会
    TradeUnions,
    /// `9` 市场监管
    MarketRegulation,
    /// `A` 中央军委改革和编制办公室
    Military,
    /// `N` 农业
    Agriculture,
    /// `Y` 其他
    Other,
}

impl Department {
    /// The department of a first character.
    pub fn of(character: char) -> Option<Self> {
        Some(match character {
            '1' => Self::Establishment,
            '2' => Self::ForeignAffairs,
            '3' => Self::Justice,
            '4' => Self::Culture,
            '5' => Self::CivilAffairs,
            '6' => Self::Tourism,
            '7' => Self::Religion,
            '8' => Self::TradeUnions,
            '9' => Self::MarketRegulation,
            'A' => Self::Military,
            'N' => Self::Agriculture,
            'Y' => Self::Other,
            _ => return None,
        })
    }
}

/// What was registered (first two characters).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Category {
    /// `11` 机关
    StateOrgan,
    /// `12` 事业单位
    PublicInstitution,
    /// `13` 编办直接管理机构编制的群众团体
    MassOrganisation,
    /// `21` 外国常驻新闻机构
    ForeignNewsOffice,
    /// `31` 律师执业机构
    LawFirm,
    /// `32` 公证处
    NotaryOffice,
    /// `33` 基层法律服务所
    LegalServiceOffice,
    /// `34` 司法鉴定机构
    ForensicInstitution,
    /// `35` 仲裁委员会
    ArbitrationCommission,
    /// `41` 外国在华文化中心
    ForeignCulturalCentre,
    /// `51` 社会团体
    SocialGroup,
    /// `52` 民办非企业单位
    PrivateNonEnterprise,
    /// `53` 基金会
    Foundation,
    /// `54` 村民委员会
    VillagersCommittee,
    /// `55` 居民委员会
    ResidentsCommittee,
    /// `61` 外国旅游部门常驻代表机构
    ForeignTourismOffice,
    /// `62` 港澳台地区旅游部门常驻代表机构
    RegionalTourismOffice,
    /// `71` 宗教活动场所
    ReligiousSite,
    /// `72` 宗教院校
    ReligiousSchool,
    /// `81` 基层工会
    TradeUnion,
    /// `91` 企业
    Enterprise,
    /// `92` 个体工商户
    SelfEmployed,
    /// `93` 农民专业合作社
    Cooperative,
    /// `A1` 军队事业单位
    MilitaryInstitution,
    /// `N1` 组级集体经济组织
    GroupCollective,
    /// `N2` 村级集体经济组织
    VillageCollective,
    /// `N3` 乡镇级集体经济组织
    TownshipCollective,
    /// 其他
    Other,
}

impl Category {
    /// The category a department's second character stands for.
    pub fn of(department: Department, character: char) -> Option<Self> {
        use Department as D;
        Some(match (department, character) {
            (D::Establishment, '1') => Self::StateOrgan,
            (D::Establishment, '2') => Self::PublicInstitution,
            (D::Establishment, '3') => Self::MassOrganisation,
            (D::ForeignAffairs, '1') => Self::ForeignNewsOffice,
            (D::Justice, '1') => Self::LawFirm,
            (D::Justice, '2') => Self::NotaryOffice,
            (D::Justice, '3') => Self::LegalServiceOffice,
            (D::Justice, '4') => Self::ForensicInstitution,
            (D::Justice, '5') => Self::ArbitrationCommission,
            (D::Culture, '1') => Self::ForeignCulturalCentre,
            (D::CivilAffairs, '1') => Self::SocialGroup,
            (D::CivilAffairs, '2') => Self::PrivateNonEnterprise,
            (D::CivilAffairs, '3') => Self::Foundation,
            (D::CivilAffairs, '4') => Self::VillagersCommittee,
            (D::CivilAffairs, '5') => Self::ResidentsCommittee,
            (D::Tourism, '1') => Self::ForeignTourismOffice,
            (D::Tourism, '2') => Self::RegionalTourismOffice,
            (D::Religion, '1') => Self::ReligiousSite,
            (D::Religion, '2') => Self::ReligiousSchool,
            (D::TradeUnions, '1') => Self::TradeUnion,
            (D::MarketRegulation, '1') => Self::Enterprise,
            (D::MarketRegulation, '2') => Self::SelfEmployed,
            (D::MarketRegulation, '3') => Self::Cooperative,
            (D::Military, '1') => Self::MilitaryInstitution,
            (D::Agriculture, '1') => Self::GroupCollective,
            (D::Agriculture, '2') => Self::VillageCollective,
            (D::Agriculture, '3') => Self::TownshipCollective,
            (D::Other, '1') => Self::Other,
            (D::MarketRegulation | D::Other, _) => return None,
            (_, '9') => Self::Other,
            _ => return None,
        })
    }

    /// What kind of credit subject it is.
    pub fn subject_kind(self) -> SubjectKind {
        match self {
            Self::StateOrgan => SubjectKind::Government,
            Self::PublicInstitution => SubjectKind::PublicInstitution,
            Self::MassOrganisation
            | Self::SocialGroup
            | Self::PrivateNonEnterprise
            | Self::Foundation => SubjectKind::SocialOrganisation,
            Self::Enterprise => SubjectKind::Enterprise,
            Self::SelfEmployed => SubjectKind::SelfEmployed,
            Self::Cooperative => SubjectKind::Cooperative,
            _ => SubjectKind::OtherOrganisation,
        }
    }
}
