//! Distributions and the magistrates they rest on.

use std::collections::HashMap;

use greffe_contracts::assignment::v1 as pb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{each, some};

type Names = HashMap<String, String>;

fn name(names: &Names, id: &str) -> Option<String> {
    names.get(id).cloned()
}

/// A dossier that waits for a rapporteur or an avocat général.
#[derive(Debug, Serialize, ToSchema)]
pub struct WaitingDossier {
    /// UUID.
    pub dossier_id: String,
    /// As printed.
    pub number: String,
    /// Code of its stage.
    pub stage: String,
    /// Code of its matter.
    pub matter: Option<String>,
    /// Whether it was declared urgent.
    pub urgent: bool,
    /// Dossiers joined to it, which go with it.
    pub joined: u32,
    /// How many parties.
    pub parties: u32,
    /// 2 where the law allows a double rapport.
    pub ranks: u32,
    /// Circuit that its journal says, for who distributes to rapporteurs: `court`, `intermediaire`, `approfondi`.
    pub circuit: Option<String>,
}

impl From<pb::WaitingDossier> for WaitingDossier {
    fn from(d: pb::WaitingDossier) -> Self {
        Self {
            dossier_id: d.dossier_id,
            number: d.number,
            stage: d.stage,
            matter: some(d.matter),
            urgent: d.urgent,
            joined: d.joined,
            parties: d.parties,
            ranks: d.ranks,
            circuit: some(d.circuit),
        }
    }
}

/// A distribution, without its cards.
#[derive(Debug, Serialize, ToSchema)]
pub struct DistributionSummary {
    /// UUID.
    pub distribution_id: String,
    /// Code of the chamber.
    pub chambre: String,
    /// `rapporteur`, `avocat_general`.
    pub office: String,
    /// `ouverte`, `validee`, `abandonnee`.
    pub status: String,
    /// ISO day of the designations.
    pub day: String,
    /// Subject of who opened it.
    pub opened_by: String,
    /// RFC 3339.
    pub opened_at: String,
    /// Dossiers of the batch.
    pub dossiers: u32,
    /// Given back when it is changed.
    pub version: u64,
    /// UUID of the agent whose dossiers are given anew; absent when they had nobody.
    pub replaces: Option<String>,
    /// 1 or 2: two plans of one batch may be open at once.
    pub plan: u32,
}

impl From<pb::DistributionSummary> for DistributionSummary {
    fn from(s: pb::DistributionSummary) -> Self {
        Self {
            distribution_id: s.distribution_id,
            chambre: s.chambre,
            office: s.office,
            status: s.status,
            day: s.day,
            opened_by: s.opened_by,
            opened_at: s.opened_at,
            dossiers: s.dossiers,
            version: s.version,
            replaces: some(s.replaces),
            plan: s.plan,
        }
    }
}

/// Why somebody may not be given a dossier.
#[derive(Debug, Serialize, ToSchema)]
pub struct DistributionLimit {
    /// Stable code.
    pub code: String,
    /// `interdit`: nobody may decide it; `ecarte`: the president may, with a reason.
    pub nature: String,
    /// Where it is written.
    pub basis: String,
    /// What is said of the person, after the name.
    pub phrase: String,
}

impl From<pb::DistributionLimit> for DistributionLimit {
    fn from(l: pb::DistributionLimit) -> Self {
        Self { code: l.code, nature: l.nature, basis: l.basis, phrase: l.phrase }
    }
}

/// How many persons a limit keeps out.
#[derive(Debug, Serialize, ToSchema)]
pub struct LimitCount {
    /// Stable code.
    pub code: String,
    /// What is said of each.
    pub phrase: String,
    /// How many.
    pub people: u32,
}

impl From<pb::LimitCount> for LimitCount {
    fn from(l: pb::LimitCount) -> Self {
        Self { code: l.code, phrase: l.phrase, people: l.people }
    }
}

