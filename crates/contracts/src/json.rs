//! JSON that people and machines send, read into a known shape, with a French sentence for each way it can be wrong.

use serde::de::DeserializeOwned;
use serde_json::Value;

/// What does not read: a stable code, the path of the field, a French sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Unread {
    /// Stable code with a help page.
    pub code: &'static str,
    /// `parties[0].person.name`; empty for the whole.
    pub field: String,
    /// What was found, what is expected, what to do.
    pub message: String,
}

impl Unread {
    /// A field that does not read.
    pub fn new(code: &'static str, field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { code, field: field.into(), message: message.into() }
    }
}

/// Reads a JSON value into a known shape; `within` names where it stands in the body.
///
/// # Errors
/// With the field, when one is unknown, missing or of another type, or holds a NUL.
pub fn shape<T: DeserializeOwned>(value: Value, within: &str) -> Result<T, Unread> {
    if let Some(path) = nul(&value, String::new()) {
        let path = join(within, &path);
        let message = format!(
            "Le champ «\u{a0}{path}\u{a0}» contient un caractère nul (U+0000), qu’aucun texte ne peut contenir. Retirez-le."
        );
        return Err(Unread::new("REQ-003", path, message));
    }
    serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        let path = join(within, if path == "." { "" } else { &path });
        let message = french(&path, &error.inner().to_string());
        Unread::new("REQ-003", path, message)
    })
}

fn join(within: &str, path: &str) -> String {
    match (within.is_empty(), path.is_empty()) {
        (true, _) => path.to_owned(),
        (_, true) => within.to_owned(),
        _ => format!("{within}.{path}"),
    }
}

fn nul(value: &Value, path: String) -> Option<String> {
    match value {
        Value::String(text) => text.contains('\0').then_some(path),
        Value::Array(items) => {
            items.iter().enumerate().find_map(|(n, item)| nul(item, format!("{path}[{n}]")))
        }
        Value::Object(fields) => fields.iter().find_map(|(name, field)| {
            let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            if name.contains('\0') { Some(path) } else { nul(field, path) }
        }),
        _ => None,
    }
}

/// What serde says, in French. Its sentences are few; what is none of them is given whole, for a developer.
fn french(path: &str, said: &str) -> String {
    let place = if path.is_empty() {
        "Le corps de la demande".to_owned()
    } else {
        format!("Le champ «\u{a0}{path}\u{a0}»")
    };
    let quoted =
        |prefix: &str| said.strip_prefix(prefix).and_then(|rest| rest.split('`').next()).map(str::to_owned);
    let expected = said.split_once("expected one of ").or_else(|| said.split_once("expected "));
    let expected = expected.map(|(_, list)| list.replace('`', "").replace(" or ", " ou "));
    if let Some(name) = quoted("unknown field `") {
        let known = expected.map(|list| format!(" Champs admis\u{a0}: {list}.")).unwrap_or_default();
        return format!(
            "{place} contient le champ inconnu «\u{a0}{name}\u{a0}».{known} Retirez-le ou corrigez son nom."
        );
    }
    if let Some(name) = quoted("missing field `") {
        return format!("{place} doit contenir le champ «\u{a0}{name}\u{a0}», qui manque. Ajoutez-le.");
    }
    if let Some(name) = quoted("unknown variant `") {
        let known = expected.map(|list| format!(" Valeurs admises\u{a0}: {list}.")).unwrap_or_default();
        return format!("{place} a la valeur inconnue «\u{a0}{name}\u{a0}».{known}");
    }
    if ["invalid type", "invalid value", "invalid length"].iter().any(|kind| said.starts_with(kind)) {
        let wanted =
            expected.map(|kind| in_french(&kind)).unwrap_or_else(|| "une valeur d’un autre type".to_owned());
        return format!("{place} n’a pas le type attendu\u{a0}: il faut {wanted}.");
    }
    format!("{place} ne se lit pas\u{a0}: {said}.")
}

fn in_french(kind: &str) -> String {
    match kind {
        "a string" => "un texte".to_owned(),
        "a boolean" => "vrai ou faux (true, false)".to_owned(),
        "a sequence" => "une liste".to_owned(),
        "a map" => "un objet".to_owned(),
        "u32" | "u64" | "i32" | "i64" => "un nombre entier".to_owned(),
        other if other.starts_with("struct") => "un objet".to_owned(),
        other => other.to_owned(),
    }
}
