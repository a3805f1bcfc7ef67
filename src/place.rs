//! Where a site keeps its things and which law it runs under.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, Result, anyhow};
use policy::Law;

/// The place of a site.
#[derive(Clone, Debug)]
pub struct Place {
    /// Folder of the database, the keys and the files.
    pub data: PathBuf,
    /// Database address; a SQLite file in the data folder if none.
    pub database: Option<String>,
    /// Folder of policy packs; those built into the program if none.
    pub policies: Option<PathBuf>,
    /// Layer of the packs.
    pub layer: String,
    /// What guessing a password costs whoever guesses.
    pub cost: account::Cost,
}

impl Place {
    /// A site in `data` with everything else as it comes: SQLite, the built-in packs of Jinan.
    pub fn in_folder(data: &Path) -> Self {
        let data = data.to_owned();
        Self {
            data,
            database: None,
            policies: None,
            layer: "jinan".to_owned(),
            cost: account::Cost::STRONG,
        }
    }

    /// The address of the database.
    pub fn database(&self) -> String {
        let file = || format!("sqlite:{}", self.data.join("probity.db").display());
        self.database.clone().unwrap_or_else(file)
    }

    /// The law of the site, checked.
    pub fn law(&self) -> Result<Arc<Law>> {
        let law = match &self.policies {
            Some(folder) => Law::load(folder, &self.layer),
            None => Law::embedded(&self.layer),
        };
        law.map(Arc::new).map_err(|refusal| anyhow!("{refusal}"))
    }

    /// Makes the data folder.
    pub fn prepare(&self) -> Result<()> {
        std::fs::create_dir_all(&self.data).with_context(|| {
            format!(
                "the data folder {} cannot be made; give another by --data",
                self.data.display()
            )
        })
    }
}