/// A dossier, at a rank.
#[derive(Debug, Serialize, ToSchema)]
pub struct DistributionCard {
    /// UUID.
    pub dossier_id: String,
    /// As printed; `null` when it may not be told.
    pub number: Option<String>,
    /// 1, or 2 for the second of a double rapport.
    pub rank: u32,
    /// Who was proposed; `null` when nobody could be.
    pub proposed: Option<String>,
    /// Name to show.
    pub proposed_name: Option<String>,
    /// Whose it is.
    pub agent_id: Option<String>,
    /// Name to show.
    pub agent_name: Option<String>,
    /// Reason of the last move.
    pub reason: Option<String>,
    /// Subject of who moved it.
    pub moved_by: Option<String>,
    /// Limits that the card meets as it stands.
    pub limits: Vec<DistributionLimit>,
    /// Head of the joined dossiers, when it is another: the card goes with it.
    pub head: Option<String>,
    /// Hundredths of an ordinary dossier.
    pub weight: u32,
    /// Whether a day was set before which it must be judged.
    pub urgent: bool,
    /// Once validated: `proposee`, `en_vigueur`, `refusee`, `remplacee`.
    pub status: Option<String>,
    /// Why the dossier declined it.
    pub declined: Option<String>,
    /// How many persons each limit keeps out, when nobody could be proposed.
    pub excluded: Vec<LimitCount>,
}

/// What somebody bears, in hundredths of an ordinary dossier.
#[derive(Debug, Serialize, ToSchema)]
pub struct DistributionLoad {
    /// UUID.
    pub agent_id: String,
    /// Name to show.
    pub agent_name: Option<String>,
    /// Time over the period, in thousandths of a full one.
    pub capacity: u32,
    /// Given during the period before the batch.
    pub before: u64,
    /// What the cards add.
    pub added: u64,
    /// As if at full time; `null` for who has no time.
    pub relative_before: Option<u64>,
    /// The same, with the cards.
    pub relative_after: Option<u64>,
}

impl DistributionLoad {
    /// With the name.
    fn of(l: pb::DistributionLoad, names: &Names) -> Self {
        Self {
            agent_name: name(names, &l.agent_id),
            agent_id: l.agent_id,
            capacity: l.capacity,
            before: l.before,
            added: l.added,
            relative_before: l.relative_before,
            relative_after: l.relative_after,
        }
    }
}

/// A distribution as it stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct Distribution {
    /// What it is.
    pub summary: DistributionSummary,
    /// By dossier and rank.
    pub cards: Vec<DistributionCard>,
    /// By person.
    pub loads: Vec<DistributionLoad>,
    /// First day over which loads are compared.
    pub period_from: String,
    /// Last day.
    pub period_to: String,
    /// Version of the rules.
    pub rules: String,
    /// What orders equals, as text: it is a whole number of 64 bits.
    pub seed: String,
    /// SHA-256 of what it rests on, in hexadecimal.
    pub snapshot_sha256: String,
    /// SHA-256 of the proposal.
    pub proposal_sha256: String,
    /// Of a replay: whether the same bytes came.
    pub same: Option<bool>,
}

impl Distribution {
    /// With the names of people.
    #[must_use]
    pub fn of(d: pb::Distribution, same: Option<bool>, names: &Names) -> Self {
        let card = |c: pb::DistributionCard| DistributionCard {
            proposed_name: name(names, &c.proposed),
            agent_name: name(names, &c.agent_id),
            dossier_id: c.dossier_id,
            number: some(c.number),
            rank: c.rank,
            proposed: some(c.proposed),
            agent_id: some(c.agent_id),
            reason: some(c.reason),
            moved_by: some(c.moved_by),
            limits: each(c.limits),
            head: some(c.head),
            weight: c.weight,
            urgent: c.urgent,
            status: some(c.status),
            declined: some(c.declined),
            excluded: each(c.excluded),
        };
        Self {
            summary: d.summary.unwrap_or_default().into(),
            cards: d.cards.into_iter().map(card).collect(),
            loads: d.loads.into_iter().map(|l| DistributionLoad::of(l, names)).collect(),
            period_from: d.period_from,
            period_to: d.period_to,
            rules: d.rules,
            seed: d.seed.to_string(),
            snapshot_sha256: d.snapshot_sha256,
            proposal_sha256: d.proposal_sha256,
            same,
        }
    }
}

