//! Every identifier that the records of the law name has a rule, or a reason not to have one; the table of them is the one
//! reviewed. Regenerate with `GREFFE_GOLDEN=1 cargo test -p greffe-procedure`.

use std::{collections::BTreeMap, fmt::Write, fs, path::Path};

use greffe_procedure::catalogue::{Catalogue, NoticeType};

const CATALOGUE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/catalogue");
const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/law-coverage.md");

/// The identifiers of the records.
fn identifiers() -> Vec<String> {
    let text = fs::read_to_string(Path::new(CATALOGUE).join("identifiants.txt")).unwrap();
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(str::to_owned).collect()
}

/// The notices of the records, each with the reason why it has no file, if it has none.
fn notices() -> Vec<(String, Option<String>)> {
    let text = fs::read_to_string(Path::new(CATALOGUE).join("avis.txt")).unwrap();
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| match line.split_once(" : ") {
            Some((name, reason)) => (name.to_owned(), Some(reason.to_owned())),
            None => (line.to_owned(), None),
        })
        .collect()
}

/// The notices of the catalogue that a name of the records stands for: « N07 » for « not.civ.07 » and « not.civ.07.copie ».
fn standing_for(name: &str) -> Vec<&'static NoticeType> {
    let id = name.strip_prefix('N').map_or_else(|| name.to_owned(), |number| format!("not.civ.{number}"));
    let found = Catalogue::embedded().notices().iter().filter(|notice| {
        notice.id.as_str().strip_prefix(&id).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    });
    found.collect()
}

/// The file of each rule, from the folder of the catalogue.
fn files() -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for folder in fs::read_dir(CATALOGUE).unwrap().map(|entry| entry.unwrap().path()).filter(|p| p.is_dir()) {
        for path in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            let text = fs::read_to_string(&path).unwrap();
            let id = text.lines().find_map(|line| line.strip_prefix("id = \"")?.strip_suffix('"'));
            let name = path.strip_prefix(CATALOGUE).unwrap().to_string_lossy().into_owned();
            if let Some(id) = id {
                files.insert(id.to_owned(), name);
            }
        }
    }
    files
}

#[test]
fn each_identifier_has_a_rule_or_a_reason_and_nothing_else_has() {
    let catalogue = Catalogue::embedded();
    let identifiers = identifiers();
    assert!(identifiers.len() > 150, "{}", identifiers.len());
    let mut unique = identifiers.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), identifiers.len(), "an identifier stands twice");
    for id in &identifiers {
        let rule = catalogue.rule(id).is_some();
        let reason = catalogue.timeless().iter().any(|timeless| timeless.id == *id);
        assert!(rule != reason, "{id}: a rule, or a reason why there is none (rule {rule}, reason {reason})");
    }
    let known = catalogue.rules().iter().map(|rule| rule.id.as_str());
    for id in known.chain(catalogue.timeless().iter().map(|timeless| timeless.id.as_str())) {
        assert!(identifiers.iter().any(|known| known == id), "{id} is in no record");
    }
}

#[test]
fn each_notice_of_the_records_is_in_the_catalogue_or_says_why_not() {
    let notices = notices();
    let named: Vec<String> = notices.iter().map(|(name, _)| name.clone()).collect();
    let civil = (1..=37).map(|n| format!("N{n:02}"));
    assert_eq!(named, civil.chain((1..=26).map(|n| format!("not.{n:02}"))).collect::<Vec<_>>());
    for (name, reason) in &notices {
        let stands = !standing_for(name).is_empty();
        assert!(stands != reason.is_some(), "{name}: notices, or a reason why there is none ({reason:?})");
    }
}

#[test]
fn what_the_catalogue_covers_is_the_table_reviewed() {
    let catalogue = Catalogue::embedded();
    let files = files();
    let mut rules: Vec<_> = catalogue.rules().iter().collect();
    rules.sort_by_key(|rule| rule.id.as_str());
    let examples: usize = rules.iter().map(|rule| rule.examples.len()).sum();
    let mut table = String::from(
        "# Le droit que porte le catalogue\n\nProduit par le catalogue, à ne pas éditer à la main\u{a0}: `GREFFE_GOLDEN=1 cargo test -p greffe-procedure` le réécrit.\n",
    );
    let _ = writeln!(
        table,
        "\nVersion {}\u{a0}: {} règles, dont {} que les actes d’un dossier ouvrent, {examples} exemples calculés, {} identifiants sans terme à calculer.",
        catalogue.version(),
        rules.len(),
        rules.iter().filter(|rule| rule.triggers.iter().any(|trigger| trigger.pattern.is_some())).count(),
        catalogue.timeless().len()
    );
    table.push_str(
        "\n## Règles\n\n« Dossier »\u{a0}: un acte du journal, ou un autre délai, ouvre celui-ci\u{a0}; « simulateur »\u{a0}: il se calcule, et aucun acte ne l’ouvre, pour la raison dite plus bas.\n\n| identifiant | texte | code à venir | fichier | exemples | calculé par |\n|---|---|---|---|---|---|\n",
    );
    for rule in &rules {
        let file = files.get(rule.id.as_str()).unwrap_or_else(|| panic!("no file for {}", rule.id));
        let (id, count) = (rule.id, rule.examples.len());
        let opened = rule.triggers.iter().any(|trigger| trigger.pattern.is_some());
        let by = if opened { "dossier" } else { "simulateur" };
        let (article, to_come) = (&rule.article, &rule.recodification);
        let _ = writeln!(table, "| `{id}` | {article} | {to_come} | `{file}` | {count} | {by} |");
    }
    table.push_str("\n## Règles qu’aucun acte n’ouvre\n\n| identifiant | raison |\n|---|---|\n");
    for rule in rules.iter().filter(|rule| !rule.simulated.is_empty()) {
        let _ = writeln!(table, "| `{}` | {} |", rule.id, rule.simulated);
    }
    table.push_str("\n## Points que les textes laissent ouverts\n\n| identifiant | point |\n|---|---|\n");
    for rule in rules.iter().filter(|rule| !rule.doubt.is_empty()) {
        let _ = writeln!(table, "| `{}` | {} |", rule.id, rule.doubt);
    }
    table.push_str(
        "\n## Identifiants sans terme à calculer\n\n| identifiant | texte | raison |\n|---|---|---|\n",
    );
    for timeless in catalogue.timeless() {
        let _ = writeln!(table, "| `{}` | {} | {} |", timeless.id, timeless.article, timeless.reason);
    }
    table.push_str(
        "\n## Avis des relevés\n\n| relevé | avis du catalogue, ou pourquoi il n’y en a pas |\n|---|---|\n",
    );
    for (name, reason) in notices() {
        let of = |notice: &&NoticeType| format!("`{}` ({})", notice.id, notice.article);
        let ids: Vec<String> = standing_for(&name).iter().map(of).collect();
        let _ = writeln!(table, "| {name} | {} |", reason.unwrap_or_else(|| ids.join("\u{a0}; ")));
    }
    if std::env::var_os("GREFFE_GOLDEN").is_some() {
        fs::write(TABLE, &table).unwrap();
    }
    assert!(
        fs::read_to_string(TABLE).unwrap_or_default() == table,
        "the table changed: look, then GREFFE_GOLDEN=1"
    );
}
