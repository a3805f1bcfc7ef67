//! Beginning cases: at the doors, and by effects of other cases.

use std::sync::Arc;

use archive::{Record, Subject, read};
use ledger::Scribe;
use policy::{
    model::process::{About, ActorRule, AgencyOf, Party, Process, Who},
    process::enter,
};
use vocabulary::{Actor, Date, FactKind, SubjectId, SubjectKind, clock::date_in_china};

use super::{form::Asked, notice::Matter, sealed};
use crate::{
    By, Cases, NewCase, WorkflowError,
    case::{Given, Receipt},
    cases::Inner,
    doing::Doing,
    effect,
    facts::{Change, Origin, Starter, Values},
    guard, number,
    queries::{
        cases::{self, Case, NEVER},
        papers::{self, Kept},
    },
};

/// How many cases may make one another in one step.
const DEEPEST: u8 = 4;

/// A case that an effect or a plan begins.
pub(crate) struct Begin {
    /// The process.
    pub(crate) process: String,
    /// Whom it is about.
    pub(crate) subject: Option<SubjectId>,
    /// The record; empty if about none.
    pub(crate) digest: String,
    /// Its values.
    pub(crate) fields: Given,
    /// The case that makes it; empty if a plan does.
    pub(crate) parent: String,
    /// Agency in whose name it begins, by its id.
    pub(crate) agency: String,
    /// How many cases made one another up to here.
    pub(crate) depth: u8,
}

/// What a case would be about.
pub(crate) struct Prospect {
    pub(crate) case: Case,
    pub(crate) subject: Option<Subject>,
    pub(crate) record: Option<Record>,
}

impl Cases {
    /// Begins a case.
    ///
    /// # Errors
    ///
    /// [`WorkflowError::Faulty`] field by field; [`WorkflowError::Refused`] by a rule;
    /// [`WorkflowError::NoOwner`] if nobody could handle it (H-36).
    pub fn open(&self, by: &By, new: NewCase) -> Result<Receipt, WorkflowError> {
        let (inner, by) = (Arc::clone(&self.0), by.clone());
        let today = self.0.clock.today();
        let process = self.0.process(&new.process, today)?;
        let papers = self.0.seal_papers(process, &new.input.papers, today)?;
        self.0.pen.transact(move |scribe| inner.open(scribe, &by, &new, papers))
    }
}

impl Inner {
    /// The process under which cases begin on a day.
    pub(crate) fn process(&self, id: &str, today: Date) -> Result<&Process, WorkflowError> {
        let missing = || WorkflowError::NoSuchProcess { process: id.to_owned() };
        self.law.process(id, today).ok_or_else(missing)
    }

    fn open(
        self: &Arc<Self>,
        scribe: &mut Scribe<'_>,
        by: &By,
        new: &NewCase,
        papers: Vec<Kept>,
    ) -> Result<Receipt, WorkflowError> {
        let today = date_in_china(scribe.now());
        let process = self.process(&new.process, today)?;
        let mut prospect = self.prospect(scribe.tx(), by, (process, new), today)?;
        let start = &process.start;
        let asked = Asked { needs: &start.needs, asks: &start.asks, documents: &start.documents };
        let none = Given::new();
        let item = prospect.case.item.clone();
        let mut given = self.fill(process, asked, &new.input, (&none, &item, today))?;
        self.has_papers(process, asked, &papers, &[])?;
        self.belong(scribe.tx(), process, &mut prospect.case, &mut given)?;
        self.may_begin(scribe.tx(), by, process, &mut prospect, Some(&given))?;
        let case = prospect.case;
        self.found(scribe, (by, 0), (process, case, prospect.subject), (given, papers))
    }

