//! The format `greffe-epourvoi/1`: a message of counsel's system, and the deposit that it is. Its schema stands in [`SCHEMA`],
//! the exchange around it in `proto/voisins/e-pourvoi.md`; a test reads every sample by both.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::{
    common::v1::Id,
    deposit::{self, DecisionSought},
    json::{Unread, shape},
};

/// The JSON Schema of the format.
pub const SCHEMA: &str = include_str!("../../../proto/voisins/greffe-epourvoi-1.schema.json");
/// Name and version of the format, in each message.
pub const FORMAT: &str = "greffe-epourvoi/1";
/// Code of a message that does not follow the contract.
pub const UNREADABLE: &str = "VOI-002";
/// Pieces of one message, as for a deposit.
const PIECES_MAX: usize = 500;
/// Longest number of a message, and name of a file.
const NUMBER_MAX: usize = 100;
const NAME_MAX: usize = 200;

/// A message read.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Message {
    format: String,
    /// Its name in counsel's system.
    pub numero: String,
    /// The instant at which counsel's system had it whole: that of the deposit.
    #[serde(rename = "remis_le")]
    handed_at: String,
    /// The office that deposits.
    cabinet: Id,
    /// Who of the office answers for it, as counsel's system names them.
    #[serde(default)]
    pub avocat: Option<String>,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    dossier: Option<String>,
    #[serde(default)]
    decision_attaquee: Option<DecisionSought>,
    #[serde(default)]
    declaration: Option<Map<String, Value>>,
    #[serde(default)]
    memoire: Option<Map<String, Value>>,
    #[serde(default)]
    piece: Option<Map<String, Value>>,
    #[serde(default)]
    constitution: Option<Constitution>,
    /// Files, which counsel's system holds.
    #[serde(default)]
    pub pieces: Vec<Piece>,
}

/// A file of a message.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Piece {
    /// Of its bytes, 64 hexadecimal digits in lower case; also its address.
    pub sha256: String,
    /// Name of the file.
    #[serde(rename = "nom")]
    pub name: String,
    /// As the document service knows papers: `memoire`, `piece`, `decision_attaquee` ...
    #[serde(rename = "nature")]
    pub kind: String,
    /// As counsel's system keeps it.
    #[serde(rename = "type")]
    pub media_type: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Constitution {
    position: String,
    #[serde(default)]
    parties: Vec<Id>,
}

impl Message {
    /// Reads what counsel's system signed.
    ///
    /// # Errors
    /// With the field that does not follow the contract, under [`UNREADABLE`].
    pub fn read(value: Value) -> Result<Self, Unread> {
        let message: Self = shape(value, "").map_err(|unread| Unread { code: UNREADABLE, ..unread })?;
        message.checked()
    }

    fn checked(self) -> Result<Self, Unread> {
        if self.format != FORMAT {
            return Err(unreadable(
                "format",
                format!("Le format annoncé n’est pas «\u{a0}{FORMAT}\u{a0}», celui du contrat."),
            ));
        }
        if !is_number(&self.numero) {
            return Err(unreadable(
                "numero",
                format!(
                    "Le champ «\u{a0}numero\u{a0}» nomme le message\u{a0}: de 1 à {NUMBER_MAX} lettres sans accent, chiffres, points, tirets ou soulignés."
                ),
            ));
        }
        if self.handed_at.parse::<Timestamp>().is_err() {
            return Err(unreadable(
                "remis_le",
                "Le champ «\u{a0}remis_le\u{a0}» doit être un instant avec son fuseau (2026-11-24T09:00:00+01:00).",
            ));
        }
        if self.pieces.len() > PIECES_MAX {
            return Err(unreadable("pieces", format!("Un message a {PIECES_MAX} pièces au plus.")));
        }
        for (at, piece) in self.pieces.iter().enumerate() {
            if !deposit::is_sha256(&piece.sha256) {
                return Err(unreadable(
                    format!("pieces[{at}].sha256"),
                    "L’empreinte SHA-256 d’une pièce s’écrit en 64 chiffres hexadécimaux, en minuscules.",
                ));
            }
            if piece.name.is_empty() || piece.name.chars().count() > NAME_MAX {
                return Err(unreadable(
                    format!("pieces[{at}].nom"),
                    format!("Le nom d’un fichier a de 1 à {NAME_MAX} caractères."),
                ));
            }
        }
        self.has_its_section()?;
        Ok(self)
    }

