//! Versions of the law: those that the program carries, what differs between two, what would move in a dossier.
//!
//! `catalogue/` is the version being written, the newest. Those that were ever put in force stay in `versions/`, one file
//! each, and are never changed: a date computed under one can be computed again. Which version a court applies is said by
//! the dossier service; within a version, rules have dates in force of their own.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::{
    catalogue::Catalogue,
    day::Day,
    derivation::{Derivation, Key},
    files,
};

/// What begins each file of a frozen version; its path follows.
const HEAD: &str = "### ";

/// The file that says its name.
const GENERAL: &str = "catalogue/catalogue.toml";

/// A version that the program carries.
#[derive(Debug)]
pub struct Version {
    /// Its name, as the catalogue says it: `2026.11.2`.
    pub name: String,
    /// Path and text of each file, in the order of paths.
    pub files: Vec<(&'static str, &'static str)>,
    compiled: OnceLock<Option<Catalogue>>,
}

impl Version {
    /// The version as the engine applies it; `None` when it no longer reads.
    pub fn catalogue(&'static self) -> Option<&'static Catalogue> {
        let newest = known().last().is_some_and(|newest| std::ptr::eq(newest, self));
        if newest {
            return Some(Catalogue::embedded());
        }
        self.compiled
            .get_or_init(|| {
                // Chambers are codes of acts: known before the first act is read.
                crate::profile::CourtProfile::embedded();
                Catalogue::compile(&self.files).ok()
            })
            .as_ref()
    }
}

/// Every version that the program carries, oldest first; the last is that of `catalogue/`.
pub fn known() -> &'static [Version] {
    static KNOWN: OnceLock<Vec<Version>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let newest = Version {
            name: version_of(files::CATALOGUE).to_owned(),
            files: files::CATALOGUE.to_vec(),
            compiled: OnceLock::new(),
        };
        let frozen = files::VERSIONS.iter().map(|(_, text)| thawed(text));
        let mut all: Vec<Version> = frozen.filter(|version| version.name != newest.name).collect();
        all.sort_by_key(|version| rank(&version.name));
        all.push(newest);
        all
    })
}

/// A version that the program carries, by its name.
pub fn named(name: &str) -> Option<&'static Version> {
    known().iter().find(|version| version.name == name)
}

/// Files of `catalogue/` in the one file in which a version is kept.
pub fn frozen() -> String {
    let mut files = files::CATALOGUE.to_vec();
    files.sort_unstable();
    files.iter().map(|(path, text)| format!("{HEAD}{path}\n{}\n", text.trim_end())).collect()
}

/// The text of a frozen version by its name, as the repository keeps it.
pub fn kept(name: &str) -> Option<&'static str> {
    files::VERSIONS.iter().map(|(_, text)| *text).find(|text| thawed(text).name == name)
}

fn thawed(text: &'static str) -> Version {
    let mut files = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.strip_prefix(HEAD) {
        let (path, body) = start.split_once('\n').unwrap_or((start, ""));
        let end = body.find(&format!("\n{HEAD}")).map_or(body.len(), |at| at + 1);
        files.push((path, &body[..end]));
        rest = &body[end..];
    }
    Version { name: version_of(&files).to_owned(), files, compiled: OnceLock::new() }
}

fn version_of(files: &[(&'static str, &'static str)]) -> &'static str {
    let general = files.iter().find(|(path, _)| *path == GENERAL);
    let line = general.and_then(|(_, text)| text.lines().find_map(|line| line.strip_prefix("version = \"")));
    line.and_then(|rest| rest.split('"').next()).unwrap_or_default()
}

/// Versions are numbers between points: `2026.11.10` comes after `2026.11.9`.
fn rank(name: &str) -> Vec<u64> {
    name.split('.').map(|part| part.parse().unwrap_or_default()).collect()
}

/// What differs in one file of the law between two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    /// `regle`, `acte`, `tache`, `notification`, `controle`, `procedure`, `regime`, `commun`.
    pub kind: &'static str,
    /// Identifier of the law, or name of the act.
    pub id: String,
    /// French name, of the later version where it has it.
    pub label: String,
    /// `ajoute`, `retire`, `change`.
    pub change: &'static str,
    /// Fields that differ, in the order of their names. Empty for a file added or withdrawn.
    pub fields: Vec<FieldChange>,
}

