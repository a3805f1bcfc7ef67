//! Where a site keeps its things and which law it runs under.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
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
        let Some(folder) = &self.policies else { return embedded(&self.layer) };
        Law::load(folder, &self.layer).map(Arc::new).map_err(|refusal| anyhow!("{refusal}"))
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

/// The law of a layer of the packs in the program. They cannot change while it runs, so each is read once.
fn embedded(layer: &str) -> Result<Arc<Law>> {
    static READ: Mutex<BTreeMap<String, Arc<Law>>> = Mutex::new(BTreeMap::new());
    let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(law) = read.get(layer) {
        return Ok(Arc::clone(law));
    }
    let law = Law::embedded(layer).map(Arc::new).map_err(|refusal| anyhow!("{refusal}"))?;
    read.insert(layer.to_owned(), Arc::clone(&law));
    Ok(law)
}
