//! Rust from `proto/`, without a system protoc; the descriptors are kept for reflection and for the tests that
//! enumerate RPCs.

use std::{env, fs, path::Path, path::PathBuf};

use prost::Message;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new("../../proto");
    println!("cargo:rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    collect(&root.join("greffe"), &mut files)?;
    files.sort();
    let descriptors = protox::compile(&files, [root])?;
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("descriptors.binpb"), descriptors.encode_to_vec())?;

    // Bodies of acts travel in REST as the JSON of the same message: one shape, written once.
    let json = "#[derive(serde::Serialize, serde::Deserialize, utoipa::ToSchema)]";
    let lenient = "#[serde(default, deny_unknown_fields)]";
    let mut build = tonic_prost_build::configure().bytes(".greffe.common.v1.Event.payload");
    for file in &descriptors.file {
        if file.package() != "greffe.events.v1" {
            continue;
        }
        for message in &file.message_type {
            let is_body = !matches!(
                message.name(),
                "ActRecorded"
                    | "ActDeclined"
                    | "DeadlineChange"
                    | "DeadlinesChanged"
                    | "DeadlineWarned"
                    | "AssignmentProposed"
                    | "ProposalSettled"
                    | "TaskChange"
                    | "TasksChanged"
            );
            if is_body {
                let path = format!(".greffe.events.v1.{}", message.name());
                build = build.message_attribute(&path, json).message_attribute(&path, lenient);
            }
        }
    }
    build
        .type_attribute(".greffe.events.v1.ActRecorded.body", json)
        .type_attribute(".greffe.events.v1.ActRecorded.body", "#[serde(rename_all = \"snake_case\")]")
        .compile_fds(descriptors)?;
    Ok(())
}

fn collect(dir: &Path, into: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, into)?;
        } else if path.extension().is_some_and(|e| e == "proto") {
            into.push(path);
        }
    }
    Ok(())
}
