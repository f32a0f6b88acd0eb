//! What waits, and the opening of a distribution: worked out once, kept with all that it rests on.

use std::collections::{BTreeMap, BTreeSet};

use greffe_access::{Resource, decide, stored};
use greffe_bus::replica;
use greffe_chassis::{Caller, Failure, Kind, Result, command::Command};
use greffe_contracts::assignment::v1 as pb;
use greffe_distribution::{Office, Rules, propose};
use jiff::civil::Date;
use uuid::Uuid;

use super::{
    action, chamber, day, id, office,
    shown::State,
    snapshot::{Of, Stage, Wanted, build, cases, press, stage},
    store::{self, NewDistribution},
    unknown, unusable,
};
use crate::{
    Assignments,
    agents::{shown, violates},
    propose::circuit,
};

/// Dossiers of a batch, and lines of the list.
const BATCH_MAX: usize = 500;
/// What may be said of a dossier, and said no more in a second plan.
const CLEARED: &[&str] = &["circuit", "weight", "due"];
const OPEN_ALREADY: &str = "DIS-003";
/// Places of the plans that may be open at once in a chamber.
const PLANS: [i16; 2] = [1, 2];

impl Assignments {
    /// Dossiers of a chamber that wait for the office, the oldest first.
    pub(crate) async fn waiting(
        &self,
        caller: &Caller,
        wanted: &pb::ListWaitingRequest,
    ) -> Result<pb::ListWaitingResponse> {
        let office = office(&wanted.office)?;
        self.known_chambre("chambre", &wanted.chambre).await?;
        Self::may_distribute(caller, office, &wanted.chambre)?;
        let mut connection = self.pool.acquire().await?;
        let mut dossiers = Vec::new();
        if let Some(left) = replaced(&wanted.replaces)? {
            let borne = store::borne(&mut connection, office, left).await?;
            for ids in borne.chunks(BATCH_MAX) {
                let theirs =
                    self.waiting_of(&mut connection, caller, office, (&wanted.chambre, Some(left)), ids);
                dossiers.extend(theirs.await?);
            }
            dossiers.truncate(BATCH_MAX);
            return Ok(pb::ListWaitingResponse { dossiers });
        }
        let mut after = Uuid::nil();
        // Not every dossier without a designation is at the stage where it is made: pages, until a batch is full.
        loop {
            let ids = store::awaited(&mut connection, office, &wanted.chambre, after).await?;
            let Some(last) = ids.last() else { break };
            after = *last;
            for case in
                self.waiting_of(&mut connection, caller, office, (&wanted.chambre, None), &ids).await?
            {
                if dossiers.len() == BATCH_MAX {
                    return Ok(pb::ListWaitingResponse { dossiers });
                }
                dossiers.push(case);
            }
        }
        Ok(pb::ListWaitingResponse { dossiers })
    }

    /// Those of the dossiers that wait in the chamber, or that somebody leaves, as they are shown.
    async fn waiting_of(
        &self,
        connection: &mut sqlx::PgConnection,
        caller: &Caller,
        office: Office,
        (chambre, left): (&str, Option<Uuid>),
        ids: &[Uuid],
    ) -> Result<Vec<pb::WaitingDossier>> {
        let mut known = cases(connection, ids).await?;
        // Only whoever leaves is replaced by a proposal that already waits.
        let proposed = match left {
            Some(_) => store::proposed_of(connection, office, ids).await?,
            None => Default::default(),
        };
        known.retain(|id, case| {
            let relations = &case.stored.relations;
            !case.follows()
                && relations.chambre == chambre
                && left.is_none_or(|left| case.holders(office).contains(&left) && !proposed.contains(id))
                && decide(caller, action(office), Resource::Case(relations)).allowed
        });
        let held = replica::held_of(connection, &known.keys().copied().collect::<Vec<_>>()).await?;
        let mut waiting = Vec::new();
        for (id, case) in &known {
            let Some(held) = held.get(id) else { continue };
            let at = stage(self, held, office, self.clock.today())?;
            if at.admits {
                waiting.push(pb::WaitingDossier {
                    dossier_id: id.to_string(),
                    number: case.stored.number.clone(),
                    stage: at.name,
                    matter: case.matter.clone(),
                    urgent: case.urgent,
                    joined: u32::try_from(case.members.len()).unwrap_or(u32::MAX),
                    parties: u32::from(case.parties),
                    ranks: u32::from(case.ranks),
                    // Internal to the siège and the registry (secrecy.md, class C2).
                    circuit: if office == Office::Rapporteur { case.circuit.clone() } else { String::new() },
                });
            }
        }
        Ok(waiting)
    }