/// A dossier of the batch, with what its journal does not say.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BatchedDossier {
    /// UUID.
    pub dossier_id: String,
    /// `court`, `intermediaire`, `approfondi`; absent for what its journal says. Another enters the journal at the validation.
    #[serde(default)]
    pub circuit: Option<String>,
    /// Hundredths of an ordinary dossier, in place of the weight of the rules.
    #[serde(default)]
    pub weight: Option<u32>,
    /// ISO day before which it must be judged.
    #[serde(default)]
    pub due: Option<String>,
    /// In a second plan, what was said of it in the first and is said no more: `circuit`, `weight`, `due`.
    #[serde(default)]
    pub cleared: Vec<String>,
}

/// A batch to distribute.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DistributionInput {
    /// Code of the chamber.
    pub chambre: String,
    /// `rapporteur`, `avocat_general`.
    pub office: String,
    /// 500 at most.
    pub dossiers: Vec<BatchedDossier>,
    /// ISO day; the first of the year by default.
    #[serde(default)]
    pub period_from: Option<String>,
    /// ISO day; the last of the year by default.
    #[serde(default)]
    pub period_to: Option<String>,
    /// UUID of an agent whose dossiers these are, to be given anew: validated, each of their designations ends.
    #[serde(default)]
    pub replaces: Option<String>,
    /// UUID of an open distribution of the same dossiers, of which this is another plan. Of the two, the one that is validated gives up the other.
    #[serde(default)]
    pub beside: Option<String>,
}

impl From<DistributionInput> for pb::OpenDistributionRequest {
    fn from(d: DistributionInput) -> Self {
        let dossier = |b: BatchedDossier| pb::BatchedDossier {
            dossier_id: b.dossier_id,
            circuit: b.circuit.unwrap_or_default(),
            weight: b.weight.unwrap_or_default(),
            due: b.due.unwrap_or_default(),
            cleared: b.cleared,
        };
        Self {
            chambre: d.chambre,
            office: d.office,
            dossiers: d.dossiers.into_iter().map(dossier).collect(),
            period_from: d.period_from.unwrap_or_default(),
            period_to: d.period_to.unwrap_or_default(),
            replaces: d.replaces.unwrap_or_default(),
            beside: d.beside.unwrap_or_default(),
        }
    }
}

/// A card to move.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CardMoveInput {
    /// Version that was read.
    pub version: u64,
    /// UUID.
    pub dossier_id: String,
    /// 1 by default.
    #[serde(default)]
    pub rank: Option<u32>,
    /// Absent to leave it with nobody.
    #[serde(default)]
    pub agent_id: Option<String>,
    /// Why, from 3 to 500 characters.
    pub reason: String,
}

impl CardMoveInput {
    /// Of a distribution.
    #[must_use]
    pub fn of(self, distribution_id: String) -> pb::MoveCardRequest {
        pb::MoveCardRequest {
            distribution_id,
            version: self.version,
            dossier_id: self.dossier_id,
            rank: self.rank.unwrap_or(1),
            agent_id: self.agent_id.unwrap_or_default(),
            reason: self.reason,
        }
    }
}

/// A distribution to settle.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DistributionSettleInput {
    /// Version that was read.
    pub version: u64,
    /// `valider`, `abandonner`.
    pub decision: String,
}

/// Something that a dossier would cost somebody.
#[derive(Debug, Serialize, ToSchema)]
pub struct CandidateTerm {
    /// `charge`, `hors_specialite`, `hors_suite`, `absent_urgence`.
    pub code: String,
    /// Difference of load that it is worth, in hundredths of an ordinary dossier.
    pub value: u64,
}

impl From<pb::DistributionTerm> for CandidateTerm {
    fn from(t: pb::DistributionTerm) -> Self {
        Self { code: t.code, value: t.value }
    }
}

/// A person, for a card: why, or why not.
#[derive(Debug, Serialize, ToSchema)]
pub struct CardCandidate {
    /// UUID.
    pub agent_id: String,
    /// Name to show.
    pub agent_name: Option<String>,
    /// Whether the card is theirs.
    pub chosen: bool,
    /// What keeps them out; empty for who might be.
    pub limits: Vec<DistributionLimit>,
    /// What it would cost them.
    pub terms: Vec<CandidateTerm>,
    /// Sum of the terms: the least is proposed.
    pub total: u64,
}

