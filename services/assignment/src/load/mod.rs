//! Load and forecast of a chamber: what waits, what comes, how long at the present pace, what other settings would change. The
//! computation is `greffe_distribution::forecast`; here is what it rests on, and who is told what of it.
//!
//! The president of the chamber sees it with its people, the direction without a name, a magistrat themself alone, nobody else
//! anything. No figure tells how fast a named person works (COJ L111-13).

mod parquet;
mod stays;
mod store;

use std::collections::BTreeMap;

use greffe_access::{Action, CaseRelations, Resource, decide};
use greffe_chassis::{Caller, Failure, Result, audit, db};
use greffe_contracts::assignment::v1 as pb;
use greffe_distribution::{
    Office, Span,
    audience::AudienceRules,
    forecast::{
        Added, Bearer, Delay, Forecast, OutOfBounds, PAST_MAX, PastWeek, Phase, Picture, Planned, RUNS,
        SIGHT, Settings, Stock, WEEKS_MAX, forecast,
    },
};
use greffe_procedure::day::Day;
use jiff::{ToSpan as _, civil::Date};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    Assignments,
    distribution::{absences, magistrats},
    store as register,
};

#[doc(hidden)]
pub use parquet::{Concluder, line};
pub(crate) use stays::{Stays, day_of};

/// Weeks of a forecast when none are asked for.
const WEEKS: u32 = 13;

/// What somebody may see of a chamber's load.
#[derive(Debug, Clone, Copy)]
struct Sight {
    /// Its totals.
    totals: bool,
    /// All its people.
    people: bool,
    /// Themself.
    own: Option<Uuid>,
}

impl Sight {
    fn code(self) -> &'static str {
        match self {
            Self { people: true, .. } => "chambre",
            Self { totals: true, .. } => "totaux",
            _ => "personne",
        }
    }

    fn shows(self, person: Uuid) -> bool {
        self.people || self.own == Some(person)
    }
}

impl Assignments {
    /// Load and forecast, as far as the caller may see them; the reading stays in the audit trail, refused or not.
    pub(crate) async fn forecast_load(
        &self,
        caller: &Caller,
        wanted: &pb::ForecastLoadRequest,
    ) -> Result<pb::ForecastLoadResponse> {
        self.known_chambre("chambre", &wanted.chambre).await?;
        let today = self.clock.today();
        let settings = settings(wanted, today)?;
        let sight = self.sight(caller, &wanted.chambre).await?;
        let mut connection = self.pool.acquire().await?;
        let me = Uuid::parse_str(&caller.agent_id).unwrap_or_default();
        let until = today.checked_add(i64::from(settings.weeks).weeks()).map_err(Failure::internal)?;
        let picture = picture(&mut connection, &wanted.chambre, (today, until), me).await?;
        let shown: Vec<Uuid> =
            picture.people.iter().map(|of| of.person).filter(|id| sight.shows(*id)).collect();
        let names: BTreeMap<String, String> = register::agents_by_id(&mut connection, &shown)
            .await?
            .into_iter()
            .map(|agent| (agent.agent_id, agent.display_name))
            .collect();
        drop(connection);
        let supposes = settings.supposes();
        let computed = tokio::task::spawn_blocking(move || {
            let present = forecast(&picture, &Settings::present(settings.weeks, settings.seed))?;
            let supposed = supposes.then(|| forecast(&picture, &settings)).transpose()?;
            Ok::<_, OutOfBounds>((picture, present, supposed))
        });
        let (picture, present, supposed) =
            computed.await.map_err(Failure::internal)?.map_err(out_of_bounds)?;
        let told = |found: Forecast| told(found, sight, &names);
        let whole = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Ok(pb::ForecastLoadResponse {
            chambre: wanted.chambre.clone(),
            day: today.to_string(),
            scope: sight.code().to_owned(),
            past_weeks: whole(picture.past.len()),
            stock: if sight.totals { stock(&picture) } else { Vec::new() },
            past: if sight.totals { past(&picture) } else { Vec::new() },
            present: Some(told(present)),
            supposed: supposed.map(told),
            futures: RUNS,
            sight: SIGHT,
        })
    }

