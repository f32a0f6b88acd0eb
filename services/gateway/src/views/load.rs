//! Load of a chamber and of its people, and forecast.

use greffe_contracts::assignment::v1 as pb;
use serde::Serialize;
use utoipa::ToSchema;

use super::each;

/// Dossiers that wait.
#[derive(Debug, Serialize, ToSchema)]
pub struct LoadStock {
    /// `a_distribuer`, `a_instruire`, `en_etat`, `a_l_audience`, `en_delibere`, `suspendu`.
    pub phase: String,
    /// How many.
    pub dossiers: u32,
    /// What they weigh, in hundredths of an ordinary dossier.
    pub weight: u64,
}

impl From<pb::LoadStock> for LoadStock {
    fn from(of: pb::LoadStock) -> Self {
        Self { phase: of.phase, dossiers: of.dossiers, weight: of.weight }
    }
}

/// Seven days that are past.
#[derive(Debug, Serialize, ToSchema)]
pub struct LoadPastWeek {
    /// First day, ISO.
    pub from: String,
    /// Dossiers given to the chamber.
    pub entries: u32,
    /// Dossiers judged, or passed to another chamber.
    pub exits: u32,
}

impl From<pb::LoadPastWeek> for LoadPastWeek {
    fn from(of: pb::LoadPastWeek) -> Self {
        Self { from: of.from, entries: of.entries, exits: of.exits }
    }
}

/// A week to come; dossiers are in thousandths of one.
#[derive(Debug, Serialize, ToSchema)]
pub struct LoadWeek {
    /// First day, ISO.
    pub from: String,
    /// Waiting before it.
    pub before: u64,
    /// Coming.
    pub entries: u64,
    /// Going.
    pub exits: u64,
    /// Waiting after it.
    pub after: u64,
    /// Least of what waits after it, in eight futures of ten; `null` with too few past weeks.
    pub low: Option<u64>,
    /// Most of it.
    pub high: Option<u64>,
    /// Places of the audiences planned and added.
    pub places: u32,
    /// Time of the magistrats present, in thousandths of a full one.
    pub time: u64,
}

impl From<pb::LoadWeek> for LoadWeek {
    fn from(of: pb::LoadWeek) -> Self {
        Self {
            from: of.from,
            before: of.before,
            entries: of.entries,
            exits: of.exits,
            after: of.after,
            low: of.low,
            high: of.high,
            places: of.places,
            time: of.time,
        }
    }
}

/// How long a dossier that arrives today waits to be judged, in weeks; beyond sight, `null`.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct LoadDelay {
    /// At the mean pace.
    pub weeks: Option<u32>,
    /// Whether there were past weeks enough to tell the bounds.
    pub ranged: bool,
    /// Least, in eight futures of ten.
    pub low: Option<u32>,
    /// Most.
    pub high: Option<u32>,
}

impl From<pb::LoadDelay> for LoadDelay {
    fn from(of: pb::LoadDelay) -> Self {
        Self { weeks: of.weeks, ranged: of.ranged, low: of.low, high: of.high }
    }
}

/// A week to come of a person, in thousandths of an ordinary dossier.
#[derive(Debug, Serialize, ToSchema)]
pub struct LoadPersonWeek {
    /// Borne before it.
    pub before: u64,
    /// Given in it.
    pub given: u64,
    /// Done in it, at the pace of the chamber for the time they have.
    pub done: u64,
    /// Borne after it.
    pub after: u64,
    /// Time that they have, in thousandths of a full one.
    pub time: u64,
}

impl From<pb::LoadPersonWeek> for LoadPersonWeek {
    fn from(of: pb::LoadPersonWeek) -> Self {
        Self { before: of.before, given: of.given, done: of.done, after: of.after, time: of.time }
    }
}

/// What a person bears, and would.
#[derive(Debug, Serialize, ToSchema)]
pub struct LoadPerson {
    /// UUID.
    pub agent_id: String,
    /// Name to show.
    pub name: String,
    /// Dossiers borne.
    pub dossiers: u32,
    /// What they weigh, in hundredths of an ordinary dossier.
    pub weight: u64,
    /// The same as if at full time; `null` for who has no time this week.
    pub relative: Option<u64>,
    /// Week by week.
    pub weeks: Vec<LoadPersonWeek>,
    /// Weeks until what is borne today is done at the pace of the chamber; beyond sight, `null`.
    pub cleared: Option<u32>,
}

impl From<pb::LoadPerson> for LoadPerson {
    fn from(of: pb::LoadPerson) -> Self {
        Self {
            agent_id: of.agent_id,
            name: of.name,
            dossiers: of.dossiers,
            weight: of.weight,
            relative: of.relative,
            weeks: each(of.weeks),
            cleared: of.cleared,
        }
    }
}

