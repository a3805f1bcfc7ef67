//! `/mine/cases`: what I asked for and what concerns me, where it stands, who has it, until when.

mod act;
mod begin;
mod choose;
mod list;
mod news;
mod receipt;
mod show;
mod sign;
pub(crate) mod view;

pub(crate) use act::{ask as ask_move, make, note, paper};
pub(crate) use begin::{ask, file};
pub(crate) use list::{dues, list, of_record};
pub(crate) use news::letters;
pub(crate) use receipt::show as receipt;
pub(crate) use show::show;

use disclosure::FileView;
use web::{
    WebError,
    door::{Language, Site, tell, waits_for},
};
use workflow::{
    By,
    case::{CaseLine, Page},
};

/// The holder, as the engine knows him.
pub(crate) fn by(holder: &account::Holder) -> By {
    By::Holder { actor: holder.actor(), person: holder.person, acting: holder.acting }
}

/// Every case of the holder, newest first.
pub(crate) fn all(site: &Site, holder: &account::Holder) -> Result<Vec<CaseLine>, WebError> {
    let (mut all, mut after, by) = (Vec::new(), None, by(holder));
    loop {
        let page = site.cases().mine(&by, &Page { after, size: 100 })?;
        all.extend(page.entries);
        after = page.next;
        if after.is_none() {
            return Ok(all);
        }
    }
}

/// Whether the next move is due from the holder.
fn yours(site: &Site, by: &By, line: &CaseLine) -> Result<bool, WebError> {
    if line.outcome.is_some() || line.unit.is_some() {
        return Ok(false);
    }
    let case = site.cases().view(by, &line.number)?;
    Ok(waits_for(web::door::process_of(site, &case), &case))
}

/// What a case is about: the own record by its own title, else as the case says it.
fn about(language: Language, file: Option<&FileView>, line: &CaseLine) -> Option<String> {
    let records = file.map(|file| file.records.as_slice()).unwrap_or_default();
    let own = records.iter().find(|record| Some(&record.digest) == line.digest.as_ref());
    let named = own.map(|record| tell::title(language, record));
    let named = named.or_else(|| line.about.as_ref().map(|about| language.of(about)));
    named.or_else(|| line.name.clone())
}