    /// Distributions of a chamber, newest first.
    pub(crate) async fn list_distributions(
        &self,
        caller: &Caller,
        wanted: &pb::ListDistributionsRequest,
    ) -> Result<pb::ListDistributionsResponse> {
        let office = office(&wanted.office)?;
        self.known_chambre("chambre", &wanted.chambre).await?;
        Self::may_distribute(caller, office, &wanted.chambre)?;
        let mut connection = self.pool.acquire().await?;
        let distributions = store::distributions(&mut connection, office, &wanted.chambre).await?;
        Ok(pb::ListDistributionsResponse { distributions })
    }

    /// Works out a proposal for a batch and keeps it, once a key.
    pub(crate) async fn open_distribution(
        &self,
        command: Command,
        wanted: pb::OpenDistributionRequest,
    ) -> Result<(pb::OpenDistributionResponse, bool)> {
        let office = office(&wanted.office)?;
        self.known_chambre("chambre", &wanted.chambre).await?;
        let distribution = Uuid::now_v7();
        let mut tx = self.audited(&command, action(office), &chamber(&wanted.chambre), distribution).await?;
        if let Some(known) = Self::known(&mut tx, &command).await? {
            return Ok(known);
        }
        self.chambre_on(&mut tx, "chambre", (&wanted.chambre, self.clock.today())).await?;
        let mut batch = batch(&wanted.chambre, &wanted.dossiers)?;
        let replaces = replaced(&wanted.replaces)?;
        let first = match wanted.beside.as_str() {
            "" => None,
            beside => Some(Self::first_plan(&mut tx, &wanted, office, id("beside", beside)?).await?),
        };
        if let Some(first) = &first {
            as_said(&mut batch, &wanted.dossiers, first)?;
        }
        let today = self.clock.today();
        let period = period(&wanted, today)?;
        let (snapshot, heads) = {
            let of_whom = (wanted.chambre.as_str(), replaces);
            let (cases, statutory) = self.batched(&mut tx, &command.caller, office, of_whom, &batch).await?;
            press(&mut batch, &statutory);
            let of = Of {
                office,
                chambre: &wanted.chambre,
                day: today,
                period,
                alone: false,
                besides: &[],
                replaces,
            };
            let heads: Vec<(Uuid, Uuid)> = cases
                .values()
                .filter(|case| case.follows())
                .filter_map(|case| Some((case.stored.relations.dossier, case.head?)))
                .collect();
            (build(&mut tx, &of, &batch, &cases).await?, heads)
        };
        let rules = Rules::newest();
        // Orders equals and nothing else: kept, so that the same bytes come again; a second plan orders them as the first does, and
        // differs from it by nothing that was drawn.
        let seed = first.map_or_else(|| distribution.as_u64_pair().1, |first| first.row.seed);
        let proposal = {
            let (snapshot, rules) = (snapshot.clone(), rules.clone());
            tokio::task::spawn_blocking(move || propose(&snapshot, &rules, seed))
                .await
                .map_err(Failure::internal)?
                .map_err(unusable)?
        };
        // Once it is worked out: the first plan is locked from here on, and nobody who changes it waits for a computation.
        let plan = match Self::place(&mut tx, &wanted, office, &batch, replaces).await {
            Ok(plan) => plan,
            Err(refused) => {
                drop(tx);
                return self.or_known(&command, refused).await;
            }
        };
        let new = NewDistribution {
            id: distribution,
            chambre: &wanted.chambre,
            office,
            day: today,
            rules: &rules.version,
            seed,
            snapshot: &serde_json::to_vec(&snapshot).map_err(Failure::internal)?,
            proposal: &proposal.to_bytes(),
            heads: &heads,
            replaces,
            plan,
            dossiers: batch.len(),
            by: &command.caller.subject,
        };
        if let Err(error) = store::open(&mut tx, self.clock.now(), &new).await {
            if !violates(&error, "distribution_open") {
                return Err(error.into());
            }
            drop(tx);
            return self.or_known(&command, open_already()).await;
        }
        let shown = State::load(&mut tx, distribution, false).await?.shown(&mut tx, &command.caller).await?;
        self.kept(tx, &command, pb::OpenDistributionResponse { distribution: Some(shown) }).await
    }

