//! The calendar of a chamber: audiences planned alone or by a recurrence, and read.

use greffe_access::{Action, Resource, decide, stored};
use greffe_chassis::{Caller, Failure, Kind, Result, command::Command};
use greffe_contracts::assignment::v1 as pb;
use greffe_distribution::audience::{
    Audience, AudienceAct, AudienceRules, BadRecurrence, OCCURRENCES_MAX, Occurrence, Recurrence, Sitting,
    occurrences, planned_until,
};
use greffe_procedure::day::Day;
use jiff::civil::Date;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{chamber, day, id, invalid, sitting, store};
use crate::Assignments;

/// Days of one list.
const LISTED_DAYS: i32 = 400;

impl Assignments {
    /// Audiences of a chamber, with what one chooses from.
    pub(crate) async fn list_audiences(
        &self,
        caller: &Caller,
        wanted: &pb::ListAudiencesRequest,
    ) -> Result<pb::ListAudiencesResponse> {
        self.known_chambre("chambre", &wanted.chambre).await?;
        Self::may_see(caller, &wanted.chambre)?;
        let (from, to) = (day("from", &wanted.from)?, day("to", &wanted.to)?);
        if to < from || (to - from).get_days() > LISTED_DAYS {
            return Err(invalid(
                "to",
                format!(
                    "La période va d’un jour à un jour suivant, sur {LISTED_DAYS} jours au plus. Corrigez son dernier jour."
                ),
            ));
        }
        let mut connection = self.pool.acquire().await?;
        let audiences = self.listed_to(&mut connection, caller, &wanted.chambre, (from, to)).await?;
        let rules = AudienceRules::newest();
        let formations = rules.formations.iter().map(|of| pb::AudienceFormation {
            code: of.code.clone(),
            label: of.libelle.clone(),
            basis: of.texte.clone(),
            voices: u32::try_from(of.voix).unwrap_or(u32::MAX),
            meeting: of.reunion.is_some(),
        });
        Ok(pb::ListAudiencesResponse {
            audiences,
            formations: formations.collect(),
            rooms: store::rooms(&mut connection).await?,
        })
    }

    /// Audiences of a chamber between two days; what the caller may not know of is in no count.
    async fn listed_to(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        chambre: &str,
        days: (Date, Date),
    ) -> Result<Vec<pb::AudienceSummary>> {
        let mut listed = store::list(tx, chambre, days).await?;
        listed.retain(|one| {
            let formation = one.sitting.as_ref().map(|sitting| sitting.formation.as_str());
            Self::may_see_one(caller, chambre, formation.unwrap_or_default()).is_ok()
        });
        let reserved = store::reserved(tx, chambre, days).await?;
        let dossiers: Vec<Uuid> = reserved.iter().map(|(_, dossier, _)| *dossier).collect();
        let known = stored::load_all(tx, &dossiers).await?;
        let reads = |dossier: &Uuid| {
            known.get(dossier).is_some_and(|case| {
                decide(caller, Action::Connaitre, Resource::Case(&case.relations)).allowed
            })
        };
        for (audience, _, minutes) in reserved.iter().filter(|(_, dossier, _)| !reads(dossier)) {
            let audience = audience.to_string();
            if let Some(one) = listed.iter_mut().find(|one| one.audience_id == audience) {
                one.dossiers = one.dossiers.saturating_sub(1);
                one.minutes = one.minutes.saturating_sub(*minutes);
            }
        }
        Ok(listed)
    }

    /// An audience, whole.
    pub(crate) async fn audience(
        &self,
        caller: &Caller,
        wanted: &pb::GetAudienceRequest,
    ) -> Result<pb::GetAudienceResponse> {
        let mut connection = self.pool.acquire().await?;
        let wanted = id("audience_id", &wanted.audience_id).map_err(|_| super::unknown())?;
        let audience = self.visible(&mut connection, caller, wanted).await?;
        let shown = self.shown_audience(&mut connection, caller, audience).await?;
        Ok(pb::GetAudienceResponse { audience: Some(shown) })
    }

