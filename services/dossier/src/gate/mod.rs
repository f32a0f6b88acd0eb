//! The gate before milestones: every act of the Court that passes one comes through [`Dossiers::pass_gate`], by whatever door.
//!
//! The services are asked before the transaction, all at once, within a bound ([`Dossiers::ask_for`]); in it, under the
//! dossier's lock, their answers count only for the version they were given for. An irregularity that blocks refuses the act; a
//! service that did not answer refuses it too, unless the président passes with a motive and a second person ([`passage`]).

mod grpc;
mod passage;
mod report;

use std::{borrow::Cow, collections::BTreeSet, time::Duration};

use futures::future::join_all;
use greffe_bus::gate::told;
use greffe_chassis::{Caller, Failure, Kind, Result, db, peer::Peer};
use greffe_contracts::{
    common::v1::{Finding, NamedDate, named_date},
    dossier::v1::RulingWords,
    events::v1::{ActClass, ActRecorded, PassageSansControle, act_recorded::Body},
    gate::v1::{CheckMilestoneRequest, GateFinding, gate_service_client::GateServiceClient},
    kind_of,
};
use greffe_procedure::{
    act::Act,
    catalogue::Part,
    day::Day,
    gate::{is_near, may_pass, of_journal, passes, statutory, stood_before},
};
use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    Dossiers,
    case::{
        common::{Elsewhere, Reach, There, translated},
        pourvois,
    },
    decisions,
    journal::Journal,
};

/// Longest wait for the services: they themselves wait less for a replica that is behind.
const ASKED: Duration = Duration::from_millis(2_500);
/// The journal moved between the question and the transaction.
pub(crate) const MOVED: &str = "CTL-003";
/// Tries when it does.
pub(crate) const TRIES: u32 = 4;
/// What the gate found irregular, and what was not checked.
const STOPPED: &str = "CTL-001";
const UNCHECKED: &str = "CTL-002";
const BLOCKING: &str = "bloquante";

/// What one service said of its part.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    part: Part,
    /// Findings, or why there are none to rest on.
    said: Result<Vec<GateFinding>, String>,
}

/// What the services said of the milestones that an act would pass, journal by journal.
#[derive(Debug, Clone, Default)]
pub(crate) struct Answers(Vec<Asked>);

/// What they said of one journal.
#[derive(Debug, Clone)]
struct Asked {
    dossier: Uuid,
    /// Version that they were asked about.
    version: u64,
    /// Milestone by its position; what each service said.
    of: Vec<(usize, Vec<Answer>)>,
}

impl Answers {
    /// Nobody was asked.
    pub(crate) const NONE: &'static Self = &Self(Vec::new());

    /// Whether every service that was asked answered.
    pub(crate) fn are_complete(&self) -> bool {
        self.0.iter().flat_map(|asked| &asked.of).flat_map(|(_, of)| of).all(|answer| answer.said.is_ok())
    }

    /// Of one milestone of one journal.
    fn alone(journal: &Journal, milestone: usize, said: Vec<Answer>) -> Self {
        Self(vec![Asked {
            dossier: journal.dossier,
            version: journal.version(),
            of: vec![(milestone, said)],
        }])
    }

    /// Of one journal at one version: what was said of a milestone.
    fn of(&self, dossier: Uuid, version: u64, milestone: usize) -> Option<&[Answer]> {
        let asked = self.0.iter().find(|asked| asked.dossier == dossier && asked.version == version)?;
        asked.of.iter().find(|(of, _)| *of == milestone).map(|(_, of)| of.as_slice())
    }
}

/// How an act comes to the gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Door {
    /// Done here: what blocks refuses it.
    Here,
    /// Received, or taken over from another system, which passed its milestone there: what blocks is said.
    TakenOver,
}

/// What the gate made of an act that passes a milestone.
#[derive(Debug, Default)]
pub(crate) struct Passed {
    /// What is said all the same.
    pub(crate) findings: Vec<Finding>,
    /// The act that lists what was not checked.
    pub(crate) companions: Vec<ActRecorded>,
}

