//! The proposal of a rôle: what is known is gathered, the gate is asked with the rights of who asks, and a pure function of it
//! proposes.

use std::collections::{BTreeMap, BTreeSet};

use futures::{StreamExt, stream};
use greffe_access::{Action, Resource, decide};
use greffe_chassis::{Caller, Failure, Kind, Result};
use greffe_contracts::{
    assignment::v1 as pb,
    dossier::v1::{GateReport, GetGateRequest, gatekeeper_service_client::GatekeeperServiceClient},
};
use greffe_distribution::{
    Nature, Rules,
    audience::{
        Audience, AudienceRules, Candidate, Entry, Listed, Obstacle, PROPOSED_MAX, RoleProposal,
        RoleSnapshot, Slot, explain_role, planned_until, propose_role,
    },
};
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{day, id, invalid, store, unknown};
use crate::{
    Assignments,
    distribution::{Case, cases, hearings, impediments},
};

/// Dossiers looked at in one proposal: each asks every service.
const LOOKED_AT: i64 = 120;
/// Gates asked at once.
const AT_ONCE: usize = 8;
/// The milestone that a rôle passes.
const MILESTONE: &str = "audiencement";
/// Formations of the rôle, by the formation that a dossier was sent to; a chamber's own where it is none of these.
const SENT_TO: &[(&str, &[&str], &str)] = &[
    ("restreinte", &["fr", "frr", "frh"], "formation restreinte"),
    ("section", &["fs"], "formation de section"),
    ("pleniere_de_chambre", &["fp"], "formation plénière de chambre"),
    ("chambre_mixte", &["mi"], "chambre mixte"),
    ("assemblee_pleniere", &["ap"], "assemblée plénière"),
    ("formation_mixte_pour_avis", &["fma"], "formation mixte pour avis"),
    ("formation_pleniere_pour_avis", &["fpa"], "formation plénière pour avis"),
];

/// Who says why a dossier stands where good order would not have it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Decided<'a> {
    /// The reason of each dossier.
    ByDossier,
    /// The change itself is the president's decision: a notice too late for the parties alone needs its reason, empty where none is given.
    Because(&'a str),
}

/// The refusal of a notice that comes too late.
const LATE: &str = "avis_tardif";

impl Assignments {
    /// Which dossiers that are ready would go to which audiences; nothing is written.
    pub(crate) async fn propose_role(
        &self,
        caller: &Caller,
        wanted: &pb::ProposeRoleRequest,
    ) -> Result<pb::ProposeRoleResponse> {
        self.known_chambre("chambre", &wanted.chambre).await?;
        decide(caller, Action::TenirAudiences, Resource::Case(&super::chamber(&wanted.chambre)))
            .or_forbidden()?;
        let named = ids("audience_ids", &wanted.audience_ids)?;
        let dossiers = ids("dossier_ids", &wanted.dossier_ids)?;
        if dossiers.len() > PROPOSED_MAX {
            return Err(invalid(
                "dossier_ids",
                format!(
                    "{PROPOSED_MAX} dossiers au plus se proposent à la fois. Proposez en plusieurs fois."
                ),
            ));
        }
        let today = self.clock.today();
        let from = if wanted.from.is_empty() { today } else { day("from", &wanted.from)? };
        let to = if wanted.to.is_empty() { planned_until(today) } else { day("to", &wanted.to)? };
        let mut tx = greffe_chassis::db::begin(&self.pool).await?;
        let mut audiences = Vec::new();
        for plan in store::plans(&mut tx, &wanted.chambre, &named, (from, to)).await? {
            audiences.push(store::load(&mut tx, plan).await?.ok_or_else(unknown)?);
        }
        if audiences.is_empty() {
            return Err(Failure::new(
                Kind::Refused,
                "AUD-015",
                "Aucune audience de cette chambre n’a de rôle à remplir sur cette période. Prévoyez d’abord une audience.",
            ));
        }
        let waiting = if dossiers.is_empty() {
            store::waiting(&mut tx, &wanted.chambre, LOOKED_AT + 1).await?
        } else {
            dossiers
        };
        let more =
            wanted.dossier_ids.is_empty() && i64::try_from(waiting.len()).unwrap_or(i64::MAX) > LOOKED_AT;
        let mut waiting = waiting;
        if more {
            waiting.truncate(usize::try_from(LOOKED_AT).unwrap_or(usize::MAX));
        }
        let (snapshot, numbers) = self.role_snapshot(&mut tx, caller, &audiences, &waiting).await?;
        // Nothing waits in the database while every service is asked.
        tx.rollback().await?;
        let snapshot = self.with_gates(caller, snapshot).await;
        let looked_at = snapshot.candidates.len();
        let proposal = tokio::task::spawn_blocking(move || {
            propose_role(&snapshot, AudienceRules::newest(), &Rules::newest())
        });
        let proposal = proposal.await.map_err(Failure::internal)?.map_err(Failure::internal)?;
        Ok(shown(&proposal, &numbers, looked_at, more))
    }

