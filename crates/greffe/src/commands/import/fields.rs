//! What the dossiers of a file show, beside what the file holds: every value of every line is looked for where a reader of
//! the dossier's page finds it. A field counts when it is in the source, stands on the page, and nothing on the page says
//! otherwise; a value that the page shows and the source does not hold counts twice.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use futures::StreamExt;
use serde_json::Value;

use super::{
    AT_ONCE,
    parties::{Role, fold, office_name},
    record::Record,
    sheet::{TEXT, leaves},
};
use crate::api::Api;

/// How a placeholder for a party that nobody knows reads: it says that it is one.
const UNNAMED: &str = "que la source ne nomme pas";

/// What one field was worth over the file.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Values in the source.
    pub present: usize,
    /// Values in the source and not on the page.
    pub missing: usize,
    /// Values on the page that the source does not hold.
    pub wrong: usize,
}

/// The whole comparison.
#[derive(Debug, Default)]
pub struct Compared {
    /// By field of the source.
    pub fields: BTreeMap<String, Tally>,
    /// Each difference: number, field, words.
    pub differences: Vec<[String; 3]>,
    /// Decisions of the file, and those of which no dossier answers.
    pub decisions: usize,
    /// Decisions of which no dossier answers.
    pub absent: usize,
}

impl Compared {
    /// Percentage of values that are right, a false one counting twice.
    #[must_use]
    pub fn score(&self) -> f64 {
        let sum = |of: fn(&Tally) -> usize| self.fields.values().map(of).sum::<usize>() as f64;
        let present = sum(|t| t.present).max(1.0);
        100.0 * (present - sum(|t| t.missing) - 2.0 * sum(|t| t.wrong)) / present
    }

    /// The report in words, every difference in it, and the figure last.
    #[must_use]
    pub fn words(&self) -> String {
        let mut out =
            String::from("Champ par champ (valeurs de la source ; absentes de la page ; fausses)\n");
        for (name, tally) in &self.fields {
            let Tally { present, missing, wrong } = tally;
            out.push_str(&format!("  {name:<20} {present:>6} ; {missing:>4} ; {wrong:>4}\n"));
        }
        out.push_str(&format!("\n{} différences\n", self.differences.len()));
        for [number, field, words] in &self.differences {
            out.push_str(&format!("  {number} · {field} · {words}\n"));
        }
        out.push_str(&format!(
            "\n{} décisions comparées, {} sans dossier.\nfigure: {:.2} %\n",
            self.decisions,
            self.absent,
            self.score()
        ));
        out
    }

    fn missing(&mut self, number: &str, field: &str, value: &str) {
        self.fields.entry(field.to_owned()).or_default().missing += 1;
        self.tell(number, field, &format!("absent : {}", short(value)));
    }

    fn wrong(&mut self, number: &str, field: &str, shown: &str) {
        self.fields.entry(field.to_owned()).or_default().wrong += 1;
        self.tell(number, field, &format!("montré sans être dans la source : {}", short(shown)));
    }

    fn tell(&mut self, number: &str, field: &str, words: &str) {
        self.differences.push([number, field, words].map(str::to_owned));
    }
}

/// Reads back every dossier of the file.
///
/// # Errors
/// When the file does not read or the product no longer answers.
pub async fn compare(api: &Api, file: &Path) -> Result<Compared> {
    let text = std::fs::read_to_string(file).with_context(|| format!("lecture de {}", file.display()))?;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let read = |line: &str| -> Result<(Value, Record)> {
        let value = serde_json::from_str(line)?;
        let record = Record::read(line).map_err(anyhow::Error::msg)?.0;
        Ok((value, record))
    };
    let mut compared = Compared::default();
    let pages = lines.filter_map(|line| read(line).ok()).map(async |(line, record)| {
        let pages = pages(api, &record).await?;
        anyhow::Ok((line, record, pages))
    });
    let mut reading = futures::stream::iter(pages).buffered(AT_ONCE);
    while let Some(one) = reading.next().await {
        let (line, record, pages) = one?;
        compare_one(&mut compared, &line, &record, &pages);
    }
    Ok(compared)
}

/// What a reader of one dossier finds.
struct Page {
    dossier: Value,
    sheet: Value,
}

async fn pages(api: &Api, record: &Record) -> Result<Vec<Page>> {
    let mut pages = Vec::new();
    for number in record.all_numbers() {
        let Ok(dossier) = api.get(&format!("/api/v1/dossiers/{}", number.number)).await? else { continue };
        let id = dossier["dossier_id"].as_str().unwrap_or_default();
        let sheets = api.get(&format!("/api/v1/dossiers/{id}/fiches")).await?.unwrap_or_default();
        let mine = |sheet: &&Value| sheet["source"] == record.sheet.source.as_str();
        let sheet = sheets["items"].as_array().into_iter().flatten().find(mine).cloned().unwrap_or_default();
        pages.push(Page { dossier, sheet });
    }
    Ok(pages)
}

