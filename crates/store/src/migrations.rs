//! Runs the embedded files of `migrations/{sqlite,postgres}`, each once.

use crate::{Engine, StoreError, Tx, Value, queries};

mod embedded {
    //! The files, as the build found them.
    include!(concat!(env!("OUT_DIR"), "/migrations.rs"));
}

/// Runs what has not run; refuses a file that was changed after it had run.
pub(crate) fn run(tx: &mut Tx) -> Result<(), StoreError> {
    let files = match tx.engine() {
        Engine::Sqlite => embedded::SQLITE,
        Engine::Postgres => {
            tx.query(queries::postgres::LOCK_MIGRATIONS, &[])?;
            embedded::POSTGRES
        }
    };
    run_files(tx, files)
}

fn run_files(tx: &mut Tx, files: &[(&str, &str)]) -> Result<(), StoreError> {
    // The first file makes the table of what has run, and does nothing where the table is.
    if let Some((_, first)) = files.first() {
        tx.run_script(first)?;
    }
    let done = tx.query(queries::MIGRATIONS_RUN, &[])?;
    let done: Vec<(&str, &str)> = done
        .iter()
        .map(|row| Ok((row.text(0)?, row.text(1)?)))
        .collect::<Result<_, StoreError>>()?;
    for &(file, script) in files {
        match done.iter().find(|(name, _)| *name == file) {
            Some((_, text)) if *text == script => {}
            Some(_) => return Err(StoreError::MigrationChanged { file: file.to_owned() }),
            None => {
                tx.run_script(script).map_err(|error| StoreError::Migration {
                    file: file.to_owned(),
                    reason: error.to_string(),
                })?;
                tx.execute(queries::RECORD_MIGRATION, &[Value::from(file), Value::from(script)])?;
            }
        }
    }
    Ok(())
}