    /// What the caller may see.
    async fn sight(&self, caller: &Caller, chambre: &str) -> Result<Sight> {
        let of = CaseRelations { chambre: chambre.to_owned(), ..Default::default() };
        let actions = [Action::VoirCharge, Action::VoirChargeTotale, Action::VoirSaCharge];
        let decisions = actions.map(|action| (action, decide(caller, action, Resource::Case(&of))));
        let [people, totals, own] = [&decisions[0], &decisions[1], &decisions[2]].map(|(_, of)| of.allowed);
        // What is kept is the widest of what was allowed; refused, the narrowest of what was asked.
        let kept = decisions.iter().position(|(_, decision)| decision.allowed).unwrap_or(2);
        let (action, decision) = &decisions[kept];
        let mut tx = db::begin(&self.pool).await?;
        let entry = audit::Entry {
            actor: &caller.subject,
            action: action.as_str(),
            object: Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("greffe:chambre:{chambre}").as_bytes()),
            decision: decision.word(),
            policies: &decision.policies,
            reason: "",
            request_id: "",
            payload_sha256: &[],
        };
        audit::append(&mut tx, self.clock.now(), &entry).await?;
        tx.commit().await?;
        decision.clone().or_forbidden()?;
        let own = Uuid::parse_str(&caller.agent_id).ok().filter(|_| own);
        Ok(Sight { totals: totals || people, people, own })
    }
}

/// All that a forecast of the chamber rests on, as this person may know it.
async fn picture(
    tx: &mut PgConnection,
    chambre: &str,
    (today, until): (Date, Date),
    me: Uuid,
) -> Result<Picture> {
    let waiting = store::waiting(tx, chambre, today, me).await?;
    let past = known_weeks(&store::weeks(tx, chambre, today, me).await?, today);
    let rules = AudienceRules::newest();
    let planned = store::planned(tx, chambre, (today, until)).await?;
    let audiences = planned
        .into_iter()
        .map(|of| Planned { day: of.day, places: of.minutes / rules.minutes(&of.formation, 0).max(1) });
    let found = magistrats(tx, Office::Rapporteur, chambre).await?;
    let ids: Vec<Uuid> = found.iter().map(|person| person.id).collect();
    let mut away: BTreeMap<Uuid, Vec<Span>> = BTreeMap::new();
    for absence in absences(tx, &ids).await? {
        let span = Span { from: absence.from, to: absence.to, part: absence.part };
        away.entry(absence.agent).or_default().push(span);
    }
    let mut borne = store::borne(tx, chambre, me).await?;
    let people = found.into_iter().map(|person| Bearer {
        person: person.id,
        from: person.arrived_on.unwrap_or(Date::constant(1900, 1, 1)),
        to: person.left_on,
        quotite: person.quotite,
        away: away.remove(&person.id).unwrap_or_default(),
        borne: borne.remove(&person.id).unwrap_or_default(),
    });
    Ok(Picture {
        day: today,
        chambre: chambre.to_owned(),
        waiting,
        past,
        audiences: audiences.collect(),
        people: people.collect(),
    })
}

/// Whole weeks since the first in which something is known of the chamber, the oldest first.
fn known_weeks(found: &store::Weeks, today: Date) -> Vec<PastWeek> {
    let Some(first) = found.first else { return Vec::new() };
    let from = |ago: usize| {
        let weeks = i64::try_from(ago + 1).unwrap_or(i64::MAX);
        today.checked_sub(weeks.weeks()).ok()
    };
    let count = |of: &BTreeMap<usize, u32>, ago: usize| of.get(&ago).copied().unwrap_or_default();
    (0..PAST_MAX)
        .rev()
        .filter_map(|ago| Some((ago, from(ago)?)))
        .filter(|(_, from)| first <= *from)
        .map(|(ago, from)| PastWeek {
            from,
            entries: count(&found.entries, ago),
            exits: count(&found.exits, ago),
        })
        .collect()
}