    /// Refuses if a paper that must be there is not.
    pub(crate) fn has_papers(
        &self,
        process: &Process,
        asked: Asked<'_>,
        papers: &[Kept],
        known: &[Kept],
    ) -> Result<(), WorkflowError> {
        let there = |id: &&String| papers.iter().chain(known).any(|one| one.document == **id);
        let fault = |id: &String| {
            let rule = process.document.iter().find(|rule| rule.id == *id);
            let title = rule.map_or(id.as_str(), |rule| rule.title.zh.as_str());
            crate::Fault { field: id.clone(), reason: format!("请上传“{title}”") }
        };
        let missing = asked.documents.iter().filter(|id| !there(id));
        let faults: Vec<_> = missing.map(fault).collect();
        if faults.is_empty() { Ok(()) } else { Err(WorkflowError::Faulty(faults)) }
    }

    /// What a new case would be about, if whoever asks may know of it.
    pub(crate) fn prospect(
        &self,
        tx: &mut store::Tx,
        by: &By,
        (process, new): (&Process, &NewCase),
        today: Date,
    ) -> Result<Prospect, WorkflowError> {
        let asked = match by {
            By::Holder { acting, .. } => new.subject.or(Some(*acting)),
            _ => new.subject,
        };
        let digest = new.digest.as_deref().unwrap_or_default();
        let mut found = self.about(tx, process, (asked, digest), today)?;
        let own = match by {
            By::Holder { acting, .. } => self.is_subject(tx, asked, *acting)?,
            _ => false,
        };
        let person = found.subject.as_ref().is_some_and(|one| one.kind == SubjectKind::Person);
        let open = found.record.as_ref().is_none_or(|record| record.is_public_on(today));
        let hidden = !own && (person || !open) && !matches!(by, By::Staff(_) | By::Clock);
        if hidden {
            return Err(self.nothing_there(process));
        }
        let (kind, acting) = match by {
            By::Staff(_) => ("staff", String::new()),
            By::Holder { acting, .. } if own => ("subject", acting.to_hex()),
            By::Holder { acting, .. } => ("holder", acting.to_hex()),
            By::Anyone { .. } | By::Coded { .. } | By::Clock => ("anyone", String::new()),
        };
        let account = if kind == "anyone" { String::new() } else { by.actor().by };
        found.case.starter = Starter {
            kind: kind.to_owned(),
            account,
            acting,
            agency: by.agency().unwrap_or_default().to_owned(),
        };
        Ok(found)
    }

    fn nothing_there(&self, process: &Process) -> WorkflowError {
        let reason = "没有可以办理这一事项的记录或者主体";
        let remedy =
            "请从记录页面或者主体页面进入；已经修复、撤回或者期满的记录不再公开，也不再使用。";
        self.refused(process, "H-09", reason, remedy)
    }

    /// What a case of a process is about, whoever asks.
    fn about(
        &self,
        tx: &mut store::Tx,
        process: &Process,
        (asked, digest): (Option<SubjectId>, &str),
        today: Date,
    ) -> Result<Prospect, WorkflowError> {
        let mut case = blank(process, today);
        let (mut subject, mut record) = (None, None);
        if matches!(process.about, About::Record | About::Subject) {
            let id = asked.ok_or_else(|| self.nothing_there(process))?;
            case.subject = Some(id);
            subject = read::whole(tx, id)?.map(|whole| whole.subject);
            case.division = subject.as_ref().map(Subject::place).unwrap_or_default();
        }
        if process.about == About::Record {
            let found = self.record_of(tx, case.subject, digest)?;
            let found = found.ok_or_else(|| self.nothing_there(process))?;
            if !process.items.is_empty() && !process.items.contains(&found.item) {
                let reason = "这一类记录不适用这个流程";
                return Err(self.refused(process, "C-18", reason, "请查看办事指南中的适用范围。"));
            }
            case.subject = Some(found.subject);
            case.digest = found.digest.to_hex();
            case.item.clone_from(&found.item);
            let known = |code: &str| self.law.agency(code).map(|agency| agency.id.clone());
            case.source = known(&found.source).unwrap_or_default();
            let author = found.recogniser.as_deref().and_then(known);
            case.author = author.unwrap_or_else(|| case.source.clone());
            record = Some(found);
        }
        let kind = subject.as_ref().map(|subject| subject.kind);
        if let Some(kind) = kind
            && !process.subjects.is_empty()
            && !process.subjects.contains(&kind)
        {
            let reason = "这一类主体不适用这个流程";
            return Err(self.refused(process, "C-18", reason, "请查看办事指南中的适用范围。"));
        }
        Ok(Prospect { case, subject, record })
    }

