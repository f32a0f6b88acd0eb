//! Templates as they stand in `templates/`: a folder each, with what it lays out and what it asks for.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Deserialize;

use crate::Origin;

/// The files of a template.
#[derive(Debug, Clone, Copy)]
pub struct Files {
    /// Its folder.
    pub folder: &'static str,
    /// `template.toml`: title, dates in force, fields.
    pub declared: &'static str,
    /// `modele.typ`: the layout.
    pub layout: &'static str,
}

impl Files {
    /// All that is shipped.
    pub const SHIPPED: &'static [Files] = SHIPPED;
}

macro_rules! files {
    ($($folder:literal),* $(,)?) => {
        [$(Files {
            folder: $folder,
            declared: include_str!(concat!("../templates/", $folder, "/template.toml")),
            layout: include_str!(concat!("../templates/", $folder, "/modele.typ")),
        }),*]
    };
}

/// All that is shipped.
pub(crate) const SHIPPED: &[Files] = &files![
    "accuse_reception",
    "arret_adopte_civil",
    "arret_adopte_criminel",
    "arret_civil",
    "arret_criminel",
    "arret_non_admission",
    "arret_non_specialement_motive",
    "arret_qpc",
    "avis_avocat_general",
    "avis_cour",
    "avis_parquet_general",
    "bordereau",
    "certificat_depot",
    "certificat_non_pourvoi",
    "certificat_pourvoi",
    "copie_conforme",
    "expedition",
    "extrait_arret",
    "fiche_de_calcul",
    "lettre_articles",
    "lettre_avis",
    "lettre_delai",
    "ordonnance",
    "ordonnance_decheance",
    "ordonnance_delai_penal",
    "ordonnance_desistement",
    "ordonnance_examen_immediat",
    "ordonnance_penale",
    "ordonnance_peremption",
    "ordonnance_radiation",
    "ordonnance_reduction_delais",
    "ordonnance_reinscription",
    "papier_delibere",
    "rapport",
    "rapport_depose",
    "recepisse_declaration",
    "recepisse_sans_representation",
    "recueil",
    "role_audience",
    "role_public",
];

/// What layouts share, by path: letterhead and footer of all, what decisions have, what letters have.
pub(crate) const COMMON_LAYOUTS: [(&str, &str); 3] = [
    ("/maison.typ", include_str!("../templates/maison.typ")),
    ("/decision.typ", include_str!("../templates/decision.typ")),
    ("/lettre.typ", include_str!("../templates/lettre.typ")),
];
const COMMON: &str = include_str!("../templates/maison.toml");

/// A template, as declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// What it is asked by. Later versions bear the same name, and other days.
    pub name: String,
    /// Title, in French.
    pub title: String,
    /// Folder of its files.
    pub folder: &'static str,
    /// First day on which it may be used.
    pub from: Date,
    /// Last day, none while it is not replaced.
    pub until: Option<Date>,
    /// Whether it speaks of a dossier, in which values are read.
    pub of_dossier: bool,
    /// As what kind of piece a paper of it is kept; none where it is only printed or sent.
    pub kept_as: Option<String>,
    /// The articles that want the paper, or `usage du greffe`.
    pub basis: String,
    /// When it may be made at all.
    pub open: Open,
    /// Whether it leaves with the Court's seal.
    pub sealed: bool,
    /// What its words are of: what `Prononce` waits for, and what a minute is the minute of. None of other papers.
    pub decisions: Vec<Decided>,
    /// Whether it is the minute of a decision, which who presided and the greffier sign (CPC 456).
    pub signed: bool,
    /// Whether it certifies what a minute says, which is signed by then (CPC 465, 502).
    pub of_minute: bool,
    /// What it asks for, in the order declared.
    pub fields: Vec<Field>,
    pub(crate) layout: &'static str,
}

/// When a paper may be made, by who may make one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Open {
    /// At any time.
    #[default]
    Toujours,
    /// Once the dossier holds the decision: before, its minute is of the délibéré.
    Prononce,
    /// By the enclave of the délibéré alone.
    Enclave,
}