fn compare_one(compared: &mut Compared, line: &Value, record: &Record, pages: &[Page]) {
    compared.decisions += 1;
    compared.absent += usize::from(pages.is_empty());
    let number = record.number.as_str();
    let has_site = line["attacked_site"].as_array().is_some_and(|all| !all.is_empty());
    for (field, value) in line.as_object().into_iter().flatten().filter(|(field, _)| *field != TEXT) {
        let mut held = Vec::new();
        leaves(field, value, &mut |_, value| held.push(value));
        if held.is_empty() {
            continue;
        }
        compared.fields.entry(field.clone()).or_default().present += held.len();
        // Each dossier of those joined shows the whole decision: the poorest counts.
        let Some(first) = pages.first() else {
            held.iter().for_each(|value| compared.missing(number, field, value));
            continue;
        };
        let poorest =
            pages.iter().max_by_key(|page| absent(&held, &shown(field, &page.sheet, has_site)).len());
        let mut shown = shown(field, &poorest.unwrap_or(first).sheet, has_site);
        for value in absent(&held, &shown) {
            compared.missing(number, field, value);
        }
        for value in &held {
            if let Some(at) = shown.iter().position(|s| s == value) {
                shown.swap_remove(at);
            }
        }
        shown.iter().for_each(|extra| compared.wrong(number, field, extra));
    }
    for page in pages {
        said_elsewhere(compared, record, &page.dossier);
    }
    parties_stand(compared, record, pages);
    attacked_stand(compared, record, pages);
}

/// Values held that are shown less often than they are held.
fn absent<'a>(held: &'a [String], shown: &[String]) -> Vec<&'a String> {
    let mut left: Vec<&String> = shown.iter().collect();
    held.iter()
        .filter(|value| match left.iter().position(|s| s == value) {
            Some(at) => {
                left.swap_remove(at);
                false
            }
            None => true,
        })
        .collect()
}

