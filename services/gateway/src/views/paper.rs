//! Papers: what templates ask for, what is typed, what a paper would hold.

use std::collections::BTreeMap;

use greffe_contracts::document::v1 as pb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{each, instant, some};

/// A template.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaperTemplate {
    /// What it is asked by.
    name: String,
    /// What people read.
    title: String,
    /// First day on which it may be used, ISO.
    from: String,
    /// Last day; `null` while it is not replaced.
    until: Option<String>,
    /// What it asks for, in order.
    fields: Vec<PaperField>,
    /// Whether a paper of it is kept as a piece.
    kept: bool,
    /// Whether it speaks of a dossier.
    of_dossier: bool,
}

impl From<pb::PaperTemplate> for PaperTemplate {
    fn from(t: pb::PaperTemplate) -> Self {
        Self {
            name: t.name,
            title: t.title,
            from: t.from,
            until: some(t.until),
            fields: each(t.fields),
            kept: t.kept,
            of_dossier: t.of_dossier,
        }
    }
}

/// What a template asks for.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaperField {
    /// By which it is given.
    name: String,
    /// What people read.
    label: String,
    /// `texte`, `lignes`, `jour`, `choix`, `liste`.
    kind: String,
    /// Whether there is no paper without it.
    required: bool,
    /// Words admitted by a choice.
    among: Vec<String>,
    /// Fields of a row.
    #[schema(no_recursion)]
    columns: Vec<PaperField>,
    /// Whether a person may type it; the rest is read from the case.
    typed: bool,
}

impl From<pb::PaperField> for PaperField {
    fn from(f: pb::PaperField) -> Self {
        Self {
            name: f.name,
            label: f.label,
            kind: f.kind,
            required: f.required,
            among: f.among,
            columns: each(f.columns),
            typed: f.typed,
        }
    }
}

/// A paper wanted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PaperInput {
    /// Name of the template.
    pub modele: String,
    /// ISO day of the paper, today when absent.
    #[serde(default)]
    pub jour: Option<String>,
    /// What is typed, by field.
    #[serde(default)]
    pub valeurs: BTreeMap<String, String>,
    /// What is typed of lists: by field, each row by column.
    #[serde(default)]
    pub listes: BTreeMap<String, Vec<BTreeMap<String, String>>>,
    /// Pieces of a bordereau, in order.
    #[serde(default)]
    pub pieces: Vec<Uuid>,
}

impl PaperInput {
    /// The order, about a dossier.
    #[must_use]
    pub fn of_dossier(self, dossier_id: String) -> pb::PaperOrder {
        let mut values = typed(self.valeurs);
        values.extend(self.listes.into_iter().map(|(field, rows)| pb::PaperValue {
            field,
            rows: rows.into_iter().map(|row| pb::PaperRow { values: typed(row) }).collect(),
            ..Default::default()
        }));
        pb::PaperOrder {
            template: self.modele,
            day: self.jour.unwrap_or_default(),
            dossier_id,
            subject_id: String::new(),
            piece_ids: self.pieces.iter().map(Uuid::to_string).collect(),
            values,
        }
    }
}

fn typed(values: BTreeMap<String, String>) -> Vec<pb::PaperValue> {
    let value = |(field, text)| pb::PaperValue { field, text, ..Default::default() };
    values.into_iter().map(value).collect()
}

/// What a paper would hold.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaperCheck {
    /// In the order of the template.
    inserted: Vec<InsertedValue>,
    /// All that is missing or wrong; empty, and the paper can be made.
    faults: Vec<PaperFault>,
}

impl From<pb::CheckPaperResponse> for PaperCheck {
    fn from(c: pb::CheckPaperResponse) -> Self {
        Self { inserted: each(c.inserted), faults: each(c.faults) }
    }
}

/// A value as printed, and where it comes from.
#[derive(Debug, Serialize, ToSchema)]
pub struct InsertedValue {
    /// Its path: `destinataire`, `pieces[2].intitule`.
    field: String,
    /// As printed.
    text: String,
    /// `acte`, `personne`, `dossier`, `decision`, `piece`, `regle`, `calcul`, `profil`, `saisie`.
    origin: String,
    /// Identifier there.
    id: String,
}

impl From<pb::InsertedValue> for InsertedValue {
    fn from(v: pb::InsertedValue) -> Self {
        let source = v.source.unwrap_or_default();
        Self { field: v.field, text: v.text, origin: source.origin, id: source.id }
    }
}

/// What is missing or wrong.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaperFault {
    /// Its path.
    field: String,
    /// What people read.
    message: String,
}

impl From<pb::PaperFault> for PaperFault {
    fn from(f: pb::PaperFault) -> Self {
        Self { field: f.field, message: f.message }
    }
}

/// A paper that left with the Court's seal.
#[derive(Debug, Serialize, ToSchema)]
pub struct SealedPaper {
    /// As on the paper.
    title: String,
    /// As on the paper.
    identifier: String,
    /// RFC 3339.
    sealed_at: String,
    /// Holder of the certificate of the seal.
    subject: String,
    /// SHA-256 of that certificate (DER), in hexadecimal.
    certificate: String,
    /// The seal is one of trial: the paper is worth nothing.
    trial: bool,
}

impl From<pb::SealedPaper> for SealedPaper {
    fn from(p: pb::SealedPaper) -> Self {
        Self {
            title: p.title,
            identifier: p.identifier,
            sealed_at: instant(p.sealed_at),
            subject: p.subject,
            certificate: p.certificate,
            trial: p.trial,
        }
    }
}
