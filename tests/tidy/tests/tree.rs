//! Runs every rule on the real tree. One test a rule; a failure lists each fault with its place.

use tidy::{Fault, Tree, files, imports, maps, messages, migrations, proofs, sql, words};

/// Reads the tree, runs the rule, and fails with every fault on a line of its own.
fn holds(rule: fn(&Tree) -> Vec<Fault>) {
    let read = Tree::of_the_project();
    let faults = read.map_or_else(|error| vec![error.to_string()], |tree| rule(&tree));
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_source_file_says_what_it_holds() {
    holds(files::openings);
}

#[test]
fn no_file_or_module_is_named_after_nothing() {
    holds(files::forbidden_names);
}

#[test]
fn files_are_short() {
    holds(files::lengths);
}

#[test]
fn functions_are_short() {
    holds(files::functions);
}

#[test]
fn every_file_is_compiled() {
    holds(files::dead_files);
}

#[test]
fn lock_files_stay_within_the_budget() {
    holds(files::lock_files);
}

#[test]
fn imports_equal_the_table() {
    holds(imports::imports);
}

#[test]
fn the_doors_do_not_hold_the_pen() {
    holds(imports::pen);
}

#[test]
fn manifests_take_the_workspace_rules() {
    holds(imports::manifests);
}

#[test]
fn each_room_names_only_its_own_tables() {
    holds(sql::tables);
}

#[test]
fn statements_stand_in_queries() {
    holds(sql::places);
}

#[test]
fn migrations_come_in_twins() {
    holds(migrations::names);
}

#[test]
fn both_engines_have_the_same_shape() {
    holds(migrations::shape);
}

#[test]
fn every_per_subject_key_contains_subject_id() {
    holds(migrations::keys);
}

#[test]
fn every_name_in_the_maps_exists() {
    holds(maps::names);
}

#[test]
fn every_room_has_a_map() {
    holds(maps::readmes);
}

#[test]
fn every_link_leads_somewhere() {
    holds(maps::links);
}

#[test]
fn decisions_are_numbered() {
    holds(maps::decisions);
}

#[test]
fn every_message_is_used_and_stands_in_both_languages() {
    holds(messages::keys);
}

#[test]
fn templates_hold_no_text_of_their_own() {
    holds(messages::texts);
}

#[test]
fn nothing_is_left_unfinished() {
    holds(words::unfinished);
}

#[test]
fn no_code_hides_in_comments() {
    holds(words::commented_out);
}

#[test]
fn the_glossary_is_kept() {
    holds(words::refused_words);
}

#[test]
fn what_is_said_of_security_is_proved() {
    holds(proofs::proofs);
}