impl CardCandidate {
    /// With the name.
    #[must_use]
    pub fn of(c: pb::DistributionCandidate, names: &Names) -> Self {
        Self {
            agent_name: name(names, &c.agent_id),
            agent_id: c.agent_id,
            chosen: c.chosen,
            limits: each(c.limits),
            terms: each(c.terms),
            total: c.total,
        }
    }
}

/// What a plan is worth. Loads are in hundredths of an ordinary dossier, as if at full time; `null` when nobody has time.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlanFigures {
    /// Cards: a dossier, at a rank.
    pub cards: u32,
    /// Those with nobody.
    pub waiting: u32,
    /// Those of them that are urgent.
    pub urgent_waiting: u32,
    /// Load of who bears the least.
    pub least: Option<u64>,
    /// Load of who bears the most.
    pub most: Option<u64>,
    /// Mean load.
    pub mean: Option<u64>,
    /// The most less the least.
    pub spread: Option<u64>,
    /// Limits met that no door may pass.
    pub forbidden: u32,
    /// Limits met that the president may pass with a reason.
    pub to_justify: u32,
    /// Preferences unmet, each summed.
    pub unmet: Vec<CandidateTerm>,
}

impl From<pb::PlanFigures> for PlanFigures {
    fn from(f: pb::PlanFigures) -> Self {
        Self {
            cards: f.cards,
            waiting: f.waiting,
            urgent_waiting: f.urgent_waiting,
            least: f.least,
            most: f.most,
            mean: f.mean,
            spread: f.spread,
            forbidden: f.forbidden,
            to_justify: f.to_justify,
            unmet: each(f.unmet),
        }
    }
}

/// One of two distributions that are compared.
#[derive(Debug, Serialize, ToSchema)]
pub struct ComparedPlan {
    /// What it is.
    pub summary: DistributionSummary,
    /// What it is worth.
    pub figures: PlanFigures,
    /// First day over which loads are compared.
    pub period_from: String,
    /// Last day.
    pub period_to: String,
    /// Version of the rules.
    pub rules: String,
}

impl From<pb::ComparedPlan> for ComparedPlan {
    fn from(p: pb::ComparedPlan) -> Self {
        Self {
            summary: p.summary.unwrap_or_default().into(),
            figures: p.figures.unwrap_or_default().into(),
            period_from: p.period_from,
            period_to: p.period_to,
            rules: p.rules,
        }
    }
}

/// What somebody bears in each plan; `null` where they are not of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ComparedLoad {
    /// UUID.
    pub agent_id: String,
    /// Name to show.
    pub agent_name: Option<String>,
    /// In the first plan.
    pub left: Option<DistributionLoad>,
    /// In the second.
    pub right: Option<DistributionLoad>,
}

/// A card in one plan.
#[derive(Debug, Serialize, ToSchema)]
pub struct ComparedSide {
    /// Whose it is; `null` when nobody's.
    pub agent_id: Option<String>,
    /// Name to show.
    pub agent_name: Option<String>,
    /// Hundredths of an ordinary dossier.
    pub weight: u32,
    /// ISO day before which it must be judged.
    pub due: Option<String>,
    /// Reason of the last move.
    pub reason: Option<String>,
    /// Of a card that differs, who has it in either plan, as this plan accounts for them.
    pub candidates: Vec<CardCandidate>,
}

impl ComparedSide {
    /// With the names.
    fn of(s: pb::ComparedSide, names: &Names) -> Self {
        Self {
            agent_name: name(names, &s.agent_id),
            agent_id: some(s.agent_id),
            weight: s.weight,
            due: some(s.due),
            reason: some(s.reason),
            candidates: s.candidates.into_iter().map(|c| CardCandidate::of(c, names)).collect(),
        }
    }
}

/// A card in both plans.
#[derive(Debug, Serialize, ToSchema)]
pub struct ComparedCard {
    /// UUID.
    pub dossier_id: String,
    /// As printed; `null` when it may not be told.
    pub number: Option<String>,
    /// 1, or 2 for the second of a double rapport.
    pub rank: u32,
    /// Head of the joined dossiers, when it is another: the card goes with it.
    pub head: Option<String>,
    /// `identique`, `autre_personne`, `attribue`, `laisse`, `premier_seul`, `second_seul`.
    pub change: String,
    /// `deplacement`, `limite`, `hors_du_plan`, `poids_ou_terme`, `charge_anterieure`, `temps`, `equilibre`; empty where it does not differ.
    pub causes: Vec<String>,
    /// `null` where the card is not of the plan.
    pub left: Option<ComparedSide>,
    /// The same, in the second plan.
    pub right: Option<ComparedSide>,
}

