//! Plans, carried out through the public API. Each step has a key made of the record and of itself: done once, whoever runs it again.

use std::collections::HashMap;

use anyhow::Result;
use serde_json::{Value, json};
use tokio::sync::Mutex;
use uuid::Uuid;

use super::paper;
use super::plan::{Opening, Plan, Step};
use crate::api::{Answer, Api, Refusal};

/// Namespace of the keys of take-overs.
const KEYS: Uuid = Uuid::from_u128(0x6b0c_39a4_5d1e_5f0b_9a57_5c1d_8e0f_7a21);
/// A letter that does not fit: to be confirmed, never changed.
const LETTER: &str = "NUM-001";

/// Why dossiers of one record are joined.
const JOINED: &str = "Reprise\u{a0}: pourvois joints par la décision.";

/// What became of a plan.
#[derive(Debug, Default)]
pub struct Sent {
    /// Dossiers opened now, and before.
    pub opened: [usize; 2],
    /// Acts recorded now, and before.
    pub recorded: [usize; 2],
    /// Numbers taken with a letter that does not fit.
    pub letters: Vec<String>,
    /// Number, step, refusal.
    pub refusals: Vec<(String, String, Refusal)>,
}

/// Carries out plans; offices are registered once.
pub struct Sender<'a> {
    api: &'a Api,
    offices: Mutex<HashMap<String, String>>,
    agents: Mutex<HashMap<String, String>>,
}

/// A dossier that stands.
struct Standing<'a> {
    opening: &'a Opening,
    dossier: String,
    version: u64,
    parties: Vec<String>,
    decisions: Vec<String>,
    // Of each act recorded, in the order of the plan.
    acts: Vec<String>,
}

impl<'a> Sender<'a> {
    /// Over the API.
    #[must_use]
    pub fn new(api: &'a Api) -> Self {
        Self { api, offices: Mutex::default(), agents: Mutex::default() }
    }

    /// Carries out one plan. What is refused is told, and what follows is tried all the same.
    ///
    /// # Errors
    /// When the product no longer answers.
    pub async fn send(&self, plan: &Plan) -> Result<Sent> {
        let mut sent = Sent::default();
        let mut standing = Vec::new();
        for opening in &plan.openings {
            if let Some(dossier) = self.open(plan, opening, &mut sent).await? {
                standing.push(dossier);
            }
        }
        for dossier in &mut standing {
            let opening = dossier.opening;
            self.assign(plan, dossier, &mut sent).await?;
            self.record(plan, dossier, "", &opening.acts, &mut sent).await?;
        }
        self.join(plan, &mut standing, &mut sent).await?;
        for dossier in &mut standing {
            let opening = dossier.opening;
            self.record(plan, dossier, "fin", &opening.end, &mut sent).await?;
            self.keep_sheet(plan, dossier, &mut sent).await?;
        }
        Ok(sent)
    }