/// A field of a file that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// Its place: `term.days`, `trigger[0].label`.
    pub field: String,
    /// As it was; empty when it was not there.
    pub before: String,
    /// As it is; empty when it is no more.
    pub after: String,
}

/// What differs between two versions, file by file.
pub fn differences(from: &Version, to: &Version) -> Vec<FileChange> {
    let (before, after) = (read(from), read(to));
    let paths: std::collections::BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    let nothing = toml::Table::new();
    let mut changes = Vec::new();
    for path in paths {
        let (old, new) = (before.get(path), after.get(path));
        let change = match (old, new) {
            (None, _) => "ajoute",
            (_, None) => "retire",
            (Some(old), Some(new)) if old == new => continue,
            _ => "change",
        };
        let told = new.or(old).unwrap_or(&nothing);
        let fields = match (old, new) {
            (Some(old), Some(new)) => field_changes(old, new),
            _ => Vec::new(),
        };
        let text = |key: &str| told.get(key).and_then(toml::Value::as_str).map(str::to_owned);
        let id = text("id").unwrap_or_else(|| stem(path).to_owned());
        changes.push(FileChange {
            kind: kind_of(path),
            label: text("label").unwrap_or_else(|| id.clone()),
            id,
            change,
            fields,
        });
    }
    changes
}

fn read(version: &Version) -> BTreeMap<&str, toml::Table> {
    let table = |(path, text): &(&'static str, &'static str)| {
        let mut table: toml::Table = text.parse().unwrap_or_default();
        // Two versions differ by their names: that is not news.
        if *path == GENERAL {
            table.remove("version");
        }
        (*path, table)
    };
    version.files.iter().map(table).collect()
}

fn stem(path: &str) -> &str {
    path.rsplit('/').next().and_then(|name| name.strip_suffix(".toml")).unwrap_or(path)
}

fn kind_of(path: &str) -> &'static str {
    let mut parts = path.split('/').skip(1);
    match (parts.next(), parts.next()) {
        (Some("actes"), Some(_)) => "acte",
        (Some("taches"), Some(_)) => "tache",
        (Some("notifications"), Some(_)) => "notification",
        (Some("controles"), Some(_)) => "controle",
        (Some("pieces"), Some(_)) => "piece",
        (Some("procedures"), Some(_)) => "procedure",
        (Some("regimes"), Some(_)) => "regime",
        (Some(_), Some(_)) => "regle",
        _ => "commun",
    }
}

fn field_changes(old: &toml::Table, new: &toml::Table) -> Vec<FieldChange> {
    let (mut before, mut after) = (BTreeMap::new(), BTreeMap::new());
    flatten("", &toml::Value::Table(old.clone()), &mut before);
    flatten("", &toml::Value::Table(new.clone()), &mut after);
    let fields: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let text = |all: &BTreeMap<String, String>, field: &String| all.get(field).cloned().unwrap_or_default();
    fields
        .into_iter()
        .filter(|field| before.get(*field) != after.get(*field))
        .map(|field| FieldChange {
            field: field.clone(),
            before: text(&before, field),
            after: text(&after, field),
        })
        .collect()
}

/// Leaves of a table by their place; a list of plain values is one leaf.
fn flatten(place: &str, value: &toml::Value, into: &mut BTreeMap<String, String>) {
    let nested = |value: &toml::Value| matches!(value, toml::Value::Table(_) | toml::Value::Array(_));
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                let below = if place.is_empty() { key.clone() } else { format!("{place}.{key}") };
                flatten(&below, value, into);
            }
        }
        toml::Value::Array(all) if all.iter().any(nested) => {
            for (at, value) in all.iter().enumerate() {
                flatten(&format!("{place}[{at}]"), value, into);
            }
        }
        toml::Value::Array(all) => {
            into.insert(place.to_owned(), all.iter().map(plain).collect::<Vec<_>>().join(", "));
        }
        leaf => {
            into.insert(place.to_owned(), plain(leaf));
        }
    }
}

fn plain(value: &toml::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// What a dossier owes or is, under one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// Its day, where it has one.
    pub day: Option<Day>,
    /// How it stands: a status, the name of a stage.
    pub word: String,
}