/// Two distributions, side by side.
#[derive(Debug, Serialize, ToSchema)]
pub struct DistributionComparison {
    /// The first plan.
    pub left: ComparedPlan,
    /// The second.
    pub right: ComparedPlan,
    /// By person.
    pub loads: Vec<ComparedLoad>,
    /// By dossier and rank.
    pub cards: Vec<ComparedCard>,
}

impl DistributionComparison {
    /// With the names of people.
    #[must_use]
    pub fn of(c: pb::CompareDistributionsResponse, names: &Names) -> Self {
        let load = |l: pb::ComparedLoad| ComparedLoad {
            agent_name: name(names, &l.agent_id),
            agent_id: l.agent_id,
            left: l.left.map(|load| DistributionLoad::of(load, names)),
            right: l.right.map(|load| DistributionLoad::of(load, names)),
        };
        let card = |c: pb::ComparedCard| ComparedCard {
            dossier_id: c.dossier_id,
            number: some(c.number),
            rank: c.rank,
            head: some(c.head),
            change: c.change,
            causes: c.causes,
            left: c.left.map(|side| ComparedSide::of(side, names)),
            right: c.right.map(|side| ComparedSide::of(side, names)),
        };
        Self {
            left: c.left.unwrap_or_default().into(),
            right: c.right.unwrap_or_default().into(),
            loads: c.loads.into_iter().map(load).collect(),
            cards: c.cards.into_iter().map(card).collect(),
        }
    }
}

/// A kinship with another magistrate.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Kin {
    /// UUID.
    pub agent_id: String,
    /// 0 for spouses and partners.
    pub degree: u32,
}

/// Time that goes: an absence, or a discharge. No motive is kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct MagistrateAbsence {
    /// UUID.
    pub absence_id: String,
    /// UUID.
    pub agent_id: String,
    /// ISO day; `null` once withdrawn.
    pub from: Option<String>,
    /// ISO day; `null` while it lasts.
    pub to: Option<String>,
    /// Thousandths of the time: 1000 for an absence, less for a discharge.
    pub part: u32,
}

impl From<pb::Absence> for MagistrateAbsence {
    fn from(a: pb::Absence) -> Self {
        Self {
            absence_id: a.absence_id,
            agent_id: a.agent_id,
            from: some(a.from),
            to: some(a.to),
            part: a.part,
        }
    }
}

/// An absence to enter, or to withdraw.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MagistrateAbsenceInput {
    /// Of the one to withdraw; absent for a new one.
    #[serde(default)]
    pub absence_id: Option<String>,
    /// Who is away.
    #[serde(default)]
    pub agent_id: Option<String>,
    /// ISO day.
    #[serde(default)]
    pub from: Option<String>,
    /// ISO day; absent while it lasts.
    #[serde(default)]
    pub to: Option<String>,
    /// Thousandths of the time; 1000 by default.
    #[serde(default)]
    pub part: Option<u32>,
}

impl From<MagistrateAbsenceInput> for pb::Absence {
    fn from(a: MagistrateAbsenceInput) -> Self {
        Self {
            absence_id: a.absence_id.unwrap_or_default(),
            agent_id: a.agent_id.unwrap_or_default(),
            from: a.from.unwrap_or_default(),
            to: a.to.unwrap_or_default(),
            part: a.part.unwrap_or(1000),
        }
    }
}

/// What the register knows of a magistrate.
#[derive(Debug, Serialize, ToSchema)]
pub struct Magistrate {
    /// UUID.
    pub agent_id: String,
    /// Name to show.
    pub display_name: String,
    /// Codes of chambers.
    pub chambres: Vec<String>,
    /// `president`, `doyen`, `conseiller`, `conseiller_referendaire`, `premier_avocat_general`, `avocat_general`, `avocat_general_referendaire`.
    pub fonction: String,
    /// Section of the chamber.
    pub section: Option<String>,
    /// ISO day.
    pub arrived_on: Option<String>,
    /// ISO day; `null` while it lasts.
    pub left_on: Option<String>,
    /// Thousandths of a full time.
    pub part_time: u32,
    /// Matters of predilection.
    pub specialities: Vec<String>,
    /// Kin among magistrates.
    pub kin: Vec<Kin>,
    /// Those that last or are to come.
    pub absences: Vec<MagistrateAbsence>,
    /// Given back when it is changed; 0 while nothing was entered.
    pub version: u64,
}

