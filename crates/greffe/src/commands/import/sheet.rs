//! The sheet of a decision: every mention that the line holds, in its own words. What has no field of its own stands
//! among the references by its name; nothing but the text itself, a copy of which is no part of a case, is left.

use greffe_contracts::dossier::v1::{
    Sheet, SheetAttacked, SheetCoded, SheetCounsel, SheetDate, SheetGrounds, SheetNumber, SheetPerson,
    SheetPublication, SheetReference, SheetSolution,
};
use serde_json::{Map, Value};

/// Whom a decision names, by field of the line, with the field of their quality.
const PERSONS: &[(&str, &str, &str)] = &[
    ("president", "president", "role"),
    ("delegate", "delegue", "grade"),
    ("rapporteur", "rapporteur", "grade"),
    ("avocat_general", "avocat_general", "grade"),
    ("greffier", "greffier", "grade"),
    ("composition", "composition", "role"),
];
/// Not a mention: the decision itself, of which the sheet is the summary.
pub const TEXT: &str = "text";

/// The sheet of a line.
#[must_use]
pub fn sheet(line: &Value) -> Sheet {
    let mut said = Said(line.as_object().cloned().unwrap_or_default());
    said.0.remove(TEXT);
    let source = format!("decisions:{}", said.text("id"));
    let mut sheet = Sheet {
        source,
        kind: said.text("act_kind"),
        subkind: said.text("act_subkind"),
        ecli: said.text("ecli"),
        register_number: said.text("register_number"),
        formation_mark: said.text("formation_mark"),
        decision_date: said.text("decision_date"),
        hearing_date: said.text("hearing_date"),
        demandeurs: said.texts("demandeurs"),
        defendeurs: said.texts("defendeurs"),
        intervenants: said.texts("intervenants"),
        referring_court: said.text("referring_court"),
        jonction: said.flag("jonction"),
        pourvoi_incident: said.flag("pourvoi_incident"),
        visas: said.texts("visas"),
        themes: said.texts("themes"),
        summary: said.texts("summary"),
        texts_applied: said.texts("texts_applied"),
        dispositif: said.text("dispositif"),
        nac: said.text("nac"),
        ..Sheet::default()
    };
    sheet.numbers = said
        .each("numbers", |of| SheetNumber { number: of.text("number"), key_letter: of.text("key_letter") });
    let mut coded =
        |name: &str| said.one(name, |of| SheetCoded { code: of.text("code"), label: of.text("label") });
    (sheet.chamber, sheet.formation) = (coded("chamber"), coded("formation"));
    sheet.solution = said.one("solution", |of| SheetSolution {
        code: of.text("code"),
        label: of.text("label"),
        as_written: of.text("as_written"),
        court_mark: of.text("court_mark"),
    });
    for (field, function, quality) in PERSONS {
        sheet.persons.extend(said.each(field, |of| SheetPerson {
            function: (*function).to_owned(),
            name: of.text("name"),
            quality: of.text(quality),
        }));
    }
    sheet.counsel =
        said.each("counsel", |of| SheetCounsel { name: of.text("name"), represents: of.text("represents") });
    sheet.attacked = said.each("attacked", attacked);
    // Two indexes of one collection: the second stays among the references where there is a first.
    sheet.attacked_indexed = said.each("attacked_site", attacked);
    if sheet.attacked_indexed.is_empty() {
        sheet.attacked_indexed = said.each("attacked_meta", attacked);
    }
    sheet.publication = said.one("publication", |of| SheetPublication {
        codes: of.texts("codes"),
        labels: of.texts("labels"),
        note: of.text("note"),
        category: of.text("cat_pub"),
    });
    sheet.moyens = said.one("moyens", |of| SheetGrounds {
        count: of.0.remove("count").and_then(|n| n.as_u64()).and_then(|n| n.try_into().ok()),
        count_source: of.text("count_source"),
        announced: of.texts("announced"),
        headings: of.texts("headings"),
        cas_ouverture: of.texts("cas_ouverture"),
    });
    sheet.procedural_dates = said.each("procedural_dates", |of| SheetDate {
        what: of.text("what"),
        date: of.text("date"),
        stage: of.text("stage"),
        quote: of.text("quote"),
    });
    leaves("", &Value::Object(said.0), &mut |name, value| {
        sheet.references.push(SheetReference { name: name.to_owned(), value });
    });
    sheet
}

fn attacked(of: &mut Said) -> SheetAttacked {
    SheetAttacked {
        court: of.text("court"),
        section: of.text("section"),
        date: of.text("date"),
        nature: of.text("nature"),
        rg: of.text("rg"),
        as_written: of.text("as_written"),
    }
}

/// What a line says and has not been taken yet: each field is taken out of it, and what stays has no field.
struct Said(Map<String, Value>);

impl Said {
    fn text(&mut self, name: &str) -> String {
        match self.0.get(name) {
            Some(Value::String(_)) => {}
            _ => return String::new(),
        }
        match self.0.remove(name) {
            Some(Value::String(text)) => text,
            _ => String::new(),
        }
    }

    fn texts(&mut self, name: &str) -> Vec<String> {
        let all_texts = |v: &Value| v.as_array().is_some_and(|all| all.iter().all(Value::is_string));
        if !self.0.get(name).is_some_and(all_texts) {
            return Vec::new();
        }
        let Some(Value::Array(all)) = self.0.remove(name) else { return Vec::new() };
        all.into_iter().filter_map(|v| v.as_str().map(str::to_owned)).filter(|t| !t.is_empty()).collect()
    }

    fn flag(&mut self, name: &str) -> bool {
        let set = self.0.get(name) == Some(&Value::Bool(true));
        if set {
            self.0.remove(name);
        }
        set
    }

    /// An object; what it says besides stays under its name.
    fn one<T>(&mut self, name: &str, read: impl FnOnce(&mut Said) -> T) -> Option<T> {
        let Some(Value::Object(fields)) = self.0.get(name) else { return None };
        let mut said = Said(fields.clone());
        let made = read(&mut said);
        self.0.insert(name.to_owned(), Value::Object(said.0));
        Some(made)
    }

    /// Each of a list, one alone, or a name alone.
    fn each<T>(&mut self, name: &str, mut read: impl FnMut(&mut Said) -> T) -> Vec<T> {
        let items = match self.0.remove(name) {
            Some(Value::Array(items)) => items,
            Some(Value::String(alone)) => vec![Value::String(alone)],
            Some(object @ Value::Object(_)) => vec![object],
            _ => return Vec::new(),
        };
        let (mut made, mut left) = (Vec::with_capacity(items.len()), Vec::with_capacity(items.len()));
        for item in items {
            let mut said = match item {
                Value::Object(fields) => Said(fields),
                Value::String(alone) => Said(Map::from_iter([("name".to_owned(), Value::String(alone))])),
                _ => continue,
            };
            made.push(read(&mut said));
            left.push(Value::Object(said.0));
        }
        self.0.insert(name.to_owned(), Value::Array(left));
        made
    }
}

/// Every value that a line holds, by its path: `attacked[0].court`.
pub fn leaves(path: &str, value: &Value, told: &mut impl FnMut(&str, String)) {
    match value {
        Value::Null => {}
        Value::Bool(yes) => told(path, yes.to_string()),
        Value::Number(number) => told(path, number.to_string()),
        Value::String(text) if text.trim().is_empty() => {}
        Value::String(text) => told(path, text.clone()),
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                leaves(&format!("{path}[{at}]"), item, told);
            }
        }
        Value::Object(fields) => {
            for (name, item) in fields {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                leaves(&path, item, told);
            }
        }
    }
}