    /// Refuses whoever may not begin a case of a process; with `given`, also for what was filled in.
    pub(crate) fn may_begin(
        &self,
        tx: &mut store::Tx,
        by: &By,
        process: &Process,
        prospect: &mut Prospect,
        given: Option<&Given>,
    ) -> Result<(), WorkflowError> {
        let case = &mut prospect.case;
        let own = case.starter.kind == "subject";
        let may = |actor: &ActorRule| match (actor.who, by) {
            (Who::Party, By::Holder { .. }) => actor.parties.iter().any(|party| match party {
                Party::Subject => own || case.subject.is_none(),
                Party::Interested => !own,
                Party::Anyone => true,
                Party::Starter => false,
            }),
            (Who::Party, By::Anyone { .. }) => actor.parties.contains(&Party::Anyone),
            (Who::Staff, By::Staff(staff)) => {
                let of = actor.of;
                let unknown = given.is_none() && of == Some(AgencyOf::Field);
                let own = of == Some(AgencyOf::Starter) || of == Some(AgencyOf::Any) || unknown;
                let none = Given::new();
                let agency = || self.agency_of(actor, case, given.unwrap_or(&none));
                actor.roles.contains(&staff.role)
                    && (own || agency().is_some_and(|agency| agency == staff.agency))
            }
            _ => false,
        };
        let begins = process.start.by.iter().filter_map(|id| process.actor(id)).any(may);
        if !begins {
            let remedy = "请由有权发起的人办理；办事指南写明了谁可以发起。";
            return Err(self.refused(process, "C-18", "您不能发起这个事项", remedy));
        }
        self.has_owners(process, case, given)?;
        if case.slot.is_empty() {
            case.slot = slot(process, case, given);
        }
        if case.slot.is_empty() {
            return Ok(());
        }
        match cases::in_slot(tx, (case.subject, &case.slot))? {
            None => Ok(()),
            Some(open) => {
                let reason = format!("同一事项已经在办理（{open}）");
                Err(self.refused(process, "C-18", reason, "请按编号查看办理进度。"))
            }
        }
    }

    /// Refuses a case of which a state has no agency that could handle it (H-36): its first state, and
    /// every other whose agency does not hang on what is filled in or on the record.
    fn has_owners(
        &self,
        process: &Process,
        case: &Case,
        given: Option<&Given>,
    ) -> Result<(), WorkflowError> {
        let none = Given::new();
        let fields = given.unwrap_or(&none);
        for state in process.state.iter().filter(|state| !state.is_final()) {
            let Some(owner) = state.owner.as_deref().and_then(|id| process.actor(id)) else {
                continue;
            };
            let later = owner.of != Some(AgencyOf::Named);
            let first = state.id == process.start.to && given.is_some();
            let asked = owner.who == Who::Staff && (!later || first);
            if asked && self.agency_of(owner, case, fields).is_none() {
                let (process, owner) = (process.title.zh.clone(), owner.title.zh.clone());
                return Err(WorkflowError::NoOwner { process, owner });
            }
        }
        Ok(())
    }

