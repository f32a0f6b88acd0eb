//! Pages made from the catalogue, each the one reviewed: a page a procedure, a page a family of rules. Regenerate them with
//! `GREFFE_GOLDEN=1 cargo test -p greffe-procedure`.

use std::{collections::BTreeMap, fmt::Write, fs, path::Path};

use greffe_procedure::catalogue::{Catalogue, Procedure, Rule};

const PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/law");
const NOTE: &str = "Produit par le catalogue, à ne pas éditer\u{a0}: `GREFFE_GOLDEN=1 cargo test -p greffe-procedure` le réécrit.\n";

/// Compares pages with those kept under a folder, or rewrites them.
fn golden(folder: &str, pages: &BTreeMap<String, String>) {
    let folder = Path::new(PAGES).join(folder);
    let rewrite = std::env::var_os("GREFFE_GOLDEN").is_some();
    if rewrite {
        fs::create_dir_all(&folder).unwrap();
    }
    let kept: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    for name in kept.iter().filter(|name| !pages.contains_key(*name)) {
        assert!(rewrite, "{name} is a page of nothing");
        fs::remove_file(folder.join(name)).unwrap();
    }
    for (name, text) in pages {
        let path = folder.join(name);
        if rewrite {
            fs::write(&path, text).unwrap();
        }
        let same = fs::read_to_string(&path).unwrap_or_default() == *text;
        assert!(same, "{name} changed: look, then GREFFE_GOLDEN=1");
    }
}

