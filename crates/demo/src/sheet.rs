//! Sheets: the files that the departments of the city send, as CSV with Chinese headers.

use std::{
    collections::BTreeMap,
    fs::File,
    io::BufWriter,
    path::{Path, PathBuf},
};

use policy::{
    Law,
    model::catalog::{CatalogItem, FieldRole},
};
use vocabulary::Date;

use crate::{
    dice::Dice,
    error::DemoError,
    fault,
    plan::{LINES, Line, Sender},
    resident::{Resident, days_before},
    row::{Occasion, Row},
    uncoded,
};

/// The city to build.
#[derive(Clone, Copy, Debug)]
pub struct City {
    /// Which city; the same seed gives the same files.
    pub seed: u64,
    /// How many subjects it has.
    pub subjects: u64,
    /// The day on which it stands.
    pub today: Date,
}

/// A file that one department sends.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Catalog item.
    pub item: String,
    /// Id of the agency.
    pub agency: String,
    /// Where the file lies.
    pub path: PathBuf,
    /// How many rows it has.
    pub rows: u64,
}

/// Writes every file of the city below `folder`, in the order in which they are to be sent.
pub fn write(city: City, law: &Law, folder: &Path) -> Result<Vec<Sheet>, DemoError> {
    let mut sheets = Vec::new();
    for (number, line) in LINES.iter().enumerate() {
        if let Some(item) = law.item(line.item, city.today) {
            sheets.extend(Pass { city, law, line, item, number }.write(folder)?);
        }
    }
    Ok(sheets)
}

/// Chances of each line of the plan lie this far apart.
const STREAM: u64 = 10_000_000_000;
/// Residents that are asked for a partner.
const TRIES: usize = 50;

/// One pass over the residents for one line of the plan.
struct Pass<'a> {
    city: City,
    law: &'a Law,
    line: &'a Line,
    item: &'a CatalogItem,
    number: usize,
}

struct Open {
    sheet: Sheet,
    writer: csv::Writer<BufWriter<File>>,
}

impl Pass<'_> {
    fn write(&self, folder: &Path) -> Result<Vec<Sheet>, DemoError> {
        std::fs::create_dir_all(folder)?;
        let mut open: BTreeMap<String, Open> = BTreeMap::new();
        let mut serial = 0;
        for index in 0..self.city.subjects {
            let resident = Resident::nth(self.city.seed, index, self.city.today);
            if !self.line.kinds.contains(&resident.kind) {
                continue;
            }
            let stream = index + (self.number as u64 + 1) * STREAM;
            let mut dice = Dice::new(self.city.seed, stream);
            for _ in 0..self.count(&mut dice) {
                serial += 1;
                self.file(&resident, serial, &mut dice, folder, &mut open)?;
            }
        }
        open.into_values().map(Open::finish).collect()
    }

    fn count(&self, dice: &mut Dice) -> u64 {
        let whole = self.line.rate / 100;
        if self.line.rate == 100 {
            return 1;
        }
        whole
            + u64::from(dice.chance(self.line.rate % 100 * 100))
            + u64::from(dice.chance(500)) * whole
    }

    fn file(
        &self,
        resident: &Resident,
        serial: u64,
        dice: &mut Dice,
        folder: &Path,
        open: &mut BTreeMap<String, Open>,
    ) -> Result<(), DemoError> {
        let id = self.sender(resident);
        let agency = self.law.agency(&id).ok_or_else(|| DemoError::UnknownAgency(id.clone()))?;
        let decided_on = self.decided_on(resident, dice);
        let partner = self.partner(resident, serial);
        let partner = partner.as_ref();
        let occasion = Occasion { item: self.item, resident, partner, agency, decided_on, serial };
        let mut row = occasion.row(dice);
        if dice.chance(fault::FAULTY) {
            fault::spoil(&mut row, &occasion, dice);
        } else {
            self.uncoded(&mut row, serial);
        }
        if !open.contains_key(&id) {
            open.insert(id.clone(), Open::create(self.item, &id, folder, self.number)?);
        }
        match open.get_mut(&id) {
            Some(sheet) => sheet.push(self.item, &row),
            None => Ok(()),
        }
    }

    /// Penalties and inspections sometimes come without code. They have chance of their own, so that all
    /// else stays as it was.
    fn uncoded(&self, row: &mut Row, serial: u64) {
        let acts = ["administrative-penalty", "administrative-inspection"];
        if serial > uncoded::AMONG || !acts.contains(&self.item.id.as_str()) {
            return;
        }
        let stream = serial + (self.number as u64 + 1_000) * STREAM;
        let mut dice = Dice::new(self.city.seed, stream);
        if dice.chance(uncoded::UNCODED) {
            uncoded::lose_code(row, &mut dice);
        }
    }

    /// Another company, for records that tie two of them.
    fn partner(&self, resident: &Resident, serial: u64) -> Option<Resident> {
        let ties = self.item.field.iter().any(|field| field.role == Some(FieldRole::RelatedCode));
        let mut dice = Dice::new(self.city.seed, serial + (self.number as u64 + 2_000) * STREAM);
        let mut others = std::iter::repeat_with(|| {
            let index = dice.below(self.city.subjects);
            Resident::nth(self.city.seed, index, self.city.today)
        });
        let fits = |other: &Resident| other.kind == resident.kind && other.code != resident.code;
        if ties { others.by_ref().take(TRIES).find(fits) } else { None }
    }

    fn sender(&self, resident: &Resident) -> String {
        match self.line.sender {
            Sender::District(duty) => format!("{}-{duty}", resident.district.slug),
            Sender::City(duty) => format!("jinan-{duty}"),
            Sender::Trade if resident.trade.authority == "market-regulation" => {
                format!("{}-market-regulation", resident.district.slug)
            }
            Sender::Trade => format!("jinan-{}", resident.trade.authority),
        }
    }

    /// A day between the founding and today, more often lately.
    fn decided_on(&self, resident: &Resident, dice: &mut Dice) -> Date {
        if self.item.id.ends_with("-registration") {
            return resident.founded;
        }
        let span = dice.below(365 * 4).min(dice.below(365 * 4));
        let day = days_before(self.city.today, span);
        if day < resident.founded { resident.founded } else { day }
    }
}

impl Open {
    fn create(
        item: &CatalogItem,
        agency: &str,
        folder: &Path,
        number: usize,
    ) -> Result<Self, DemoError> {
        let path = folder.join(format!("{number:02}-{}-{agency}.csv", item.id));
        let mut writer = csv::Writer::from_writer(BufWriter::new(File::create(&path)?));
        writer.write_record(item.field.iter().map(|field| field.zh.as_str()))?;
        let sheet = Sheet { item: item.id.clone(), agency: agency.to_owned(), path, rows: 0 };
        Ok(Self { sheet, writer })
    }

    fn push(&mut self, item: &CatalogItem, row: &Row) -> Result<(), DemoError> {
        let value = |name: &str| row.get(name).map_or("", String::as_str);
        self.writer.write_record(item.field.iter().map(|field| value(&field.name)))?;
        self.sheet.rows += 1;
        Ok(())
    }

    fn finish(mut self) -> Result<Sheet, DemoError> {
        self.writer.flush()?;
        Ok(self.sheet)
    }
}
