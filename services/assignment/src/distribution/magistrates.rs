//! What the chamber knows of its magistrates: function, time, specialities, kin, absences; and what was declared between them
//! and dossiers.

use greffe_access::{Action, CaseRelations, Resource, decide, stored};
use greffe_chassis::{Caller, Failure, Kind, Result, clock::paris_day, command::Command, db};
use greffe_contracts::assignment::v1 as pb;
use greffe_distribution::{Rules, Test};
use jiff::{ToSpan as _, civil::Date, tz::TimeZone};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    chamber, day,
    store::{self, AbsenceRow, ImpedimentRow, MagistrateRow},
};
use crate::{
    Assignments,
    agents::{shown as short, unknown_agent},
    audience::{dossier_changed, person_changed},
    store as register,
};

/// Functions of the siège and of the parquet général (COJ R421-1).
const FUNCTIONS: &[&str] = &[
    "premier_president",
    "president",
    "doyen",
    "conseiller",
    "conseiller_referendaire",
    "premier_avocat_general",
    "avocat_general",
    "avocat_general_referendaire",
];
/// Longest section and speciality, and how many of these.
const TEXT_MAX: usize = 100;
const SPECIALITIES_MAX: usize = 50;
const KIN_MAX: usize = 20;

impl Assignments {
    /// Magistrates of a chamber, as the register had recorded them by the end of a day: of one that is past, whoever served in
    /// the chamber then, whatever they do since.
    ///
    /// # Errors
    /// `AFF-002` for a chamber that is none, `DIS-010` for a day that is none; forbidden to who keeps neither the register nor
    /// the absences of the chamber.
    pub(crate) async fn magistrates(
        &self,
        caller: &Caller,
        wanted: &pb::ListMagistratesRequest,
    ) -> Result<pb::ListMagistratesResponse> {
        if !wanted.chambre.is_empty() {
            self.known_chambre("chambre", &wanted.chambre).await?;
        }
        let all = decide(caller, Action::GererAgents, Resource::Court).allowed;
        if !all {
            let of = chamber(&wanted.chambre);
            decide(caller, Action::TenirAbsences, Resource::Case(&of)).or_forbidden()?;
        }
        let today = self.clock.today();
        let asked = day("day", &wanted.day)?.unwrap_or(today);
        let (until, mut connection) = (end_of(asked)?, self.pool.acquire().await?);
        let mut magistrates = if asked < today {
            store::magistrates_before(&mut connection, &wanted.chambre, all, until).await?
        } else {
            store::magistrates(&mut connection, &wanted.chambre, all, until).await?
        };
        let ids: Vec<Uuid> = magistrates.iter().filter_map(|m| m.agent_id.parse().ok()).collect();
        let absences = store::absences(&mut connection, &ids).await?;
        // What came after a day that is past is no matter of that day, nor of a chamber that they left since.
        let told_of =
            |a: &&AbsenceRow| a.to.is_none_or(|to| to >= asked) && (asked >= today || a.from <= asked);
        for magistrate in &mut magistrates {
            let mine = absences.iter().filter(|a| a.agent.to_string() == magistrate.agent_id);
            magistrate.absences = mine.filter(told_of).map(told).collect();
        }
        Ok(pb::ListMagistratesResponse { magistrates })
    }

    /// Writes what the register knows of a magistrate, once a key.
    pub(crate) async fn save_magistrate(
        &self,
        command: Command,
        wanted: pb::SaveMagistrateRequest,
    ) -> Result<(pb::SaveMagistrateResponse, bool)> {
        let magistrate = wanted.magistrate.unwrap_or_default();
        let agent = Uuid::parse_str(&magistrate.agent_id).map_err(|_| unknown_agent())?;
        let mut tx = self.audited(&command, Action::GererAgents, &CaseRelations::default(), agent).await?;
        if let Some(known) = Self::known(&mut tx, &command).await? {
            return Ok(known);
        }
        let kept = self.keep_magistrate(&mut tx, agent, magistrate, &command.caller.subject).await?;
        self.kept(tx, &command, pb::SaveMagistrateResponse { magistrate: Some(kept) }).await
    }

