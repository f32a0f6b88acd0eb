//! Lists the files of the catalogue, of its frozen versions and of the court profiles, so that the binary carries them.

use std::{env, fmt::Write, fs, path::Path};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut code = String::new();
    for (name, folder) in [("CATALOGUE", "catalogue"), ("VERSIONS", "versions"), ("PROFILES", "profiles")] {
        println!("cargo:rerun-if-changed={folder}");
        let mut files = Vec::new();
        collect(Path::new(folder), &mut files)?;
        files.sort();
        writeln!(code, "/// Files of `{folder}/`: path and text.\npub static {name}: &[(&str, &str)] = &[")?;
        for file in files {
            writeln!(
                code,
                "    ({file:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/\", {file:?}))),"
            )?;
        }
        code.push_str("];\n");
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("files.rs"), code)?;
    Ok(())
}

fn collect(folder: &Path, into: &mut Vec<String>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, into)?;
        } else if path.extension().is_some_and(|e| e == "toml" || e == "catalogue") {
            into.push(path.to_string_lossy().into_owned());
        }
    }
    Ok(())
}