    /// Whether one dossier may be added to a published rôle: what the law forbids refuses, what good order asks needs a reason.
    pub(super) async fn lawful_entry(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        audience: &Audience,
        affaire: &Listed,
    ) -> Result<()> {
        self.lawful_entries(tx, caller, audience, std::slice::from_ref(affaire), Decided::ByDossier).await
    }

    /// The same of a whole rôle, whose time is looked at apart.
    pub(super) async fn lawful_role(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        audience: &Audience,
        decided: Decided<'_>,
    ) -> Result<()> {
        let listed = |entry: &Entry| Listed {
            dossier: entry.dossier,
            minutes: entry.minutes,
            motif: entry.motif.clone(),
        };
        let affaires: Vec<Listed> = audience.role.iter().map(listed).collect();
        let empty = Audience { role: Vec::new(), ..audience.clone() };
        self.lawful_entries(tx, caller, &empty, &affaires, decided).await
    }

    async fn lawful_entries(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        audience: &Audience,
        affaires: &[Listed],
        decided: Decided<'_>,
    ) -> Result<()> {
        let of = std::slice::from_ref(audience);
        let dossiers: Vec<Uuid> = affaires.iter().map(|affaire| affaire.dossier).collect();
        let (mut snapshot, numbers) = self.role_snapshot(tx, caller, of, &dossiers).await?;
        for candidate in &mut snapshot.candidates {
            let affaire = affaires.iter().find(|affaire| affaire.dossier == candidate.dossier);
            candidate.minutes = affaire.map(|affaire| affaire.minutes);
            // It is moved from there, or the journal of that rôle refuses it.
            candidate.ailleurs = false;
        }
        let rules = (AudienceRules::newest(), Rules::newest());
        let mut failure: Option<Failure> = None;
        for affaire in affaires {
            let reasons = explain_role(&snapshot, affaire.dossier, audience.id, rules.0, &rules.1);
            let number = numbers.get(&affaire.dossier).map_or("", |(number, _)| number.as_str());
            let bare = |code: &str| match decided {
                Decided::ByDossier => affaire.motif.trim().is_empty(),
                Decided::Because(reason) => code == LATE && reason.is_empty(),
            };
            for reason in reasons.iter().filter(|of| of.nature == Nature::Interdit || bare(&of.code)) {
                let remedy = match reason.nature {
                    Nature::Interdit => "La loi l’interdit\u{a0}: choisissez une autre audience.",
                    Nature::Ecarte => "Le président peut en décider autrement, par un motif.",
                };
                let message =
                    format!("Dossier {number}\u{a0}: {} ({}). {remedy}", reason.phrase, reason.texte);
                // The reason is then of the change, not of the dossier.
                let of_change = matches!(decided, Decided::Because(_)) && reason.nature == Nature::Ecarte;
                let (code, field) = if of_change { ("AUD-020", "reason") } else { ("AUD-009", "entries") };
                let all = failure.unwrap_or_else(|| Failure::new(Kind::Refused, code, message.clone()));
                failure = Some(all.with_violation(code, field, message));
            }
        }
        failure.map_or(Ok(()), Err)
    }

    /// What a proposal rests on, the gate apart; with the number of each dossier and whether it is urgent.
    async fn role_snapshot(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        audiences: &[Audience],
        dossiers: &[Uuid],
    ) -> Result<(RoleSnapshot, BTreeMap<Uuid, (String, bool)>)> {
        let found = cases(tx, dossiers).await?;
        let declared = impediments(tx, dossiers).await?;
        let standing = store::elsewhere(tx, Uuid::nil(), dossiers).await?;
        let law = hearings(self, tx, dossiers).await?;
        let mut candidates = Vec::new();
        let mut numbers = BTreeMap::new();
        for (id, case) in &found {
            let relations = &case.stored.relations;
            if case.follows() || !decide(caller, Action::Connaitre, Resource::Case(relations)).allowed {
                continue;
            }
            numbers.insert(*id, (case.stored.number.clone(), case.urgent));
            let terme = law.get(id).and_then(|hearing| hearing.due);
            let of = candidate(*id, case, case.facts(&declared), standing.contains_key(id));
            candidates.push(Candidate { terme, ..of });
        }
        let sitters: BTreeSet<Uuid> = audiences.iter().flat_map(Audience::people).collect();
        let sitters: Vec<Uuid> = sitters.into_iter().collect();
        let people = store::people(tx, &sitters, self.clock.today()).await?;
        let snapshot = RoleSnapshot {
            day: self.clock.today(),
            slots: audiences.iter().map(Slot::of).collect(),
            candidates,
            functions: people
                .into_iter()
                .map(|(id, (person, _))| (id, (person.fonction, person.nom)))
                .collect(),
        };
        Ok((snapshot, numbers))
    }

