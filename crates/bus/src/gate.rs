//! What a service answers before a milestone, on its own part, and what it says again after one was passed.
//!
//! A service brings facts that only it can find ([`Part::observe`]); the catalogue says what they are worth. Everything else is
//! here, once for all: who may ask, the wait for a replica that is behind, the same look after the act.

use std::{borrow::Cow, future::Future, time::Duration};

use greffe_access::{
    Action, Resource, decide,
    stored::{self, StoredCase, late, unknown_case},
};
use greffe_chassis::{Failure, Result, SharedClock, db, identity::caller, telemetry::measured};
use greffe_contracts::{
    act_to_law,
    events::v1::{ActRecorded, FindingRaised, RaisedFinding},
    gate::v1::{self as pb, gate_service_server},
    read_act,
};
use greffe_procedure::{
    act::Act,
    catalogue::{self, Catalogue},
    gate::{GateFinding, Observed, may_pass, of_service, passes, stood_before},
};
use prost::Message;
use sqlx::{PgConnection, PgPool};
use tonic::{Request, Response, Status};
use uuid::Uuid;

use crate::{
    NewEvent,
    admin::{self, OWNER},
    law, outbox, replica,
};

pub use gate_service_server::GateServiceServer;

/// Longest wait for the version asked, and between two looks.
const WAIT: Duration = Duration::from_millis(1_500);
const LOOK: Duration = Duration::from_millis(15);

/// The journal that is looked at.
pub struct Asked<'a> {
    /// The dossier, who is what to it, the version that is held.
    pub case: &'a StoredCase,
    /// The law by which it is read.
    pub catalogue: &'static Catalogue,
    /// The journal held, as it was published; what the act looked at makes another act of is in neither list. The case, and
    /// what a service derived of it, are as the whole journal says.
    pub facts: &'a [ActRecorded],
    /// The same as the law looks at it.
    pub acts: &'a [Act],
}

/// A service that answers for a part.
pub trait Part: Clone + Send + Sync + 'static {
    /// Which one.
    const PART: catalogue::Part;

    /// Its tables, its time.
    fn parts(&self) -> (&PgPool, &SharedClock);

    /// What it finds of a dossier, of all that the catalogue may ask of its part.
    ///
    /// # Errors
    /// When it cannot look: then nothing is said to be in order.
    fn observe(
        &self,
        tx: &mut PgConnection,
        asked: &Asked<'_>,
    ) -> impl Future<Output = Result<Vec<Observed>>> + Send;

    /// The service that answers.
    fn gate(self) -> GateServiceServer<Gate<Self>> {
        GateServiceServer::new(Gate(self))
    }
}

/// A part, served.
pub struct Gate<P>(P);

#[tonic::async_trait]
impl<P: Part> gate_service_server::GateService for Gate<P> {
    async fn check_milestone(
        &self,
        request: Request<pb::CheckMilestoneRequest>,
    ) -> Result<Response<pb::CheckMilestoneResponse>, Status> {
        let caller = caller(&request)?;
        decide(&caller, Action::ControlerJalon, Resource::Court).or_forbidden()?;
        measured("CheckMilestone", async { Ok(Response::new(answer(&self.0, request.get_ref()).await?)) })
            .await
    }

    async fn replay_findings(
        &self,
        request: Request<pb::ReplayFindingsRequest>,
    ) -> Result<Response<pb::ReplayFindingsResponse>, Status> {
        let caller = caller(&request)?;
        decide(&caller, Action::Rejouer, Resource::Court).or_forbidden()?;
        let wanted = request.get_ref();
        let aggregate = Uuid::parse_str(&wanted.aggregate_id).map_err(|_| unknown_case())?;
        let (pool, _) = self.0.parts();
        let mut connection = pool.acquire().await.map_err(Failure::from)?;
        let events =
            outbox::replay(&mut connection, P::PART.as_str(), aggregate, wanted.from, wanted.to).await?;
        Ok(Response::new(pb::ReplayFindingsResponse { events }))
    }
}

async fn answer<P: Part>(part: &P, wanted: &pb::CheckMilestoneRequest) -> Result<pb::CheckMilestoneResponse> {
    let dossier = Uuid::parse_str(&wanted.dossier_id).map_err(|_| unknown_case())?;
    let catalogue = law::carried(&wanted.catalogue)?;
    let milestone = catalogue
        .milestone_named(&wanted.milestone)
        .ok_or_else(|| Failure::internal(format!("no milestone `{}`", wanted.milestone)))?;
    let (pool, _) = part.parts();
    let until = tokio::time::Instant::now() + WAIT;
    loop {
        let mut tx = db::begin(pool).await?;
        match stored::load(&mut tx, dossier).await? {
            Some(case) if case.version >= wanted.version => {
                let act = wanted.act.as_ref().map(|fact| act_to_law(catalogue, fact)).transpose();
                let act = act.map_err(Failure::internal)?;
                let findings = look(part, &mut tx, &case, catalogue, milestone, act.as_ref()).await?;
                return Ok(pb::CheckMilestoneResponse { version: case.version, findings });
            }
            _ if tokio::time::Instant::now() >= until => return Err(late()),
            _ => {}
        }
        drop(tx);
        tokio::time::sleep(LOOK).await;
    }
}

