//! What is wrong with values before anything is laid out: told whole, so that it is cured in one go.

use std::fmt;

use serde_json::{Map, Value as Json};

use crate::{
    Content, Field, Kind, Origin, Value, Values, press::Inserted, templates::Template, values::in_full,
};

/// Characters of a field.
const TEXT: usize = 20_000;
/// Rows of a list.
const ROWS: usize = 1_000;
/// Characters of a paper: some two hundred pages.
const WHOLE: usize = 600_000;
/// Characters of a source's identifier.
const IDENTIFIER: usize = 200;

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Its path: `destinataire`, `pieces[2].intitule` (rows are counted from 1).
    pub field: String,
    /// As a greffier reads it.
    pub label: String,
    /// What is wrong.
    pub why: Why,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Not given, or blank.
    Missing,
    /// Not what the field holds.
    Kind(Kind),
    /// Not among the words admitted.
    Choice(Vec<String>),
    /// From where it may not come.
    Source(Origin),
    /// The source is not named, or by more than an identifier.
    Unsourced,
    /// More characters or rows than this.
    TooLong(usize),
    /// Characters that the fonts do not have, or that steer instead of being read.
    Unprintable(String),
    /// The template has no such field.
    Unknown,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.label.is_empty() {
            write!(f, "«\u{a0}{}\u{a0}»\u{a0}: ", self.field)?;
        } else {
            write!(f, "{} («\u{a0}{}\u{a0}»)\u{a0}: ", self.label, self.field)?;
        }
        match &self.why {
            Why::Missing => f.write_str("manque"),
            Why::Kind(Kind::Texte) => f.write_str("doit tenir en une ligne de texte"),
            Why::Kind(Kind::Lignes | Kind::Choix) => f.write_str("doit être un texte"),
            Why::Kind(Kind::Jour) => f.write_str("doit être un jour"),
            Why::Kind(Kind::Liste) => f.write_str("doit être une liste"),
            Why::Kind(Kind::Marques) => f.write_str("doit dire ce qui est gras ou italique"),
            Why::Choice(among) => write!(f, "doit être l’un de ces mots\u{a0}: {}", among.join(", ")),
            Why::Source(origin) => write!(f, "ne peut venir de ceci\u{a0}: {}", origin.label()),
            Why::Unsourced => f.write_str("n’a pas de source"),
            Why::TooLong(max) => write!(f, "dépasse {max} caractères ou lignes"),
            Why::Unprintable(chars) => {
                let codes: Vec<String> = chars.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
                write!(f, "contient des caractères que le papier ne peut porter\u{a0}: {}", codes.join(", "))
            }
            Why::Unknown => f.write_str("n’est pas un champ de ce modèle"),
        }
    }
}

/// Values as the layout reads them, with what was inserted; or what is wrong.
pub(crate) struct Checked {
    pub faults: Vec<Fault>,
    pub inserted: Vec<Inserted>,
    pub data: Map<String, Json>,
    characters: usize,
}

/// All that is wrong, and what can be laid out. `printable` tells whether the fonts have a character.
pub(crate) fn checked(template: &Template, values: &Values, printable: &dyn Fn(char) -> bool) -> Checked {
    let mut checked = Checked { faults: Vec::new(), inserted: Vec::new(), data: Map::new(), characters: 0 };
    checked.data = checked.row(&template.fields, values, "", printable);
    if checked.characters > WHOLE {
        checked.fault("", "Le papier entier", Why::TooLong(WHOLE));
    }
    checked
}

impl Checked {
    fn fault(&mut self, field: &str, label: &str, why: Why) {
        self.faults.push(Fault { field: field.to_owned(), label: label.to_owned(), why });
    }

