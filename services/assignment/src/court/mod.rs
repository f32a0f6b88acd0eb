//! The chambers and sections of the Court as dated data: what stands on a day, the acts that change it. Why so:
//! `docs/decisions/0103-the-chambers-are-dated-acts.md`.

mod state;
mod store;

use greffe_access::{Action, CaseRelations, Resource, decide};
use greffe_chassis::{Caller, Failure, Kind as Refusal, Result, command::Command};
use greffe_contracts::{assignment::v1 as pb, court};
use jiff::civil::Date;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    Assignments,
    agents::{shown, text, violates},
    distribution::end_of,
};

#[doc(hidden)]
pub use state::{Chamber, Court, CourtAct, Fault, Kind};

const LABEL_MAX: usize = 200;
const SECTION_MAX: usize = 100;
const REASON_MIN: usize = 3;
const REASON_MAX: usize = 500;

/// The register of chambers, as audit entries name it.
fn register() -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_URL, b"greffe:cour")
}

impl Assignments {
    /// The Court today.
    pub(crate) async fn court(&self, connection: &mut PgConnection) -> Result<Court> {
        self.court_on(connection, self.clock.today()).await
    }

    /// The Court on a day.
    pub(crate) async fn court_on(&self, connection: &mut PgConnection, day: Date) -> Result<Court> {
        let acts = store::acts(connection).await?;
        Ok(Court::on(self.profile, &acts, day))
    }

    /// With every chamber that the Court has, had or is to have: people are prepared before it opens, and settle what it leaves.
    pub(crate) async fn court_ever(&self, connection: &mut PgConnection) -> Result<Court> {
        self.court_on(connection, Date::MAX).await
    }

    /// A chamber that the Court has, had or is to have.
    ///
    /// # Errors
    /// `AFF-002` where it is none.
    pub(crate) async fn known_chambre(&self, field: &str, code: &str) -> Result<()> {
        let mut connection = self.pool.acquire().await?;
        self.court_ever(&mut connection).await?.known(field, code)
    }

    /// A chamber in force on a day.
    ///
    /// # Errors
    /// `AFF-002` where it is none, `AGE-004` where it is not open yet or no longer.
    pub(crate) async fn chambre_on(
        &self,
        connection: &mut PgConnection,
        field: &str,
        (code, day): (&str, Date),
    ) -> Result<()> {
        let acts = store::acts(connection).await?;
        Court::on(self.profile, &acts, Date::MAX).known(field, code)?;
        Court::on(self.profile, &acts, day).open(field, code)
    }

    /// Chambers of a day, for whoever works with the product.
    pub(crate) async fn chambres(
        &self,
        caller: &Caller,
        wanted: &pb::ListChambresRequest,
    ) -> Result<pb::ListChambresResponse> {
        decide(caller, Action::LireReferentiel, Resource::Court).or_forbidden()?;
        let day = self.day_of("day", &wanted.day)?;
        let mut connection = self.pool.acquire().await?;
        let acts = store::acts(&mut connection).await?;
        let court = Court::on(self.profile, &acts, day);
        let (open, closed): (Vec<&Chamber>, Vec<&Chamber>) =
            court.chambres.iter().partition(|known| known.unit.stands(day));
        Ok(pb::ListChambresResponse {
            chambres: open.into_iter().map(|known| told(known, Some(day))).collect(),
            closed: closed.into_iter().map(|known| told(known, None)).collect(),
            version: version(&acts),
        })
    }

