//! Templates are read by the intake they come from.

use policy::model::catalog::CatalogItem;

use super::desk::*;

#[test]
fn the_template_of_every_item_is_read_and_its_example_is_not_filed() {
    on_both(|desk| {
        let law = law();
        for item in law.items(vocabulary::Date::constant(2026, 11, 20)) {
            let agency = law
                .agencies()
                .iter()
                .find(|agency| law.may_provide(agency, item))
                .map(|agency| agency.id.clone())
                .unwrap();
            let book = desk.intake.template_xlsx(&item.id).unwrap();
            assert_eq!(desk.send(&agency, &item.id, &book).unwrap().received, 0, "{}", item.id);
            let csv = desk.intake.template_csv(&item.id).unwrap();
            assert_eq!(desk.send(&agency, &item.id, csv.as_bytes()).unwrap().received, 0);
            assert!(csv.contains(&starred(item)));
        }
    });
}

fn starred(item: &CatalogItem) -> String {
    let required = item.field.iter().find(|field| field.required).unwrap();
    format!("{}*", required.zh)
}
