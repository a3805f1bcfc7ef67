//! Who asked and for what, in the words of the paper.

use disclosure::ReportedView;
use policy::{Law, model::basis::Title};

use crate::{Asker, model::Request};

/// Who asks, as the paper prints it and as it stands across every page.
pub fn request(law: &Law, language: &str, asker: &Asker, file: &ReportedView) -> Request {
    let text = |title: &Title| if language == "en" { title.en.clone() } else { title.zh.clone() };
    let word = |id: &str| law.report_word(id).map_or_else(|| id.to_owned(), text);
    let unit = |organisation: &str| {
        law.agency(organisation).map_or_else(|| organisation.to_owned(), |one| text(&one.title))
    };
    let own = |purpose: &str| match purpose.trim() {
        "" => word("purpose-own"),
        given => given.to_owned(),
    };
    let subject = || file.head.name.clone().unwrap_or_else(|| word("self"));
    let mut consented = None;
    let (kind, requester, purpose, matter_number) = match asker {
        Asker::Own { name, purpose, .. } => {
            let name = Some(name.trim()).filter(|name| !name.is_empty()).map(str::to_owned);
            ("own", name.unwrap_or_else(subject), own(purpose), None)
        }
        Asker::Counter { purpose, matter_number, .. } => {
            ("counter", subject(), own(purpose), Some(matter_number))
        }
        Asker::Consented { organisation, consent, matter_number, .. } => {
            consented = Some(consent.clone());
            let purpose = file.consented_for.as_deref().unwrap_or("service");
            let purpose = word(&format!("consent-{purpose}"));
            ("consented", unit(organisation), purpose, Some(matter_number))
        }
        Asker::Agency { organisation, purpose, matter_number, .. } => {
            let purpose = word(&format!("purpose-{}", purpose.as_str()));
            ("agency", unit(organisation), purpose, Some(matter_number))
        }
    };
    let mark = word("watermark").replace("{requester}", &requester).replace("{purpose}", &purpose);
    Request {
        asker: kind.to_owned(),
        requester,
        purpose,
        consent: consented,
        matter_number: matter_number.cloned(),
        mark,
        lookup: file.lookup,
    }
}