    /// The Court on a day as it was known by the end of another, with the acts that made it.
    pub(crate) async fn show_court(
        &self,
        caller: &Caller,
        wanted: &pb::GetCourtRequest,
    ) -> Result<pb::GetCourtResponse> {
        decide(caller, Action::LireAgents, Resource::Court).or_forbidden()?;
        let may_change = decide(caller, Action::GererAgents, Resource::Court).allowed;
        let day = self.day_of("day", &wanted.day)?;
        let until = end_of(self.day_of("known_on", &wanted.known_on)?)?;
        let mut connection = self.pool.acquire().await?;
        let acts = store::acts(&mut connection).await?;
        let known: Vec<CourtAct> = acts.iter().filter(|act| act.at < until).cloned().collect();
        let court = Court::on(self.profile, &known, day);
        let burdens = if may_change {
            let codes: Vec<String> = court.chambres.iter().map(|known| known.unit.code.clone()).collect();
            store::burdens(&mut connection, &codes, self.clock.today()).await?
        } else {
            Vec::new()
        };
        Ok(pb::GetCourtResponse {
            chambres: court.chambres.iter().map(|known| told(known, None)).collect(),
            acts: known.iter().rev().map(|act| told_act(act, &known)).collect(),
            version: version(&acts),
            may_change,
            burdens,
        })
    }

    /// Records an act on the chambers, once a key.
    pub(crate) async fn record_court_act(
        &self,
        command: Command,
        wanted: pb::RecordCourtActRequest,
    ) -> Result<(pb::RecordCourtActResponse, bool)> {
        let of = CaseRelations::default();
        let mut tx = self.audited(&command, Action::GererAgents, &of, register()).await?;
        if let Some(known) = Self::known(&mut tx, &command).await? {
            return Ok(known);
        }
        let mut acts = store::acts(&mut tx).await?;
        let current = version(&acts);
        if wanted.version != current {
            return Err(stale(current));
        }
        let act = CourtAct {
            version: current + 1,
            by: command.caller.subject.clone(),
            at: self.clock.now(),
            ..read(&wanted.act.unwrap_or_default())?
        };
        if let Some(withdrawn) = act.withdraws {
            withdrawable(&acts, withdrawn)?;
            self.nothing_rests_on(&mut tx, &acts, withdrawn).await?;
        }
        acts.push(act.clone());
        Court::check(self.profile, &acts).map_err(|(at, fault)| impossible(&act, &acts, (at, &fault)))?;
        if let Err(error) = store::append(&mut tx, &act).await {
            // Of two requests with one key, the other may have recorded it since ours looked.
            let taken = ["court_act_pkey", "court_act_withdraws_key"];
            let refused = if taken.iter().any(|key| violates(&error, key)) {
                stale(current + 1)
            } else {
                Failure::from(error)
            };
            drop(tx);
            return self.or_known(&command, refused).await;
        }
        let version = act.version;
        let act = Some(told_act(&act, &acts));
        self.kept(tx, &command, pb::RecordCourtActResponse { act, version }).await
    }

    /// Withdrawn, an opening makes its chamber one that never was: what is there already would be nowhere.
    async fn nothing_rests_on(
        &self,
        connection: &mut PgConnection,
        acts: &[CourtAct],
        withdrawn: u64,
    ) -> Result<()> {
        let opens =
            |act: &&CourtAct| act.version == withdrawn && act.kind == Kind::Ouverte && act.section.is_empty();
        let Some(opening) = acts.iter().find(opens) else { return Ok(()) };
        let of = [opening.chambre.clone()];
        let burdens = store::burdens(connection, &of, self.clock.today()).await?;
        if burdens.iter().all(|of| of.waiting + of.audiences + of.people == 0) {
            return Ok(());
        }
        Err(Failure::new(
            Refusal::Refused,
            "AGE-002",
            "Des dossiers, des audiences ou des personnes sont déjà dans cette chambre\u{a0}: son ouverture ne s’annule plus. Réaffectez-les d’abord, ou fermez la chambre.",
        ))
    }

    fn day_of(&self, field: &str, text: &str) -> Result<Date> {
        if text.is_empty() { Ok(self.clock.today()) } else { day(field, text) }
    }
}

impl Court {
    /// # Errors
    /// `AFF-002` where the Court has no chamber of that code.
    pub(crate) fn known(&self, field: &str, code: &str) -> Result<()> {
        if self.chambre(code).is_some() {
            return Ok(());
        }
        let known: Vec<&str> = self.chambres.iter().map(|known| known.unit.code.as_str()).collect();
        Err(Failure::invalid(
            "AFF-002",
            field,
            format!(
                "«\u{a0}{}\u{a0}» n’est pas une chambre de la Cour. Chambres connues\u{a0}: {}.",
                shown(code),
                known.join(", ")
            ),
        ))
    }

