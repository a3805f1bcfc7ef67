//! Public lists: the newest records of an item, an act, or a list.

use archive::{Listed, Record, Subject, read};
use vocabulary::{Date, Position};

use super::{Gate, Inner};
use crate::{
    Disclosed, Filter, GateError, ListOf, ListedView, PageRequest, Paged,
    view::{Reach, subject::brief},
};

impl Gate {
    /// Published records, newest first. Persons appear only in items that a law publishes, masked.
    pub fn recent(
        &self,
        of: &ListOf,
        filter: &Filter,
        page: &PageRequest,
    ) -> Result<Disclosed<Paged<ListedView>>, GateError> {
        let inner = &*self.0;
        let today = inner.clock.today();
        let mut items = inner.items_of(of, today);
        items.retain(|item| filter.item.as_ref().is_none_or(|only| only == item));
        let items: Vec<&str> = items.iter().map(String::as_str).collect();
        let limit = self.page_size(page.size);
        let query = read::ListQuery {
            items: &items,
            from_on: filter.from_on,
            until_on: filter.until_on,
            after: page.after.as_deref().map(parse).transpose()?,
            place: filter.place.clone(),
            authority: filter.authority.as_deref(),
            today,
            limit,
        };
        let paged = inner.db.read(|tx| {
            let lines = read::newest(tx, &query)?;
            let full = lines.len() == limit as usize;
            let next = lines.last().filter(|_| full).map(mark);
            let keys: Vec<_> = lines.iter().map(|line| (line.subject, line.digest)).collect();
            let records = read::current(tx, &keys)?;
            let owners: Vec<_> = lines.iter().map(|line| line.subject).collect();
            let owners = read::subjects(tx, &owners)?;
            let mut entries = Vec::with_capacity(lines.len());
            for (record, owner) in records.into_iter().zip(owners) {
                let (Some(record), Some(owner)) = (record, owner) else { continue };
                entries.extend(inner.listed(tx, record, &owner)?);
            }
            Ok::<_, GateError>(Paged { entries, next })
        })?;
        Ok(Disclosed::new(paged))
    }
}

impl Inner {
    fn items_of(&self, of: &ListOf, today: Date) -> Vec<String> {
        let items = self.law.items(today);
        let wanted = items.into_iter().filter(|item| match of {
            ListOf::Item(id) => item.id == *id,
            ListOf::Act(act) => item.act == Some(*act),
            ListOf::List(list) => item.list.as_ref() == Some(list),
            ListOf::Class(class) => item.class == *class,
        });
        wanted.map(|item| item.id.clone()).collect()
    }

    fn listed(
        &self,
        tx: &mut store::Tx,
        record: Record,
        owner: &Subject,
    ) -> Result<Option<ListedView>, GateError> {
        let reach = Reach::Public;
        let visible = self.visible(&reach, owner.kind, vec![record]);
        let view = self.views(tx, &reach, owner.kind, &visible, &[])?.pop();
        Ok(view.map(|record| ListedView { head: brief(owner), record }))
    }
}

/// The mark of the page after a line.
fn mark(line: &Listed) -> String {
    format!("{}_{}", line.decided_on, line.position)
}

fn parse(mark: &str) -> Result<(Date, Position), GateError> {
    let parsed = mark
        .split_once('_')
        .and_then(|(day, position)| Some((day.parse().ok()?, Position(position.parse().ok()?))));
    parsed.ok_or_else(|| GateError::Cursor { cursor: mark.to_owned() })
}