    /// The plan beside which another is asked for.
    async fn first_plan(
        tx: &mut sqlx::PgConnection,
        wanted: &pb::OpenDistributionRequest,
        office: Office,
        beside: Uuid,
    ) -> Result<State> {
        let first = State::load(tx, beside, false).await?;
        if first.row.office != office || first.row.summary.chambre != wanted.chambre {
            return Err(unknown());
        }
        Ok(first)
    }

    /// Where the plan stands in its chamber: alone, or beside the one that is open, of the same dossiers. That one stays locked until
    /// commit.
    async fn place(
        tx: &mut sqlx::PgConnection,
        wanted: &pb::OpenDistributionRequest,
        office: Office,
        batch: &[Wanted],
        replaces: Option<Uuid>,
    ) -> Result<i16> {
        if wanted.beside.is_empty() {
            let open = store::open_plans(tx, office, &wanted.chambre).await?;
            return if open.is_empty() { Ok(PLANS[0]) } else { Err(open_already()) };
        }
        // Looked at before: neither its chamber nor its office ever changes.
        let first = State::load(tx, id("beside", &wanted.beside)?, true).await?;
        let summary = &first.row.summary;
        let its = first.snapshot.dossiers.iter().map(|dossier| dossier.id);
        let its: BTreeSet<Uuid> = its.filter(|id| !first.heads.contains_key(id)).collect();
        let mine: BTreeSet<Uuid> = batch.iter().map(|wanted| wanted.dossier).collect();
        if summary.status != "ouverte" || first.row.replaces != replaces || its != mine {
            return Err(no_such_plan());
        }
        let open = store::open_plans(tx, office, &wanted.chambre).await?;
        let free = PLANS.into_iter().find(|place| open.iter().all(|plan| plan.plan != *place));
        free.ok_or_else(no_such_plan)
    }

    /// The dossiers of the batch with those joined to them, each of which waits, or is somebody's who leaves it; and the days before which
    /// the law wants some judged.
    async fn batched(
        &self,
        tx: &mut sqlx::PgConnection,
        caller: &Caller,
        office: Office,
        (chambre, left): (&str, Option<Uuid>),
        batch: &[Wanted],
    ) -> Result<(BTreeMap<Uuid, super::snapshot::Case>, BTreeMap<Uuid, Date>)> {
        let ids: Vec<Uuid> = batch.iter().map(|wanted| wanted.dossier).collect();
        let mut known = cases(tx, &ids).await?;
        let awaited = match left {
            None => store::awaited_of(tx, office, chambre, &ids).await?,
            Some(left) => {
                let proposed = store::proposed_of(tx, office, &ids).await?;
                let theirs = known.iter().filter(|(id, case)| {
                    case.stored.relations.chambre == chambre
                        && case.holders(office).contains(&left)
                        && !proposed.contains(*id)
                });
                theirs.map(|(id, _)| *id).collect()
            }
        };
        let held = replica::held_of(tx, &ids).await?;
        let mut statutory = BTreeMap::new();
        for id in &ids {
            let case = known.get(id).ok_or_else(stored::unknown_case)?;
            let relations = &case.stored.relations;
            if !decide(caller, action(office), Resource::Case(relations)).allowed {
                return Err(stored::unknown_case());
            }
            let at = match held.get(id) {
                Some(held) => stage(self, held, office, self.clock.today())?,
                None => Stage::default(),
            };
            statutory.extend(at.due.map(|due| (*id, due)));
            if case.follows() || !at.admits || !awaited.contains(id) {
                return Err(not_waiting(&case.stored.number));
            }
        }
        let members: Vec<Uuid> = known.values().flat_map(|case| case.members.iter().copied()).collect();
        known.extend(cases(tx, &members).await?);
        Ok((known, statutory))
    }
}