async fn look<P: Part>(
    part: &P,
    tx: &mut PgConnection,
    case: &StoredCase,
    catalogue: &'static Catalogue,
    milestone: usize,
    act: Option<&Act>,
) -> Result<Vec<pb::GateFinding>> {
    let facts = replica::load(tx, case.relations.dossier).await?;
    let read = |fact| act_to_law(catalogue, fact).map_err(Failure::internal);
    let acts = facts.iter().map(read).collect::<Result<Vec<_>>>()?;
    let stood = act.map_or(Cow::Borrowed(acts.as_slice()), |act| stood_before(&acts, act));
    let left = |act: &Act| stood.len() == acts.len() || stood.iter().any(|left| left.id == act.id);
    let facts: Vec<ActRecorded> =
        facts.into_iter().zip(&acts).filter(|(_, act)| left(act)).map(|(fact, _)| fact).collect();
    let asked = Asked { case, catalogue, facts: &facts, acts: &stood };
    let observed = part.observe(tx, &asked).await?;
    let found = of_service(catalogue, &stood, milestone, act, P::PART, &observed);
    Ok(found.iter().map(|finding| told(finding, P::PART)).collect())
}

/// A finding, for the wire.
#[must_use]
pub fn told(finding: &GateFinding<'_>, part: catalogue::Part) -> pb::GateFinding {
    let control = finding.control;
    pb::GateFinding {
        code: control.id.as_str().to_owned(),
        label: control.label.clone(),
        result: finding.result.as_str().to_owned(),
        severity: finding.gravity().finding_word().to_owned(),
        article: control.article.clone(),
        message: finding.sentence(),
        cured_by: control.cured_by.iter().map(|kind| kind.as_str().to_owned()).collect(),
        part: part.as_str().to_owned(),
        overridden_by: control.overridden_by.iter().map(|role| role.as_str().to_owned()).collect(),
    }
}

/// Looks again at an act that passed a milestone, before what it says is applied: what would have stopped it.
///
/// # Errors
/// When a stored act does not read, or the database refuses.
pub async fn look_again<P: Part>(part: &P, tx: &mut PgConnection, act: &[u8]) -> Result<Vec<FindingRaised>> {
    let fact = ActRecorded::decode(act).map_err(Failure::internal)?;
    let catalogue = law::carried(&fact.catalogue).unwrap_or_else(|_| Catalogue::embedded());
    if !catalogue.kind(&fact.kind).is_some_and(|kind| may_pass(catalogue, kind)) {
        return Ok(Vec::new());
    }
    let dossier = fact.dossier_id.map(Uuid::from).unwrap_or_default();
    let Some(case) = stored::load(tx, dossier).await? else { return Ok(Vec::new()) };
    let held = replica::held(tx, dossier).await?;
    let read = |body: &[u8]| read_act(catalogue, body).map_err(Failure::internal);
    let acts = held.bodies().chain([Ok(act)]).map(|body| read(body?)).collect::<Result<Vec<_>>>();
    // A journal that this binary's law cannot read is no reason to hear no more of it.
    let Ok(mut acts) = acts.inspect_err(|error| tracing::error!(%dossier, %error, "not looked at again"))
    else {
        return Ok(Vec::new());
    };
    let Some(act) = acts.pop() else { return Ok(Vec::new()) };
    let mut raised = Vec::new();
    for milestone in passes(catalogue, &acts, &act) {
        let found = look(part, tx, &case, catalogue, milestone, Some(&act)).await?;
        let found = found.into_iter().filter(|finding| finding.severity == "bloquante");
        let findings: Vec<_> =
            found.map(|finding| RaisedFinding { code: finding.code, result: finding.result }).collect();
        if !findings.is_empty() {
            metrics::counter!("greffe_gate_findings_raised_total").increment(1);
            raised.push(FindingRaised {
                dossier_id: fact.dossier_id,
                act_id: fact.act_id,
                journal_version: fact.version,
                milestone: catalogue.milestones()[milestone].name.as_str().to_owned(),
                part: P::PART.as_str().to_owned(),
                findings,
            });
        }
    }
    Ok(raised)
}

/// Tells what was found again. The caller holds the cursor of the dossier's journal.
///
/// # Errors
/// When the database refuses.
pub async fn tell<P: Part>(part: &P, tx: &mut PgConnection, raised: &[FindingRaised]) -> Result<()> {
    let key = format!("{}.dossier.finding_raised", P::PART.as_str());
    for raised in raised {
        let dossier = raised.dossier_id.map(Uuid::from).unwrap_or_default();
        let seq = outbox::next_seq(tx, dossier).await?;
        let event = NewEvent::new(&key, dossier, seq, "FindingRaised", raised);
        outbox::append(tx, part.parts().1.now(), &event).await?;
    }
    Ok(())
}

/// Takes the cursor of a dossier's journal, for who tells of it outside of the consumer, until commit.
///
/// # Errors
/// When the database refuses.
pub async fn hold(tx: &mut PgConnection, dossier: Uuid) -> Result<()> {
    admin::cursor(tx, OWNER, dossier).await.map(|_| ())
}

/// The alert that findings after an act raise: the same whoever tells them, and however often.
#[must_use]
pub fn alert_id(raised: &FindingRaised) -> Uuid {
    let act = raised.act_id.map(Uuid::from).unwrap_or_default();
    Uuid::new_v5(&act, format!("controle:{}:{}", raised.part, raised.milestone).as_bytes())
}
