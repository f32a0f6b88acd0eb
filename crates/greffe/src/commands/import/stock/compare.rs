//! « Les deux systèmes disent la même chose » : what an extract of today says of each dossier, beside what Greffe holds. To
//! be run each day while both run. What Greffe recorded since is told apart from what contradicts.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result};
use greffe_contracts::{common::v1::PageRequest, dossier::v1 as pb, kind_of};
use prost::Message;
use tonic::Code;

use super::{
    build::{Context, build},
    defects::Report,
    extract::{Extract, Item},
    joinders::{Come, Gathered, Gathering},
    send::Door,
};

/// Acts read at once.
const PAGE: u32 = 200;
/// Acts that a declaration makes by itself, and those of parties too many for one.
const OPENING: &[&str] = &[
    "pourvoi_forme",
    "saisine_recue",
    "requete_deposee",
    "pourvoi_enregistre",
    "saisine_enregistree",
    "parties_declarees",
    "avocat_constitue",
    "decision_notifiee",
];

/// What a comparison found.
#[derive(Debug, Default)]
pub struct Compared {
    /// Dossiers of the extract that could be read.
    pub dossiers: usize,
    /// Those that Greffe does not have.
    pub absent: usize,
    /// Kept out of the comparison by their defects, told in the report.
    pub kept_out: usize,
    /// Number, field, former system, Greffe.
    pub differences: Vec<[String; 4]>,
    /// Acts that Greffe alone has: recorded since.
    pub since: usize,
}

impl Compared {
    /// Whether nothing contradicts.
    #[must_use]
    pub fn agree(&self) -> bool {
        self.absent == 0 && self.differences.is_empty()
    }

    /// In words, every difference in it.
    #[must_use]
    pub fn words(&self) -> String {
        let mut out = String::new();
        for [number, field, former, greffe] in &self.differences {
            out.push_str(&format!("{number} · {field} · antérieur « {former} » · Greffe « {greffe} »\n"));
        }
        out.push_str(&self.figures());
        out
    }

    /// How many, and nothing that names anyone.
    #[must_use]
    pub fn figures(&self) -> String {
        format!(
            "{} dossiers comparés, {} absents de Greffe, {} écartés par leurs défauts, {} différences, {} actes enregistrés depuis dans Greffe.",
            self.dossiers,
            self.absent,
            self.kept_out,
            self.differences.len(),
            self.since
        )
    }

    fn differs(&mut self, number: &str, field: &str, former: &str, greffe: &str) {
        if former != greffe {
            self.differences.push([number, field, former, greffe].map(str::to_owned));
        }
    }
}

/// Compares an extract with what Greffe holds.
///
/// # Errors
/// When the extract cannot be read or the service does not answer.
pub async fn compare(
    door: &Door,
    context: &Context,
    folder: &Path,
    report: &mut Report<'_>,
) -> Result<Compared> {
    let mut extract = Extract::open(folder)?;
    let mut compared = Compared::default();
    context.joinders.defects.iter().try_for_each(|defect| report.tell(defect))?;
    let mut gathering = Gathering::new(&context.joinders, context.catalogue);
    while let Some(item) = extract.next_item()? {
        match item {
            Item::Defect(defect) => report.tell(&defect)?,
            Item::Closed(number, _) => gathering.closed(number),
            Item::Case(case) => {
                let built = build(context, &case);
                built.defects.iter().try_for_each(|defect| report.tell(defect))?;
                let Gathered { ready, defects, out } = gathering.come(&case, built);
                defects.iter().try_for_each(|defect| report.tell(defect))?;
                compared.kept_out += out;
                for Come { number, built, .. } in ready {
                    compared.dossiers += 1;
                    let number = number.bare();
                    match dossier(door, &number).await? {
                        Some(held) => {
                            let kinds = kinds(door, &held.dossier_id).await?;
                            one(&mut compared, &number, &built.request, &held, kinds);
                        }
                        None => {
                            compared.absent += 1;
                            compared.differs(&number, "dossier", "présent", "absent");
                        }
                    }
                }
            }
        }
    }
    let Gathered { defects, out, .. } = gathering.rest();
    defects.iter().try_for_each(|defect| report.tell(defect))?;
    compared.kept_out += out;
    Ok(compared)
}

