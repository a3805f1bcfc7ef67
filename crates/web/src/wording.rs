//! The words people read: every text of every page comes from `templates/messages/*.toml`.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::WebError;

/// The languages of the pages: Chinese first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// 中文
    #[default]
    Zh,
    /// English
    En,
}

impl Language {
    /// The language of a path: English below `/en`.
    pub fn of_path(path: &str) -> Self {
        if path == "/en" || path.starts_with("/en/") { Self::En } else { Self::Zh }
    }

    /// The path of the same page in this language; `path` is without language prefix.
    pub fn href(self, path: &str) -> String {
        match self {
            Self::Zh => path.to_owned(),
            Self::En if path.starts_with('#') => path.to_owned(),
            Self::En if path == "/" => "/en".to_owned(),
            Self::En => format!("/en{path}"),
        }
    }

    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }

    /// The title in this language.
    pub fn of(self, title: &policy::model::basis::Title) -> String {
        match self {
            Self::Zh => title.zh.clone(),
            Self::En => title.en.clone(),
        }
    }
}

/// The message catalog.
#[derive(Debug, Default)]
pub struct Wording {
    messages: HashMap<String, Message>,
}

#[derive(Debug)]
struct Message {
    zh: String,
    en: String,
}

impl Wording {
    /// Reads files of the form `[section] key = { zh = "…", en = "…" }`, given as (name, text).
    ///
    /// Refused: TOML errors, a message without one of the languages, a key that stands twice.
    pub fn read(files: &[(String, String)]) -> Result<Self, WebError> {
        let mut wording = Self::default();
        for (name, text) in files {
            let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
                WebError::Messages { file: name.clone(), reason: error.to_string() }
            })?;
            wording.take(name, "", &table)?;
        }
        Ok(wording)
    }

    fn take(&mut self, file: &str, prefix: &str, table: &toml::Table) -> Result<(), WebError> {
        let fault = |reason| WebError::Messages { file: file.to_owned(), reason };
        if let (Some(zh), Some(en)) = (text(table, "zh"), text(table, "en")) {
            if self.messages.insert(prefix.to_owned(), Message { zh, en }).is_some() {
                return Err(fault(format!("`{prefix}` stands twice; drop one")));
            }
            return Ok(());
        }
        for (key, value) in table {
            let path = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
            let Some(inner) = value.as_table() else {
                return Err(fault(format!("`{path}` lacks one language; write zh and en")));
            };
            self.take(file, &path, inner)?;
        }
        Ok(())
    }

    /// The message of a key, with `{name}` replaced by its value; none if there is no such key.
    pub fn say(&self, language: Language, key: &str, values: &[(&str, String)]) -> Option<String> {
        let message = self.messages.get(key)?;
        let text = match language {
            Language::Zh => &message.zh,
            Language::En => &message.en,
        };
        if values.is_empty() {
            return Some(text.clone());
        }
        let replace = |said: String, (name, value): &(&str, String)| {
            said.replace(&format!("{{{name}}}"), value)
        };
        Some(values.iter().fold(text.clone(), replace))
    }

    /// As [`Wording::say`], with the key itself where there is no message: for texts made in code.
    pub fn word(&self, language: Language, key: &str, values: &[(&str, String)]) -> String {
        self.say(language, key, values).unwrap_or_else(|| key.to_owned())
    }

    /// Every key there is.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.messages.keys().map(String::as_str)
    }
}

fn text(table: &toml::Table, key: &str) -> Option<String> {
    table.get(key).and_then(toml::Value::as_str).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wording(text: &str) -> Result<Wording, WebError> {
        Wording::read(&[("a.toml".into(), text.into())])
    }

    #[test]
    fn says_a_message_in_both_languages_with_its_values() {
        let wording = wording("[a]\nb = { zh = \"找到 {n} 家\", en = \"{n} found\" }").unwrap();
        let values = [("n", "3".to_owned())];
        assert_eq!(wording.say(Language::Zh, "a.b", &values).unwrap(), "找到 3 家");
        assert_eq!(wording.say(Language::En, "a.b", &values).unwrap(), "3 found");
        assert_eq!(wording.say(Language::En, "a.c", &values), None);
    }

    #[test]
    fn refuses_a_message_without_one_language() {
        let refused = wording("[a]\nb = { zh = \"一\" }").unwrap_err();
        assert!(refused.to_string().contains("a.b"), "{refused}");
    }

    #[test]
    fn links_keep_the_language() {
        assert_eq!(Language::En.href("/"), "/en");
        assert_eq!(Language::En.href("/ledger"), "/en/ledger");
        assert_eq!(Language::Zh.href("/ledger"), "/ledger");
        assert_eq!(Language::of_path("/en/ledger"), Language::En);
        assert_eq!(Language::of_path("/entry"), Language::Zh);
    }
}