/// What is to be expected.
#[derive(Debug, Serialize, ToSchema)]
pub struct LoadForecast {
    /// Mean entries of a past week, in thousandths of a dossier.
    pub entries: u64,
    /// Mean exits.
    pub exits: u64,
    /// Week by week; none for who sees themself alone.
    pub weeks: Vec<LoadWeek>,
    /// Time to be judged; `null` for who sees themself alone.
    pub judged: Option<LoadDelay>,
    /// Those whom the reader may see.
    pub people: Vec<LoadPerson>,
}

impl From<pb::LoadForecast> for LoadForecast {
    fn from(of: pb::LoadForecast) -> Self {
        Self {
            entries: of.entries,
            exits: of.exits,
            weeks: each(of.weeks),
            judged: of.judged.map(LoadDelay::from),
            people: each(of.people),
        }
    }
}

/// Load and forecast of a chamber, as far as the reader may see them.
#[derive(Debug, Serialize, ToSchema)]
pub struct Load {
    /// Code of the chamber.
    pub chambre: String,
    /// ISO day on which it was made.
    pub day: String,
    /// What is told: `chambre` (with its people), `totaux` (without), `personne` (the reader alone).
    pub scope: String,
    /// What waits, by phase.
    pub stock: Vec<LoadStock>,
    /// Past weeks, the oldest first.
    pub past: Vec<LoadPastWeek>,
    /// At the present pace.
    pub present: LoadForecast,
    /// With the settings asked for; `null` when they suppose nothing.
    pub supposed: Option<LoadForecast>,
    /// Past weeks that it rests on.
    pub past_weeks: u32,
    /// Futures drawn for the bounds.
    pub futures: u32,
    /// Weeks in which a time to be judged is looked for.
    pub sight: u32,
}

impl From<pb::ForecastLoadResponse> for Load {
    fn from(of: pb::ForecastLoadResponse) -> Self {
        Self {
            chambre: of.chambre,
            day: of.day,
            scope: of.scope,
            stock: each(of.stock),
            past: each(of.past),
            present: of.present.unwrap_or_default().into(),
            supposed: of.supposed.map(LoadForecast::from),
            past_weeks: of.past_weeks,
            futures: of.futures,
            sight: of.sight,
        }
    }
}

/// What an avocat général has.
#[derive(Debug, Serialize, ToSchema)]
pub struct ParquetPerson {
    /// UUID.
    pub agent_id: String,
    /// Name to show.
    pub name: String,
    /// Dossiers that wait for their conclusions.
    pub dossiers: u32,
    /// What they weigh, in hundredths of an ordinary dossier.
    pub weight: u64,
    /// The same as if at full time; `null` for who has no time.
    pub relative: Option<u64>,
    /// Dossiers given to them since the year began.
    pub given: u32,
    /// What these weigh.
    pub given_weight: u64,
    /// Thousandths of all that was given since.
    pub share: u32,
    /// Thousandths of the time of all.
    pub due_share: u32,
    /// Weeks until what waits is done, at the pace of all; `null` where nothing is being done.
    pub cleared: Option<u32>,
}

impl From<pb::ParquetPerson> for ParquetPerson {
    fn from(of: pb::ParquetPerson) -> Self {
        Self {
            agent_id: of.agent_id,
            name: of.name,
            dossiers: of.dossiers,
            weight: of.weight,
            relative: of.relative,
            given: of.given,
            given_weight: of.given_weight,
            share: of.share,
            due_share: of.due_share,
            cleared: of.cleared,
        }
    }
}

/// Load of the parquet général.
#[derive(Debug, Serialize, ToSchema)]
pub struct ParquetLoad {
    /// ISO day.
    pub day: String,
    /// `parquet`, with its people; `personne`, the reader alone.
    pub scope: String,
    /// Dossiers for which nobody is designated yet; 0 for who sees themself alone.
    pub coming: u32,
    /// Dossiers concluded on in the past weeks; 0 for who sees themself alone.
    pub concluded: u32,
    /// How many weeks these are.
    pub past_weeks: u32,
    /// Those whom the reader may see.
    pub people: Vec<ParquetPerson>,
}

impl From<pb::ParquetLoadResponse> for ParquetLoad {
    fn from(of: pb::ParquetLoadResponse) -> Self {
        Self {
            day: of.day,
            scope: of.scope,
            coming: of.coming,
            concluded: of.concluded,
            past_weeks: of.past_weeks,
            people: each(of.people),
        }
    }
}
