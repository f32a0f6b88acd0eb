//! The format of deposits: the schema that partners are given and the parser that reads them say the same.

use std::{collections::BTreeMap, fs, path::Path};

use greffe_contracts::{
    deposit::{Content, Deposit, SCHEMA},
    input,
};
use jsonschema::Validator;
use serde_json::Value;

fn samples(folder: &str) -> BTreeMap<String, Vec<u8>> {
    let folder = Path::new("../../proto/depot/exemples").join(folder);
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.map(|path| (path.file_stem().unwrap().display().to_string(), fs::read(path).unwrap())).collect()
}

fn schema() -> Validator {
    jsonschema::validator_for(&serde_json::from_str(SCHEMA).unwrap()).unwrap()
}

#[test]
fn what_the_schema_admits_reads_and_what_it_refuses_does_not() {
    let schema = schema();
    for (folder, fits) in [("valides", true), ("invalides", false)] {
        let samples = samples(folder);
        assert!(samples.len() >= 7, "{folder}");
        for (name, bytes) in samples {
            let value: Value = serde_json::from_slice(&bytes).unwrap();
            assert_eq!(schema.is_valid(&value), fits, "{folder}/{name} by the schema");
            let read = Deposit::read(&bytes);
            assert_eq!(read.is_ok(), fits, "{folder}/{name} by the parser: {read:?}");
            if let Err(unread) = read {
                assert!(unread.code == "DEP-001" || unread.code == "DOS-009", "{name}: {unread:?}");
                let placed = !unread.field.is_empty()
                    || unread.message.contains("qui manque")
                    || unread.message.contains("inconnu");
                assert!(placed && unread.message.len() > 40, "{name}: {unread:?}");
            }
        }
    }
}

/// Each field of each valid message left out, and each given a value of another type: both say the same of it.
#[test]
fn they_agree_on_every_valid_message_with_one_thing_changed() {
    let schema = schema();
    for (name, bytes) in samples("valides") {
        let whole: Value = serde_json::from_slice(&bytes).unwrap();
        for path in places(&whole, String::new()) {
            for change in
                [None, Some(Value::Null), Some(Value::from(3)), Some(Value::from(vec![Value::Null]))]
            {
                let mut changed = whole.clone();
                let (parent, field) = path.rsplit_once('/').unwrap();
                let Some(Value::Object(fields)) = changed.pointer_mut(parent) else { continue };
                match &change {
                    None => drop(fields.remove(field)),
                    Some(value) => drop(fields.insert(field.to_owned(), value.clone())),
                }
                let read = Deposit::read(changed.to_string().as_bytes());
                let said = schema.is_valid(&changed);
                assert_eq!(read.is_ok(), said, "{name} with {path} = {change:?}: {read:?}");
            }
        }
    }
}

fn places(value: &Value, at: String) -> Vec<String> {
    let mut all = Vec::new();
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                // The body of an act has its own schema, in the description of the API.
                if name == "corps" {
                    continue;
                }
                let path = format!("{at}/{name}");
                all.extend(places(field, path.clone()));
                all.push(path);
            }
        }
        Value::Array(items) => {
            for (n, item) in items.iter().enumerate() {
                all.extend(places(item, format!("{at}/{n}")));
            }
        }
        _ => {}
    }
    all
}

#[test]
fn the_codes_of_the_schema_are_those_of_the_house() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    for (pointer, codes) in [
        ("/$defs/partie/properties/role/enum", input::ROLES),
        ("/$defs/partie/properties/residence/enum", input::RESIDENCES),
        ("/$defs/partie/properties/person/properties/nature/enum", input::PERSONS),
        ("/$defs/decision/properties/nature/enum", input::DECISIONS),
    ] {
        assert_eq!(schema.pointer(pointer), Some(&Value::from(codes)), "{pointer}");
    }
}

#[test]
fn what_is_no_message_says_why() {
    for (bytes, field) in
        [(&b""[..], ""), (b"%PDF-1.4", ""), (b"[]", "format"), (b"{\"format\": 1}", "format")]
    {
        let unread = Deposit::read(bytes).unwrap_err();
        assert_eq!((unread.code, unread.field.as_str()), ("DEP-001", field));
    }
}

#[test]
fn pieces_go_where_the_act_has_them() {
    let bytes = &samples("valides")["piece"];
    let read = Deposit::read(bytes).unwrap();
    let Content::Act(act) = read.content else { panic!("an act") };
    assert_eq!(greffe_contracts::pieces_of(&act.body.unwrap()), [read.pieces[0].id.into()]);
}