impl From<pb::Magistrate> for Magistrate {
    fn from(m: pb::Magistrate) -> Self {
        let kin = |k: pb::Kin| Kin { agent_id: k.agent_id, degree: k.degree };
        Self {
            agent_id: m.agent_id,
            display_name: m.display_name,
            chambres: m.chambres,
            fonction: m.fonction,
            section: some(m.section),
            arrived_on: some(m.arrived_on),
            left_on: some(m.left_on),
            part_time: m.part_time,
            specialities: m.specialities,
            kin: m.kin.into_iter().map(kin).collect(),
            absences: each(m.absences),
            version: m.version,
        }
    }
}

/// A magistrate to keep.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MagistrateInput {
    /// UUID of the agent.
    pub agent_id: String,
    /// Function, by its code.
    pub fonction: String,
    /// Section of the chamber.
    #[serde(default)]
    pub section: Option<String>,
    /// ISO day.
    #[serde(default)]
    pub arrived_on: Option<String>,
    /// ISO day.
    #[serde(default)]
    pub left_on: Option<String>,
    /// Thousandths of a full time; 1000 by default.
    #[serde(default)]
    pub part_time: Option<u32>,
    /// Matters of predilection.
    #[serde(default)]
    pub specialities: Vec<String>,
    /// Kin among magistrates.
    #[serde(default)]
    pub kin: Vec<Kin>,
    /// Version that was read; 0 for a first.
    #[serde(default)]
    pub version: u64,
}

impl From<MagistrateInput> for pb::Magistrate {
    fn from(m: MagistrateInput) -> Self {
        let kin = |k: Kin| pb::Kin { agent_id: k.agent_id, degree: k.degree };
        Self {
            agent_id: m.agent_id,
            fonction: m.fonction,
            section: m.section.unwrap_or_default(),
            arrived_on: m.arrived_on.unwrap_or_default(),
            left_on: m.left_on.unwrap_or_default(),
            part_time: m.part_time.unwrap_or(1000),
            specialities: m.specialities,
            kin: m.kin.into_iter().map(kin).collect(),
            version: m.version,
            ..Default::default()
        }
    }
}

/// Something between a magistrate and a dossier.
#[derive(Debug, Serialize, ToSchema)]
pub struct Impediment {
    /// UUID.
    pub impediment_id: String,
    /// UUID.
    pub agent_id: Option<String>,
    /// Name to show.
    pub agent_name: Option<String>,
    /// `juge_du_fond`, `commission_instruction`, `siege_en_revision`, `recusation_demandee`, `cause_de_recusation`.
    pub kind: Option<String>,
    /// Subject of who said it.
    pub said_by: Option<String>,
    /// RFC 3339.
    pub said_at: Option<String>,
}

impl Impediment {
    /// With the name.
    #[must_use]
    pub fn of(i: pb::Impediment, names: &Names) -> Self {
        Self {
            agent_name: name(names, &i.agent_id),
            impediment_id: i.impediment_id,
            agent_id: some(i.agent_id),
            kind: some(i.kind),
            said_by: some(i.said_by),
            said_at: some(i.said_at),
        }
    }
}

/// An impediment to declare, or to withdraw.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImpedimentInput {
    /// Of the one to withdraw; absent for a new one.
    #[serde(default)]
    pub impediment_id: Option<String>,
    /// The magistrate.
    #[serde(default)]
    pub agent_id: Option<String>,
    /// Kind, by its code.
    #[serde(default)]
    pub kind: Option<String>,
}

impl ImpedimentInput {
    /// Of a dossier.
    #[must_use]
    pub fn of(self, dossier_id: String) -> pb::Impediment {
        pb::Impediment {
            impediment_id: self.impediment_id.unwrap_or_default(),
            dossier_id,
            agent_id: self.agent_id.unwrap_or_default(),
            kind: self.kind.unwrap_or_default(),
            ..Default::default()
        }
    }
}