    /// Plans an audience, once a key.
    pub(crate) async fn open_audience(
        &self,
        command: Command,
        wanted: pb::OpenAudienceRequest,
    ) -> Result<(pb::OpenAudienceResponse, bool)> {
        self.known_chambre("chambre", &wanted.chambre).await?;
        let audience = Uuid::now_v7();
        let of = chamber(&wanted.chambre);
        let mut tx = self.audited(&command, Action::TenirAudiences, &of, audience).await?;
        if let Some(known) = Self::known(&mut tx, &command).await? {
            return Ok(known);
        }
        let seance = sitting(&wanted.sitting.unwrap_or_default(), None)?;
        self.held_on(seance.jour)?;
        self.chambre_on(&mut tx, "chambre", (&wanted.chambre, seance.jour)).await?;
        let act = AudienceAct::AudiencePrevue { chambre: wanted.chambre, seance, recurrence: None };
        let planned = match self.write(&mut tx, None, (audience, &act), &command.caller.subject).await {
            Err(refused) => {
                // Of two requests with one key, the other may have planned it since ours looked.
                drop(tx);
                return self.or_known(&command, refused).await;
            }
            Ok(planned) => planned,
        };
        let shown = self.shown_audience(&mut tx, &command.caller, planned).await?;
        self.kept(tx, &command, pb::OpenAudienceResponse { audience: Some(shown) }).await
    }

    /// An audience is held on a working day that is not past.
    pub(super) fn held_on(&self, jour: Date) -> Result<()> {
        let why =
            if jour < self.clock.today() { Some("ce jour est passé".to_owned()) } else { self.off(jour) };
        let Some(why) = why else { return Ok(()) };
        Err(Failure::invalid(
            "AUD-012",
            "day",
            format!(
                "Aucune audience ne se tient le {}\u{a0}: {why}. Choisissez un jour ouvré à venir.",
                Day::from_date(jour).long()
            ),
        ))
    }

    /// The days of a recurrence; nothing is planned.
    pub(crate) async fn preview_recurrence(
        &self,
        caller: &Caller,
        wanted: &pb::PreviewRecurrenceRequest,
    ) -> Result<pb::PreviewRecurrenceResponse> {
        let wanted = wanted.recurrence.clone().unwrap_or_default();
        self.known_chambre("chambre", &wanted.chambre).await?;
        // What would be skipped tells of what is planned: for who plans.
        decide(caller, Action::TenirAudiences, Resource::Case(&chamber(&wanted.chambre))).or_forbidden()?;
        let rule = self.recurrence(&wanted)?;
        let mut connection = self.pool.acquire().await?;
        let days = self.occurrences(&mut connection, &wanted.chambre, &rule).await?;
        let occurrences = days.into_iter().map(|of| told(of, None)).collect();
        Ok(pb::PreviewRecurrenceResponse { occurrences })
    }

    /// Plans the audiences of a recurrence, once a key: all that may be, and what was skipped is told.
    pub(crate) async fn plan_recurrence(
        &self,
        command: Command,
        wanted: pb::PlanRecurrenceRequest,
    ) -> Result<(pb::PlanRecurrenceResponse, bool)> {
        let wanted = wanted.recurrence.unwrap_or_default();
        self.known_chambre("chambre", &wanted.chambre).await?;
        let recurrence = Uuid::now_v7();
        let of = chamber(&wanted.chambre);
        let mut tx = self.audited(&command, Action::TenirAudiences, &of, recurrence).await?;
        if let Some(known) = Self::known(&mut tx, &command).await? {
            return Ok(known);
        }
        let rule = self.recurrence(&wanted)?;
        let by = &command.caller.subject;
        let body = serde_json::to_vec(&rule).map_err(Failure::internal)?;
        store::keep_recurrence(&mut tx, (recurrence, &wanted.chambre, &body), by, self.clock.now()).await?;
        let mut planned = Vec::new();
        for of in self.occurrences(&mut tx, &wanted.chambre, &rule).await? {
            let mut audience = None;
            if of.saute.is_none() {
                let id = Uuid::now_v7();
                let (chambre, seance) = (wanted.chambre.clone(), of.seance.clone());
                let act = AudienceAct::AudiencePrevue { chambre, seance, recurrence: Some(recurrence) };
                if let Err(refused) = self.write(&mut tx, None, (id, &act), by).await {
                    drop(tx);
                    return self.or_known(&command, refused).await;
                }
                audience = Some(id);
            }
            planned.push(told(of, audience));
        }
        if planned.iter().all(|of| of.audience_id.is_empty()) {
            return Err(Failure::new(
                Kind::Refused,
                "AUD-011",
                "Aucune audience ne serait prévue\u{a0}: chaque jour de cette règle est férié, passé ou déjà pris. Changez le jour, l’heure, la salle ou la période.",
            ));
        }
        let answer =
            pb::PlanRecurrenceResponse { recurrence_id: recurrence.to_string(), occurrences: planned };
        self.kept(tx, &command, answer).await
    }

