//! What a take-over read, took and left, field by field; in French, for whoever answers for it.

use std::collections::BTreeMap;

use super::plan::Notes;

/// The one field that a dossier must not have: every other is kept, in an act or in the sheet of the decision.
const TEXT: &str = "le texte des décisions n’est pas recopié";

#[derive(Debug, Default, Clone)]
struct Field {
    read: usize,
    mapped: usize,
    // Of those, taken by acts and not by the sheet alone.
    acts: usize,
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
            if name == super::sheet::TEXT {
                *field.left.entry(TEXT.to_owned()).or_default() += 1;
            } else {
                field.mapped += 1;
                field.acts += usize::from(notes.mapped.contains(name.as_str()));
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
        let mut out = String::from(
            "Champ par champ (lu, repris, dont par des actes ; ce qui est laissé et pourquoi)\n",
        );
        for (name, field) in &self.fields {
            let Field { read, mapped, acts, .. } = field;
            out.push_str(&format!("  {name:<18} {read:>4} lus {mapped:>4} repris {acts:>4} par des actes\n"));
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
