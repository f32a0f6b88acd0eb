//! The format `greffe-depot/1`: a message that a partner deposits, read into what the dossier service takes. Its schema
//! stands in [`SCHEMA`]; a test reads every sample by both.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::{
    common::v1::{Id, Scope},
    dossier::v1::OpenDossierRequest,
    events::v1::{ActRecorded, MemoireDepose, PiecesDeposees, act_recorded::Body},
    input::{self, ActInput, OpenInput},
    json::{Unread, shape},
};

/// The JSON Schema of the format, as it is given to partners.
pub const SCHEMA: &str = include_str!("../../../proto/depot/greffe-depot-1.schema.json");
/// Name and version of the format, in each message.
pub const FORMAT: &str = "greffe-depot/1";
/// Code of a message that does not read; its page says how one is made.
pub const UNREADABLE: &str = "DEP-001";
/// Nature of pieces that come without one.
const OTHER: &str = "autre";
/// Longest name that a sender gives a message.
const MESSAGE_ID_MAX: usize = 100;
/// Moyens of one mémoire.
const MOYENS_MAX: usize = 100;
/// Pieces of one message.
const PIECES_MAX: usize = 500;

/// A message read.
#[derive(Debug, Clone)]
pub struct Deposit {
    /// The sender's own name for it.
    pub message_id: String,
    /// `declaration`, `memoire`, `piece`, `evenement`.
    pub kind: String,
    /// Number or UUID of the dossier that it is about, empty when it names the decision attacked.
    pub dossier: String,
    /// The decision attacked, for a message that does not know the number.
    pub decision: Option<DecisionSought>,
    /// Pieces deposited before, with the hash that the sender states.
    pub pieces: Vec<PieceSaid>,
    /// What it asks.
    pub content: Content,
    /// The moyens of a mémoire, or of the act by which an event forms a pourvoi, each in the words in which it is kept.
    pub moyens: Vec<String>,
}

/// What a message asks.
#[derive(Debug, Clone)]
pub enum Content {
    /// A dossier opens.
    Declaration(Box<OpenDossierRequest>),
    /// An act enters a journal.
    Act(Box<ActRecorded>),
}

/// A piece as a message names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PieceSaid {
    /// As the upload gave it.
    pub id: Uuid,
    /// Of its bytes, 64 hexadecimal digits in lower case.
    pub sha256: String,
}

