//! What is known of characters and of the names of a file, told by Python packages that the room of names
//! does not use (`lore.py`), so that no table is tried with itself.

use std::{
    collections::{BTreeMap, HashMap},
    io::Write,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};

/// Readings, look-alikes and traditional spellings.
#[derive(Default)]
pub(crate) struct Lore {
    written: Vec<Vec<String>>,
    readings: Vec<Vec<String>>,
    homophones: BTreeMap<String, Vec<(char, u64)>>,
    looks: BTreeMap<char, Vec<char>>,
    words: HashMap<(char, char), u32>,
}

/// Names in which two characters stand side by side so often that they are a word of a trade.
const WORD: f64 = 0.002;

impl Lore {
    /// Asks Python about `names`.
    pub(crate) fn learn(python: &str, names: &[&str]) -> Result<Self> {
        let mut child = Command::new(python)
            .args(["-c", include_str!("lore.py")])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("starting {python}"))?;
        let mut input = child.stdin.take().context("Python takes no input")?;
        let text: String = names.iter().flat_map(|name| [name, "\n"]).collect();
        let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
        let output = child.wait_with_output()?;
        if !output.status.success() {
            bail!("the program that knows characters did not end well");
        }
        writer.join().map_err(|_| anyhow::anyhow!("Python did not listen"))??;
        Ok(Self::read(&serde_json::from_slice(&output.stdout)?, names))
    }

    fn read(said: &serde_json::Value, names: &[&str]) -> Self {
        let mut often: BTreeMap<char, u64> = BTreeMap::new();
        for one in names.iter().flat_map(|name| name.chars()) {
            *often.entry(one).or_default() += 1;
        }
        let mut words: HashMap<(char, char), u32> = HashMap::new();
        for name in names {
            for two in name.chars().zip(name.chars().skip(1)) {
                *words.entry(two).or_default() += 1;
            }
        }
        words.retain(|_, count| f64::from(*count) > WORD * names.len() as f64);
        let mut homophones: BTreeMap<String, Vec<(char, u64)>> = BTreeMap::new();
        for (one, sound) in pairs(said, "sounds") {
            let Some(one) = one.chars().next().filter(|_| !sound.is_empty()) else { continue };
            let weight = often.get(&one).copied().unwrap_or_default() + 20;
            homophones.entry(sound).or_default().push((one, weight));
        }
        let look =
            |(one, all): (String, String)| Some((one.chars().next()?, all.chars().collect()));
        Self {
            written: table(said, "written"),
            readings: table(said, "readings"),
            homophones,
            looks: pairs(said, "looks").into_iter().filter_map(look).collect(),
            words,
        }
    }

    /// Whether `text` begins by a word that many names have.
    pub(crate) fn begins_word(&self, text: &str) -> bool {
        let two = text.chars().zip(text.chars().skip(1)).next();
        two.is_some_and(|two| self.words.contains_key(&two))
    }

    /// How the name of that place in the list is written by traditional characters, in three ways.
    pub(crate) fn written(&self, at: usize) -> &[String] {
        self.written.get(at).map_or(&[], Vec::as_slice)
    }

    /// Characters read as the one at `index` of that name, with how often they are meant.
    pub(crate) fn homophones(&self, at: usize, index: usize) -> &[(char, u64)] {
        let reading = self.readings.get(at).and_then(|all| all.get(index));
        reading.and_then(|sound| self.homophones.get(sound)).map_or(&[], Vec::as_slice)
    }

    /// The syllables of the name of that place, one a character, without tone.
    pub(crate) fn syllables(&self, at: usize) -> &[String] {
        self.readings.get(at).map_or(&[], Vec::as_slice)
    }

    /// Characters that look like this one.
    pub(crate) fn looks(&self, one: char) -> &[char] {
        self.looks.get(&one).map_or(&[], Vec::as_slice)
    }
}

fn pairs(said: &serde_json::Value, key: &str) -> Vec<(String, String)> {
    let map = said.get(key).and_then(serde_json::Value::as_object);
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    map.into_iter().flatten().map(|(key, value)| (key.clone(), text(value))).collect()
}

fn table(said: &serde_json::Value, key: &str) -> Vec<Vec<String>> {
    let rows = said.get(key).and_then(serde_json::Value::as_array);
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let row = |row: &serde_json::Value| {
        row.as_array().into_iter().flatten().map(text).collect::<Vec<_>>()
    };
    rows.into_iter().flatten().map(row).collect()
}