    /// Begins a case for an effect or a plan, with the guards and effects of its start.
    pub(crate) fn begin(
        self: &Arc<Self>,
        scribe: &mut Scribe<'_>,
        by: &By,
        begin: Begin,
    ) -> Result<Receipt, WorkflowError> {
        let today = date_in_china(scribe.now());
        let process = self.process(&begin.process, today)?;
        if begin.depth > DEEPEST {
            let reason = "一个步骤引出的事项层级过多";
            return Err(self.refused(process, "C-10", reason, "请检查流程中的任务分派。"));
        }
        let mut found = self.about(scribe.tx(), process, (begin.subject, &begin.digest), today)?;
        found.case.starter = Starter {
            kind: if begin.parent.is_empty() { "staff" } else { "task" }.to_owned(),
            account: if begin.parent.is_empty() { by.actor().by } else { String::new() },
            acting: String::new(),
            agency: begin.agency,
        };
        found.case.parent = begin.parent;
        let given: Given = begin
            .fields
            .into_iter()
            .filter(|(id, value)| process.field(id).is_some() && !value.is_empty())
            .collect();
        self.has_owners(process, &found.case, Some(&given))?;
        if found.case.parent.is_empty() {
            found.case.slot = slot(process, &found.case, Some(&given));
        }
        let about = (process, found.case, found.subject);
        self.found(scribe, (by, begin.depth), about, (given, Vec::new()))
    }

    /// Writes a new case: guards, clocks, effects, letters, the fact.
    fn found(
        self: &Arc<Self>,
        scribe: &mut Scribe<'_>,
        (by, depth): (&By, u8),
        (process, mut case, subject): (&Process, Case, Option<Subject>),
        (given, mut papers): (Given, Vec<Kept>),
    ) -> Result<Receipt, WorkflowError> {
        let today = case.filed_on;
        let given = self.promised(process, given, today);
        let serial = cases::next_serial(scribe.tx(), today)?;
        let division = self.law.sites().first().and_then(|site| site.division.clone());
        case.number = number::number(process.group, &division.unwrap_or_default(), today, serial);
        let start = &process.start;
        let owner = process.state(&start.to).and_then(|state| state.owner.as_deref());
        let owner = owner.and_then(|owner| process.actor(owner));
        case.unit = owner.and_then(|one| self.agency_of(one, &case, &given)).unwrap_or_default();
        let day = |id: &str| given.get(id)?.parse().ok();
        let calendar = self.law.calendar();
        let clocks = enter(process, calendar, &[], &start.to, today, today, &day);
        let actor = by.actor();
        let mut doing = Doing {
            inner: self,
            process,
            case,
            by,
            actor: actor.clone(),
            to: start.to.clone(),
            fields: given.clone(),
            today,
            clocks,
            done: Vec::new(),
            made: Vec::new(),
            depth,
        };
        for one in &start.guards {
            guard::hold(&doing, scribe, one)?;
        }
        for one in &start.effects {
            effect::apply(&mut doing, scribe, one)?;
        }
        let code = if doing.case.starter.kind != "task" {
            number::code(&*self.entropy)
        } else {
            String::new()
        };
        let change = self.opened(&doing, subject.as_ref(), (&given, &code), &mut papers)?;
        self.commit(scribe, FactKind::CaseOpened, (&doing, &actor), (change, &papers)).map(
            |(position, standing)| Receipt {
                number: doing.case.number.clone(),
                code,
                state: standing.state,
                filed_on: today,
                due: self.dues(process, &standing.clocks, today, &[]),
                position,
                made: doing.made.clone(),
            },
        )
    }

