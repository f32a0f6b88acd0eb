//! What a take-over read, took and left, field by field; in French, for whoever answers for it.

use std::collections::BTreeMap;

use super::plan::Notes;

/// Fields that no dossier has a place for, or that it must not have.
const NO_PLACE: &[(&str, &str)] = &[
    ("source", PROVENANCE),
    ("source_kind", PROVENANCE),
    ("licence", PROVENANCE),
    ("pseudonymisation", PROVENANCE),
    ("text_chars", PROVENANCE),
    ("text_sha256", PROVENANCE),
    ("register_code", PROVENANCE),
    ("jurinet", PROVENANCE),
    ("attacked_site", DOUBLE),
    ("attacked_meta", DOUBLE),
    ("parties_header", DOUBLE),
    ("formation_mark", DOUBLE),
    ("president", MAGISTRATES),
    ("delegate", MAGISTRATES),
    ("rapporteur", MAGISTRATES),
    ("avocat_general", MAGISTRATES),
    ("greffier", MAGISTRATES),
    ("composition", MAGISTRATES),
    ("hearing_date", "aucun type d’acte pour l’audience ; sert au plus à dater l’attribution à la chambre"),
    ("publication", "aucun champ de diffusion dans un dossier"),
    ("themes", TEXT),
    ("summary", TEXT),
    ("texts_applied", TEXT),
    ("visas", TEXT),
    ("dispositif", TEXT),
    ("text", TEXT),
    ("nac", "aucune source ne donne la nature de l’affaire"),
    ("referring_court", "propre aux saisines pour avis"),
    ("pourvoi_incident", "aucun pourvoi incident structuré dans la source"),
    ("procedural_dates", "dates des faits, ou actes que la source ne structure pas"),
    ("intervenants", "aucun intervenant dans la source"),
    ("jonction", "pourvois joints sous un seul numéro : un seul dossier"),
    ("register_number", "réservé au prononcé de la décision"),
    ("moyens", "aucun acte ne porte les moyens"),
    ("counsel", "aucun cabinet rattaché à une partie"),
    ("defendeurs", "aucun défendeur dans la source"),
    ("ecli", "sans acte de décision, pas d’identifiant"),
    ("decision_date", "sans acte de décision, pas de date de prononcé"),
    ("formation", "réservée au prononcé de la décision"),
];
const PROVENANCE: &str = "provenance du texte, hors du dossier";
const DOUBLE: &str = "redit un autre champ";
const MAGISTRATES: &str = "nom sans correspondance au registre des agents : aucune désignation inventée";
const TEXT: &str = "le texte des décisions n’est pas recopié";

#[derive(Debug, Default, Clone)]
struct Field {
    read: usize,
    mapped: usize,
    left: BTreeMap<String, usize>,
}

/// The whole report.
#[derive(Debug, Default)]
pub struct Report {
    fields: BTreeMap<String, Field>,
    read: usize,
    left_out: BTreeMap<&'static str, usize>,
    /// Dossiers opened now.
    pub opened: usize,
    /// Dossiers that an earlier run had opened.
    pub known: usize,
    /// Acts recorded now, designations among them.
    pub recorded: usize,
    /// Acts that an earlier run had recorded.
    pub recorded_before: usize,
    /// Numbers whose letter does not fit, taken as received.
    pub letters: Vec<String>,
    /// What was refused: number, step, code, words.
    pub refusals: Vec<[String; 4]>,
}

impl Report {
    /// A decision was read and planned.
    pub fn planned(&mut self, present: &[String], notes: &Notes) {
        self.read += 1;
        for name in present {
            let field = self.fields.entry(name.clone()).or_default();
            field.read += 1;
            if notes.mapped.contains(name.as_str()) {
                field.mapped += 1;
            } else if !notes.left.contains_key(name.as_str()) {
                *field.left.entry(no_place(name).to_owned()).or_default() += 1;
            }
        }
        for (name, reasons) in &notes.left {
            let field = self.fields.entry((*name).to_owned()).or_default();
            for why in reasons {
                *field.left.entry((*why).to_owned()).or_default() += 1;
            }
        }
    }

    /// A decision of no procedure that the product knows.
    pub fn left_out(&mut self, present: &[String], why: &'static str) {
        self.read += 1;
        *self.left_out.entry(why).or_default() += 1;
        for name in present {
            let field = self.fields.entry(name.clone()).or_default();
            field.read += 1;
            *field.left.entry("décision laissée de côté".to_owned()).or_default() += 1;
        }
    }

    /// Something was refused.
    pub fn refused(&mut self, number: &str, step: &str, code: &str, detail: &str) {
        self.refusals.push([number, step, code, detail].map(str::to_owned));
    }

    /// Whether this run changed nothing.
    #[must_use]
    pub fn nothing_new(&self) -> bool {
        self.opened == 0 && self.recorded == 0
    }

    /// Decisions read.
    #[must_use]
    pub fn read(&self) -> usize {
        self.read
    }

    /// Decisions left out, by reason.
    #[must_use]
    pub fn all_left_out(&self) -> usize {
        self.left_out.values().sum()
    }

    /// Fields, with how often each was read and taken.
    pub fn counts(&self) -> impl Iterator<Item = (&str, usize, usize)> {
        self.fields.iter().map(|(name, field)| (name.as_str(), field.read, field.mapped))
    }

    /// The report in words.
    #[must_use]
    pub fn words(&self) -> String {
        let mut out = String::from("Champ par champ (lu, repris ; ce qui est laissé et pourquoi)\n");
        for (name, field) in &self.fields {
            out.push_str(&format!("  {name:<18} {:>4} lus {:>4} repris\n", field.read, field.mapped));
            for (why, count) in &field.left {
                out.push_str(&format!("  {:<18} {count:>4} × {why}\n", ""));
            }
        }
        if !self.left_out.is_empty() {
            out.push_str("\nDécisions laissées de côté\n");
            for (why, count) in &self.left_out {
                out.push_str(&format!("  {count:>4} × {why}\n"));
            }
        }
        if !self.letters.is_empty() {
            out.push_str(&format!(
                "\nLettre-clé sans rapport avec le numéro, gardée telle que reçue : {}\n",
                self.letters.join(", ")
            ));
        }
        if !self.refusals.is_empty() {
            out.push_str("\nRefus\n");
            for [number, step, code, detail] in &self.refusals {
                out.push_str(&format!("  {number} · {step} · {code} · {detail}\n"));
            }
        }
        out.push_str(&format!(
            "\n{} décisions lues, {} laissées de côté. Dossiers : {} ouverts, {} déjà présents. Actes : {} enregistrés, {} déjà présents. Refus : {}.\n",
            self.read, self.all_left_out(), self.opened, self.known, self.recorded, self.recorded_before, self.refusals.len()
        ));
        if self.nothing_new() && self.known > 0 {
            out.push_str("Rien de nouveau : tout était déjà repris.\n");
        }
        out.replace(" :", "\u{a0}:")
            .replace(" ;", "\u{a0};")
            .replace("« ", "«\u{a0}")
            .replace(" »", "\u{a0}»")
    }
}

fn no_place(field: &str) -> &'static str {
    NO_PLACE
        .iter()
        .find(|(name, _)| *name == field)
        .map_or("champ que la reprise ne connaît pas", |(_, why)| why)
}