/// What stands before one milestone.
#[derive(Debug, Default)]
struct Standing {
    findings: Vec<GateFinding>,
    unanswered: Vec<(Part, String)>,
}

impl Standing {
    fn blocking(&self) -> impl Iterator<Item = &GateFinding> {
        self.findings.iter().filter(|finding| finding.severity == BLOCKING)
    }

    fn stops(&self) -> bool {
        !self.unanswered.is_empty() || self.blocking().next().is_some()
    }
}

impl Dossiers {
    /// The same, asking these services before milestones.
    #[must_use]
    pub fn asking(self, services: Vec<(Part, Peer)>) -> Self {
        Self { others: services.into(), ..self }
    }

    /// What the services say of the milestones that a fact would pass in each journal that it enters. Most facts pass none, and
    /// nobody is asked.
    pub(crate) async fn ask_for(
        &self,
        dossier: Uuid,
        (fact, words): (&ActRecorded, Option<&RulingWords>),
        reach: Reach,
    ) -> Result<Answers> {
        let kind = fact.body.as_ref().map(kind_of).and_then(|kind| self.law.catalogue.kind(kind));
        if self.others.is_empty() || !kind.is_some_and(|kind| may_pass(self.law.catalogue, kind)) {
            return Ok(Answers::default());
        }
        let mut tx = db::begin(&self.pool).await?;
        let elsewhere = Elsewhere::of(&mut tx, dossier, fact, reach).await?;
        let Some((journal, others)) = elsewhere.lock(&mut tx, dossier).await? else {
            return Ok(Answers::default());
        };
        tx.rollback().await?;
        let mut fact = fact.clone();
        // What a decision ends follows from its outcomes, which pourvoi is registered from the declarations; one that does not hold is
        // refused where it is recorded.
        let completed = decisions::check(&journal, &mut fact, words)
            .and_then(|()| pourvois::registered(&journal, &mut fact))
            .and_then(|()| pourvois::extent(&journal, &mut fact));
        if completed.is_err() {
            return Ok(Answers::default());
        }
        let there = others.iter().filter_map(|there| match translated(&journal, &fact, there) {
            There::Act(copy) => Some((there, *copy)),
            There::Nothing(_) => None,
        });
        let asked = there.chain([(&journal, fact.clone())]).map(|(of, fact)| self.ask_of(of, fact));
        Ok(Answers(join_all(asked).await.into_iter().flatten().collect()))
    }

    /// The same of one journal; what the law cannot read is refused where it is recorded.
    async fn ask_of(&self, journal: &Journal, fact: ActRecorded) -> Option<Asked> {
        let mut after = journal.clone();
        let act = after.push(self.clock.now(), fact).ok().cloned()?;
        let mut of = Vec::new();
        for milestone in passes(journal.law.catalogue, &journal.acts, &act) {
            of.push((milestone, self.ask(journal, milestone, after.facts.last()).await));
        }
        Some(Asked { dossier: journal.dossier, version: journal.version(), of })
    }

    /// Asks every other service about a milestone, at once.
    async fn ask(&self, journal: &Journal, milestone: usize, act: Option<&ActRecorded>) -> Vec<Answer> {
        let wanted = CheckMilestoneRequest {
            dossier_id: journal.dossier.to_string(),
            version: journal.version(),
            milestone: journal.law.catalogue.milestones()[milestone].name.as_str().to_owned(),
            catalogue: journal.law.version().to_owned(),
            act: act.cloned(),
        };
        let asked = self.others.iter().map(|(part, peer)| {
            let wanted = wanted.clone();
            async move {
                let said = match tokio::time::timeout(ASKED, check(peer, wanted)).await {
                    Ok(said) => said.map_err(|failure| failure.message),
                    Err(_) => Err("Le service n’a pas répondu dans le délai.".to_owned()),
                };
                if let Err(reason) = &said {
                    metrics::counter!("greffe_gate_unanswered_total", "part" => part.as_str()).increment(1);
                    tracing::warn!(part = part.as_str(), reason, "the gate was not answered");
                }
                Answer { part: *part, said }
            }
        });
        join_all(asked).await
    }