    /// The body of `case.opened`.
    fn opened(
        &self,
        doing: &Doing<'_>,
        subject: Option<&Subject>,
        (given, code): (&Given, &str),
        papers: &mut [Kept],
    ) -> Result<Change, WorkflowError> {
        let (case, process) = (&doing.case, doing.process);
        let number = &case.number;
        let (name, contact) = match doing.by {
            By::Anyone { name, contact } => (name.trim(), contact.trim()),
            _ => ("", ""),
        };
        let short = |text: &str| text.chars().take(200).collect::<String>();
        let origin = Origin {
            process: case.process.clone(),
            edition: case.edition,
            filed_on: case.filed_on,
            digest: case.digest.clone(),
            source: case.source.clone(),
            author: case.author.clone(),
            starter: case.starter.clone(),
            parent: case.parent.clone(),
            public: case.public,
            ends: case.ends,
            slot: case.slot.clone(),
            division: case.division.clone(),
            code: self.seal_in(number, "code", code),
            name: self.seal_in(number, "name", &short(name)),
            contact: self.seal_in(number, "contact", &short(contact)),
        };
        let matter = Matter {
            process,
            case,
            fields: &doing.fields,
            subject,
            clocks: &doing.clocks,
            state: &doing.to,
            from: doing.by.agency().unwrap_or_default(),
            today: doing.today,
        };
        let about = (process, case, &doing.fields);
        let standing = self.standing(about, &doing.to, (&doing.clocks, &[]), doing.today)?;
        Ok(Change {
            origin: Some(origin),
            letters: self.letters_of(&matter, &process.start.notices, 1),
            standing: Some(standing),
            values: self.keep(process, number, given),
            papers: sealed::told(papers, 1),
            done: doing.done.clone(),
            made: doing.made.clone(),
            ..Change::new(number, "opened", "start", doing.today)
        })
    }

    /// Appends the fact of a step with its papers; gives its position and how the case stands.
    pub(crate) fn commit(
        &self,
        scribe: &mut Scribe<'_>,
        kind: FactKind,
        (doing, actor): (&Doing<'_>, &Actor),
        (change, papers): (Change, &[Kept]),
    ) -> Result<(u64, crate::facts::Standing), WorkflowError> {
        let about = (doing.case.subject, doing.case.item.as_str());
        let position = self.append(scribe, self.fact(kind, actor, about, &change.body()))?.0;
        for paper in papers {
            papers::insert(scribe.tx(), doing.case.key(), paper, position)?;
        }
        let standing = change.standing;
        Ok((position, standing.ok_or(WorkflowError::Damaged { what: "a step" })?))
    }
}

fn blank(process: &Process, today: Date) -> Case {
    let ends = match process.on_record_end {
        policy::model::process::RecordEnd::Ends => {
            process.state("ended").and_then(|state| state.outcome)
        }
        policy::model::process::RecordEnd::GoesOn => None,
    };
    Case {
        subject: None,
        number: String::new(),
        position: u64::MAX,
        turned: u64::MAX,
        process: process.id.clone(),
        edition: process.effective_from,
        state: process.start.to.clone(),
        outcome: None,
        ends,
        digest: String::new(),
        item: String::new(),
        source: String::new(),
        author: String::new(),
        starter: Starter::default(),
        parent: String::new(),
        public: process.public,
        filed_on: if today < NEVER { today } else { NEVER },
        closed_on: None,
        unit: String::new(),
        owner: String::new(),
        due_on: None,
        amber_on: None,
        late: false,
        values: Values::new(),
        handed: std::collections::BTreeMap::new(),
        slot: String::new(),
        code: String::new(),
        name: String::new(),
        contact: String::new(),
        division: String::new(),
    }
}

/// What only one open case can be about: the record or subject for whoever asks, or an entry of a plan,
/// which never comes twice. Empty if many can.
fn slot(process: &Process, case: &Case, given: Option<&Given>) -> String {
    if let Some(plan) = given.and_then(|given| given.get("plan")).filter(|plan| !plan.is_empty()) {
        return format!("plan:{}/{plan}", process.id);
    }
    let nobody = case.starter.kind == "anyone" || case.subject.is_none();
    if process.start.repeatable || nobody {
        return String::new();
    }
    let unit = given.and_then(|given| given.get("unit")).map_or("", String::as_str);
    let thing: Vec<&str> = given
        .into_iter()
        .flat_map(|given| ["list", "measure", "commitment"].map(|id| given.get(id)))
        .map(|value| value.map_or("", String::as_str))
        .collect();
    let (acting, digest) = (&case.starter.acting, &case.digest);
    format!("{}|{digest}|{acting}|{unit}|{}", process.id, thing.join("|"))
}
