//! Accesses as people are told of them: who asked, those who have the case, and those who answer for the secret.

use std::collections::HashMap;

use greffe_access::{Action, CaseRelations, Decision, Paper, Resource, decide, stored};
use greffe_chassis::{Caller, Result, db::sql_instant};
use greffe_contracts::document::v1 as pb;
use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{NAMED, READER, REQUEST, Row, StepRow, URGENT, admit};
use crate::{Documents, read::stamp};

/// Longest list.
const LISTED: i64 = 200;
/// Roles that are told of every access; the policy decides on each.
const TOLD_ALL: [&str; 3] = ["premier_president", "securite", "audit"];

/// What may be done about an access.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Grant,
    Refuse,
    TakeBack,
    LookOver,
}

impl Step {
    pub(super) const ALL: [Self; 4] = [Self::Grant, Self::Refuse, Self::TakeBack, Self::LookOver];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Grant => "accord",
            Self::Refuse => "refus",
            Self::TakeBack => "retrait",
            Self::LookOver => "revue",
        }
    }

    /// The state after it.
    pub(super) fn leaves(self) -> &'static str {
        match self {
            Self::Grant => "ouverte",
            Self::Refuse => "refusee",
            Self::TakeBack => "retiree",
            Self::LookOver => "revue",
        }
    }

    /// Whether the access, as it stands, admits it; what waits is refused by who decides, and taken back by who asked.
    pub(super) fn fits(self, row: &Row, own: bool, now: Timestamp) -> bool {
        match self {
            Self::Grant | Self::Refuse => row.waits(now),
            Self::TakeBack => (own && row.state == "demandee") || row.lasts(now),
            Self::LookOver => row.is_urgent() && row.is_over(now),
        }
    }
}

/// The agent that the caller is in the register; nil for who is in none.
pub(super) fn agent(caller: &Caller) -> Uuid {
    Uuid::parse_str(&caller.agent_id).unwrap_or_default()
}

/// Who decides on it.
pub(super) fn authority(row: &Row) -> Action {
    match row.kind.as_str() {
        URGENT => Action::AutoriserAccesUrgence,
        NAMED => Action::HabiliterLecteur,
        _ => Action::AccorderAcces,
    }
}

/// Whether the policies let the caller take that step. Who asked takes back what they asked.
pub(super) fn may(caller: &Caller, row: &Row, case: &CaseRelations, step: Step) -> (Action, Decision) {
    let on_case = |action| (action, decide(caller, action, Resource::Case(case)));
    match step {
        Step::TakeBack if row.is_of(agent(caller)) => {
            on_case(if row.is_urgent() { Action::DemanderAccesUrgence } else { Action::DemanderAcces })
        }
        Step::Grant | Step::Refuse | Step::TakeBack => on_case(authority(row)),
        Step::LookOver => {
            let knows = decide(caller, Action::VoirAcces, Resource::Case(case));
            let looks = decide(caller, Action::RevoirAcces, Resource::Court);
            (Action::RevoirAcces, if knows.allowed { looks } else { knows })
        }
    }
}

/// Whether the caller is told of it at all.
pub(super) fn is_told(caller: &Caller, row: &Row, case: &CaseRelations) -> bool {
    let may = |action| decide(caller, action, Resource::Case(case)).allowed;
    may(Action::VoirAcces) || may(authority(row)) || (row.is_of(agent(caller)) && may(Action::Connaitre))
}