/// What the sheet shows under the heading of a field of the source.
fn shown(field: &str, sheet: &Value, has_site: bool) -> Vec<String> {
    let mut found = Vec::new();
    let mut take = |value: &Value| leaves("", value, &mut |_, value| found.push(value));
    let persons = |function: &str| -> Vec<Value> {
        let of = |p: &&Value| p["function"] == function;
        let all = sheet["persons"].as_array().into_iter().flatten().filter(of);
        all.map(|p| serde_json::json!([p["name"], p["quality"]])).collect()
    };
    match field {
        "id" => {
            let source = sheet["source"].as_str().unwrap_or_default();
            take(&Value::from(source.split_once(':').map_or(source, |(_, id)| id)));
        }
        "act_kind" => take(&sheet["kind"]),
        "act_subkind" => take(&sheet["subkind"]),
        "delegate" => persons("delegue").iter().for_each(take),
        "president" | "rapporteur" | "avocat_general" | "greffier" | "composition" => {
            persons(field).iter().for_each(take);
        }
        // A flag that is down is not said.
        "jonction" | "pourvoi_incident" => {
            if sheet[field] == true {
                take(&sheet[field]);
            }
        }
        // The decisions attacked as an index holds them: the first of two.
        "attacked_site" => take(&sheet["attacked_indexed"]),
        "attacked_meta" if !has_site => take(&sheet["attacked_indexed"]),
        // Where the file comes from is a mention like another; the sheet's own source names the decision.
        "source" => {}
        _ => take(&sheet[field]),
    }
    let under = |name: &str| {
        name.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    for reference in sheet["references"].as_array().into_iter().flatten() {
        if reference["name"].as_str().is_some_and(under) {
            found.push(reference["value"].as_str().unwrap_or_default().to_owned());
        }
    }
    found
}

/// What the rest of the page says of the same must be the same.
fn said_elsewhere(compared: &mut Compared, record: &Record, dossier: &Value) {
    let number = record.number.as_str();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let printed = text(&dossier["number"]);
    if !record.all_numbers().iter().any(|n| printed.ends_with(&n.number)) {
        compared.wrong(number, "number", &printed);
    }
    let chambre = text(&dossier["chambre"]);
    let expected = match record.chamber.code.as_str() {
        "comm" => "com",
        "cr" => "crim",
        other => other,
    };
    if !chambre.is_empty() && chambre != expected {
        compared.wrong(number, "chamber", &chambre);
    }
    let formed = text(&dossier["formed_on"]);
    if !formed.is_empty() && record.all_dated("pourvoi").all(|d| d.date.to_string() != formed) {
        compared.wrong(number, "procedural_dates", &formed);
    }
    let outcome = &dossier["outcome"];
    if outcome.is_null() {
        return;
    }
    let day = text(&outcome["pronounced_on"]);
    if record.decision_date.is_some_and(|date| date.to_string() != day) {
        compared.wrong(number, "decision_date", &day);
    }
    let same = |shown: &str, held: Option<&str>| shown.is_empty() || held == Some(shown);
    let ecli = text(&outcome["ecli"]);
    if !same(&ecli, record.ecli.as_deref()) {
        compared.wrong(number, "ecli", &ecli);
    }
    let formation = text(&outcome["formation"]);
    let held = record.formation.as_ref().map(|f| f.code.as_str());
    if !same(&formation, held) && formation != record.chamber.code {
        compared.wrong(number, "formation", &formation);
    }
    let solution = text(&outcome["solution"]);
    let written = fold(&record.solution.as_written);
    if solution != record.solution.code && !written.contains(&fold(&solution)) {
        compared.wrong(number, "solution", &solution);
    }
}

/// Parties and their counsel, as the tab of the parties shows them: none that the source does not name, each that it names.
fn parties_stand(compared: &mut Compared, record: &Record, pages: &[Page]) {
    let number = record.number.as_str();
    let mut offices = Vec::new();
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for page in pages {
        for party in page.dossier["parties"].as_array().into_iter().flatten() {
            let name = party["name"].as_str().unwrap_or_default();
            let role = party["role"].as_str().unwrap_or_default();
            names.entry(format!("{role}s")).or_default().push(name.to_owned());
            let ids = party["office_ids"].as_array().into_iter().flatten();
            let known = || page.dossier["offices"].as_array().into_iter().flatten();
            let named = ids.filter_map(|id| known().find(|office| office["office_id"] == *id));
            offices.extend(named.filter_map(|office| office["name"].as_str().map(str::to_owned)));
        }
    }
    let court: Vec<String> = record.referring_court.clone().into_iter().collect();
    for (field, held, role) in [
        ("demandeurs", &record.demandeurs, Role::Demandeur),
        ("defendeurs", &record.defendeurs, Role::Defendeur),
        ("intervenants", &record.intervenants, Role::Intervenant),
    ] {
        let held: Vec<String> = match (held, role) {
            (None, Role::Demandeur) => court.clone(),
            (held, _) => held.clone().unwrap_or_default(),
        };
        let shown = names.remove(field).unwrap_or_default();
        let written: Vec<String> = held.iter().map(|text| fold(text)).collect();
        for name in &shown {
            if !name.contains(UNNAMED) && !written.iter().any(|text| text.contains(&fold(name))) {
                compared.wrong(number, field, name);
            }
        }
        for (text, words) in written.iter().zip(&held) {
            if !pages.is_empty() && !shown.iter().any(|name| text.contains(&fold(name))) {
                compared.missing(number, field, words);
            }
        }
    }
    let written: Vec<String> = record.counsel.iter().flatten().map(|c| office_name(&c.name)).collect();
    let mut told = Vec::new();
    for office in &offices {
        if !written.iter().any(|name| fold(name) == fold(office)) && !told.contains(office) {
            compared.wrong(number, "counsel", office);
            told.push(office.clone());
        }
    }
    for (counsel, office) in record.counsel.iter().flatten().zip(&written) {
        let represents = counsel.represents.as_deref().unwrap_or_default();
        if !pages.is_empty()
            && !represents.trim().is_empty()
            && !offices.iter().any(|o| fold(o) == fold(office))
        {
            compared.missing(
                number,
                "counsel",
                &format!("{office} n’est constituée pour personne ({represents})"),
            );
        }
    }
}

/// Decisions attacked, as the head of the page shows them.
fn attacked_stand(compared: &mut Compared, record: &Record, pages: &[Page]) {
    let number = record.number.as_str();
    let shown: Vec<&Value> =
        pages.iter().flat_map(|page| page.dossier["decisions"].as_array().into_iter().flatten()).collect();
    let court =
        |text: &str| fold(text.trim_start_matches("la ").trim_start_matches("le ").trim_start_matches("l'"));
    let held: Vec<_> = record.attacked.iter().flatten().filter(|d| !d.court.trim().is_empty()).collect();
    let date = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    for decision in &held {
        let same = |d: &&&Value| {
            d["rendered_on"].as_str().map(str::to_owned) == date(decision.date)
                && court(d["court"].as_str().unwrap_or_default()) == court(&decision.court)
                && d["section"].as_str() == decision.section.as_deref()
                && d["case_number"].as_str() == decision.rg.as_deref()
        };
        if !pages.is_empty() && !shown.iter().any(|d| same(&d)) {
            compared.missing(number, "attacked", &format!("{} {:?}", decision.court, decision.date));
        }
    }
    for decision in shown {
        let text = decision["court"].as_str().unwrap_or_default();
        if !held.iter().any(|d| court(&d.court) == court(text)) {
            compared.wrong(number, "attacked", text);
        }
    }
}

fn short(text: &str) -> String {
    text.chars().take(120).collect()
}
