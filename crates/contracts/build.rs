//! Rust from `proto/`, without a system protoc; the descriptors are kept for reflection and for the tests that
//! enumerate RPCs.

use std::{env, fmt::Write, fs, path::Path, path::PathBuf};

use prost::Message;
use prost_types::{DescriptorProto, FieldDescriptorProto, FileDescriptorSet, field_descriptor_proto::Type};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new("../../proto");
    println!("cargo:rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    collect(&root.join("greffe"), &mut files)?;
    files.sort();
    let mut descriptors = protox::compile(&files, [root])?;
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("descriptors.binpb"), descriptors.encode_to_vec())?;

    let events = descriptors.file.iter().filter(|file| file.package() == "greffe.events.v1");
    let messages: Vec<_> = events.flat_map(|file| file.message_type.clone()).collect();
    let bodies = bodies(&messages);
    fs::write(out.join("bodies.rs"), what_bodies_share(&bodies))?;

    let dossier = descriptors.file.iter().filter(|file| file.package() == "greffe.dossier.v1");
    let sheets = dossier.flat_map(|file| &file.message_type).map(|message| message.name().to_owned());
    let sheets: Vec<String> = sheets.filter(|name| name.starts_with("Sheet")).collect();

    // Bodies of acts travel in REST as the JSON of the same message: one shape, written once.
    let json = "#[derive(serde::Serialize, serde::Deserialize, utoipa::ToSchema)]";
    let lenient = "#[serde(default, deny_unknown_fields)]";
    as_bytes(&mut descriptors, "GetDossierResponse", "dossier");
    let mut build = tonic_prost_build::configure()
        .bytes(".greffe.common.v1.Event.payload")
        .bytes(".greffe.dossier.v1.GetDossierResponse.dossier");
    let parts = ["PartyDeclared", "DecisionAttacked", "RulingOutcome"];
    for name in bodies.iter().map(|body| body.message.name()).chain(parts) {
        let path = format!(".greffe.events.v1.{name}");
        build = build.message_attribute(&path, json).message_attribute(&path, lenient);
    }
    // Sheets of decisions travel as they are kept, too.
    for name in sheets {
        let path = format!(".greffe.dossier.v1.{name}");
        build = build.message_attribute(&path, json).message_attribute(&path, lenient);
    }
    build
        // One description before many chunks: a box for it would serve nobody.
        .type_attribute(".greffe.document.v1.DownloadResponse.part", "#[allow(clippy::large_enum_variant)]")
        .type_attribute(".greffe.events.v1.ActRecorded.body", json)
        .type_attribute(".greffe.events.v1.ActRecorded.body", "#[serde(rename_all = \"snake_case\")]")
        .compile_fds(descriptors)?;
    Ok(())
}

/// A message that is passed on as it is stored: on the wire, a message and its bytes are one.
fn as_bytes(descriptors: &mut FileDescriptorSet, message: &str, field: &str) {
    let messages = descriptors.file.iter_mut().flat_map(|file| &mut file.message_type);
    let fields = messages.filter(|m| m.name() == message).flat_map(|m| &mut m.field);
    for field in fields.filter(|f| f.name() == field) {
        field.set_type(Type::Bytes);
        field.type_name = None;
    }
}

/// A body of an act: the act type it stands for, and its message.
struct Body {
    kind: String,
    message: DescriptorProto,
}

fn bodies(messages: &[DescriptorProto]) -> Vec<Body> {
    let named = |name: &str| messages.iter().find(|message| message.name() == name);
    let fields = named("ActRecorded").into_iter().flat_map(|envelope| &envelope.field);
    let body = |field: &FieldDescriptorProto| {
        let message = named(field.type_name().rsplit('.').next()?)?.clone();
        Some(Body { kind: field.name().to_owned(), message })
    };
    fields.filter(|field| field.oneof_index.is_some()).filter_map(body).collect()
}

/// The functions of `src/body.rs`.
fn what_bodies_share(bodies: &[Body]) -> String {
    let mut rust = String::from("/// Every act type that has a body, in the order of the envelope.\n");
    let kinds: Vec<_> = bodies.iter().map(|body| body.kind.as_str()).collect();
    let _ = writeln!(rust, "pub const KINDS: &[&str] = &{kinds:?};\n");
    rust.push_str("/// The name of a body: the act type it chooses.\n#[must_use]\n");
    rust.push_str("pub fn kind_of(body: &Body) -> &'static str {\n    match body {\n");
    for Body { kind, message } in bodies {
        let _ = writeln!(rust, "        Body::{}(_) => {kind:?},", message.name());
    }
    rust.push_str("    }\n}\n");
    let with = |fields: &[&str]| -> Vec<&str> {
        let has = |m: &DescriptorProto, name: &str| m.field.iter().any(|field| field.name() == name);
        let all = bodies.iter().map(|body| &body.message);
        all.filter(|m| fields.iter().all(|name| has(m, name))).map(DescriptorProto::name).collect()
    };
    for (doc, name, result, fields, then, otherwise) in [
        ("The pieces that came with the act.", "pieces_of", "&[Id]", &["pieces"][..], "&b.pieces", "&[]"),
        (
            "The parties that the act declares.",
            "parties_of",
            "&[PartyDeclared]",
            &["parties"],
            "&b.parties",
            "&[]",
        ),
        (
            "The decisions that the act is about.",
            "decisions_of",
            "&[DecisionAttacked]",
            &["decisions"],
            "&b.decisions",
            "&[]",
        ),
        (
            "The pourvoi that the act is about.",
            "pourvoi_of",
            "Option<Id>",
            &["pourvoi_id"],
            "b.pourvoi_id",
            "None",
        ),
        (
            "The number that the act gives: year and sequence.",
            "number_of",
            "Option<(u32, u32)>",
            &["year", "sequence"],
            "Some((b.year, b.sequence))",
            "None",
        ),
    ] {
        let _ = writeln!(
            rust,
            "\n/// {doc}\n#[must_use]\npub fn {name}(body: &Body) -> {result} {{\n    match body {{"
        );
        for message in with(fields) {
            let _ = writeln!(rust, "        Body::{message}(b) => {then},");
        }
        let _ = writeln!(rust, "        _ => {otherwise},\n    }}\n}}");
    }
    rust
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