    async fn keep_magistrate(
        &self,
        tx: &mut PgConnection,
        agent: Uuid,
        mut magistrate: pb::Magistrate,
        by: &str,
    ) -> Result<pb::Magistrate> {
        let current = store::lock_magistrate(tx, agent).await?;
        let known = register::agents_by_id(tx, &[agent]).await?.pop().ok_or_else(unknown_agent)?;
        if magistrate.version != current {
            return Err(Failure::new(
                Kind::Stale,
                "DIS-016",
                "La fiche de ce magistrat a changé depuis que vous l’avez ouverte. Rechargez-la, puis refaites votre modification.",
            )
            .at_version(current));
        }
        let (arrived_on, left_on) = checked(&mut magistrate)?;
        self.court(tx).await?.section(&known.chambres, &magistrate.section)?;
        let kin = kin(&magistrate, agent)?;
        let others: Vec<Uuid> = kin.iter().map(|(other, _)| *other).collect();
        if register::agents_by_id(tx, &others).await?.len() != others.len() {
            return Err(unknown_agent());
        }
        let kept = pb::Magistrate {
            version: current + 1,
            display_name: String::new(),
            chambres: Vec::new(),
            absences: Vec::new(),
            ..magistrate
        };
        let row = MagistrateRow { agent, arrived_on, left_on, kept: &kept };
        store::save_magistrate(tx, &row, by, self.clock.now()).await?;
        store::save_kin(tx, agent, &kin).await?;
        person_changed(tx, agent, self.clock.now()).await?;
        Ok(pb::Magistrate { display_name: known.display_name, chambres: known.chambres, ..kept })
    }

    /// Enters an absence or a discharge, or withdraws one, once a key.
    pub(crate) async fn enter_absence(
        &self,
        command: Command,
        wanted: pb::EnterAbsenceRequest,
    ) -> Result<(pb::EnterAbsenceResponse, bool)> {
        let absence = wanted.absence.unwrap_or_default();
        let withdrawn = if absence.absence_id.is_empty() {
            None
        } else {
            Some(Uuid::parse_str(&absence.absence_id).map_err(|_| unknown_absence())?)
        };
        let mut looked = db::begin(&self.pool).await?;
        let agent = match withdrawn {
            Some(id) => store::absence_of(&mut looked, id).await?,
            None => Uuid::parse_str(&absence.agent_id).ok(),
        };
        let of = match agent {
            Some(agent) => register::agents_by_id(&mut looked, &[agent]).await?.pop(),
            None => None,
        };
        drop(looked);
        let known_before = {
            let mut tx = db::begin(&self.pool).await?;
            Self::known(&mut tx, &command).await?
        };
        if let Some(known) = known_before {
            return Ok(known);
        }
        let (Some(agent), Some(of)) = (agent, of) else {
            return Err(if withdrawn.is_some() { unknown_absence() } else { unknown_agent() });
        };
        // Of the chamber of the caller, when the person serves several.
        let shared = of.chambres.iter().find(|code| command.caller.chambres.contains(code));
        let chamber = chamber(shared.or(of.chambres.first()).map_or("", String::as_str));
        let mut tx = self.audited(&command, Action::TenirAbsences, &chamber, agent).await?;
        let (by, now) = (&command.caller.subject, self.clock.now());
        let answer = if let Some(id) = withdrawn {
            store::withdraw_absence(&mut tx, id, by, now).await?;
            pb::Absence { absence_id: id.to_string(), agent_id: agent.to_string(), ..Default::default() }
        } else {
            let row = absence_row(agent, &absence)?;
            store::enter_absence(&mut tx, &row, by, now).await?;
            told(&row)
        };
        person_changed(&mut tx, agent, now).await?;
        self.kept(tx, &command, pb::EnterAbsenceResponse { absence: Some(answer) }).await
    }

    /// What stands between magistrates and a dossier.
    pub(crate) async fn impediments(
        &self,
        caller: &Caller,
        wanted: &pb::ListImpedimentsRequest,
    ) -> Result<pb::ListImpedimentsResponse> {
        let dossier = Uuid::parse_str(&wanted.dossier_id).map_err(|_| stored::unknown_case())?;
        let mut connection = self.pool.acquire().await?;
        let case = stored::load(&mut connection, dossier).await?.ok_or_else(stored::unknown_case)?;
        let relations = Resource::Case(&case.relations);
        if !decide(caller, Action::Connaitre, relations).allowed {
            return Err(stored::unknown_case());
        }
        decide(caller, Action::DeclarerEmpechement, relations).or_forbidden()?;
        let impediments = store::impediments(&mut connection, &[dossier]).await?;
        Ok(pb::ListImpedimentsResponse { impediments: impediments.iter().map(said).collect() })
    }