    fn recurrence(&self, wanted: &pb::AudienceRecurrence) -> Result<Recurrence> {
        let today = self.clock.today();
        let du = if wanted.from.is_empty() { today } else { day("from", &wanted.from)? };
        let au = if wanted.to.is_empty() { planned_until(today) } else { day("to", &wanted.to)? };
        let seance = sitting(&wanted.sitting.clone().unwrap_or_default(), Some(du))?;
        // Its hours are those of each audience: what would be refused there is refused here.
        let one = AudienceAct::AudiencePrevue {
            chambre: wanted.chambre.clone(),
            seance: seance.clone(),
            recurrence: None,
        };
        Audience::planned(Uuid::nil(), &one).map_err(super::forbidden)?;
        Ok(Recurrence {
            jour_de_semaine: i8::try_from(wanted.weekday).unwrap_or(i8::MAX),
            semaines: i64::from(wanted.weeks),
            du,
            au,
            seance,
        })
    }

    /// The days of a recurrence: holidays, days without the chamber, rooms that are taken, and what the chamber planned already are
    /// skipped.
    async fn occurrences(
        &self,
        tx: &mut PgConnection,
        chambre: &str,
        rule: &Recurrence,
    ) -> Result<Vec<Occurrence>> {
        let days = occurrences(rule, self.clock.today(), |day| self.off(day), |_| None);
        let mut days = days.map_err(bad)?;
        let planned = match (days.first(), days.last()) {
            (Some(first), Some(last)) => {
                store::list(tx, chambre, (first.seance.jour, last.seance.jour)).await?
            }
            _ => Vec::new(),
        };
        let court = self.court_ever(tx).await?;
        let opened = |day: Date| court.chambre(chambre).is_some_and(|known| known.unit.stands(day));
        for of in days.iter_mut().filter(|of| of.saute.is_none()) {
            if !opened(of.seance.jour) {
                of.saute = Some("chambre pas encore ouverte, ou fermée".to_owned());
                continue;
            }
            let room: Vec<Uuid> = store::room(&of.seance.salle).into_iter().collect();
            let meets = |other: &pb::AudienceSummary| {
                let other = other.sitting.clone().unwrap_or_default();
                other.formation == of.seance.formation
                    && sitting(&other, None).is_ok_and(|other: Sitting| other.meets(&of.seance))
            };
            if planned.iter().filter(|other| other.stage != "annulee").any(meets) {
                of.saute = Some("déjà prévue".to_owned());
            } else if !store::taken(tx, Uuid::nil(), &of.seance, &room).await?.is_empty() {
                of.saute = Some("salle déjà retenue".to_owned());
            }
        }
        Ok(days)
    }
}

fn bad(error: BadRecurrence) -> Failure {
    let (field, message) = match error {
        BadRecurrence::Weekday => {
            ("weekday", "Le jour de la semaine va de 1 (lundi) à 7. Choisissez-le dans la liste.".to_owned())
        }
        BadRecurrence::Weeks => {
            ("weeks", "Une audience revient toutes les 1 à 12 semaines. Corrigez ce nombre.".to_owned())
        }
        BadRecurrence::Period => (
            "to",
            format!(
                "La période va d’un jour à un jour suivant, sur deux ans et {OCCURRENCES_MAX} audiences au plus. Corrigez son dernier jour."
            ),
        ),
    };
    Failure::invalid("AUD-011", field, message)
}

fn told(of: Occurrence, audience: Option<Uuid>) -> pb::AudienceOccurrence {
    pb::AudienceOccurrence {
        day: of.seance.jour.to_string(),
        skipped: of.saute.unwrap_or_default(),
        audience_id: audience.map(|id| id.to_string()).unwrap_or_default(),
    }
}
