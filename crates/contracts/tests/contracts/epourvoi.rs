//! Messages of counsel's system: the schema of the contract and the parser say the same, and each is a deposit that reads.

use std::{fs, path::Path};

use greffe_contracts::{
    deposit::Deposit,
    epourvoi::{Message, SCHEMA, is_number},
};
use serde_json::Value;
use uuid::Uuid;

fn samples(folder: &str) -> Vec<(String, Value)> {
    let folder = Path::new("../../proto/voisins/exemples").join(folder);
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let read = |path: &Path| serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    files.map(|path| (path.file_stem().unwrap().display().to_string(), read(&path))).collect()
}

fn schema() -> jsonschema::Validator {
    jsonschema::validator_for(&serde_json::from_str(SCHEMA).unwrap()).unwrap()
}

#[test]
fn what_the_schema_admits_reads_and_what_it_refuses_does_not() {
    let schema = schema();
    for (folder, fits) in [("valides", true), ("invalides", false)] {
        let samples = samples(folder);
        assert!(samples.len() >= 5, "{folder}");
        for (name, value) in samples {
            assert_eq!(schema.is_valid(&value), fits, "{folder}/{name} by the schema");
            let read = Message::read(value);
            assert_eq!(read.is_ok(), fits, "{folder}/{name} by the parser: {read:?}");
            if let Err(unread) = read {
                assert!(unread.code == "VOI-002" && unread.message.len() > 30, "{name}: {unread:?}");
            }
        }
    }
}

#[test]
fn they_agree_on_every_valid_message_with_one_field_changed() {
    let schema = schema();
    for (name, whole) in samples("valides") {
        let Value::Object(fields) = &whole else { panic!("{name}") };
        for field in fields.keys() {
            for change in
                [None, Some(Value::Null), Some(Value::from(3)), Some(Value::from(vec![Value::Null]))]
            {
                let mut changed = fields.clone();
                match &change {
                    None => drop(changed.remove(field)),
                    Some(value) => drop(changed.insert(field.clone(), value.clone())),
                }
                let changed = Value::Object(changed);
                let said = schema.is_valid(&changed);
                let read = Message::read(changed);
                assert_eq!(read.is_ok(), said, "{name} with {field} = {change:?}: {read:?}");
            }
        }
    }
}

#[test]
fn each_message_is_a_deposit_that_reads() {
    for (name, value) in samples("valides") {
        let message = Message::read(value).unwrap();
        let pieces: Vec<Uuid> = message.pieces.iter().map(|_| Uuid::from_u128(7)).collect();
        let form = message.as_deposit(&pieces).to_string();
        let deposit = Deposit::read(form.as_bytes()).unwrap_or_else(|unread| panic!("{name}: {unread:?}"));
        assert_eq!((deposit.message_id, deposit.pieces.len()), (message.numero, pieces.len()), "{name}");
    }
}

#[test]
fn a_number_never_leaves_its_place_in_an_address() {
    for (text, fits) in
        [("EP-2026.1_a", true), ("..", false), (".", false), ("a/b", false), ("", false), ("é", false)]
    {
        assert_eq!(is_number(text), fits, "{text}");
    }
}