impl Documents {
    /// What was asked, as far as the caller is told of it.
    pub(super) async fn accesses(
        &self,
        caller: &Caller,
        wanted: &pb::ListAccessesRequest,
    ) -> Result<pb::ListAccessesResponse> {
        let all = pb::ListAccessesResponse::default();
        let dossier = match wanted.dossier_id.as_str() {
            "" => None,
            text => match Uuid::parse_str(text) {
                Ok(dossier) => Some(dossier),
                Err(_) => return Ok(all),
            },
        };
        let (now, me) = (self.clock.now(), agent(caller));
        let told_all = TOLD_ALL.iter().any(|role| caller.has_role(role));
        let mut connection = self.pool.acquire().await?;
        let rows = sqlx::query_as!(
            Row,
            "SELECT a.id, a.dossier_id, a.kind, a.agent, a.asked_at, a.state, a.version, a.until
             FROM document.acces a JOIN case_relation c ON c.dossier_id = a.dossier_id
             WHERE ($1::uuid IS NULL OR a.dossier_id = $1)
                   AND (NOT $2::boolean OR a.state = 'demandee' OR (a.state = 'ouverte' AND (a.kind = 'urgence' OR a.until > $3))
                        OR (a.state = 'retiree' AND a.kind = 'urgence' AND a.until IS NOT NULL))
                   AND ($4::boolean OR a.agent = $5 OR c.chambre = ANY($6) OR c.rapporteurs @> ARRAY[$5::uuid]
                        OR c.avocats_generaux @> ARRAY[$5::uuid])
             ORDER BY a.asked_at DESC, a.id DESC LIMIT $7",
            dossier,
            wanted.live_only,
            sql_instant(now),
            told_all,
            me,
            &caller.chambres,
            LISTED
        )
        .fetch_all(&mut *connection)
        .await?;
        let mut of: Vec<Uuid> = rows.iter().map(|row| row.dossier_id).chain(dossier).collect();
        of.sort_unstable();
        of.dedup();
        let mut cases = stored::load_all(&mut connection, &of).await?;
        if caller.has_role(READER) {
            // They know of a case while it is open to them.
            for case in cases.values_mut() {
                admit(&mut connection, &mut case.relations, now).await?;
            }
        }
        // SQL has narrowed; the policy decides on each.
        let known =
            |row: &Row| cases.get(&row.dossier_id).is_some_and(|case| is_told(caller, row, &case.relations));
        let rows: Vec<Row> = rows.into_iter().filter(known).collect();
        let mut steps = steps(&mut connection, &rows.iter().map(|row| row.id).collect::<Vec<_>>()).await?;
        drop(connection);
        let accesses = rows.iter().filter_map(|row| {
            let case = cases.get(&row.dossier_id)?;
            Some(shown(caller, row, case, steps.remove(&row.id).unwrap_or_default(), now))
        });
        let accesses = accesses.collect();
        let case = dossier.and_then(|dossier| cases.get(&dossier));
        Ok(pb::ListAccessesResponse {
            accesses,
            may_ask: case.map(|c| may_ask(caller, &c.relations)).unwrap_or_default(),
        })
    }

    /// One of them, in the transaction of what was done to it.
    pub(super) async fn access(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        row: &Row,
        case: &stored::StoredCase,
    ) -> Result<pb::Access> {
        let mut steps = steps(tx, &[row.id]).await?;
        Ok(shown(caller, row, case, steps.remove(&row.id).unwrap_or_default(), self.clock.now()))
    }
}

/// What may be asked by whoever does not read its papers already, and what may be opened to others.
fn may_ask(caller: &Caller, case: &CaseRelations) -> Vec<String> {
    let may = |action| decide(caller, action, Resource::Case(case)).allowed;
    if may(Action::HabiliterLecteur) {
        return vec![NAMED.to_owned()];
    }
    let memoire = Paper {
        id: Uuid::nil(),
        class: 1,
        kind: "memoire".into(),
        author: Uuid::nil(),
        depositor: None,
        offices: Vec::new(),
    };
    let reads = decide(caller, Action::LirePiece, Resource::Paper(case, &memoire)).allowed;
    if !may(Action::Connaitre) || reads {
        return Vec::new();
    }
    let all = [(Action::DemanderAcces, REQUEST), (Action::DemanderAccesUrgence, URGENT)];
    all.into_iter().filter(|(action, _)| may(*action)).map(|(_, kind)| kind.to_owned()).collect()
}

async fn steps(connection: &mut PgConnection, of: &[Uuid]) -> Result<HashMap<Uuid, Vec<pb::AccessStep>>> {
    let rows = sqlx::query_as!(
        StepRow,
        "SELECT acces_id, step, agent, at, reason, until FROM document.acces_etape
         WHERE acces_id = ANY($1) ORDER BY acces_id, version",
        of
    )
    .fetch_all(connection)
    .await?;
    let mut steps: HashMap<Uuid, Vec<pb::AccessStep>> = HashMap::new();
    for row in rows {
        steps.entry(row.acces_id).or_default().push(pb::AccessStep {
            step: row.step,
            agent_id: row.agent.to_string(),
            at: Some(stamp(row.at)),
            reason: row.reason,
            until: row.until.map(stamp),
        });
    }
    Ok(steps)
}

fn shown(
    caller: &Caller,
    row: &Row,
    case: &stored::StoredCase,
    steps: Vec<pb::AccessStep>,
    now: Timestamp,
) -> pb::Access {
    let own = row.is_of(agent(caller));
    let takes = |step: &Step| {
        // Nobody opens to themselves.
        let alone = own && matches!(step, Step::Grant | Step::Refuse);
        !alone && step.fits(row, own, now) && may(caller, row, &case.relations, *step).1.allowed
    };
    pb::Access {
        access_id: row.id.to_string(),
        dossier_id: row.dossier_id.to_string(),
        number: case.number.clone(),
        kind: row.kind.clone(),
        agent_id: row.agent.to_string(),
        state: row.told(now).to_owned(),
        version: row.version.cast_unsigned(),
        until: row.until.map(stamp),
        steps,
        may: Step::ALL.iter().filter(|step| takes(step)).map(|step| step.as_str().to_owned()).collect(),
        own,
        chambre: case.relations.chambre.clone(),
    }
}
