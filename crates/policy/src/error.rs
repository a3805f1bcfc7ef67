//! Why a layer of the law was not loaded.

use crate::finding::Finding;

/// The packs are not law that the platform may run under.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A folder or file cannot be read.
    #[error("读不到政策文件 {path}：{reason}。请检查目录和权限。")]
    Unreadable {
        /// The folder or file.
        path: String,
        /// What the system said.
        reason: String,
    },
    /// There is no such layer.
    #[error("没有名为 {layer} 的层；现有：{known}。请检查 --layer 或目录。")]
    NoLayer {
        /// The layer asked for.
        layer: String,
        /// The layers there are.
        known: String,
    },
    /// The checker refused files.
    #[error("政策文件有 {} 处不合规则：\n{}", .0.len(), crate::render::findings(.0))]
    Refused(Vec<Finding>),
}

impl Refusal {
    /// The findings, if files were refused.
    pub fn findings(&self) -> &[Finding] {
        match self {
            Self::Refused(findings) => findings,
            Self::Unreadable { .. } | Self::NoLayer { .. } => &[],
        }
    }
}