    /// # Errors
    /// `AGE-004` where the chamber is not open on the day of this Court.
    pub(crate) fn open(&self, field: &str, code: &str) -> Result<()> {
        let known = self.chambre(code);
        if known.is_some_and(|known| known.unit.stands(self.day)) {
            return Ok(());
        }
        let message = match known.and_then(|known| Some((known, known.unit.closed_on?))) {
            Some((known, closed)) => {
                let after = match known.unit.into.as_str() {
                    "" => "Choisissez une chambre ouverte ce jour-là.".to_owned(),
                    into => {
                        format!("Elle a été réunie à la {}\u{a0}: choisissez celle-ci.", self.label(into))
                    }
                };
                format!("La {} est fermée depuis le {}. {after}", known.unit.label, long(closed))
            }
            None => format!(
                "Cette chambre n’est pas encore ouverte le {}. Choisissez une chambre ouverte ce jour-là, ou un jour suivant.",
                long(self.day)
            ),
        };
        Err(Failure::invalid("AGE-004", field, message))
    }

    /// # Errors
    /// `AGE-005` where the chambers have registered sections, and this is none of them.
    pub(crate) fn section(&self, chambres: &[String], section: &str) -> Result<()> {
        if self.admits_section(chambres, section) {
            return Ok(());
        }
        let known: Vec<&str> = self.sections_of(chambres).map(|known| known.code.as_str()).collect();
        Err(Failure::invalid(
            "AGE-005",
            "section",
            format!(
                "«\u{a0}{}\u{a0}» n’est pas une section de cette chambre aujourd’hui. Sections connues\u{a0}: {}. Choisissez-en une, ou laissez ce champ vide.",
                shown(section),
                known.join(", ")
            ),
        ))
    }
}

fn long(day: Date) -> String {
    greffe_procedure::day::Day::from_date(day).long()
}

fn version(acts: &[CourtAct]) -> u64 {
    acts.last().map_or(0, |act| act.version)
}

fn wrong(field: &str, message: impl Into<String>) -> Failure {
    Failure::invalid("AGE-001", field, message)
}

fn day(field: &str, text: &str) -> Result<Date> {
    text.parse().map_err(|_| {
        wrong(
            field,
            format!("«\u{a0}{}\u{a0}» n’est pas un jour. Écrivez-le sous la forme AAAA-MM-JJ.", shown(text)),
        )
    })
}

/// An act as it is asked for; who, when and its place come with its recording.
fn read(wanted: &pb::CourtAct) -> Result<CourtAct> {
    let kind = Kind::read(&wanted.kind).ok_or_else(|| {
        wrong(
            "kind",
            "Cet acte n’est pas connu. Choisissez\u{a0}: ouverture, nouveau nom, réunion, fermeture ou annulation.",
        )
    })?;
    let reason = text("reason", &wanted.reason, REASON_MAX).ok();
    let reason = reason.filter(|reason| reason.chars().count() >= REASON_MIN).ok_or_else(|| {
        wrong(
            "reason",
            format!(
                "La décision qui fonde cet acte se dit en {REASON_MIN} à {REASON_MAX} caractères, par exemple «\u{a0}Décret du 3 novembre 2026\u{a0}». Indiquez-la."
            ),
        )
    })?;
    let mut act = CourtAct {
        version: 0,
        kind,
        chambre: String::new(),
        section: String::new(),
        label: String::new(),
        into: String::new(),
        minute: String::new(),
        day: None,
        withdraws: None,
        reason,
        by: String::new(),
        at: jiff::Timestamp::UNIX_EPOCH,
    };
    if kind == Kind::Annulee {
        act.withdraws = Some(wanted.withdraws);
        return Ok(act);
    }
    act.day = Some(day("day", &wanted.day)?);
    wanted.chambre.clone_into(&mut act.chambre);
    if !wanted.section.trim().is_empty() {
        act.section = text("section", &wanted.section, SECTION_MAX)?;
    }
    match kind {
        Kind::Ouverte | Kind::Renommee => act.label = text("label", &wanted.label, LABEL_MAX)?,
        Kind::Reunie => wanted.into.trim().clone_into(&mut act.into),
        Kind::Fermee | Kind::Annulee => {}
    }
    if kind == Kind::Ouverte && act.section.is_empty() {
        if !court::admits(&act.chambre) {
            return Err(wrong(
                "chambre",
                format!(
                    "Le code d’une chambre nouvelle est l’un de\u{a0}: {}. Choisissez-en un.",
                    court::codes().join(", ")
                ),
            ));
        }
        let letters = wanted.minute.len() == 2
            && wanted.minute.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        if !letters {
            return Err(wrong(
                "minute",
                "Les minutes d’une chambre portent deux lettres ou chiffres dans l’ECLI, par exemple «\u{a0}C4\u{a0}». Indiquez-les.",
            ));
        }
        wanted.minute.clone_into(&mut act.minute);
    }
    Ok(act)
}

