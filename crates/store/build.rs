//! Embeds every file of `migrations/{sqlite,postgres}`, in the order of their names.

use std::{env, error::Error, fmt::Write, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    let home = env::var_os("CARGO_MANIFEST_DIR").ok_or("cargo names the room's folder")?;
    let out = env::var_os("OUT_DIR").ok_or("cargo names the folder for generated files")?;
    let migrations = Path::new(&home).join("../../migrations");
    let mut code = String::new();
    for engine in ["sqlite", "postgres"] {
        let folder = migrations.join(engine);
        println!("cargo:rerun-if-changed={}", folder.display());
        let mut files: Vec<_> = fs::read_dir(&folder)?.collect::<Result<_, _>>()?;
        files.retain(|file| file.path().extension().is_some_and(|ending| ending == "sql"));
        files.sort_by_key(fs::DirEntry::file_name);
        writeln!(code, "pub(crate) const {}: &[(&str, &str)] = &[", engine.to_uppercase())?;
        for file in files {
            let path = file.path();
            println!("cargo:rerun-if-changed={}", path.display());
            writeln!(code, "    ({:?}, include_str!({path:?})),", file.file_name())?;
        }
        writeln!(code, "];")?;
    }
    fs::write(Path::new(&out).join("migrations.rs"), code)?;
    Ok(())
}
