//! Audiences of a chamber and their rôles. Each is a journal of acts; what it makes, what is found of it and what is owed are
//! pure functions of it (`greffe_distribution::audience`). Published, each dossier of a rôle is asked to journal it, as a
//! designation is: it takes effect when the dossier says so.

mod change;
mod compare;
mod known;
mod open;
mod public;
mod role;
mod store;
mod watch;

pub use compare::verify;
pub(crate) use known::Judging;
pub(crate) use watch::{dossier_changed, person_changed};

use greffe_access::{Action, CaseRelations, Resource, decide};
use greffe_bus::{NewEvent, outbox};
use greffe_chassis::{Caller, Failure, Kind, Result};
use greffe_contracts::{assignment::v1 as pb, events::v1::AssignmentProposed};
use greffe_distribution::audience::{Audience, AudienceAct, AudienceRules, Forbidden, Reunion, Sitting};
use greffe_procedure::day::Day;
use jiff::civil::Date;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    Assignments,
    agents::{shown as short, violates},
    distribution::{HEARD, Seat},
    propose::days,
    store::{self as register, NewProposal},
};

/// A chamber, as policies see it: a case that has nothing else.
fn chamber(code: &str) -> CaseRelations {
    CaseRelations { chambre: code.to_owned(), ..Default::default() }
}

fn unknown() -> Failure {
    Failure::not_found(
        "AUD-002",
        "Cette audience n’existe pas, ou ne vous est pas accessible. Reprenez-la depuis le calendrier de votre chambre.",
    )
}

fn invalid(field: &str, message: impl Into<String>) -> Failure {
    Failure::invalid("AUD-001", field, message)
}

fn day(field: &str, text: &str) -> Result<Date> {
    text.parse().map_err(|_| {
        invalid(
            field,
            format!("«\u{a0}{}\u{a0}» n’est pas un jour. Écrivez-le sous la forme AAAA-MM-JJ.", short(text)),
        )
    })
}

fn id(field: &str, text: &str) -> Result<Uuid> {
    Uuid::parse_str(text).map_err(|_| {
        invalid(
            field,
            format!(
                "«\u{a0}{}\u{a0}» ne désigne rien de connu. Rechargez la page, puis choisissez dans la liste.",
                short(text)
            ),
        )
    })
}

fn maybe_id(field: &str, text: &str) -> Result<Option<Uuid>> {
    if text.is_empty() { Ok(None) } else { id(field, text).map(Some) }
}

/// A sitting as it was asked for.
fn sitting(wanted: &pb::AudienceSitting, on: Option<Date>) -> Result<Sitting> {
    let rules = AudienceRules::newest();
    if rules.formation(&wanted.formation).is_none() {
        let known: Vec<&str> = rules.formations.iter().map(|of| of.code.as_str()).collect();
        return Err(invalid(
            "formation",
            format!(
                "«\u{a0}{}\u{a0}» n’est pas une formation. Formations admises\u{a0}: {}.",
                short(&wanted.formation),
                known.join(", ")
            ),
        ));
    }
    Ok(Sitting {
        formation: wanted.formation.clone(),
        jour: on.map_or_else(|| day("day", &wanted.day), Ok)?,
        debut: u16::try_from(wanted.from).unwrap_or(u16::MAX),
        fin: u16::try_from(wanted.to).unwrap_or(u16::MAX),
        salle: wanted.room.split_whitespace().collect::<Vec<_>>().join(" "),
        reunion: rules.reunion(&wanted.formation).is_some(),
    })
}

/// What an act may not do, said of the request.
fn forbidden(error: Forbidden) -> Failure {
    match error {
        Forbidden::Field { champ, message } => invalid(english(champ), message),
        Forbidden::Stage { stage, .. } => Failure::new(
            Kind::Refused,
            "AUD-003",
            format!(
                "L’audience est {}\u{a0}: cet acte n’y a plus sa place. Rechargez-la pour voir ce qu’elle admet.",
                stage.label()
            ),
        ),
        Forbidden::Unlisted { .. } => Failure::new(
            Kind::Refused,
            "AUD-013",
            "Ce dossier n’est pas inscrit à ce rôle, ou son journal n’a pas encore répondu. Rechargez l’audience, puis recommencez.",
        ),
        Forbidden::Twice { .. } => Failure::new(
            Kind::Refused,
            "AUD-008",
            "Ce dossier figure déjà à ce rôle. Retirez la ligne en double.",
        ),
        order @ Forbidden::Order => Failure::internal(order),
    }
}