/// Something that another version of the law would move in a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// `procedure`, `stade`, `echeance`, `tache`, `notification`, `controle`.
    pub kind: &'static str,
    /// Identifier in the catalogue; empty for the stage and the procedure.
    pub code: String,
    /// French name.
    pub label: String,
    /// The text of law, of the later version where it has it.
    pub article: String,
    /// Under the version in force; `None` when it was not there.
    pub before: Option<State>,
    /// Under the other; `None` when it is no more.
    pub after: Option<State>,
}

/// A thing of a derivation with the words of its version.
struct Thing {
    key: Option<Key>,
    kind: &'static str,
    code: &'static str,
    label: String,
    article: String,
    state: State,
}

/// What differs between two derivations of one journal, each by its version of the law.
pub fn moves(before: (&Catalogue, &Derivation), after: (&Catalogue, &Derivation)) -> Vec<Move> {
    let (old, mut new) = (things(before.0, before.1), things(after.0, after.1));
    let mut moves = Vec::new();
    for was in old {
        let same = new.iter().position(|is| is.kind == was.kind && is.key == was.key && is.code == was.code);
        let is = same.map(|at| new.swap_remove(at));
        if is.as_ref().is_some_and(|is| is.state == was.state) {
            continue;
        }
        let told = is.as_ref().unwrap_or(&was);
        moves.push(Move {
            kind: told.kind,
            code: told.code.to_owned(),
            label: told.label.clone(),
            article: told.article.clone(),
            before: Some(was.state.clone()),
            after: is.map(|is| is.state),
        });
    }
    moves.extend(new.into_iter().map(|is| Move {
        kind: is.kind,
        code: is.code.to_owned(),
        label: is.label,
        article: is.article,
        before: None,
        after: Some(is.state),
    }));
    moves.sort_by(|a, b| (rank_of(a.kind), &a.code).cmp(&(rank_of(b.kind), &b.code)));
    moves
}

fn rank_of(kind: &str) -> usize {
    ["procedure", "stade", "echeance", "tache", "notification", "controle"]
        .iter()
        .position(|known| *known == kind)
        .unwrap_or_default()
}

fn things(law: &Catalogue, derived: &Derivation) -> Vec<Thing> {
    let procedure = law.procedure(derived.procedure);
    let stage = law.stage(derived.stage).map_or(derived.stage.as_str(), |stage| stage.label.as_str());
    let word = |word: &str| State { day: None, word: word.to_owned() };
    let mut things = vec![
        Thing {
            key: None,
            kind: "procedure",
            code: "",
            label: "Procédure".into(),
            article: procedure.map_or_else(String::new, |p| p.article.clone()),
            state: word(procedure.map_or(derived.procedure.as_str(), |p| &p.label)),
        },
        Thing {
            key: None,
            kind: "stade",
            code: "",
            label: "Stade".into(),
            article: String::new(),
            state: word(stage),
        },
    ];
    things.extend(derived.deadlines.iter().map(|deadline| {
        let rule = law.rule_of(deadline);
        Thing {
            key: Some(deadline.key),
            kind: "echeance",
            code: deadline.key.rule.as_str(),
            label: rule.map_or_else(String::new, |rule| rule.label.clone()),
            article: rule.map_or_else(String::new, |rule| rule.article.clone()),
            state: State { day: deadline.due, word: deadline.status.as_str().to_owned() },
        }
    }));
    things.extend(derived.tasks.iter().map(|task| {
        let ty = law.task_of(task);
        Thing {
            key: Some(task.key),
            kind: "tache",
            code: task.key.rule.as_str(),
            label: ty.map_or_else(String::new, |ty| ty.label.clone()),
            article: ty.map_or_else(String::new, |ty| ty.article.clone()),
            state: State { day: task.due, word: task.role.as_str().to_owned() },
        }
    }));
    things.extend(derived.notices.iter().map(|notice| {
        let ty = law.notice_of(notice);
        Thing {
            key: Some(notice.key),
            kind: "notification",
            code: notice.key.rule.as_str(),
            label: ty.map_or_else(String::new, |ty| ty.label.clone()),
            article: ty.map_or_else(String::new, |ty| ty.article.clone()),
            state: State { day: notice.due, word: notice.status.as_str().to_owned() },
        }
    }));
    things.extend(derived.checks.iter().filter_map(|check| {
        let control = law.control_of(*check)?;
        Some(Thing {
            key: None,
            kind: "controle",
            code: control.id.as_str(),
            label: control.label.clone(),
            article: control.article.clone(),
            state: State { day: None, word: check.result.as_str().to_owned() },
        })
    }));
    things
}