    /// Whether an act may pass the milestones that it passes: the one place where this is decided. The journal is locked and
    /// ends with the act; `before` acts stood before it.
    pub(crate) async fn pass_gate(
        &self,
        tx: &mut PgConnection,
        journal: &Journal,
        before: usize,
        answers: &Answers,
        door: Door,
        now: Timestamp,
    ) -> Result<Passed> {
        let (acts, Some(act)) = (&journal.acts[..before], journal.acts.get(before)) else {
            return Ok(Passed::default());
        };
        let mut passed = Passed::default();
        // What has reached the Court is journalled, whatever it passes: what is irregular is said.
        let received = journal.facts.get(before).is_some_and(|fact| fact.class == ActClass::FaitRecu as i32);
        let door = if received { Door::TakenOver } else { door };
        for milestone in passes(journal.law.catalogue, acts, act) {
            let standing = match self.standing(journal, before, milestone, Some(act), answers) {
                Some(standing) => standing,
                None if door == Door::Here => return Err(moved()),
                None => self.own(journal, before, milestone, Some(act)),
            };
            if door == Door::Here && standing.stops() {
                let companion = match self.use_passage(tx, journal, milestone, &standing, now).await? {
                    Some(passage) => {
                        companion(journal, before, milestone, &standing, passage, self.clock.today())
                    }
                    None => return Err(self.refusal(journal, before, milestone, &standing)),
                };
                passed.companions.push(companion);
            }
            passed.findings.extend(standing.findings.into_iter().map(|f| said(f, journal)));
        }
        Ok(passed)
    }

    /// What stands before a milestone: what the journal says, and what the services said of it. `None` where they were asked
    /// about another version, or not at all.
    fn standing(
        &self,
        journal: &Journal,
        before: usize,
        milestone: usize,
        act: Option<&Act>,
        answers: &Answers,
    ) -> Option<Standing> {
        let mut standing = self.own(journal, before, milestone, act);
        // A dossier that opens is known to nobody else yet.
        if self.others.is_empty() || before == 0 || journal.is_opening() {
            return Some(standing);
        }
        let of = answers.of(journal.dossier, before as u64, milestone)?;
        for answer in of {
            match &answer.said {
                Ok(findings) => standing.findings.extend(findings.iter().cloned()),
                Err(reason) => standing.unanswered.push((answer.part, reason.clone())),
            }
        }
        Some(standing)
    }

    /// What the journal itself says.
    fn own(&self, journal: &Journal, before: usize, milestone: usize, act: Option<&Act>) -> Standing {
        let (law, acts) = (journal.law, &journal.acts[..before]);
        let today = Day::from_date(self.clock.today());
        let stood = act.map_or(Cow::Borrowed(acts), |act| stood_before(acts, act));
        let own = of_journal(law.catalogue, law.profile, &stood, milestone, act, today);
        let findings = own.iter().map(|finding| told(finding, Part::Dossier)).collect();
        Standing { findings, unanswered: Vec::new() }
    }