fn row(cells: &[&str]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

fn head(title: &str, cells: &[&str]) -> String {
    format!("\n## {title}\n\n{}{}", row(cells), row(&vec!["---"; cells.len()]))
}

fn names<T: std::fmt::Display>(all: &[T]) -> String {
    all.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn procedure_page(catalogue: &Catalogue, procedure: &Procedure) -> String {
    let mut page = format!("# {}\n\n{NOTE}\n", procedure.label);
    let _ = writeln!(page, "- Texte\u{a0}: {}", procedure.article);
    let _ = writeln!(page, "- S’ouvre par\u{a0}: `{}`", procedure.opened_by);
    if !procedure.urgency.is_empty() {
        let _ = writeln!(page, "- Urgence\u{a0}: {}", procedure.urgency);
    }
    if let Some(rule) = procedure.statutory.and_then(|at| catalogue.rules().get(at)) {
        let missed = rule.sanction.as_ref().map_or("aucune conséquence écrite", |s| &s.label);
        let _ = writeln!(
            page,
            "- Date légale de jugement\u{a0}: `{}` ({}), à défaut {missed}",
            rule.id, rule.article
        );
    }
    stages(catalogue, procedure, &mut page);
    acts(catalogue, procedure, &mut page);
    page.push_str(&head("Délais", &["règle", "délai", "texte", "lie", "sanction"]));
    for rule in procedure.rules().iter().map(|at| &catalogue.rules()[*at]) {
        let sanction = rule.sanction.as_ref().map_or("", |s| s.label.as_str());
        page.push_str(&row(&[
            &format!("`{}`", rule.id),
            &rule.label,
            &rule.article,
            rule.bound.words(),
            sanction,
        ]));
    }
    page.push_str(&head("Tâches", &["tâche", "à qui", "quand", "close par", "texte"]));
    for task in procedure.tasks().iter().map(|at| &catalogue.tasks()[*at]) {
        let each = task.each.iter().map(|pattern| format!("`{pattern}`")).collect::<Vec<_>>().join(" ou ");
        let when = match task.when {
            Some(when) => catalogue.words(&when),
            None if each.is_empty() => "un terme échu ou une information manquante".to_owned(),
            None => format!("chaque {each}, jusqu’à l’acte qui lui répond"),
        };
        page.push_str(&row(&[&task.label, task.role.as_str(), &when, &names(&task.cured_by), &task.article]));
    }
    page.push_str(&head("Avis et notifications", &["avis", "de", "à", "quand", "par", "mentions", "texte"]));
    for notice in procedure.notices().iter().map(|at| &catalogue.notices()[*at]) {
        let on = notice.on.iter().map(|pattern| format!("`{pattern}`")).collect::<Vec<_>>().join(", ");
        let on = match notice.within {
            Some(term) => format!("{on}, dans {}", term.words()),
            None => on,
        };
        page.push_str(&row(&[
            &format!("{} {}", notice.id, notice.label),
            catalogue.body_label(notice.by),
            catalogue.recipient_label(notice.to),
            &on,
            &names(&notice.means),
            &notice.mentions.join("\u{a0}; "),
            &notice.article,
        ]));
    }
    page.push_str(&head("Contrôles", &["contrôle", "avant", "gravité", "à défaut", "corrigé par", "texte"]));
    for control in procedure.controls().iter().map(|at| &catalogue.controls()[*at]) {
        let named = |set: u16| {
            let milestones = catalogue.milestones().iter().enumerate();
            let of = milestones.filter(|(at, _)| set >> at & 1 == 1);
            of.map(|(_, m)| m.label.as_str()).collect::<Vec<_>>().join(", ")
        };
        let gravity = match control.warns_before {
            0 => control.gravity.finding_word().to_owned(),
            before => {
                format!("{}, sauf avant\u{a0}: {}", control.gravity.finding_word(), named(before))
            }
        };
        page.push_str(&row(&[
            &format!("{} {}", control.id, control.label),
            &named(control.milestones),
            &gravity,
            &control.consequence,
            &names(&control.cured_by),
            &control.article,
        ]));
    }
    page
}

fn stages(catalogue: &Catalogue, procedure: &Procedure, page: &mut String) {
    page.push_str(&head("Stades", &["", "stade", "quand", "texte"]));
    for (at, stage) in procedure.stages.iter().enumerate() {
        let of = &catalogue.stages()[stage.stage];
        let when = if stage.when.is_set() { catalogue.words(&stage.when) } else { "d’abord".to_owned() };
        page.push_str(&row(&[&(at + 1).to_string(), &of.label, &when, &stage.article]));
    }
}

fn acts(catalogue: &Catalogue, procedure: &Procedure, page: &mut String) {
    let numbers: Vec<String> = (1..=procedure.stages.len()).map(|at| at.to_string()).collect();
    let mut columns = vec!["acte", "de"];
    columns.extend(numbers.iter().map(String::as_str));
    columns.push("ce qui s’ensuit");
    page.push_str(&head("Quel acte à quel stade", &columns));
    for ty in catalogue.act_types() {
        let here: Vec<bool> = procedure
            .stages
            .iter()
            .map(|stage| procedure.possible_at(stage.stage).contains(catalogue, ty.kind))
            .collect();
        if !here.contains(&true) {
            continue;
        }
        let name = format!("`{}`", ty.kind);
        let from = if ty.class.as_str() == "fait_recu" { "reçu" } else { "Cour" };
        let mut cells = vec![name.as_str(), from];
        cells.extend(here.iter().map(|here| if *here { "×" } else { "" }));
        let follows = follows(catalogue, procedure, ty.kind);
        cells.push(&follows);
        page.push_str(&row(&cells));
    }
}

/// What an act opens and closes in a procedure.
fn follows(catalogue: &Catalogue, procedure: &Procedure, kind: greffe_procedure::act::ActKind) -> String {
    let follows = catalogue.follows(kind);
    let rules: Vec<_> = procedure.rules().iter().map(|at| catalogue.rules()[*at].id).collect();
    let tasks: Vec<_> = procedure.tasks().iter().map(|at| catalogue.tasks()[*at].code).collect();
    let notices: Vec<_> = procedure.notices().iter().map(|at| catalogue.notices()[*at].id).collect();
    let said = [
        ("ouvre", &follows.opens, &rules),
        ("satisfait", &follows.satisfies, &rules),
        ("touche", &follows.touches, &rules),
        ("demande", &follows.tasks_opened, &tasks),
        ("clôt", &follows.tasks_closed, &tasks),
        ("rend dû", &follows.notices_due, &notices),
        ("prouve", &follows.notices_proved, &notices),
    ];
    let said = said.into_iter().filter_map(|(verb, all, known)| {
        let of: Vec<_> = all.iter().filter(|name| known.contains(name)).copied().collect();
        (!of.is_empty()).then(|| format!("{verb} {}", names(&of)))
    });
    said.collect::<Vec<_>>().join("\u{a0}; ")
}

#[test]
fn each_procedure_is_the_page_reviewed() {
    let catalogue = Catalogue::embedded();
    let pages = catalogue.procedures().iter();
    let pages = pages.map(|p| (format!("{}.md", p.code), procedure_page(catalogue, p))).collect();
    golden("procedures", &pages);
}

fn rule_section(catalogue: &Catalogue, rule: &Rule) -> String {
    let mut text = format!("\n## {}\n\n`{}`, {}", rule.label, rule.id, rule.article);
    if !rule.recodification.is_empty() {
        let _ = write!(text, " (code à venir\u{a0}: {})", rule.recodification);
    }
    let _ = writeln!(text, "\n\n- Lie\u{a0}: {}", rule.bound.words());
    let owed_for: Vec<_> = rule.owed_for.iter().map(ToString::to_string).collect();
    if !owed_for.is_empty() {
        let _ = writeln!(text, "- Dû par qui a fait\u{a0}: {}", names(&owed_for));
    }
    for trigger in &rule.triggers {
        let act =
            trigger.pattern.as_ref().map_or_else(|| "simulé seulement".to_owned(), |p| format!("`{p}`"));
        let length = trigger.term.unwrap_or(rule.term).words();
        let bound = if trigger.bound == rule.bound { "" } else { trigger.bound.words() };
        let whom = if bound.is_empty() { String::new() } else { format!("\u{a0}; lie {bound}") };
        let _ = writeln!(text, "- Part de\u{a0}: {} ({act})\u{a0}; {length}{whom}", trigger.label);
    }
    for special in rule.special.iter().filter(|special| !special.simulated) {
        let length = if special.term.is_empty() { "sans limite".to_owned() } else { special.term.words() };
        let _ = writeln!(text, "- Sous le texte {}\u{a0}: {length}", special.text);
    }
    if let Some(other) = rule.yields_to.and_then(|at| catalogue.rules().get(at)) {
        let _ = writeln!(text, "- Cède la place, sous un texte spécial, à\u{a0}: `{}`", other.id);
    }
    if !rule.simulated.is_empty() {
        let _ = writeln!(text, "- Aucun acte ne l’ouvre\u{a0}: {}", rule.simulated);
    }
    for former in &rule.former {
        let _ = writeln!(
            text,
            "- Décisions antérieures au {}\u{a0}: {} ({})",
            former.before.long(),
            former.term.words(),
            former.article
        );
    }
    if let Some(distance) = catalogue.distance_of(rule) {
        let _ = writeln!(
            text,
            "- Distance\u{a0}: {} mois outre-mer, {} mois à l’étranger ({})",
            distance.overseas, distance.abroad, distance.article
        );
    }
    for interruption in catalogue.interruptions_of(rule) {
        let _ = writeln!(text, "- Interrompu par\u{a0}: {} ({})", interruption.id, interruption.article);
    }
    let met: Vec<_> = rule.satisfied_by.iter().map(|satisfaction| satisfaction.pattern.to_string()).collect();
    if !met.is_empty() {
        let _ = writeln!(text, "- Satisfait par\u{a0}: {}", names(&met));
    }
    if let Some(sanction) = &rule.sanction {
        let _ = writeln!(text, "- Sanction\u{a0}: {}, par {}", sanction.label, sanction.by);
    }
    if !rule.prorogation {
        text.push_str("- Ne se proroge pas\n");
    }
    if !rule.doubt.is_empty() {
        let _ = writeln!(text, "- Point ouvert\u{a0}: {}", rule.doubt);
    }
    let of: Vec<_> = catalogue
        .procedures()
        .iter()
        .filter(|p| p.rules().iter().any(|at| catalogue.rules()[*at].id == rule.id))
        .map(|p| p.code)
        .collect();
    if !of.is_empty() {
        let _ = writeln!(text, "- Procédures\u{a0}: {}", names(&of));
    }
    text.push_str("\nExemples\u{a0}:\n\n");
    for example in &rule.examples {
        let of =
            |name: &str| example.get(name).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
        let expected = if of("expected").is_empty() { "indéterminé".to_owned() } else { of("expected") };
        let _ = writeln!(text, "- {} → {expected}\u{a0}: {}", of("start"), of("why"));
    }
    text
}

#[test]
fn each_family_of_rules_is_the_page_reviewed() {
    let catalogue = Catalogue::embedded();
    let mut pages: BTreeMap<String, String> = BTreeMap::new();
    let mut rules: Vec<_> = catalogue.rules().iter().collect();
    rules.sort_by_key(|rule| rule.id.as_str());
    for rule in rules {
        let family = rule.id.as_str().split('.').next().unwrap_or_default();
        let page = pages.entry(format!("{family}.md")).or_insert_with(|| {
            format!("# Règles «\u{a0}{family}\u{a0}»\n\n{NOTE}\nVersion {}.\n", catalogue.version())
        });
        page.push_str(&rule_section(catalogue, rule));
    }
    golden("rules", &pages);
}
