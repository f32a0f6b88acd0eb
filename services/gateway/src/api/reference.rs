//! What forms are made of: chambers, stages, procedures, act types with their dates and fields.

use axum::{Json, extract::State};
use greffe_procedure::{
    catalogue::{AttrSpec, AttrType, Catalogue},
    profile::CourtProfile,
    symbol::Symbol,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::court::known_chambres;
use crate::{
    Gateway,
    identity::Principal,
    problem::{Problem, Result},
    views::{ActDate, Chambre, ChambreSection, Chambres, ClosedChambre, Label, opening_codes},
};

/// What forms are made of.
#[derive(Serialize, ToSchema)]
pub struct Reference {
    /// Those open today, in the order of the court.
    chambres: Vec<Chambre>,
    /// Their sections, where the register has them.
    sections: Vec<ChambreSection>,
    /// Those that were closed: their dossiers are to be re-oriented.
    closed_chambres: Vec<ClosedChambre>,
    /// In the order of a case.
    stages: Vec<Label>,
    /// Those of which this court numbers dossiers.
    procedures: Vec<Procedure>,
    /// Act types.
    acts: Vec<ActType>,
    /// What decisions may rule; of several, the first tells the decision as a whole.
    solutions: Vec<Solution>,
    /// What the version of a decision that goes to the public may hide.
    occultations: Vec<Occultation>,
    /// Headings of the court's nomenclature of matters, in the order of their codes: a code of three characters is of the
    /// longest that it begins with. Empty where the court takes any code.
    matieres: Vec<Label>,
    /// Version of the law.
    catalogue: String,
}

/// A solution.
#[derive(Serialize, ToSchema)]
pub struct Solution {
    /// Its code in the outcomes of an act.
    code: &'static str,
    /// What people read.
    label: String,
    /// The text it rests on.
    article: String,
    /// Its code in the public list.
    public: &'static str,
    /// Whether what it is about goes on before the Court.
    continues: bool,
    /// Whether it may send the case to another court.
    remits: bool,
    /// Codes of the procedures that know it.
    procedures: Vec<&'static str>,
}

/// A category of what is hidden.
#[derive(Serialize, ToSchema)]
pub struct Occultation {
    /// Its code.
    code: &'static str,
    /// What people read.
    label: String,
    /// The text it rests on.
    article: String,
    /// Whether the law hides it without a decision.
    by_law: bool,
    /// Who decides; `null` where the law does.
    decided_by: Option<String>,
}

/// A procedure.
#[derive(Serialize, ToSchema)]
pub struct Procedure {
    /// Its code.
    code: &'static str,
    /// What people read.
    label: String,
    /// Its family: `civil`, `penal`, `avis` ...
    group: &'static str,
    /// The text it comes from.
    article: String,
    /// The act that opens a dossier of it: `pourvoi_forme`, `saisine_recue`, `requete_deposee`.
    opened_by: &'static str,
    /// Why it cannot wait; `null` where it may.
    urgency: Option<String>,
    /// Natures that its opening act may have; empty where it has none.
    natures: Vec<&'static str>,
    /// Special texts that its opening act may name, each of which sets the length of a term; empty where none does.
    textes_speciaux: Vec<&'static str>,
}

/// A type of act.
#[derive(Serialize, ToSchema)]
pub struct ActType {
    /// Name of the type.
    kind: String,
    /// What people read.
    label: String,
    /// `fait_recu`, `acte_de_la_cour`.
    class: &'static str,
    /// Its dates; the first places it in time.
    dates: Vec<ActDate>,
    /// Its fields, in `corps`.
    fields: Vec<Field>,
}

/// A field of a type of act.
#[derive(Serialize, ToSchema)]
pub struct Field {
    /// Name in `corps`.
    name: String,
    /// What people read.
    label: String,
    /// `code`, `id`, `ids`, `entier`, `booleen`, `jour`, `jours`.
    kind: &'static str,
    /// Codes admitted; empty when any is.
    codes: Vec<&'static str>,
    /// Whether it must be stated.
    required: bool,
}

impl From<&AttrSpec> for Field {
    fn from(spec: &AttrSpec) -> Self {
        let (kind, codes) = match &spec.ty {
            AttrType::Code(codes) => ("code", codes.iter().map(|code: &Symbol| code.as_str()).collect()),
            AttrType::Id => ("id", Vec::new()),
            AttrType::Ids => ("ids", Vec::new()),
            AttrType::Int => ("entier", Vec::new()),
            AttrType::Bool => ("booleen", Vec::new()),
            AttrType::Day => ("jour", Vec::new()),
            AttrType::Days => ("jours", Vec::new()),
        };
        Self {
            name: spec.name.as_str().to_owned(),
            label: spec.label.clone(),
            kind,
            codes,
            required: spec.required,
        }
    }
}

/// Le référentiel : chambres, stades, procédures, types d’actes
#[utoipa::path(get, path = "/referentiel", tag = "referentiel",
    responses((status = 200, body = Reference), (status = 401, body = Problem)))]
pub async fn show(State(gateway): State<Gateway>, who: Principal) -> Result<Json<Reference>> {
    let law = Catalogue::embedded();
    let label = |code: &str, label: &str| Label { code: code.to_owned(), label: label.to_owned() };
    let acts = law.act_types().iter().map(|ty| ActType {
        kind: ty.kind.as_str().to_owned(),
        label: ty.label.clone(),
        class: ty.class.as_str(),
        dates: ty
            .dates
            .iter()
            .map(|d| ActDate {
                name: d.name.as_str().to_owned(),
                label: d.label.clone(),
                required: d.required,
            })
            .collect(),
        fields: ty.attrs.iter().map(Field::from).collect(),
    });
    let court = CourtProfile::embedded();
    let numbered = law.procedures().iter().filter(|p| court.series_of(p.code.as_str()).is_some());
    let procedures = numbered.map(|p| Procedure {
        code: p.code.as_str(),
        label: p.label.clone(),
        group: p.group.as_str(),
        article: p.article.clone(),
        opened_by: p.opened_by.as_str(),
        urgency: Some(p.urgency.clone()).filter(|words| !words.is_empty()),
        natures: opening_codes(law, p, "nature"),
        textes_speciaux: law.special_texts(p),
    });
    let Chambres { chambres, sections, closed_chambres } =
        known_chambres(&gateway, &who, String::new()).await?;
    Ok(Json(Reference {
        chambres,
        sections,
        closed_chambres,
        stages: law.stages().iter().map(|s| label(s.name.as_str(), &s.label)).collect(),
        procedures: procedures.collect(),
        acts: acts.collect(),
        solutions: law.solutions().iter().map(|s| solution(law, s)).collect(),
        occultations: law
            .categories()
            .iter()
            .map(|c| Occultation {
                code: c.code.as_str(),
                label: c.label.clone(),
                article: c.article.clone(),
                by_law: c.by_law,
                decided_by: Some(c.decided_by.clone()).filter(|who| !who.is_empty()),
            })
            .collect(),
        matieres: court.matieres.iter().map(|matiere| label(&matiere.code, &matiere.label)).collect(),
        catalogue: law.version().to_owned(),
    }))
}

fn solution(law: &Catalogue, solution: &greffe_procedure::catalogue::Solution) -> Solution {
    let known = law.procedures().iter().enumerate().filter(|(at, _)| solution.procedures.contains(*at));
    Solution {
        code: solution.code.as_str(),
        label: solution.label.clone(),
        article: solution.article.clone(),
        public: solution.public.as_str(),
        continues: solution.continues,
        remits: solution.remits,
        procedures: known.map(|(_, procedure)| procedure.code.as_str()).collect(),
    }
}