    /// Declares what stands between a magistrate and a dossier, or withdraws it, once a key.
    pub(crate) async fn declare_impediment(
        &self,
        command: Command,
        wanted: pb::DeclareImpedimentRequest,
    ) -> Result<(pb::DeclareImpedimentResponse, bool)> {
        let wanted = wanted.impediment.unwrap_or_default();
        let dossier = Uuid::parse_str(&wanted.dossier_id).map_err(|_| stored::unknown_case())?;
        let case = {
            let mut connection = self.pool.acquire().await?;
            stored::load(&mut connection, dossier).await?.ok_or_else(stored::unknown_case)?.relations
        };
        if !decide(&command.caller, Action::Connaitre, Resource::Case(&case)).allowed {
            return Err(stored::unknown_case());
        }
        let mut tx = self.audited(&command, Action::DeclarerEmpechement, &case, dossier).await?;
        if let Some(known) = Self::known(&mut tx, &command).await? {
            return Ok(known);
        }
        let (by, now) = (command.caller.subject.clone(), self.clock.now());
        let answer = if wanted.impediment_id.is_empty() {
            let agent = Uuid::parse_str(&wanted.agent_id).map_err(|_| unknown_agent())?;
            register::agents_by_id(&mut tx, &[agent]).await?.pop().ok_or_else(unknown_agent)?;
            let row = ImpedimentRow {
                id: Uuid::now_v7(),
                dossier,
                agent,
                kind: known_kind(&wanted.kind)?,
                said_by: by,
                said_at: now,
            };
            store::declare(&mut tx, &row).await?;
            let standing = store::impediments(&mut tx, &[dossier]).await?;
            let kept = standing.iter().find(|other| other.agent == agent && other.kind == row.kind);
            said(kept.unwrap_or(&row))
        } else {
            let id = Uuid::parse_str(&wanted.impediment_id).map_err(|_| unknown_impediment())?;
            if store::impediment_of(&mut tx, id).await? != Some(dossier) {
                return Err(unknown_impediment());
            }
            store::withdraw_impediment(&mut tx, id, &by, now).await?;
            pb::Impediment {
                impediment_id: id.to_string(),
                dossier_id: dossier.to_string(),
                ..Default::default()
            }
        };
        dossier_changed(&mut tx, dossier, now).await?;
        self.kept(tx, &command, pb::DeclareImpedimentResponse { impediment: Some(answer) }).await
    }
}

/// The instant at which a day ends in Paris.
pub(crate) fn end_of(day: Date) -> Result<jiff::Timestamp> {
    let next = day.checked_add(1.day()).map_err(Failure::internal)?;
    let zone = TimeZone::get("Europe/Paris").map_err(Failure::internal)?;
    let end = next.to_zoned_datetime(zone).map_err(Failure::internal)?.timestamp();
    debug_assert_eq!(paris_day(end), next);
    Ok(end)
}

fn wrong(field: &str, message: impl Into<String>) -> Failure {
    Failure::invalid("DIS-013", field, message)
}

/// A magistrate as it may stand in the register; the days at the Court.
fn checked(magistrate: &mut pb::Magistrate) -> Result<(Option<Date>, Option<Date>)> {
    if !FUNCTIONS.contains(&magistrate.fonction.as_str()) {
        return Err(wrong(
            "fonction",
            format!(
                "«\u{a0}{}\u{a0}» n’est pas une fonction de magistrat de la Cour. Fonctions connues\u{a0}: {}.",
                short(&magistrate.fonction),
                FUNCTIONS.join(", ")
            ),
        ));
    }
    let plain = |text: &str| text.chars().count() <= TEXT_MAX && !text.chars().any(char::is_control);
    magistrate.section = magistrate.section.trim().to_owned();
    if !plain(&magistrate.section) {
        return Err(wrong(
            "section",
            format!("La section tient en {TEXT_MAX} caractères. Raccourcissez-la."),
        ));
    }
    for speciality in &mut magistrate.specialities {
        *speciality = speciality.trim().to_owned();
    }
    magistrate.specialities.retain(|speciality| !speciality.is_empty());
    magistrate.specialities.sort_unstable();
    magistrate.specialities.dedup();
    let count = magistrate.specialities.len();
    if count > SPECIALITIES_MAX || !magistrate.specialities.iter().all(|speciality| plain(speciality)) {
        return Err(wrong(
            "specialities",
            format!(
                "Les spécialités sont {SPECIALITIES_MAX} au plus, de {TEXT_MAX} caractères chacune. Raccourcissez la liste."
            ),
        ));
    }
    if magistrate.part_time > 1000 {
        return Err(wrong(
            "part_time",
            "La quotité va de 0 à 1\u{a0}000 millièmes d’un temps plein. Corrigez-la.",
        ));
    }
    let arrived = as_day("arrived_on", &magistrate.arrived_on)?;
    let left = as_day("left_on", &magistrate.left_on)?;
    if arrived.zip(left).is_some_and(|(arrived, left)| left < arrived) {
        return Err(wrong("left_on", "Le départ précède l’arrivée. Corrigez l’un des deux jours."));
    }
    Ok((arrived, left))
}

