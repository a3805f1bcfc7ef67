//! The template engine: pages from a folder while they are written, embedded in the binary otherwise.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, escape_formatter,
    value::{Kwargs, Serde, Value},
};
use rust_embed::RustEmbed;
use serde::Serialize;

use crate::{
    WebError, assets,
    view::Frame,
    wording::{Language, Wording},
};

#[derive(RustEmbed)]
#[folder = "../../templates/"]
struct Embedded;

/// Renders pages; cheap to clone.
#[derive(Clone)]
pub struct Pages {
    folder: Option<PathBuf>,
    ready: Arc<Ready>,
}

struct Ready {
    wording: Arc<Wording>,
    zh: Environment<'static>,
    en: Environment<'static>,
}

impl Pages {
    /// The pages of a folder, read anew for every page so that a change shows at once; or those
    /// embedded in the binary, if none is given.
    ///
    /// Errors: a template or a message file that cannot be read or parsed.
    pub fn open(folder: Option<&Path>) -> Result<Self, WebError> {
        let ready = Arc::new(Ready::make(&files(folder)?)?);
        Ok(Self { folder: folder.map(Path::to_owned), ready })
    }

    /// The message catalog.
    pub fn wording(&self) -> Arc<Wording> {
        self.ready.wording.clone()
    }

    /// Renders `template` for `page`, in the language of its frame.
    pub fn render(
        &self,
        template: &str,
        frame: &Frame,
        page: &impl Serialize,
    ) -> Result<String, WebError> {
        match &self.folder {
            None => self.ready.render(template, frame, page),
            Some(folder) => Ready::make(&files(Some(folder))?)?.render(template, frame, page),
        }
    }
}

impl Ready {
    fn make(files: &BTreeMap<String, String>) -> Result<Self, WebError> {
        let messages: Vec<_> = files
            .iter()
            .filter(|(name, _)| name.ends_with(".toml"))
            .map(|(name, text)| (name.clone(), text.clone()))
            .collect();
        let wording = Arc::new(Wording::read(&messages)?);
        let zh = environment(files, &wording, Language::Zh)?;
        let en = environment(files, &wording, Language::En)?;
        Ok(Self { wording, zh, en })
    }

    fn render(
        &self,
        template: &str,
        frame: &Frame,
        page: &impl Serialize,
    ) -> Result<String, WebError> {
        let environment = match frame.language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        };
        let context = [("frame", Value::from(Serde(frame))), ("page", Value::from(Serde(page)))];
        let render = || environment.get_template(template)?.render(Value::from_pairs(context));
        render().map_err(|error| WebError::Template {
            template: template.to_owned(),
            reason: format!("{error:#}"),
        })
    }
}

fn environment(
    files: &BTreeMap<String, String>,
    wording: &Arc<Wording>,
    language: Language,
) -> Result<Environment<'static>, WebError> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_formatter(write_value);
    environment.add_filter("num", grouped);
    environment.add_filter("dated", dated);
    environment.add_function("href", move |path: String| address(&language.href(&path)));
    environment.add_function("asset", |name: String| address(&assets::href(&name)));
    let words = wording.clone();
    environment
        .add_function("t", move |key: String, values: Kwargs| say(&words, language, &key, &values));
    for (name, text) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
        environment.add_template_owned(name.clone(), text.clone()).map_err(|error| {
            WebError::Template { template: name.clone(), reason: format!("{error:#}") }
        })?;
    }
    Ok(environment)
}

fn say(wording: &Wording, language: Language, key: &str, given: &Kwargs) -> Result<String, Error> {
    let mut values = Vec::new();
    for name in given.args() {
        values.push((name, given.get::<Value>(name)?.to_string()));
    }
    wording.say(language, key, &values).ok_or_else(|| {
        let advice = format!("no message `{key}`; add it under templates/messages");
        Error::new(ErrorKind::InvalidOperation, advice)
    })
}

/// Writes a value into a page: text is escaped here, so that its slashes stay readable.
fn write_value(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    match value.as_str() {
        Some(text) if !value.is_safe() && matches!(state.auto_escape(), AutoEscape::Html) => {
            out.write_str(&escape(text)).map_err(Error::from)
        }
        _ => escape_formatter(out, state, value),
    }
}

/// An address for an attribute.
fn address(path: &str) -> Value {
    Value::from_safe_string(escape(path))
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// A sentence whose dates no line breaks apart.
fn dated(sentence: String) -> Value {
    let mut said = String::new();
    let mut rest = sentence.as_str();
    while let Some(at) = rest.char_indices().map(|(at, _)| at).find(|at| is_date(rest, *at)) {
        let (before, from) = rest.split_at(at);
        let (date, after) = from.split_at(DATE.len());
        said.push_str(&escape(before));
        said.push_str(&format!("<time datetime=\"{date}\">{date}</time>"));
        rest = after;
    }
    said.push_str(&escape(rest));
    Value::from_safe_string(said)
}

/// The form of a date.
const DATE: &str = "0000-00-00";

/// Whether a date begins at a place.
fn is_date(text: &str, at: usize) -> bool {
    let Some(piece) = text.get(at..at + DATE.len()) else { return false };
    piece.chars().zip(DATE.chars()).all(|(letter, form)| match form {
        '0' => letter.is_ascii_digit(),
        other => letter == other,
    })
}

/// A whole number with a comma between thousands: `1,512,306`.
fn grouped(number: i64) -> String {
    group(number)
}

/// A whole number with a comma between thousands: `1,512,306`.
pub fn group(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut said = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            said.push(',');
        }
        said.push(digit);
    }
    if number < 0 { format!("-{said}") } else { said }
}

/// Every template and message file: name below `templates/` to text.
fn files(folder: Option<&Path>) -> Result<BTreeMap<String, String>, WebError> {
    let mut files = BTreeMap::new();
    let Some(folder) = folder else {
        for name in Embedded::iter() {
            if let Some(file) = Embedded::get(&name) {
                let text = String::from_utf8_lossy(&file.data).into_owned();
                files.insert(name.into_owned(), text);
            }
        }
        return Ok(files);
    };
    gather(folder, folder, &mut files)?;
    Ok(files)
}

fn gather(
    root: &Path,
    folder: &Path,
    files: &mut BTreeMap<String, String>,
) -> Result<(), WebError> {
    let fault = |error: std::io::Error| WebError::Template {
        template: folder.display().to_string(),
        reason: format!("cannot be read: {error}"),
    };
    for entry in std::fs::read_dir(folder).map_err(fault)? {
        let path = entry.map_err(fault)?.path();
        if path.is_dir() {
            gather(root, &path, files)?;
        } else if let Ok(name) = path.strip_prefix(root) {
            let text = std::fs::read_to_string(&path).map_err(fault)?;
            files.insert(name.display().to_string(), text);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