impl Open {
    /// As `template.toml` writes it.
    pub fn code(self) -> &'static str {
        match self {
            Open::Toujours => "toujours",
            Open::Prononce => "prononce",
            Open::Enclave => "enclave",
        }
    }
}

/// What a paper says the words of, or certifies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decided {
    /// An arrêt.
    Arret,
    /// An order of a magistrate alone.
    Ordonnance,
    /// An opinion of the Court (COJ L441-1).
    Avis,
    /// Whether a question goes to the Conseil constitutionnel (ordonnance 58-1067, articles 23-4, 23-5).
    Qpc,
}

impl Decided {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Arret, Self::Ordonnance, Self::Avis, Self::Qpc];

    /// As `template.toml` writes it.
    pub fn code(self) -> &'static str {
        match self {
            Decided::Arret => "arret",
            Decided::Ordonnance => "ordonnance",
            Decided::Avis => "avis",
            Decided::Qpc => "qpc",
        }
    }

    /// As a sentence says it, with its article.
    pub fn label(self) -> &'static str {
        match self {
            Decided::Arret => "un arrêt",
            Decided::Ordonnance => "une ordonnance",
            Decided::Avis => "un avis",
            Decided::Qpc => "une décision sur la question prioritaire",
        }
    }
}

/// A value that a template asks for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// By which it is given.
    #[serde(rename = "nom")]
    pub name: String,
    /// As a greffier reads it: « le nom du destinataire ».
    #[serde(rename = "libelle")]
    pub label: String,
    /// What it holds.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// Where it may come from; of a list, each of its rows says it.
    #[serde(default)]
    pub sources: BTreeSet<Origin>,
    /// Whether there is no paper without it.
    #[serde(rename = "requis", default = "yes")]
    pub required: bool,
    /// Words admitted, if they are counted (`choix`).
    #[serde(rename = "parmi", default)]
    pub among: Vec<String>,
    /// Fields of a row (`liste`).
    #[serde(rename = "champ", default)]
    pub columns: Vec<Field>,
}

fn yes() -> bool {
    true
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A line.
    Texte,
    /// Lines.
    Lignes,
    /// A civil day.
    Jour,
    /// One of the words listed.
    Choix,
    /// Rows, one at least where required.
    Liste,
    /// Where the text beside it is bold or italic, a passage a line: `gras 3 10`, from the first byte to before the last, in their
    /// order. Not printed itself.
    Marques,
}