fn withdrawable(acts: &[CourtAct], version: u64) -> Result<()> {
    let known = acts.iter().find(|act| act.version == version && act.kind != Kind::Annulee);
    let stands = known.is_some() && !acts.iter().any(|act| act.withdraws == Some(version));
    if stands {
        return Ok(());
    }
    Err(Failure::new(
        Refusal::Refused,
        "AGE-002",
        "Cet acte n’est pas au registre des chambres, ou il y est déjà annulé. Rechargez la page, puis choisissez un acte qui tient.",
    ))
}

/// Why an act cannot stand: itself, or what was recorded before and rests on what it changes.
fn impossible(act: &CourtAct, acts: &[CourtAct], (at, fault): (u64, &Fault)) -> Failure {
    let message = if at == act.version {
        format!("Cet acte ne peut pas être inscrit\u{a0}: {fault}.")
    } else {
        let other = acts.iter().find(|other| other.version == at);
        let day =
            other.and_then(|other| other.day).map(|day| format!(" du {}", long(day))).unwrap_or_default();
        format!(
            "L’acte n°\u{a0}{at}{day} ne tiendrait plus\u{a0}: {fault}. Annulez-le d’abord, ou choisissez un autre jour."
        )
    };
    Failure::new(Refusal::Refused, "AGE-002", message)
}

fn stale(current: u64) -> Failure {
    Failure::new(
        Refusal::Stale,
        "AGE-003",
        "Le registre des chambres a changé depuis que vous l’avez ouvert. Rechargez-le, puis refaites votre acte.",
    )
    .at_version(current)
}

fn as_text(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// A chamber with its sections: those of a day, or every one.
fn told(known: &Chamber, day: Option<Date>) -> pb::Chambre {
    let sections = known.sections.iter().filter(|section| day.is_none_or(|day| section.stands(day)));
    pb::Chambre {
        code: known.unit.code.clone(),
        label: known.unit.label.clone(),
        opened_on: as_text(known.unit.opened_on),
        closed_on: as_text(known.unit.closed_on),
        into: known.unit.into.clone(),
        minute: known.minute.clone(),
        sections: sections
            .map(|section| pb::Section {
                code: section.code.clone(),
                label: section.label.clone(),
                opened_on: as_text(section.opened_on),
                closed_on: as_text(section.closed_on),
                into: section.into.clone(),
            })
            .collect(),
    }
}

fn told_act(act: &CourtAct, acts: &[CourtAct]) -> pb::CourtAct {
    let withdrawn = acts.iter().find(|other| other.withdraws == Some(act.version));
    pb::CourtAct {
        version: act.version,
        kind: act.kind.as_str().to_owned(),
        chambre: act.chambre.clone(),
        section: act.section.clone(),
        label: act.label.clone(),
        into: act.into.clone(),
        minute: act.minute.clone(),
        day: as_text(act.day),
        withdraws: act.withdraws.unwrap_or_default(),
        reason: act.reason.clone(),
        recorded_by: act.by.clone(),
        recorded_at: act.at.to_string(),
        withdrawn_by: withdrawn.map(|other| other.version).unwrap_or_default(),
    }
}