/// What was said of the dossiers of the first plan holds in the second, but for what is said anew, or no more.
fn as_said(batch: &mut [Wanted], asked: &[pb::BatchedDossier], first: &State) -> Result<()> {
    for (at, (wanted, asked)) in batch.iter_mut().zip(asked).enumerate() {
        if let Some(other) = asked.cleared.iter().find(|field| !CLEARED.contains(&field.as_str())) {
            return Err(Failure::invalid(
                "DIS-010",
                &format!("dossiers[{at}].cleared"),
                format!(
                    "«\u{a0}{}\u{a0}» ne s’efface pas. S’effacent\u{a0}: {}.",
                    shown(other),
                    CLEARED.join(", ")
                ),
            ));
        }
        let holds = |field: &str| asked.cleared.iter().all(|cleared| cleared != field);
        let Some(its) = first.snapshot.dossiers.iter().find(|dossier| dossier.id == wanted.dossier) else {
            continue;
        };
        if wanted.circuit.is_empty() && its.circuit_dit && holds("circuit") {
            wanted.circuit.clone_from(&its.circuit);
        }
        if wanted.weight == 0 && holds("weight") {
            wanted.weight = its.poids.unwrap_or(0);
        }
        if holds("due") {
            wanted.due = wanted.due.or(its.urgence.map(|urgency| urgency.due));
        }
    }
    Ok(())
}

/// Whose dossiers are given anew, when somebody's are.
fn replaced(agent: &str) -> Result<Option<Uuid>> {
    if agent.is_empty() { Ok(None) } else { id("replaces", agent).map(Some) }
}

fn batch(chambre: &str, dossiers: &[pb::BatchedDossier]) -> Result<Vec<Wanted>> {
    if dossiers.is_empty() || dossiers.len() > BATCH_MAX {
        return Err(Failure::invalid(
            "DIS-010",
            "dossiers",
            format!(
                "{} dossiers sont choisis\u{a0}; une distribution en compte de 1 à {BATCH_MAX}. Changez votre choix.",
                dossiers.len()
            ),
        ));
    }
    let mut seen = BTreeSet::new();
    dossiers
        .iter()
        .enumerate()
        .map(|(at, wanted)| {
            let dossier = id(&format!("dossiers[{at}].dossier_id"), &wanted.dossier_id)?;
            if !seen.insert(dossier) {
                return Err(Failure::invalid(
                    "DIS-010",
                    &format!("dossiers[{at}].dossier_id"),
                    "Ce dossier est deux fois dans le choix. Retirez-en un.",
                ));
            }
            circuit(&format!("dossiers[{at}].circuit"), chambre, &wanted.circuit)?;
            let due = day(&format!("dossiers[{at}].due"), &wanted.due)?;
            Ok(Wanted { dossier, circuit: wanted.circuit.clone(), weight: wanted.weight, due })
        })
        .collect()
}

/// The period over which loads are compared: the year of the day, when none is asked.
fn period(wanted: &pb::OpenDistributionRequest, today: Date) -> Result<(Date, Date)> {
    let from = day("period_from", &wanted.period_from)?;
    let to = day("period_to", &wanted.period_to)?;
    Ok((from.unwrap_or_else(|| today.first_of_year()), to.unwrap_or_else(|| today.last_of_year())))
}

pub(super) fn not_waiting(number: &str) -> Failure {
    Failure::new(
        Kind::Refused,
        "DIS-009",
        format!(
            "Le dossier {number} n’attend pas cette désignation\u{a0}: il l’a reçue, elle est déjà proposée, il est joint à un autre, ou il n’est pas au stade où elle se fait. Retirez-le du choix."
        ),
    )
}

fn open_already() -> Failure {
    Failure::new(
        Kind::Refused,
        OPEN_ALREADY,
        "Une distribution est déjà ouverte dans cette chambre. Validez-la ou abandonnez-la, puis ouvrez la suivante\u{a0}: deux à la fois ne compteraient pas les charges l’une de l’autre. Pour un second plan des mêmes dossiers, demandez-le depuis la première.",
    )
}

fn no_such_plan() -> Failure {
    Failure::new(
        Kind::Refused,
        "AFF-021",
        "Un second plan se demande à côté d’une distribution ouverte, pour les mêmes dossiers, et il n’y en a jamais plus de deux à la fois. Reprenez tous les dossiers de la première, ou abandonnez un des deux plans.",
    )
}