    /// Joins the dossiers of a record under the first: one command, an act in each journal.
    async fn join(&self, plan: &Plan, standing: &mut [Standing<'_>], sent: &mut Sent) -> Result<()> {
        let Some(day) = plan.joined else { return Ok(()) };
        let [head, members @ ..] = &*standing else { return Ok(()) };
        let (opening, head) = (head.opening, head.dossier.clone());
        if members.is_empty() {
            return Ok(());
        }
        let dossiers: Vec<&str> = members.iter().map(|d| d.dossier.as_str()).collect();
        let body = json!({"dossiers": dossiers, "prononce": day.to_string(), "motif": JOINED});
        let path = format!("/api/v1/dossiers/{head}/jonction");
        match self.api.post(&path, key(plan, opening, "jonction"), &body).await? {
            Ok(joined) => {
                sent.recorded[usize::from(joined.replayed)] += standing.len();
                for dossier in standing {
                    dossier.version += 1;
                    dossier.acts.push(String::new());
                }
            }
            Err(refusal) => {
                sent.refusals.push((opening.number.clone(), "jonction_prononcee".to_owned(), refusal));
                standing.iter_mut().for_each(|dossier| dossier.acts.push(String::new()));
            }
        }
        Ok(())
    }

    async fn open<'p>(
        &self,
        plan: &'p Plan,
        opening: &'p Opening,
        sent: &mut Sent,
    ) -> Result<Option<Standing<'p>>> {
        let mut offices = HashMap::new();
        for name in opening.parties.iter().filter_map(|p| p.office.as_deref()) {
            match self.office(name).await? {
                Ok(id) => drop(offices.insert(name.to_owned(), id)),
                Err(refusal) => {
                    sent.refusals.push((opening.number.clone(), format!("cabinet {name}"), refusal))
                }
            }
        }
        let office = |name: &str| offices.get(name).cloned();
        let path = "/api/v1/dossiers";
        let mut answer =
            self.api.post(path, key(plan, opening, "ouverture"), &opening.body(office, false)).await?;
        if answer.as_ref().is_err_and(|refusal| refusal.code == LETTER) {
            sent.letters.push(opening.number.clone());
            answer = self
                .api
                .post(path, key(plan, opening, "ouverture confirmée"), &opening.body(office, true))
                .await?;
        }
        let opened = match answer {
            Ok(opened) => opened,
            Err(refusal) => {
                sent.refusals.push((opening.number.clone(), "ouverture".to_owned(), refusal));
                return Ok(None);
            }
        };
        sent.opened[usize::from(opened.replayed)] += 1;
        self.standing(opening, &opened).await.map(Some)
    }

    /// The ids that acts of a scope need, and only when one does: 911 parties are not read for nothing.
    async fn standing<'p>(&self, opening: &'p Opening, opened: &Answer) -> Result<Standing<'p>> {
        let dossier = opened.text("dossier_id").to_owned();
        let scoped =
            opening.acts.iter().chain(&opening.end).any(|s| !s.parties.is_empty() || !s.decisions.is_empty());
        let shown =
            if scoped { self.api.get(&format!("/api/v1/dossiers/{dossier}")).await?? } else { Value::Null };
        let ids = |list: &str, id: &str| -> Vec<String> {
            shown[list]
                .as_array()
                .into_iter()
                .flatten()
                .map(|e| e[id].as_str().unwrap_or_default().to_owned())
                .collect()
        };
        let (parties, decisions) = (ids("parties", "party_id"), ids("decisions", "decision_id"));
        Ok(Standing { opening, version: opened.version(), dossier, parties, decisions, acts: Vec::new() })
    }

    async fn office(&self, name: &str) -> Result<Result<String, Refusal>> {
        let mut known = self.offices.lock().await;
        if let Some(id) = known.get(name) {
            return Ok(Ok(id.clone()));
        }
        let key = Uuid::new_v5(&KEYS, format!("cabinet/{name}").as_bytes());
        match self.api.post("/api/v1/cabinets", key, &json!({"name": name})).await? {
            Ok(answer) => {
                let id = answer.text("office_id").to_owned();
                known.insert(name.to_owned(), id.clone());
                Ok(Ok(id))
            }
            Err(refusal) => Ok(Err(refusal)),
        }
    }

    /// Gives the case to its chamber.
    async fn assign(&self, plan: &Plan, of: &mut Standing<'_>, sent: &mut Sent) -> Result<()> {
        let Some((chambre, day)) = &of.opening.chambre else { return Ok(()) };
        let body = json!({"kind": "chambre_attribuee", "chambre": chambre, "designated_on": day});
        self.propose(key(plan, of.opening, "chambre"), of, "chambre", &body, sent).await
    }

    /// Proposes, and waits until the journal holds it: what follows may rest on it.
    async fn propose(
        &self,
        key: Uuid,
        of: &mut Standing<'_>,
        step: &str,
        body: &Value,
        sent: &mut Sent,
    ) -> Result<()> {
        let path = format!("/api/v1/dossiers/{}/designations?min_version={}", of.dossier, of.version);
        let refused = match self.api.post(&path, key, body).await? {
            Err(refusal) => Some(refusal),
            Ok(proposed) => {
                sent.recorded[usize::from(proposed.replayed)] += 1;
                // The read answers once the version is there; nothing else comes meanwhile.
                let path = format!("/api/v1/dossiers/{}?min_version={}", of.dossier, of.version + 1);
                match self.api.get(&path).await? {
                    Ok(_) => {
                        of.version += 1;
                        None
                    }
                    Err(late) => Some(self.declined(of).await?.unwrap_or(late)),
                }
            }
        };
        sent.refusals.extend(refused.map(|refusal| (of.opening.number.clone(), step.to_owned(), refusal)));
        Ok(())
    }

    /// Why the dossier declined a proposal.
    async fn declined(&self, of: &Standing<'_>) -> Result<Option<Refusal>> {
        let found = self.api.get(&format!("/api/v1/dossiers/{}/designations", of.dossier)).await??;
        let reason = &found["items"][0]["reason"];
        let text = |field: &str| reason[field].as_str().map(str::to_owned);
        Ok(text("code").map(|code| Refusal {
            status: 409,
            code,
            detail: text("message").unwrap_or_default(),
        }))
    }

    async fn record(
        &self,
        plan: &Plan,
        of: &mut Standing<'_>,
        part: &str,
        steps: &[Step],
        sent: &mut Sent,
    ) -> Result<()> {
        for (at, step) in steps.iter().enumerate() {
            let key = key(plan, of.opening, &format!("{part}/{at}/{}", step.kind));
            if let Some(subject) = &step.agent {
                let agent_id = self.agent(subject).await?;
                let day = step.dates.first().and_then(|(_, day)| *day);
                let body = json!({"kind": step.kind, "agent_id": agent_id, "designated_on": day});
                self.propose(key, of, step.kind, &body, sent).await?;
                of.acts.push(String::new());
                continue;
            }
            let mut act = of.act(step);
            if let Some(title) = &step.piece {
                act["corps"]["pieces"] = json!([self.deposit(of, title, key).await?]);
            }
            match self.api.post(&format!("/api/v1/dossiers/{}/actes", of.dossier), key, &act).await? {
                Ok(recorded) => {
                    sent.recorded[usize::from(recorded.replayed)] += 1;
                    of.version = recorded.version();
                    of.acts.push(recorded.text("act_id").to_owned());
                }
                Err(refusal) => {
                    of.acts.push(String::new());
                    sent.refusals.push((of.opening.number.clone(), step.kind.to_owned(), refusal));
                }
            }
        }
        Ok(())
    }

    /// What the decision says, beside the journal. Its key goes with what it says: said otherwise, it is a new version.
    async fn keep_sheet(&self, plan: &Plan, of: &Standing<'_>, sent: &mut Sent) -> Result<()> {
        if plan.sheet.is_null() {
            return Ok(());
        }
        let key = key(plan, of.opening, &format!("fiche/{}", plan.sheet));
        let path = format!("/api/v1/dossiers/{}/fiches", of.dossier);
        if let Err(refusal) = self.api.post(&path, key, &plan.sheet).await? {
            sent.refusals.push((of.opening.number.clone(), "fiche".to_owned(), refusal));
        }
        Ok(())
    }

    /// The paper that an act brings.
    async fn deposit(&self, of: &Standing<'_>, title: &str, act: Uuid) -> Result<String> {
        let pdf = paper::page(title, &format!("Pourvoi n° {}", of.opening.number));
        let deposited =
            self.api.deposit("memoire", "memoire.pdf", Uuid::new_v5(&act, b"piece"), &pdf).await??;
        Ok(deposited.text("piece_id").to_owned())
    }

    /// The id in the register of an agent, by subject; empty when there is none, which the product refuses in words.
    async fn agent(&self, subject: &str) -> Result<String> {
        let mut known = self.agents.lock().await;
        if known.is_empty() {
            let register = self.api.get("/api/v1/agents").await??;
            for agent in register["items"].as_array().into_iter().flatten() {
                let text = |field: &str| agent[field].as_str().unwrap_or_default().to_owned();
                known.insert(text("subject"), text("agent_id"));
            }
        }
        Ok(known.get(subject).cloned().unwrap_or_default())
    }
}

impl Standing<'_> {
    fn act(&self, step: &Step) -> Value {
        let dates: HashMap<&str, String> = step
            .dates
            .iter()
            .map(|(name, day)| (*name, day.map_or_else(|| "inconnue".to_owned(), |day| day.to_string())))
            .collect();
        let named = |places: &[usize], ids: &[String]| {
            places.iter().filter_map(|at| ids.get(*at)).cloned().collect::<Vec<_>>()
        };
        let (parties, decisions) =
            (named(&step.parties, &self.parties), named(&step.decisions, &self.decisions));
        let mut act = json!({
            "type": step.kind, "dates": dates, "corps": step.body,
            "portee": {"pourvois": [], "parties": parties, "decisions": decisions}
        });
        if let Some((at, why)) = &step.corrects {
            act["supersedes"] = json!(self.acts.get(*at));
            act["reason"] = json!(why);
        }
        act
    }
}

fn key(plan: &Plan, opening: &Opening, step: &str) -> Uuid {
    Uuid::new_v5(&KEYS, format!("{}/{}/{step}", plan.record, opening.number).as_bytes())
}
