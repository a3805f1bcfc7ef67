//! Who a subject is, as far as a viewer may know.

use archive::{Name, Relation, Role, Subject, read::Whole};
use policy::model::catalog::{CatalogClass, FieldRole};
use vocabulary::{Date, SubjectKind};

use super::{Reach, field::Looking};
use crate::model::{FormerView, RelationView, SubjectHead};

/// The head of a subject without former names: for lists.
pub(crate) fn brief(subject: &Subject) -> SubjectHead {
    let person = subject.kind == SubjectKind::Person;
    let open = |text: &Option<String>| text.clone().filter(|_| !person);
    SubjectHead {
        subject: subject.id.to_hex(),
        kind: subject.kind,
        name: open(&subject.name),
        code: open(&subject.code),
        state: open(&subject.state),
        registered_on: subject.registered_on.filter(|_| !person),
        exited_on: subject.exited_on.filter(|_| !person),
        division: open(&subject.division),
        former_names: Vec::new(),
        former: Vec::new(),
        also: Vec::new(),
    }
}

/// The head with former names and further ids.
pub(crate) fn full(whole: &Whole, names: &[Name]) -> SubjectHead {
    let mut head = brief(&whole.subject);
    let former = names.iter().filter(|name| !name.present);
    head.former = former.map(former_view).collect();
    head.former_names = head.former.iter().map(|former| former.name.clone()).collect();
    head.also = whole.ids.iter().skip(1).map(|id| id.to_hex()).collect();
    head
}

fn former_view(name: &Name) -> FormerView {
    FormerView { name: name.name.clone(), from_on: name.from_on, until_on: name.until_on }
}

impl Looking<'_> {
    /// The relations of a subject. The public sees the present ones only, and a representative's
    /// name as the registration of this kind of subject shows it.
    pub(crate) fn relations(&self, relations: &[Relation], today: Date) -> Vec<RelationView> {
        let (public, narrow) = (matches!(self.reach, Reach::Public), self.reach.is_narrow());
        relations
            .iter()
            .filter(|relation| relation.role != Role::Address)
            .filter(|relation| !public || relation.until_on.is_none())
            .filter(|relation| !(public || narrow) || relation.role.is_public())
            .filter_map(|relation| {
                let name = match (relation.role, &relation.name) {
                    (Role::Representative, Some(name)) => Some(self.representative(name, today)?),
                    // Who holds shares, or guarantees, may be a person: no code, no open name.
                    (Role::Shareholder | Role::Guarantor, Some(name))
                        if relation.code.is_none() =>
                    {
                        Some(if self.reach.is_unmasked() {
                            name.clone()
                        } else {
                            self.person(name)
                        })
                    }
                    (_, name) => name.clone(),
                };
                Some(RelationView {
                    role: relation.role.as_str().to_owned(),
                    name,
                    code: relation.code.clone(),
                    from_on: relation.from_on,
                    until_on: relation.until_on,
                })
            })
            .collect()
    }

    /// A representative's name, as the registration of this kind of subject shows it.
    pub(crate) fn representative(&self, name: &str, today: Date) -> Option<String> {
        let items = self.law.items(today);
        let registrations = items.into_iter().filter(|item| {
            item.class == CatalogClass::Registration && item.subjects.contains(&self.kind)
        });
        let mut fields = registrations.flat_map(|item| &item.field);
        let field = fields.find(|field| field.role == Some(FieldRole::RepresentativeName))?;
        Some(self.show(field, name)?.value)
    }
}
