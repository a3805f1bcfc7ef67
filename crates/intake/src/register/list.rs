//! Handing in a register: one fact that holds its decisions by their keys.

use std::io::Read;

use policy::model::{agency::Agency, catalog::CatalogItem};
use vocabulary::{Actor, Draft, FactKind, case_number, clock::date_in_china};

use super::{NewRegister, PREFIX, RegisterLine, RegisterReceipt, Registered, read::Reading};
use crate::{
    Intake, IntakeError,
    format::{self, Meter, Spool},
    queries::{declarations, registers},
    rule,
    shape::Shape,
};

impl Intake {
    /// Takes the list of decisions of a unit's own books: a table with the columns that name a decision
    /// of the item. Faulty lines are told and left out; a decision that is listed again is known.
    ///
    /// # Errors
    ///
    /// [`IntakeError::Refused`] if the agency does not send the item, or a column is missing.
    pub fn list_register(
        &self,
        by: &Actor,
        new: &NewRegister,
        input: impl Read,
    ) -> Result<RegisterReceipt, IntakeError> {
        let today = self.clock.today();
        let (agency, item) = self.listable(new)?;
        let shape = Shape::of(&self.law, &item.id, today)?;
        let mut spool = Spool::take(input, &self.limits)?;
        let mut reading = Reading::new(new, (item, &agency.code), (&self.key, &shape), today);
        format::read(&mut spool, &self.limits, &Meter::default(), &mut reading)?;
        let (lines, faults) = (reading.lines, reading.faults);
        if lines.is_empty() && !faults.is_empty() {
            return Ok(RegisterReceipt { faults, ..RegisterReceipt::default() });
        }
        let count = lines.len() as u64;
        let division = self.law.sites().first().and_then(|site| site.division.clone());
        let mut body = Registered {
            number: String::new(),
            agency: agency.code.clone(),
            item: item.id.clone(),
            from: new.from,
            until: new.until,
            sha256: hex::encode(spool.digest()),
            lines,
        };
        let (by, policy) = (by.clone(), self.law.version().to_owned());
        let number = self.pen.transact(move |scribe| {
            let today = date_in_china(scribe.now());
            let serial = declarations::next_serial(scribe.tx(), today)?;
            body.number = case_number(PREFIX, &division.unwrap_or_default(), today, serial);
            let text = serde_json::to_string(&body)
                .map_err(|_| IntakeError::Damaged { what: "a register" })?;
            scribe.append(Draft {
                kind: FactKind::RegisterListed,
                subject: None,
                actor: by,
                item: Some(body.item.clone()),
                policy,
                body: text,
            });
            Ok::<_, IntakeError>(body.number)
        })?;
        Ok(RegisterReceipt { number, lines: count, faults })
    }

    /// The columns that a register of an item must have, by their labels.
    pub fn register_columns(&self, item: &str) -> Result<Vec<String>, IntakeError> {
        let today = self.clock.today();
        let shape = Shape::of(&self.law, item, today)?;
        Ok(Reading::wanted(self.item(item, today)?, &shape))
    }

    /// The latest registers of an agency (id or unified code).
    pub fn registers(&self, agency: &str, limit: u64) -> Result<Vec<RegisterLine>, IntakeError> {
        let code = self.agency(agency)?.code.clone();
        Ok(self.db.read(|tx| registers::of_agency(tx, &code, limit))?)
    }

    fn listable(&self, new: &NewRegister) -> Result<(&Agency, &CatalogItem), IntakeError> {
        let agency = self.agency(&new.agency)?;
        let item = self.item(&new.item, self.clock.today())?;
        if !self.law.may_provide(agency, item) {
            return Err(IntakeError::Refused {
                rule: &rule::NOT_PROVIDER,
                message: format!("{}不是“{}”的数源单位", agency.title.zh, item.title.zh),
            });
        }
        Ok((agency, item))
    }
}