impl Kind {
    /// As `template.toml` writes it.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Texte => "texte",
            Kind::Lignes => "lignes",
            Kind::Jour => "jour",
            Kind::Choix => "choix",
            Kind::Liste => "liste",
            Kind::Marques => "marques",
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Declared {
    nom: String,
    titre: String,
    fondement: String,
    du: Date,
    au: Option<Date>,
    #[serde(default)]
    dossier: bool,
    piece: Option<String>,
    #[serde(default)]
    ouvert: Open,
    #[serde(default)]
    scelle: bool,
    #[serde(default)]
    decisions: Vec<Decided>,
    #[serde(default)]
    signe: bool,
    #[serde(default)]
    sur_minute: bool,
    champ: Vec<Field>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Common {
    champ: Vec<Field>,
}

/// Why templates cannot be used at all: a fault of what is shipped, told at start.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// Not what `template.toml` may say.
    #[error("modèle {folder} : {source}")]
    Declared {
        /// Its folder.
        folder: &'static str,
        /// What was read.
        source: Box<toml::de::Error>,
    },
    /// Dates, fields or words that contradict each other.
    #[error("modèle {folder} : {what}")]
    Unsound {
        /// Its folder.
        folder: &'static str,
        /// What contradicts.
        what: String,
    },
    /// A font that does not open.
    #[error("une police embarquée ne s’ouvre pas")]
    Font,
    /// Paths or standards that Typst refuses.
    #[error("composition : {0}")]
    Typst(String),
}

/// Read and held against each other.
pub(crate) fn read(files: &[Files]) -> Result<Vec<Template>, TemplateError> {
    let common: Common = toml::from_str(COMMON)
        .map_err(|source| TemplateError::Declared { folder: "maison", source: Box::new(source) })?;
    let mut all: Vec<Template> = Vec::new();
    for file in files {
        let declared: Declared = toml::from_str(file.declared)
            .map_err(|source| TemplateError::Declared { folder: file.folder, source: Box::new(source) })?;
        let mut fields = common.champ.clone();
        fields.extend(declared.champ);
        let template = Template {
            name: declared.nom,
            title: declared.titre,
            folder: file.folder,
            from: declared.du,
            until: declared.au,
            of_dossier: declared.dossier,
            kept_as: declared.piece,
            basis: declared.fondement,
            open: declared.ouvert,
            sealed: declared.scelle,
            decisions: declared.decisions,
            signed: declared.signe,
            of_minute: declared.sur_minute,
            fields,
            layout: file.layout,
        };
        sound(&template, &all).map_err(|what| TemplateError::Unsound { folder: file.folder, what })?;
        all.push(template);
    }
    all.sort_by(|a, b| (&a.name, a.from).cmp(&(&b.name, b.from)));
    Ok(all)
}

fn sound(template: &Template, before: &[Template]) -> Result<(), String> {
    if template.basis.trim().is_empty() {
        return Err("aucun article ne le fonde".into());
    }
    if template.open == Open::Prononce && !template.of_dossier {
        return Err("ce qui attend le prononcé parle d’un dossier".into());
    }
    if (template.open == Open::Prononce || template.of_minute) && template.decisions.is_empty() {
        return Err("il ne dit pas quelles décisions il attend ou certifie".into());
    }
    if template.signed && template.decisions.len() != 1 {
        return Err("une minute est celle d’une sorte de décision".into());
    }
    // Nobody but that one signs it.
    let magistrate = |field: &Field| field.name == "magistrat" && field.required;
    if template.signed
        && template.decisions == [Decided::Ordonnance]
        && !template.fields.iter().any(magistrate)
    {
        return Err("une ordonnance nomme le magistrat qui la rend".into());
    }
    if template.open == Open::Enclave && template.kept_as.is_some() {
        return Err("un papier du délibéré ne se garde pas comme pièce".into());
    }
    if template.open == Open::Enclave && template.sealed {
        return Err("un papier du délibéré n’est pas scellé : il ne sort pas de l’enclave".into());
    }
    if template.signed && template.kept_as.is_none() {
        return Err("une minute se garde comme pièce : elle est signée".into());
    }
    if template.until.is_some_and(|until| until < template.from) {
        return Err("il finit avant de commencer".into());
    }
    let other = before.iter().find(|other| {
        other.name == template.name
            && template.until.is_none_or(|until| other.from <= until)
            && other.until.is_none_or(|until| template.from <= until)
    });
    if let Some(other) = other {
        return Err(format!("en vigueur le même jour que {}", other.folder));
    }
    sound_fields(&template.fields)
}

fn sound_fields(fields: &[Field]) -> Result<(), String> {
    let mut seen: BTreeMap<&str, ()> = BTreeMap::new();
    for field in fields {
        let name = &field.name;
        if seen.insert(name, ()).is_some() {
            return Err(format!("deux champs «\u{a0}{name}\u{a0}»"));
        }
        if (field.kind == Kind::Liste) == field.columns.is_empty() {
            return Err(format!("«\u{a0}{name}\u{a0}» : une liste a des champs, et elle seule"));
        }
        if (field.kind == Kind::Choix) == field.among.is_empty() {
            return Err(format!("«\u{a0}{name}\u{a0}» : un choix a des mots, et lui seul"));
        }
        if field.kind != Kind::Liste && field.sources.is_empty() {
            return Err(format!("«\u{a0}{name}\u{a0}» : aucune source admise"));
        }
        sound_fields(&field.columns)?;
    }
    Ok(())
}

impl Template {
    /// Whether a paper of that day may be made with it.
    pub fn in_force(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}