/// A decision by which a dossier is looked for.
#[derive(Debug, Clone, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct DecisionSought {
    /// Court that rendered it.
    pub court: String,
    /// ISO day.
    pub rendered_on: String,
    /// Number there.
    #[serde(default)]
    pub case_number: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Message {
    format: String,
    message_id: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    dossier: Option<String>,
    #[serde(default)]
    decision_attaquee: Option<DecisionSought>,
    #[serde(default)]
    declaration: Option<Map<String, Value>>,
    #[serde(default)]
    memoire: Option<Memoire>,
    #[serde(default)]
    piece: Option<Piece>,
    #[serde(default)]
    evenement: Option<Map<String, Value>>,
    #[serde(default)]
    pieces: Vec<PieceRef>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PieceRef {
    piece_id: Id,
    sha256: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Memoire {
    nature: String,
    #[serde(default)]
    parties: Vec<Id>,
    #[serde(default)]
    moyens: Vec<Moyen>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Moyen {
    enonce: String,
    #[serde(default)]
    branches: Vec<String>,
    #[serde(default)]
    textes: Vec<String>,
}

impl Moyen {
    /// One text: what it says, its branches as they are numbered, the texts that it cites.
    fn words(&self) -> String {
        let mut lines = vec![self.enonce.trim().to_owned()];
        lines.extend(
            self.branches.iter().enumerate().map(|(at, branch)| format!("{}°/ {}", at + 1, branch.trim())),
        );
        if !self.textes.is_empty() {
            let textes: Vec<&str> = self.textes.iter().map(|text| text.trim()).collect();
            lines.push(format!("Textes invoqués\u{a0}: {}.", textes.join("\u{a0}; ")));
        }
        lines.join("\n")
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Piece {
    #[serde(default)]
    nature: Option<String>,
    #[serde(default)]
    parties: Vec<Id>,
}

impl Deposit {
    /// Reads a message as it came.
    ///
    /// # Errors
    /// With the field that does not fit the format, under the code [`UNREADABLE`] or that of the field.
    pub fn read(bytes: &[u8]) -> Result<Self, Unread> {
        let value: Value = serde_json::from_slice(bytes).map_err(|error| {
            unreadable("", format!("Le message n’est pas du JSON bien formé (ligne {}, colonne {}). Corrigez-le d’après le schéma du format {FORMAT}.", error.line(), error.column()))
        })?;
        let said = value.get("format").and_then(Value::as_str).unwrap_or_default();
        if said != FORMAT {
            let shown: String = said.chars().take(40).collect();
            return Err(unreadable(
                "format",
                format!(
                    "Le format annoncé est «\u{a0}{shown}\u{a0}»\u{a0}; celui qui est admis ici est «\u{a0}{FORMAT}\u{a0}»."
                ),
            ));
        }
        objects(&value, "")?;
        Self::of(shape(value, "").map_err(within_format)?).map_err(within_format)
    }

    fn of(message: Message) -> Result<Self, Unread> {
        debug_assert_eq!(message.format, FORMAT);
        named(&message.message_id)?;
        let pieces = message.pieces.iter().enumerate().map(piece).collect::<Result<Vec<_>, _>>()?;
        if pieces.len() > PIECES_MAX {
            return Err(unreadable(
                "pieces",
                format!(
                    "{} pièces sont trop\u{a0}: la limite est de {PIECES_MAX}. Scindez le dépôt.",
                    pieces.len()
                ),
            ));
        }
        let section = section(&message)?;
        let ids: Vec<Id> = pieces.iter().map(|piece| piece.id.into()).collect();
        let (content, moyens) = match section {
            "declaration" => (declaration(message.declaration.unwrap_or_default())?, Vec::new()),
            "memoire" => memoire(message.memoire, ids)?,
            "piece" => (remitted(message.piece, ids)?, Vec::new()),
            _ => evenement(message.evenement.unwrap_or_default(), &pieces)?,
        };
        Ok(Self {
            message_id: message.message_id,
            kind: message.kind,
            dossier: message.dossier.unwrap_or_default(),
            decision: message.decision_attaquee,
            pieces,
            content,
            moyens,
        })
    }
}

/// Fields that hold one object. Serde would also take a list of their fields in order, which the schema does not.
const OBJECTS: &[&str] = &["decision_attaquee", "memoire", "piece", "formed", "person", "portee"];

fn objects(value: &Value, at: &str) -> Result<(), Unread> {
    let no_list = |value: &Value, at: &str| match value {
        Value::Array(_) => Err(unreadable(
            at,
            format!("Le champ «\u{a0}{at}\u{a0}» n’a pas le type attendu\u{a0}: il faut un objet."),
        )),
        _ => objects(value, at),
    };
    match value {
        Value::Object(fields) => {
            fields.iter().filter(|(name, _)| *name != "corps").try_for_each(|(name, field)| {
                let path = if at.is_empty() { name.clone() } else { format!("{at}.{name}") };
                if OBJECTS.contains(&name.as_str()) { no_list(field, &path) } else { objects(field, &path) }
            })
        }
        Value::Array(items) => {
            items.iter().enumerate().try_for_each(|(n, item)| no_list(item, &format!("{at}[{n}]")))
        }
        _ => Ok(()),
    }
}

fn unreadable(field: &str, message: impl Into<String>) -> Unread {
    Unread::new(UNREADABLE, field, message)
}

/// A field of no known shape is a message that does not read; a code that the house does not know keeps its own page.
fn within_format(unread: Unread) -> Unread {
    if unread.code == "REQ-003" { Unread { code: UNREADABLE, ..unread } } else { unread }
}

fn named(message_id: &str) -> Result<(), Unread> {
    let length = message_id.chars().count();
    let plain = message_id.chars().all(|c| !c.is_control() && !c.is_whitespace());
    if (1..=MESSAGE_ID_MAX).contains(&length) && plain {
        return Ok(());
    }
    Err(unreadable(
        "message_id",
        format!(
            "Le champ «\u{a0}message_id\u{a0}» nomme le message chez l’expéditeur\u{a0}: de 1 à {MESSAGE_ID_MAX} caractères, sans espace."
        ),
    ))
}

/// Whether the text is a hash as formats write it.
#[must_use]
pub fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

fn piece((at, said): (usize, &PieceRef)) -> Result<PieceSaid, Unread> {
    if !is_sha256(&said.sha256) {
        return Err(unreadable(
            &format!("pieces[{at}].sha256"),
            "L’empreinte SHA-256 d’une pièce s’écrit en 64 chiffres hexadécimaux, en minuscules.",
        ));
    }
    Ok(PieceSaid { id: said.piece_id.into(), sha256: said.sha256.clone() })
}

/// The section that the type announces, which must be there alone.
fn section(message: &Message) -> Result<&'static str, Unread> {
    let present = [
        ("declaration", message.declaration.is_some()),
        ("memoire", message.memoire.is_some()),
        ("piece", message.piece.is_some()),
        ("evenement", message.evenement.is_some()),
    ];
    let Some((section, is_there)) = present.into_iter().find(|(name, _)| *name == message.kind) else {
        return Err(unreadable(
            "type",
            "Le champ «\u{a0}type\u{a0}» n’est pas connu. Valeurs admises\u{a0}: declaration, memoire, piece, evenement.",
        ));
    };
    if !is_there {
        return Err(unreadable(
            section,
            format!(
                "Un message de type «\u{a0}{section}\u{a0}» doit contenir le champ «\u{a0}{section}\u{a0}», qui manque. Ajoutez-le."
            ),
        ));
    }
    if let Some((other, _)) = present.into_iter().find(|(name, there)| *there && *name != section) {
        return Err(unreadable(
            other,
            format!(
                "Un message de type «\u{a0}{section}\u{a0}» ne contient pas le champ «\u{a0}{other}\u{a0}». Retirez-le, ou faites-en un autre message."
            ),
        ));
    }
    let named = message.dossier.as_ref().is_some_and(|dossier| !dossier.is_empty());
    match (section, named, message.decision_attaquee.is_some()) {
        ("declaration", false, false) | ("memoire" | "piece" | "evenement", true, _) => Ok(section),
        ("memoire" | "piece" | "evenement", false, true) => Ok(section),
        ("declaration", ..) => Err(unreadable(
            if named { "dossier" } else { "decision_attaquee" },
            "Une déclaration ouvre un dossier\u{a0}: elle n’en désigne aucun, et ses décisions attaquées sont dans declaration.decisions.",
        )),
        _ => Err(unreadable(
            "dossier",
            "Le message ne dit pas de quel dossier il s’agit. Indiquez son numéro dans «\u{a0}dossier\u{a0}», ou la décision attaquée dans «\u{a0}decision_attaquee\u{a0}».",
        )),
    }
}

/// The registry's own fields are no sender's.
fn without(section: &str, fields: &Map<String, Value>, kept: &[&str]) -> Result<(), Unread> {
    match kept.iter().find(|name| fields.contains_key(**name)) {
        None => Ok(()),
        Some(name) => Err(unreadable(
            &format!("{section}.{name}"),
            format!(
                "Le champ «\u{a0}{section}.{name}\u{a0}» n’est pas de ceux qu’un dépôt renseigne. Retirez-le."
            ),
        )),
    }
}

fn declaration(mut fields: Map<String, Value>) -> Result<Content, Unread> {
    without(
        "declaration",
        &fields,
        &["existing_number", "piece_ids", "warnings_confirmed", "duplicate_excluded"],
    )?;
    // The instant of a counsel's remise is that of the reception: nothing to state.
    fields.entry("formed").or_insert_with(|| Value::Object(Map::new()));
    let opening: OpenInput = shape(Value::Object(fields), "declaration")?;
    for (at, party) in opening.parties.iter().enumerate() {
        let field = |name: &str| format!("declaration.parties[{at}].{name}");
        one_of(&field("role"), &party.role, input::ROLES)?;
        one_of(&field("residence"), &party.residence, input::RESIDENCES)?;
        one_of(&field("person.nature"), &party.person.nature, input::PERSONS)?;
    }
    for (at, decision) in opening.decisions.iter().enumerate() {
        one_of(&format!("declaration.decisions[{at}].nature"), &decision.nature, input::DECISIONS)?;
    }
    Ok(Content::Declaration(Box::new(opening.into())))
}

fn one_of(field: &str, found: &str, admitted: &[&str]) -> Result<(), Unread> {
    if admitted.contains(&found) {
        return Ok(());
    }
    let shown: String = found.chars().take(40).collect();
    let admitted = admitted.join(", ");
    Err(Unread::new(
        "DOS-009",
        field,
        format!("«\u{a0}{shown}\u{a0}» n’est pas une valeur connue. Valeurs admises\u{a0}: {admitted}."),
    ))
}

fn act(kind: &str, parties: Vec<Id>, body: Body) -> Content {
    let scope = Some(Scope { parties, ..Default::default() });
    Content::Act(Box::new(ActRecorded { kind: kind.into(), scope, body: Some(body), ..Default::default() }))
}

/// The moyens that a section states in this field, each with something to say.
fn moyens(field: &str, moyens: &[Moyen]) -> Result<Vec<String>, Unread> {
    if moyens.len() > MOYENS_MAX {
        return Err(unreadable(
            field,
            format!("{} moyens sont trop\u{a0}: la limite est de {MOYENS_MAX}.", moyens.len()),
        ));
    }
    for (at, moyen) in moyens.iter().enumerate() {
        let texts = moyen.branches.iter().chain(&moyen.textes);
        if std::iter::once(&moyen.enonce).chain(texts).any(|text| text.trim().is_empty()) {
            return Err(unreadable(
                &format!("{field}[{at}]"),
                "Un moyen, une branche ou un texte cité est vide. Recopiez-le tel que le mémoire l’énonce, ou retirez-le.",
            ));
        }
    }
    Ok(moyens.iter().map(Moyen::words).collect())
}

fn memoire(said: Option<Memoire>, pieces: Vec<Id>) -> Result<(Content, Vec<String>), Unread> {
    let (nature, parties, pleaded) = said.map(|m| (m.nature, m.parties, m.moyens)).unwrap_or_default();
    let pleaded = moyens("memoire.moyens", &pleaded)?;
    let body = Body::MemoireDepose(MemoireDepose { nature, pieces, ..Default::default() });
    Ok((act("memoire_depose", parties, body), pleaded))
}

fn remitted(said: Option<Piece>, pieces: Vec<Id>) -> Result<Content, Unread> {
    if pieces.is_empty() {
        return Err(unreadable(
            "pieces",
            "Un dépôt de pièces en nomme au moins une. Téléversez le fichier, puis citez-le dans «\u{a0}pieces\u{a0}».",
        ));
    }
    let (nature, parties) = said.map(|p| (p.nature, p.parties)).unwrap_or_default();
    let nature = nature.unwrap_or_else(|| OTHER.to_owned());
    Ok(act(
        "pieces_deposees",
        parties,
        Body::PiecesDeposees(PiecesDeposees { nature, pieces, ..Default::default() }),
    ))
}

fn evenement(mut fields: Map<String, Value>, pieces: &[PieceSaid]) -> Result<(Content, Vec<String>), Unread> {
    without("evenement", &fields, &["supersedes", "reason"])?;
    let pleaded = match fields.remove("moyens") {
        Some(said) => moyens("evenement.moyens", &shape::<Vec<Moyen>>(said, "evenement.moyens")?)?,
        None => Vec::new(),
    };
    if let Some(Value::Object(corps)) = fields.get("corps") {
        without("evenement.corps", corps, &["pieces"])?;
    }
    if !pieces.is_empty() {
        let ids = pieces.iter().map(|piece| Value::String(piece.id.to_string())).collect();
        match fields.entry("corps").or_insert_with(|| Value::Object(Map::new())) {
            Value::Object(corps) => drop(corps.insert("pieces".into(), Value::Array(ids))),
            other if other.is_null() => {
                *other = Value::Object(Map::from_iter([("pieces".to_owned(), Value::Array(ids))]));
            }
            _ => {}
        }
    }
    let said: ActInput = shape(Value::Object(fields), "evenement")?;
    if said.decision.is_some() {
        let message = "Une décision de la Cour ne se dépose pas\u{a0}: retirez ces mots.";
        return Err(Unread::new(UNREADABLE, "evenement.decision", message));
    }
    let (fact, _) =
        said.read().map_err(|unread| Unread { field: format!("evenement.{}", unread.field), ..unread })?;
    Ok((Content::Act(Box::new(fact)), pleaded))
}