fn as_day(field: &str, text: &str) -> Result<Option<Date>> {
    day(field, text).map_err(|refused| wrong(field, refused.message))
}

fn kin(magistrate: &pb::Magistrate, agent: Uuid) -> Result<Vec<(Uuid, u8)>> {
    let mut kin: Vec<(Uuid, u8)> = Vec::new();
    for one in &magistrate.kin {
        let other = Uuid::parse_str(&one.agent_id).map_err(|_| unknown_agent())?;
        let degree = u8::try_from(one.degree).ok().filter(|degree| *degree <= 9);
        let degree = degree.ok_or_else(|| {
            wrong("kin", "Le degré de parenté va de 0 (conjoint ou partenaire) à 9. Corrigez-le.")
        })?;
        if other == agent || kin.iter().any(|(known, _)| *known == other) || kin.len() >= KIN_MAX {
            return Err(wrong(
                "kin",
                "Une parenté lie ce magistrat à un autre, une fois chacun. Corrigez la liste.",
            ));
        }
        kin.push((other, degree));
    }
    Ok(kin)
}

fn absence_row(agent: Uuid, absence: &pb::Absence) -> Result<AbsenceRow> {
    let wrong = |field: &str, message: &str| Failure::invalid("DIS-014", field, message);
    let from = day("from", &absence.from).map_err(|refused| wrong("from", &refused.message))?;
    let from = from.ok_or_else(|| wrong("from", "Indiquez le premier jour, sous la forme AAAA-MM-JJ."))?;
    let to = day("to", &absence.to).map_err(|refused| wrong("to", &refused.message))?;
    if to.is_some_and(|to| to < from) {
        return Err(wrong("to", "Le dernier jour précède le premier. Corrigez l’un des deux."));
    }
    let part = u16::try_from(absence.part).ok().filter(|part| (1..=1000).contains(part));
    let part = part.ok_or_else(|| {
        wrong("part", "La part de temps va de 1 à 1\u{a0}000 millièmes\u{a0}: 1\u{a0}000 pour une absence, moins pour une décharge.")
    })?;
    Ok(AbsenceRow { id: Uuid::now_v7(), agent, from, to, part })
}

fn told(row: &AbsenceRow) -> pb::Absence {
    pb::Absence {
        absence_id: row.id.to_string(),
        agent_id: row.agent.to_string(),
        from: row.from.to_string(),
        to: row.to.map(|to| to.to_string()).unwrap_or_default(),
        part: u32::from(row.part),
    }
}

fn said(row: &ImpedimentRow) -> pb::Impediment {
    pb::Impediment {
        impediment_id: row.id.to_string(),
        dossier_id: row.dossier.to_string(),
        agent_id: row.agent.to_string(),
        kind: row.kind.clone(),
        said_by: row.said_by.clone(),
        said_at: row.said_at.to_string(),
    }
}

/// Facts that end the knowledge of a case: acts of its journal, which every service hears, and of no other register.
const TOLD_BY_THE_JOURNAL: &[&str] = &["deport", "recusation_admise"];

/// A kind of fact that the rules look at.
fn known_kind(kind: &str) -> Result<String> {
    let rules = Rules::newest();
    let kinds: Vec<&str> = rules
        .limits
        .iter()
        .filter_map(|limit| match &limit.test {
            Test::Fait { fait } if !TOLD_BY_THE_JOURNAL.contains(&fait.as_str()) => Some(fait.as_str()),
            _ => None,
        })
        .collect();
    if TOLD_BY_THE_JOURNAL.contains(&kind) {
        return Err(Failure::invalid(
            "DIS-015",
            "kind",
            "Un déport et une récusation s’inscrivent au dossier, par l’acte «\u{a0}Remplacement d’un magistrat\u{a0}»\u{a0}: le magistrat n’en connaît plus dès cet instant, et ne sera plus proposé.",
        ));
    }
    if kinds.contains(&kind) {
        return Ok(kind.to_owned());
    }
    Err(Failure::invalid(
        "DIS-015",
        "kind",
        format!(
            "«\u{a0}{}\u{a0}» n’est pas un empêchement connu. Empêchements connus\u{a0}: {}.",
            short(kind),
            kinds.join(", ")
        ),
    ))
}

fn unknown_impediment() -> Failure {
    Failure::not_found(
        "DIS-015",
        "Cet empêchement n’existe pas ou a déjà été retiré. Rechargez la liste du dossier.",
    )
}

fn unknown_absence() -> Failure {
    Failure::not_found(
        "DIS-014",
        "Cette absence n’existe pas ou a déjà été retirée. Rechargez la liste des magistrats.",
    )
}