/// The settings of a request; the futures of a day are the same for whoever looks.
fn settings(wanted: &pb::ForecastLoadRequest, today: Date) -> Result<Settings> {
    let weeks = if wanted.weeks == 0 { WEEKS } else { wanted.weeks };
    let of = wanted.settings.unwrap_or_default();
    let first = of.audiences_from.max(1);
    // More than a year of them is out of bounds, and is not built to be refused.
    let audiences = (0..of.audiences.min(WEEKS_MAX + 1))
        .map(|at| Added { week: first.saturating_add(at), places: of.places })
        .collect();
    let settings = Settings {
        weeks,
        seed: u64::from(Day::from_date(today).number().unsigned_abs()),
        entries: of.entries,
        audiences,
        magistrats: of.magistrats,
        magistrats_from: of.magistrats_from.max(1),
    };
    settings.check().map_err(out_of_bounds)?;
    Ok(settings)
}

fn out_of_bounds(OutOfBounds { field, min, max }: OutOfBounds) -> Failure {
    let what = match field {
        "weeks" => "Une prévision porte sur un nombre de semaines",
        "entries" => "La variation des entrées est un pourcentage",
        "magistrats" => "Le nombre de magistrats en plus ou en moins est un nombre entier",
        "magistrats_from" => "La semaine à partir de laquelle l’effectif change est de la période",
        "audiences" => "Le nombre d’audiences ajoutées est un nombre entier",
        "audiences_from" => {
            "Chaque audience ajoutée, une par semaine, se tient dans une semaine de la période"
        }
        _ => "Une audience ajoutée juge un nombre de dossiers",
    };
    Failure::invalid("CHG-001", field, format!("{what}, de {min} à {max}. Corrigez cette valeur."))
}

fn stock(picture: &Picture) -> Vec<pb::LoadStock> {
    let of = |phase: Phase| {
        let Stock { dossiers, weight } = picture.waiting.get(&phase).copied().unwrap_or_default();
        pb::LoadStock { phase: phase.as_str().to_owned(), dossiers, weight }
    };
    Phase::ALL.into_iter().map(of).collect()
}

fn past(picture: &Picture) -> Vec<pb::LoadPastWeek> {
    let week =
        |of: &PastWeek| pb::LoadPastWeek { from: of.from.to_string(), entries: of.entries, exits: of.exits };
    picture.past.iter().map(week).collect()
}

/// A forecast, as far as it may be seen.
fn told(found: Forecast, sight: Sight, names: &BTreeMap<String, String>) -> pb::LoadForecast {
    let people = found.people.into_iter().filter(|of| sight.shows(of.person)).map(|of| {
        let agent_id = of.person.to_string();
        pb::LoadPerson {
            name: names.get(&agent_id).cloned().unwrap_or_default(),
            agent_id,
            dossiers: of.borne.dossiers,
            weight: of.borne.weight,
            relative: of.relative,
            weeks: of
                .weeks
                .into_iter()
                .map(|week| pb::LoadPersonWeek {
                    before: week.before,
                    given: week.given,
                    done: week.done,
                    after: week.after,
                    time: week.time,
                })
                .collect(),
            cleared: of.cleared,
        }
    });
    let people = people.collect();
    if !sight.totals {
        return pb::LoadForecast { people, ..Default::default() };
    }
    let weeks = found.weeks.into_iter().map(|week| pb::LoadWeek {
        from: week.from.to_string(),
        before: week.before,
        entries: week.entries,
        exits: week.exits,
        after: week.after,
        low: week.range.map(|(low, _)| low),
        high: week.range.map(|(_, high)| high),
        places: week.places,
        time: week.time,
    });
    let Delay { weeks: judged, range } = found.judged;
    pb::LoadForecast {
        entries: found.entries,
        exits: found.exits,
        weeks: weeks.collect(),
        judged: Some(pb::LoadDelay {
            weeks: judged,
            ranged: range.is_some(),
            low: range.and_then(|(low, _)| low),
            high: range.and_then(|(_, high)| high),
        }),
        people,
    }
}
