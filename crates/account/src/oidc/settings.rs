//! How the unified login is reached and what its claims are called: one TOML file.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::failed;
use crate::AccountError;

/// Settings of a unified login.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Address of the provider, as it calls itself.
    pub issuer: String,
    /// Our id there.
    pub client_id: String,
    /// Our secret there.
    pub secret: String,
    /// What is asked for besides `openid`.
    pub scopes: Vec<String>,
    /// What the button says.
    pub title: Title,
    /// Certificates of the authority that signs the provider's, PEM; the public ones if none.
    pub authority: Option<Vec<u8>>,
    /// What its claims are called.
    pub claims: ClaimNames,
}

/// A text in both languages.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// 中文
    pub zh: String,
    /// English
    pub en: String,
}

/// Names of claims.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimNames {
    /// Name of the person.
    pub name: String,
    /// Number of the person's document; none if the provider does not tell it.
    pub number: Option<String>,
    /// Login of a person of staff; none if the provider knows no staff.
    pub login: Option<String>,
}

/// The file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    issuer: String,
    client_id: String,
    secret_file: PathBuf,
    #[serde(default)]
    scopes: Vec<String>,
    title: Title,
    authority_file: Option<PathBuf>,
    claims: ClaimNames,
}

impl Settings {
    /// Reads the file, and the files of the secret and the authority that it names.
    ///
    /// Errors: a file that cannot be read, or a provider spoken to in the clear that is not on
    /// this machine.
    pub fn read(path: &Path) -> Result<Self, AccountError> {
        let read = |path: &Path| {
            std::fs::read(path).map_err(|error| failed(format!("{}: {error}", path.display())))
        };
        let text = String::from_utf8_lossy(&read(path)?).into_owned();
        let file: File = toml::from_str(&text)
            .map_err(|error| failed(format!("{}: {}", path.display(), error.message())))?;
        let beside = |other: &Path| path.parent().unwrap_or(Path::new("")).join(other);
        let secret = String::from_utf8_lossy(&read(&beside(&file.secret_file))?).trim().to_owned();
        let authority = file.authority_file.map(|other| read(&beside(&other))).transpose()?;
        if !is_private(&file.issuer) {
            return Err(failed(format!("the issuer {} must be https", file.issuer)));
        }
        Ok(Self {
            issuer: file.issuer,
            client_id: file.client_id,
            secret,
            scopes: file.scopes,
            title: file.title,
            authority,
            claims: file.claims,
        })
    }
}

/// Whether nobody can listen on the way: TLS, or this very machine.
pub(super) fn is_private(url: &str) -> bool {
    const HERE: [&str; 3] = ["http://127.0.0.1:", "http://localhost:", "http://[::1]:"];
    url.starts_with("https://") || HERE.iter().any(|here| url.starts_with(here))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c_34_settings_name_files_for_secrets_and_speak_tls() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("unified.toml");
        let text = |issuer: &str| {
            format!(
                "issuer = \"{issuer}\"\nclient_id = \"probity\"\nsecret_file = \"secret\"\n\
                 scopes = [\"profile\"]\ntitle = {{ zh = \"统一身份认证\", en = \"Unified login\" }}\n\
                 [claims]\nname = \"name\"\nnumber = \"id_number\"\n"
            )
        };
        std::fs::write(folder.path().join("secret"), "s3cret\n").unwrap();
        std::fs::write(&file, text("https://login.example.org")).unwrap();
        let settings = Settings::read(&file).unwrap();
        assert_eq!((settings.secret.as_str(), settings.claims.login), ("s3cret", None));
        for bad in ["http://login.example.org", "http://127.0.0.1.example.org", "ftp://x"] {
            std::fs::write(&file, text(bad)).unwrap();
            assert!(Settings::read(&file).is_err(), "{bad}");
        }
        std::fs::write(&file, text("https://login.example.org") + "secret = \"x\"\n").unwrap();
        assert!(Settings::read(&file).is_err(), "a secret in the file itself");
    }
}