    /// The same, with what stands before the rôle of each dossier, as the caller may read it. Not checked is never regular.
    async fn with_gates(&self, caller: &Caller, mut snapshot: RoleSnapshot) -> RoleSnapshot {
        let dossiers: Vec<Uuid> = snapshot.candidates.iter().map(|of| of.dossier).collect();
        let gates = stream::iter(dossiers).map(|dossier| self.gate_before(caller, dossier));
        let gates: Vec<Result<GateReport>> = gates.buffered(AT_ONCE).collect().await;
        for (candidate, gate) in snapshot.candidates.iter_mut().zip(gates) {
            match gate {
                Ok(report) => candidate.obstacles = obstacles(&report),
                Err(_) => candidate.obstacles.push(unchecked("le contrôle de régularité")),
            }
        }
        snapshot
    }

    async fn gate_before(&self, caller: &Caller, dossier: Uuid) -> Result<GateReport> {
        let peer = self.gatekeeper.as_ref().ok_or_else(|| Failure::unavailable("no gatekeeper"))?;
        let wanted = GetGateRequest { dossier_id: dossier.to_string(), milestone: MILESTONE.to_owned() };
        let request = peer.request(caller, wanted)?;
        let answer = GatekeeperServiceClient::new(peer.channel()).get_gate(request).await;
        let report = answer.map_err(|status| Failure::from_status(&status))?.into_inner().report;
        report.ok_or_else(|| Failure::unavailable("no report"))
    }
}

fn ids(field: &str, texts: &[String]) -> Result<Vec<Uuid>> {
    let one = |(at, text): (usize, &String)| id(&format!("{field}[{at}]"), text);
    texts.iter().enumerate().map(one).collect()
}

fn candidate(id: Uuid, case: &Case, faits: Vec<greffe_distribution::Fact>, ailleurs: bool) -> Candidate {
    let sent = SENT_TO.iter().find(|(to, _, _)| *to == case.sent_to);
    Candidate {
        dossier: id,
        number: case.stored.number.clone(),
        minutes: None,
        parties: case.parties,
        urgent: case.urgent,
        terme: None,
        depuis: case.ready_since,
        rapporteurs: case.stored.relations.rapporteurs.clone(),
        faits,
        obstacles: Vec::new(),
        formations: sent.map(|(_, to, _)| to.iter().map(|of| (*of).to_owned()).collect()).unwrap_or_default(),
        renvoi: sent.map(|(_, _, label)| (*label).to_owned()).unwrap_or_default(),
        ailleurs,
        circuit: case.circuit.clone(),
    }
}

/// What stops the milestone, in the words of the gate.
fn obstacles(report: &GateReport) -> Vec<Obstacle> {
    if !report.stops {
        return Vec::new();
    }
    let blocking = report.findings.iter().filter(|finding| finding.severity == "bloquante");
    let mut all: Vec<Obstacle> = blocking
        .map(|finding| Obstacle {
            code: finding.code.clone(),
            phrase: finding.message.clone(),
            texte: finding.article.clone(),
        })
        .collect();
    all.extend(report.parts.iter().filter(|part| !part.answered).map(|part| unchecked(&part.label)));
    all.sort();
    all
}

fn unchecked(what: &str) -> Obstacle {
    Obstacle {
        code: "non_verifie".into(),
        phrase: format!("non vérifié ({what} n’a pas répondu)\u{a0}; réessayez dans un instant"),
        texte: "CPC 1012 ; CPP 567-2".into(),
    }
}

fn shown(
    proposal: &RoleProposal,
    numbers: &BTreeMap<Uuid, (String, bool)>,
    looked_at: usize,
    more: bool,
) -> pb::ProposeRoleResponse {
    let number = |dossier: &Uuid| numbers.get(dossier).cloned().unwrap_or_default();
    let placed = proposal.placed.iter().map(|of| {
        let (number, urgent) = number(&of.dossier);
        pb::RoleLine {
            dossier_id: of.dossier.to_string(),
            number,
            urgent,
            audience_id: of.audience.to_string(),
            minutes: of.minutes,
            ..Default::default()
        }
    });
    let refused = proposal.refused.iter().map(|of| {
        let (number, urgent) = number(&of.dossier);
        pb::RoleLine {
            dossier_id: of.dossier.to_string(),
            number,
            urgent,
            audience_id: of.audience.map(|id| id.to_string()).unwrap_or_default(),
            minutes: 0,
            code: of.code.clone(),
            nature: match of.nature {
                Nature::Interdit => "interdit".into(),
                Nature::Ecarte => "ecarte".into(),
            },
            basis: of.texte.clone(),
            phrase: of.phrase.clone(),
        }
    });
    let hash = Sha256::digest(proposal.to_bytes());
    pb::ProposeRoleResponse {
        placed: placed.collect(),
        refused: refused.collect(),
        rules: proposal.rules.clone(),
        sha256: hash.iter().map(|byte| format!("{byte:02x}")).collect(),
        looked_at: u32::try_from(looked_at).unwrap_or(u32::MAX),
        more,
    }
}