    /// The refusal: each irregularity with its remedy, each part that was not checked, and the way past where it is offered.
    fn refusal(&self, journal: &Journal, before: usize, milestone: usize, standing: &Standing) -> Failure {
        let law = journal.law;
        let of = &law.catalogue.milestones()[milestone];
        metrics::counter!("greffe_gate_refusals_total", "milestone" => of.name.as_str().to_owned())
            .increment(1);
        let label = &of.label;
        let blocking: Vec<&GateFinding> = standing.blocking().collect();
        let (code, words) = if blocking.is_empty() {
            let parts: Vec<&str> = standing.unanswered.iter().map(|(part, _)| part.label()).collect();
            let words = format!(
                "Le jalon «\u{a0}{label}\u{a0}» n’est pas vérifié ({}). Non vérifié n’est pas régulier\u{a0}: réessayez, ou demandez au président de passer, avec un motif et une seconde personne.",
                parts.join(", ")
            );
            (UNCHECKED, words)
        } else {
            let words = format!(
                "Le jalon «\u{a0}{label}\u{a0}» ne peut pas être franchi\u{a0}: {} irrégularité(s) l’arrêtent. Enregistrez d’abord les actes qui y remédient.",
                blocking.len()
            );
            (STOPPED, words)
        };
        let mut failure = Failure::new(Kind::Refused, code, words);
        for finding in blocking {
            let remedies: Vec<String> = finding
                .cured_by
                .iter()
                .map(|kind| format!("«\u{a0}{}\u{a0}»", law.act_label(kind)))
                .collect();
            // What a service found and no act cures, its sentence says how to cure.
            let remedy = if remedies.is_empty() && finding.part != Part::Dossier.as_str() {
                String::new()
            } else if remedies.is_empty() {
                " Remède\u{a0}: enregistrer la vérification du point.".to_owned()
            } else {
                format!(" Remède\u{a0}: enregistrer {}.", remedies.join(" ou "))
            };
            let message = format!("{} ({}){remedy}", finding.message, finding.article);
            failure = failure.with_violation(STOPPED, &finding.code, message);
        }
        for (part, reason) in &standing.unanswered {
            let message = format!("Non vérifié\u{a0}: {}. {reason}", part.label());
            failure = failure.with_violation(UNCHECKED, part.as_str(), message);
        }
        let derived = law.derive(&journal.acts[..before], self.clock.today());
        let due = statutory(law.catalogue, &journal.acts[..before], &derived.deadlines);
        if let Some(day) = due.filter(|_| is_near(due, derived.as_of)) {
            let message = format!(
                "Le terme pour statuer est le {}\u{a0}: le président peut passer dès maintenant, avec un motif et une seconde personne (POST /api/v1/dossiers/{}/passages).",
                day.long(),
                journal.dossier
            );
            failure = failure.with_violation(UNCHECKED, "passage", message);
        }
        failure
    }
}

pub(crate) fn moved() -> Failure {
    Failure::new(
        Kind::Unavailable,
        MOVED,
        "Le dossier a changé pendant son contrôle. Rien n’a été enregistré\u{a0}; reprenez l’acte.",
    )
}

async fn check(peer: &Peer, wanted: CheckMilestoneRequest) -> Result<Vec<GateFinding>> {
    let request = peer.request(&Caller::service(crate::NAME), wanted)?;
    let answer = GateServiceClient::new(peer.channel()).check_milestone(request).await;
    Ok(answer.map_err(|status| Failure::from_status(&status))?.into_inner().findings)
}

/// The act that goes with one that passed: what was not checked, what was set aside, by which request.
fn companion(
    journal: &Journal,
    before: usize,
    milestone: usize,
    standing: &Standing,
    passage: Uuid,
    today: jiff::civil::Date,
) -> ActRecorded {
    let codes: BTreeSet<String> = standing.blocking().map(|finding| finding.code.clone()).collect();
    let body = PassageSansControle {
        jalon: journal.law.catalogue.milestones()[milestone].name.as_str().to_owned(),
        passage_id: Some(passage.into()),
        non_controles: standing.unanswered.iter().map(|(part, _)| part.as_str().to_owned()).collect(),
        ecartes: codes.into_iter().collect(),
    };
    ActRecorded {
        dates: vec![NamedDate {
            name: "passe".into(),
            value: Some(named_date::Value::Day(Day::from_date(today).number())),
            source: "acte".into(),
        }],
        refers_to: journal.facts.get(before).and_then(|fact| fact.act_id),
        body: Some(Body::PassageSansControle(body)),
        ..Default::default()
    }
}

/// A finding that did not stop, as the answer of a command says it.
fn said(finding: GateFinding, journal: &Journal) -> Finding {
    let known = |kind: &String| journal.law.catalogue.kind(kind).is_some();
    Finding {
        code: finding.code,
        severity: if finding.severity == BLOCKING { "avertissement".into() } else { finding.severity },
        message: finding.message,
        basis: finding.article,
        field: String::new(),
        cured_by: finding.cured_by.into_iter().filter(known).collect(),
    }
}