    fn row(
        &mut self,
        fields: &[Field],
        values: &Values,
        path: &str,
        printable: &dyn Fn(char) -> bool,
    ) -> Map<String, Json> {
        let mut row = Map::new();
        for field in fields {
            let path = format!("{path}{}", field.name);
            let said = self.faults.len();
            let read = match values.get(&field.name) {
                Some(value) => self.value(field, value, &path, printable),
                None => Json::Null,
            };
            if read.is_null() && field.required && self.faults.len() == said {
                self.fault(&path, &field.label, Why::Missing);
            }
            row.insert(field.name.clone(), read);
        }
        for name in values.keys().filter(|name| !fields.iter().any(|field| field.name == **name)) {
            // What was typed by another is cut: it comes back in an error.
            let name: String = name.chars().take(60).collect();
            self.fault(&format!("{path}{name}"), "", Why::Unknown);
        }
        row
    }

    /// Null if there is nothing to print.
    fn value(&mut self, field: &Field, value: &Value, path: &str, printable: &dyn Fn(char) -> bool) -> Json {
        let text = match (field.kind, &value.content) {
            (Kind::Liste, Content::Liste(rows)) => return self.list(field, rows, path, printable),
            (Kind::Jour, Content::Jour(day)) => in_full(*day),
            // A text pasted from elsewhere ends its lines in its own way.
            (Kind::Texte | Kind::Choix | Kind::Lignes | Kind::Marques, Content::Texte(text)) => {
                text.trim().replace("\r\n", "\n").replace('\t', " ")
            }
            (kind, _) => {
                self.fault(path, &field.label, Why::Kind(kind));
                return Json::Null;
            }
        };
        if text.is_empty() {
            return Json::Null;
        }
        if let Some(why) = wrong(field, value, &text, printable) {
            self.fault(path, &field.label, why);
            return Json::Null;
        }
        if field.kind == Kind::Marques {
            return Json::String(text);
        }
        self.characters += text.len();
        self.inserted.push(Inserted {
            field: path.to_owned(),
            text: text.clone(),
            source: value.source.clone(),
        });
        Json::String(text)
    }

    fn list(&mut self, field: &Field, rows: &[Values], path: &str, printable: &dyn Fn(char) -> bool) -> Json {
        if rows.len() > ROWS {
            self.fault(path, &field.label, Why::TooLong(ROWS));
            return Json::Null;
        }
        if rows.is_empty() {
            return Json::Null;
        }
        let rows = rows
            .iter()
            .zip(1..)
            .map(|(row, at)| {
                Json::Object(self.row(&field.columns, row, &format!("{path}[{at}]."), printable))
            })
            .collect();
        Json::Array(rows)
    }
}

fn wrong(field: &Field, value: &Value, text: &str, printable: &dyn Fn(char) -> bool) -> Option<Why> {
    if text.chars().count() > TEXT {
        return Some(Why::TooLong(TEXT));
    }
    if field.kind == Kind::Marques && !text.lines().all(marks) {
        return Some(Why::Kind(Kind::Marques));
    }
    if !matches!(field.kind, Kind::Lignes | Kind::Marques) && text.contains('\n') {
        return Some(Why::Kind(Kind::Texte));
    }
    if field.kind == Kind::Choix && !field.among.iter().any(|word| word == text) {
        return Some(Why::Choice(field.among.clone()));
    }
    let mut odd: Vec<char> = text.chars().filter(|c| *c != '\n' && !printable(*c)).collect();
    odd.sort_unstable();
    odd.dedup();
    if !odd.is_empty() {
        return Some(Why::Unprintable(odd.into_iter().take(10).collect()));
    }
    if !field.sources.contains(&value.source.genre) {
        return Some(Why::Source(value.source.genre));
    }
    let id = value.source.id.trim();
    (id.is_empty() || id.chars().count() > IDENTIFIER || id.chars().any(char::is_control))
        .then_some(Why::Unsourced)
}

/// Whether a line says how a passage is written, and where it is.
fn marks(line: &str) -> bool {
    let [style, from, to] = line.split(' ').collect::<Vec<_>>()[..] else { return false };
    let placed = from.parse::<u32>().ok().zip(to.parse::<u32>().ok()).is_some_and(|(from, to)| from < to);
    placed && ["gras", "italique", "gras_italique"].contains(&style)
}
