//! Secrets come from files and the environment; what stands on a command line everybody on the
//! machine can read.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};

use crate::arguments::Site;

/// The one line of a file that holds a secret.
pub(crate) fn read(path: &Path) -> Result<String> {
    let text = fs::read_to_string(path)
        .with_context(|| format!("the file {} cannot be read", path.display()))?;
    let line = text.trim();
    if line.is_empty() || line.lines().count() > 1 {
        bail!("the file {} should hold one line, the address of the database", path.display());
    }
    Ok(line.to_owned())
}

/// What is wrong with how this site keeps its secrets.
pub(crate) fn faults(site: &Site, data: &Path) -> Vec<String> {
    let mut faults: Vec<String> = std::env::args()
        .filter(|argument| has_password(argument))
        .map(|_| {
            "a password stands on the command line, where everybody on the machine reads it; \
             give the address by PROBITY_DATABASE or --database-file"
                .to_owned()
        })
        .collect();
    let keys = fs::read_dir(data.join("keys")).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = keys.map(|entry| entry.path()).collect();
    files.extend(site.database_file.clone());
    files.sort();
    faults.extend(
        files
            .iter()
            .filter(|file| is_open_to_others(file))
            .map(|file| format!("{} can be read by others; `chmod 600` it", file.display())),
    );
    faults
}

/// Whether an address holds a password: `postgres://name:password@host/…`.
fn has_password(text: &str) -> bool {
    let Some((_, rest)) = text.split_once("://") else { return false };
    let authority = rest.split('/').next().unwrap_or_default();
    let by_query = rest.split(['?', '&']).any(|part| part.starts_with("password="));
    by_query || authority.rsplit_once('@').is_some_and(|(user, _)| user.contains(':'))
}

fn is_open_to_others(file: &Path) -> bool {
    fs::metadata(file).is_ok_and(|facts| facts.is_file() && facts.permissions().mode() & 0o077 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_in_an_address_is_seen_and_a_port_is_none() {
        for exposed in [
            "postgres://probity:secret@db/probity",
            "--database=postgres://probity:s@db:5432/x",
            "postgres://probity@db/x?sslmode=require&password=s",
        ] {
            assert!(has_password(exposed), "{exposed}");
        }
        for plain in ["postgres://probity@db:5432/probity", "sqlite:/data/probity.db", "serve"] {
            assert!(!has_password(plain), "{plain}");
        }
    }

    #[test]
    fn a_secret_is_read_from_a_file_of_one_line() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("database");
        fs::write(&file, "postgres://probity:secret@db/probity\n").unwrap();
        assert_eq!(read(&file).unwrap(), "postgres://probity:secret@db/probity");
        assert!(is_open_to_others(&file));
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        assert!(!is_open_to_others(&file));
        fs::write(&file, "\n").unwrap();
        assert!(read(&file).is_err());
        assert!(read(&folder.path().join("none")).is_err());
    }
}