fn one(
    compared: &mut Compared,
    number: &str,
    wanted: &pb::ImportDossiersRequest,
    held: &pb::Dossier,
    mut kinds: BTreeMap<String, usize>,
) {
    let opening = wanted.opening.clone().unwrap_or_default();
    compared.differs(number, "procedure", &opening.procedure, &held.procedure);
    compared.differs(number, "matiere", &opening.matter, &held.matter);
    let formed = opening.formed.as_ref().and_then(|date| greffe_contracts::value_of(date).day());
    let formed = formed.map(|day| day.to_string()).unwrap_or_default();
    compared.differs(number, "forme_le", &formed, &held.formed_on);
    let parties = |all: Vec<[&str; 3]>| {
        let mut all: Vec<String> = all.iter().map(|party| party.join(", ")).collect();
        all.sort();
        all.join(" ; ")
    };
    let of_person = |p: &pb::PartyInput| {
        let person = p.person.clone().unwrap_or_default();
        let names = [person.first_names, person.name];
        names.into_iter().filter(|n| !n.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let names: Vec<String> = opening.parties.iter().map(of_person).collect();
    let former = opening.parties.iter().zip(&names).map(|(p, name)| [p.role.as_str(), name, &p.residence]);
    let greffe = held.parties.iter().map(|p| [p.role.as_str(), p.name.as_str(), p.residence.as_str()]);
    compared.differs(number, "parties", &parties(former.collect()), &parties(greffe.collect()));
    let decisions = |all: Vec<[&str; 4]>| {
        let mut all: Vec<String> = all.iter().map(|decision| decision.join(", ")).collect();
        all.sort();
        all.join(" ; ")
    };
    let former = opening.decisions.iter();
    let former = former.map(|d| [d.court.as_str(), &d.section, &d.rendered_on, &d.case_number]);
    let greffe = held.decisions.iter();
    let greffe = greffe.map(|d| [d.court.as_str(), &d.section, &d.rendered_on, &d.case_number]);
    compared.differs(
        number,
        "decisions_attaquees",
        &decisions(former.collect()),
        &decisions(greffe.collect()),
    );
    // Acts by type: each of the extract is in the journal; those that the journal has besides came since.
    for act in &wanted.acts {
        let kind = match &act.joinder {
            Some(joinder) if joinder.leaving => "disjonction_prononcee",
            Some(_) => "jonction_prononcee",
            None => match act.act.as_ref().and_then(|act| act.body.as_ref()) {
                Some(body) => kind_of(body),
                None => continue,
            },
        };
        match kinds.get_mut(kind) {
            Some(count) if *count > 0 => *count -= 1,
            _ => compared.differs(number, "actes", kind, ""),
        }
    }
    let besides = kinds.iter().filter(|(kind, _)| !OPENING.contains(&kind.as_str()));
    compared.since += besides.map(|(_, count)| count).sum::<usize>();
}

async fn dossier(door: &Door, number: &str) -> Result<Option<pb::Dossier>> {
    let wanted = pb::GetDossierRequest { dossier: number.to_owned(), min_version: 0 };
    match door.dossiers().get_dossier(door.request(wanted)?).await {
        Ok(found) => Ok(Some(pb::Dossier::decode(found.into_inner().dossier)?)),
        Err(status) if status.code() == Code::NotFound => Ok(None),
        Err(status) => Err(status).context("le service des dossiers ne répond pas"),
    }
}

async fn kinds(door: &Door, dossier_id: &str) -> Result<BTreeMap<String, usize>> {
    let (mut kinds, mut cursor) = (BTreeMap::new(), String::new());
    loop {
        let wanted = pb::ListActsRequest {
            dossier_id: dossier_id.to_owned(),
            page: Some(PageRequest { cursor, size: PAGE }),
            min_version: 0,
        };
        let found = door
            .dossiers()
            .list_acts(door.request(wanted)?)
            .await
            .context("lecture du journal")?
            .into_inner();
        for act in found.acts {
            // A corrected act counts through the one that replaced it.
            if act.superseded_by.is_empty() {
                *kinds.entry(act.act.unwrap_or_default().kind).or_default() += 1;
            }
        }
        cursor = found.page.unwrap_or_default().next_cursor;
        if cursor.is_empty() {
            return Ok(kinds);
        }
    }
}