/// Names of fields as the request has them.
fn english(field: &'static str) -> &'static str {
    match field {
        "debut" => "from",
        "fin" => "to",
        "salle" => "room",
        "membres" => "members",
        "affaires" => "entries",
        "motif" => "reason",
        other => other,
    }
}

/// An hour as people read it.
fn hour(minutes: u16) -> String {
    format!("{}\u{a0}h\u{a0}{:02}", minutes / 60, minutes % 60)
}

impl Assignments {
    /// Whether the caller may see the audiences of a chamber.
    fn may_see(caller: &Caller, chambre: &str) -> Result<()> {
        decide(caller, Action::VoirAudiences, Resource::Case(&chamber(chambre))).or_forbidden().map(|_| ())
    }

    /// Whether the caller may see one of them: a conférence is of the délibéré, and hidden from the parquet général; a séance
    /// d'instruction is its chamber's and the parquet's (CPC 1013), not the premier président's.
    fn may_see_one(caller: &Caller, chambre: &str, formation: &str) -> Result<()> {
        let action = match AudienceRules::newest().reunion(formation) {
            Some(Reunion::SansParquet) => Action::VoirConference,
            Some(Reunion::AvecParquet) => Action::VoirInstruction,
            None => Action::VoirAudiences,
        };
        decide(caller, action, Resource::Case(&chamber(chambre))).or_forbidden().map(|_| ())
    }

    /// An audience, for a caller who may see it; one of another chamber is unknown to them.
    async fn visible(&self, tx: &mut PgConnection, caller: &Caller, audience: Uuid) -> Result<Audience> {
        let audience = store::load(tx, audience).await?.ok_or_else(unknown)?;
        Self::may_see_one(caller, &audience.chambre, &audience.seance.formation).map_err(|_| unknown())?;
        Ok(audience)
    }

    /// Why nobody sits on a day: none for a working day.
    fn off(&self, day: Date) -> Option<String> {
        let (calendar, day) = (self.profile.calendar(), Day::from_date(day));
        if let Some(holiday) = calendar.holiday(day) {
            return Some(format!("jour férié ({holiday})"));
        }
        (!calendar.is_working(day)).then(|| "fin de semaine".to_owned())
    }

    /// Writes an act in the journal of an audience, with all that the database keeps of it.
    async fn write(
        &self,
        tx: &mut PgConnection,
        before: Option<&Audience>,
        (audience, act): (Uuid, &AudienceAct),
        by: &str,
    ) -> Result<Audience> {
        let after = match before {
            None => Audience::planned(audience, act),
            Some(before) => before.clone().after(act),
        };
        let after = after.map_err(forbidden)?;
        self.free(tx, &after, act).await?;
        let now = self.clock.now();
        store::append(tx, &after, act, by, now).await.map_err(|error| {
            if violates(&error, "occupation_alone") {
                Failure::new(
                    Kind::Refused,
                    "AUD-005",
                    "Une personne ou la salle vient d’être prise par une autre audience à la même heure. Rechargez la page, puis choisissez-en une autre.",
                )
            } else if violates(&error, "inscription_alone") {
                elsewhere("Un dossier", None)
            } else if violates(&error, "audience_act_pkey") {
                stale(before.map_or(0, |before| before.version))
            } else {
                error.into()
            }
        })?;
        watch::look_at(tx, after.id, now).await?;
        Ok(after)
    }

    /// Whether those whom the act takes are free, told in words before the database refuses.
    async fn free(&self, tx: &mut PgConnection, after: &Audience, act: &AudienceAct) -> Result<()> {
        use AudienceAct as A;
        if matches!(
            act,
            A::AudiencePrevue { .. }
                | A::SeanceModifiee { .. }
                | A::CompositionArretee { .. }
                | A::AvocatGeneralPrevu { .. }
        ) {
            let taken = store::taken(tx, after.id, &after.seance, &store::resources(after)).await?;
            if !taken.is_empty() {
                return Err(self.taken(tx, after, &taken).await?);
            }
        }
        // A dossier is looked at in a meeting while it stands on a rôle, or before.
        let dossiers: Vec<Uuid> = match act {
            _ if after.seance.reunion => Vec::new(),
            A::RoleArrete { affaires } => affaires.iter().map(|of| of.dossier).collect(),
            A::AffaireInscrite { affaire, venant_de: None, .. } => vec![affaire.dossier],
            _ => Vec::new(),
        };
        let standing = store::elsewhere(tx, after.id, &dossiers).await?;
        if standing.is_empty() {
            return Ok(());
        }
        let mut failure: Option<Failure> = None;
        let found = crate::distribution::cases(tx, &standing.keys().copied().collect::<Vec<_>>()).await?;
        for (dossier, (_, jour)) in standing {
            let number = found.get(&dossier).map_or("", |case| case.stored.number.as_str());
            let said = elsewhere(&format!("Le dossier {number}"), Some(jour));
            failure = Some(match failure {
                None => {
                    let message = said.message.clone();
                    said.with_violation("AUD-008", "entries", message)
                }
                Some(all) => all.with_violation("AUD-008", "entries", said.message),
            });
        }
        failure.map_or(Ok(()), Err)
    }

    /// Who and what is taken, by which chamber, until when.
    async fn taken(
        &self,
        tx: &mut PgConnection,
        audience: &Audience,
        taken: &[store::Taken],
    ) -> Result<Failure> {
        let ids: Vec<Uuid> = taken.iter().map(|of| of.resource).collect();
        let people = store::people(tx, &ids, audience.seance.jour).await?;
        let court = self.court_on(tx, audience.seance.jour).await?;
        let jour = Day::from_date(audience.seance.jour).long();
        let mut failure: Option<Failure> = None;
        for of in taken {
            let chambre = court.label(&of.chambre);
            let when = format!("le {jour} de {} à {} ({chambre})", hour(of.debut), hour(of.fin));
            let (code, field, message) = match people.get(&of.resource) {
                Some((person, _)) => (
                    "AUD-005",
                    "members",
                    format!(
                        "{} est déjà à une autre audience {when}. Choisissez une autre personne ou une autre heure.",
                        person.nom
                    ),
                ),
                None => (
                    "AUD-006",
                    "room",
                    format!(
                        "La salle «\u{a0}{}\u{a0}» est déjà retenue {when}. Choisissez une autre salle ou une autre heure.",
                        audience.seance.salle
                    ),
                ),
            };
            let all = failure.unwrap_or_else(|| Failure::new(Kind::Refused, code, message.clone()));
            failure = Some(all.with_violation(code, field, message));
        }
        failure.ok_or_else(unknown)
    }

    /// Asks the journal of a dossier to say that it is heard at an audience, or no more; answers the proposal.
    async fn ask(
        &self,
        tx: &mut PgConnection,
        by: &str,
        (dossier, kind): (Uuid, &'static str),
        audience: &Audience,
        motif: &str,
    ) -> Result<Uuid> {
        let (id, now, today) = (Uuid::now_v7(), self.clock.now(), self.clock.today());
        let seat = Seat { instance: "audience".to_owned(), rank: 1, distribution: None, replaces: None };
        let new = NewProposal {
            id,
            dossier,
            kind,
            chambre: "",
            agent: None,
            designated_on: today,
            by,
            seat: &seat,
            audience: Some(audience.id),
            reason: "",
            circuit: "",
        };
        register::propose(tx, now, &new).await.map_err(|error| {
            let waits = ["proposal_pending", "proposal_seat_wanted"];
            if waits.iter().any(|index| violates(&error, index)) { pending() } else { error.into() }
        })?;
        let fixed = kind == HEARD;
        let fact = AssignmentProposed {
            proposal_id: Some(id.into()),
            dossier_id: Some(dossier.into()),
            kind: kind.to_owned(),
            proposed_by: by.to_owned(),
            designated_on: days(today),
            audience: if fixed { audience.seance.jour.to_string() } else { String::new() },
            formation: if fixed { audience.seance.formation.clone() } else { String::new() },
            motif: motif.to_owned(),
            ..Default::default()
        };
        let event =
            NewEvent::new("assignment.proposal.assignment_proposed", id, 1, "AssignmentProposed", &fact);
        outbox::append(tx, now, &event).await?;
        Ok(id)
    }

    /// What the journal of a dossier answered, for the rôles that asked it.
    pub(crate) async fn inscribed(
        &self,
        tx: &mut PgConnection,
        proposal: Uuid,
        (au_journal, motif): (bool, &str),
    ) -> Result<()> {
        let mut asking = Vec::new();
        for audience in store::asking(tx, proposal).await? {
            asking.extend(store::lock(tx, audience).await?);
        }
        // Declined, a dossier leaves the rôle that it was to go to before it stands again on its own.
        let arrives = |audience: &Audience| {
            audience.role.iter().any(|of| of.demande == Some(proposal) && of.venant_de.is_some())
        };
        asking.sort_by_key(|audience| !arrives(audience));
        for before in asking {
            let motif = motif.to_owned();
            let act = AudienceAct::InscriptionReglee { demande: proposal, au_journal, motif };
            self.write(tx, Some(&before), (before.id, &act), crate::NAME).await?;
        }
        Ok(())
    }
}

fn elsewhere(who: &str, jour: Option<Date>) -> Failure {
    let when = jour.map(|jour| format!(" (audience du {})", Day::from_date(jour).long())).unwrap_or_default();
    Failure::new(
        Kind::Refused,
        "AUD-008",
        format!("{who} est déjà à un autre rôle{when}. Retirez-le de l’un ou de l’autre, ou déplacez-le."),
    )
}

fn stale(version: u64) -> Failure {
    Failure::new(
        Kind::Stale,
        "AUD-004",
        "L’audience a changé depuis que vous l’avez ouverte. Rechargez-la, puis refaites votre modification.",
    )
    .at_version(version)
}

fn pending() -> Failure {
    Failure::new(
        Kind::Refused,
        "AUD-014",
        "Le journal d’un dossier de ce rôle n’a pas encore répondu à la demande précédente. Recommencez dans un instant.",
    )
}