    /// The section that the type announces, alone.
    fn has_its_section(&self) -> Result<(), Unread> {
        let sections = [
            ("declaration", self.declaration.is_some()),
            ("memoire", self.memoire.is_some()),
            ("piece", self.piece.is_some()),
            ("constitution", self.constitution.is_some()),
        ];
        if !sections.iter().any(|(name, _)| *name == self.kind) {
            return Err(unreadable(
                "type",
                "Le champ «\u{a0}type\u{a0}» n’est pas connu. Valeurs admises\u{a0}: declaration, constitution, memoire, piece.",
            ));
        }
        match sections.into_iter().find(|(name, there)| (*name == self.kind) != *there) {
            None => {}
            Some((name, true)) => {
                return Err(unreadable(
                    name,
                    format!(
                        "Un message n’a que la section de son type\u{a0}: «\u{a0}{name}\u{a0}» est de trop."
                    ),
                ));
            }
            Some((name, false)) => {
                return Err(unreadable(name, format!("La section «\u{a0}{name}\u{a0}» du message manque.")));
            }
        }
        let position = self.constitution.as_ref().map(|c| c.position.as_str());
        if position.is_some_and(|position| !matches!(position, "demandeur" | "defendeur")) {
            return Err(unreadable(
                "constitution.position",
                "La position est celle de la partie représentée\u{a0}: demandeur ou defendeur.",
            ));
        }
        Ok(())
    }

    /// The office that deposits.
    #[must_use]
    pub fn office(&self) -> Uuid {
        self.cabinet.into()
    }

    /// The instant that counsel's system states.
    #[must_use]
    pub fn handed_at(&self) -> Option<Timestamp> {
        self.handed_at.parse().ok()
    }

    /// The deposit that it is, in the format `greffe-depot/1`, with its pieces as our own keeper of papers names them, in the
    /// order of the message.
    #[must_use]
    pub fn as_deposit(&self, pieces: &[Uuid]) -> Value {
        let mut form = json!({"format": deposit::FORMAT, "message_id": self.numero, "type": self.kind});
        let mut put = |name: &str, value: Value| form[name] = value;
        if let Some(dossier) = &self.dossier {
            put("dossier", json!(dossier));
        }
        if let Some(decision) = &self.decision_attaquee {
            put("decision_attaquee", json!(decision));
        }
        if !self.pieces.is_empty() {
            let named = self.pieces.iter().zip(pieces);
            put("pieces", named.map(|(piece, id)| json!({"piece_id": id, "sha256": piece.sha256})).collect());
        }
        for (name, section) in
            [("declaration", &self.declaration), ("memoire", &self.memoire), ("piece", &self.piece)]
        {
            if let Some(section) = section {
                put(name, Value::Object(section.clone()));
            }
        }
        if let Some(constitution) = &self.constitution {
            let parties: Vec<String> =
                constitution.parties.iter().map(|id| Uuid::from(*id).to_string()).collect();
            put("type", json!("evenement"));
            put(
                "evenement",
                json!({"type": "avocat_constitue", "corps": {"position": constitution.position},
                    "portee": {"parties": parties}}),
            );
        }
        form
    }
}

/// Whether the text can name a message: it stands in addresses.
#[must_use]
pub fn is_number(text: &str) -> bool {
    (1..=NUMBER_MAX).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
        && text.bytes().any(|b| b.is_ascii_alphanumeric())
}

fn unreadable(field: impl Into<String>, message: impl Into<String>) -> Unread {
    Unread::new(UNREADABLE, field, message)
}
