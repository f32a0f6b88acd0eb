//! Audiences of a chamber and their rôles.

use greffe_contracts::assignment::v1 as pb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{each, some};

/// When, where, before whom.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AudienceSitting {
    /// Code of the formation.
    pub formation: String,
    /// ISO day.
    #[serde(default)]
    pub day: String,
    /// Minutes from midnight, at the Court's seat.
    pub from: u32,
    /// The same, of its end.
    pub to: u32,
    /// Room; empty while none is chosen.
    #[serde(default)]
    pub room: String,
}

impl From<pb::AudienceSitting> for AudienceSitting {
    fn from(s: pb::AudienceSitting) -> Self {
        Self { formation: s.formation, day: s.day, from: s.from, to: s.to, room: s.room }
    }
}

impl From<AudienceSitting> for pb::AudienceSitting {
    fn from(s: AudienceSitting) -> Self {
        Self { formation: s.formation, day: s.day, from: s.from, to: s.to, room: s.room }
    }
}

/// An audience, in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct AudienceSummary {
    /// UUID.
    pub audience_id: String,
    /// Given back when it is changed.
    pub version: u64,
    /// `provisoire`, `publiee`, `tenue`, `close`, `annulee`.
    pub stage: String,
    /// Code of the chamber.
    pub chambre: String,
    /// When, where, before whom.
    pub sitting: AudienceSitting,
    /// Dossiers of its rôle.
    pub dossiers: u32,
    /// Minutes that they are thought to take.
    pub minutes: u32,
    /// Members of its formation.
    pub members: u32,
    /// UUID of the recurrence it comes from.
    pub recurrence_id: Option<String>,
}

impl From<pb::AudienceSummary> for AudienceSummary {
    fn from(s: pb::AudienceSummary) -> Self {
        Self {
            audience_id: s.audience_id,
            version: s.version,
            stage: s.stage,
            chambre: s.chambre,
            sitting: s.sitting.unwrap_or_default().into(),
            dossiers: s.dossiers,
            minutes: s.minutes,
            members: s.members,
            recurrence_id: some(s.recurrence_id),
        }
    }
}

/// A kind of formation.
#[derive(Debug, Serialize, ToSchema)]
pub struct AudienceFormation {
    /// Code.
    pub code: String,
    /// French name.
    pub label: String,
    /// Where it is written.
    pub basis: String,
    /// Voices wanted on each dossier.
    pub voices: u32,
    /// A meeting of the chamber: nothing of it is public, and nothing is judged there.
    pub meeting: bool,
}

/// Audiences of a chamber, with what one chooses from.
#[derive(Debug, Serialize, ToSchema)]
pub struct AudienceCalendar {
    /// By day.
    pub items: Vec<AudienceSummary>,
    /// Kinds of formation.
    pub formations: Vec<AudienceFormation>,
    /// Rooms that audiences were given.
    pub rooms: Vec<String>,
}

impl From<pb::ListAudiencesResponse> for AudienceCalendar {
    fn from(found: pb::ListAudiencesResponse) -> Self {
        let formations = found.formations.into_iter().map(|of| AudienceFormation {
            code: of.code,
            label: of.label,
            basis: of.basis,
            voices: of.voices,
            meeting: of.meeting,
        });
        Self { items: each(found.audiences), formations: formations.collect(), rooms: found.rooms }
    }
}

/// Somebody of a formation, in the order of rank.
#[derive(Debug, Serialize, ToSchema)]
pub struct AudienceMember {
    /// UUID.
    pub agent_id: String,
    /// Name to show.
    pub name: Option<String>,
    /// Code of the function held.
    pub function: Option<String>,
    /// Who presides.
    pub presides: bool,
    /// Called to complete the formation.
    pub completes: bool,
}

/// A dossier of a rôle, in the order in which they are called.
#[derive(Debug, Serialize, ToSchema)]
pub struct AudienceEntry {
    /// UUID.
    pub dossier_id: String,
    /// As printed.
    pub number: String,
    /// Minutes that it is thought to take.
    pub minutes: u32,
    /// `prevue`, `proposee`, `inscrite`, `refusee`, `retrait`.
    pub standing: String,
    /// Why it is there all the same.
    pub reason: Option<String>,
    /// Why its journal declined.
    pub declined: Option<String>,
    /// UUIDs of those who sit on it.
    pub sitting: Vec<String>,
    /// UUIDs of those who report.
    pub rapporteurs: Vec<String>,
    /// Whether it was declared urgent.
    pub urgent: bool,
    /// Whether its parties were told since the audience was fixed.
    pub told: bool,
}

/// Something that is not as it must be.
#[derive(Debug, Serialize, ToSchema)]
pub struct AudienceFinding {
    /// The same as long as it is found.
    pub finding_id: String,
    /// Stable code.
    pub code: String,
    /// `bloquante`, `avertissement`.
    pub severity: String,
    /// Where it is written.
    pub basis: String,
    /// What was found.
    pub message: String,
    /// What cures it.
    pub remedy: String,
    /// UUID of whom it is about.
    pub agent_id: Option<String>,
    /// UUID of the dossier it is about.
    pub dossier_id: Option<String>,
}

/// Something owed.
#[derive(Debug, Serialize, ToSchema)]
pub struct AudienceTask {
    /// The same as long as it is owed.
    pub task_id: String,
    /// Stable code.
    pub code: String,
    /// Role that owes it.
    pub role: String,
    /// What to do.
    pub label: String,
    /// ISO day.
    pub due: Option<String>,
}

/// An act of the journal of an audience.
#[derive(Debug, Serialize, ToSchema)]
pub struct AudienceAct {
    /// Version that it made.
    pub version: u64,
    /// Its word.
    pub kind: String,
    /// Name of who recorded it; absent for what the journal of a dossier answered.
    pub by: Option<String>,
    /// RFC 3339.
    pub at: String,
    /// Why, where a reason was given.
    pub reason: Option<String>,
}

/// An audience.
#[derive(Debug, Serialize, ToSchema)]
pub struct Audience {
    /// What a list shows of it.
    pub summary: AudienceSummary,
    /// In the order of rank.
    pub members: Vec<AudienceMember>,
    /// UUID of who assists.
    pub greffier_id: Option<String>,
    /// Name to show.
    pub greffier_name: Option<String>,
    /// UUID of who concludes.
    pub avocat_general_id: Option<String>,
    /// Name to show.
    pub avocat_general_name: Option<String>,
    /// The rôle.
    pub entries: Vec<AudienceEntry>,
    /// What is not as it must be.
    pub findings: Vec<AudienceFinding>,
    /// What is owed.
    pub tasks: Vec<AudienceTask>,
    /// Its journal.
    pub journal: Vec<AudienceAct>,
    /// Why it will not be held.
    pub cancelled: Option<String>,
}

impl From<pb::Audience> for Audience {
    fn from(a: pb::Audience) -> Self {
        let members = a.members.into_iter().map(|m| AudienceMember {
            agent_id: m.agent_id,
            name: some(m.name),
            function: some(m.function),
            presides: m.presides,
            completes: m.completes,
        });
        let entries = a.entries.into_iter().map(|e| AudienceEntry {
            dossier_id: e.dossier_id,
            number: e.number,
            minutes: e.minutes,
            standing: e.standing,
            reason: some(e.reason),
            declined: some(e.declined),
            sitting: e.sitting,
            rapporteurs: e.rapporteurs,
            urgent: e.urgent,
            told: e.told,
        });
        let findings = a.findings.into_iter().map(|f| AudienceFinding {
            finding_id: f.finding_id,
            code: f.code,
            severity: f.severity,
            basis: f.basis,
            message: f.message,
            remedy: f.remedy,
            agent_id: some(f.agent_id),
            dossier_id: some(f.dossier_id),
        });
        let tasks = a.tasks.into_iter().map(|t| AudienceTask {
            task_id: t.task_id,
            code: t.code,
            role: t.role,
            label: t.label,
            due: some(t.due),
        });
        let journal = a.journal.into_iter().map(|j| AudienceAct {
            version: j.version,
            kind: j.kind,
            by: some(j.by),
            at: j.at,
            reason: some(j.reason),
        });
        Self {
            summary: a.summary.unwrap_or_default().into(),
            members: members.collect(),
            greffier_id: some(a.greffier_id),
            greffier_name: some(a.greffier_name),
            avocat_general_id: some(a.avocat_general_id),
            avocat_general_name: some(a.avocat_general_name),
            entries: entries.collect(),
            findings: findings.collect(),
            tasks: tasks.collect(),
            journal: journal.collect(),
            cancelled: some(a.cancelled),
        }
    }
}

/// An audience to plan.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AudienceInput {
    /// Code of the chamber.
    pub chambre: String,
    /// When, where, before whom.
    pub sitting: AudienceSitting,
}

/// A weekday, every so many weeks.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecurrenceInput {
    /// Code of the chamber.
    pub chambre: String,
    /// 1 for Monday.
    pub weekday: u32,
    /// Weeks from one to the next.
    pub weeks: u32,
    /// ISO day; today when absent.
    pub from: Option<String>,
    /// ISO day; the end of the judicial year when absent, of the next from October on.
    pub to: Option<String>,
    /// Formation, hours and room; its day is not read.
    pub sitting: AudienceSitting,
}

impl From<RecurrenceInput> for pb::AudienceRecurrence {
    fn from(r: RecurrenceInput) -> Self {
        Self {
            chambre: r.chambre,
            weekday: r.weekday,
            weeks: r.weeks,
            from: r.from.unwrap_or_default(),
            to: r.to.unwrap_or_default(),
            sitting: Some(r.sitting.into()),
        }
    }
}

/// A day of a recurrence.
#[derive(Debug, Serialize, ToSchema)]
pub struct AudienceOccurrence {
    /// ISO day.
    pub day: String,
    /// Why nothing is planned then.
    pub skipped: Option<String>,
    /// UUID of the audience planned.
    pub audience_id: Option<String>,
}

impl From<pb::AudienceOccurrence> for AudienceOccurrence {
    fn from(o: pb::AudienceOccurrence) -> Self {
        Self { day: o.day, skipped: some(o.skipped), audience_id: some(o.audience_id) }
    }
}

/// Somebody wanted in a formation.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AudienceMemberInput {
    /// UUID.
    pub agent_id: String,
    /// Who presides; one at most.
    #[serde(default)]
    pub presides: bool,
    /// Called to complete the formation.
    #[serde(default)]
    pub completes: bool,
}

/// A dossier wanted on a rôle.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AudienceEntryInput {
    /// UUID.
    pub dossier_id: String,
    /// Minutes that it is thought to take.
    pub minutes: u32,
    /// Why it is there, where the proposal would not have put it.
    #[serde(default)]
    pub reason: String,
}

/// An act of an audience. What its kind does not read is left out.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AudienceChangeInput {
    /// Version that it was made on; not read by a preview.
    #[serde(default)]
    pub version: u64,
    /// `seance_modifiee`, `composition_arretee`, `avocat_general_prevu`, `role_arrete`, `role_publie`, `affaire_inscrite`, `affaire_deplacee`, `affaire_retiree`, `audience_tenue`, `audience_close`, `audience_annulee`.
    pub kind: String,
    /// Of `seance_modifiee`.
    pub sitting: Option<AudienceSitting>,
    /// Of `composition_arretee`.
    #[serde(default)]
    pub members: Vec<AudienceMemberInput>,
    /// UUID; of `composition_arretee`.
    pub greffier_id: Option<String>,
    /// UUID; of `avocat_general_prevu`, none for nobody.
    pub avocat_general_id: Option<String>,
    /// Of `role_arrete` (all), `affaire_inscrite` (one).
    #[serde(default)]
    pub entries: Vec<AudienceEntryInput>,
    /// UUID; of `affaire_deplacee`, `affaire_retiree`.
    pub dossier_id: Option<String>,
    /// UUID; of `affaire_deplacee`.
    pub to_audience_id: Option<String>,
    /// Of `affaire_deplacee`, `affaire_retiree`, `audience_annulee`; of `seance_modifiee`, where a notice would come too late.
    #[serde(default)]
    pub reason: String,
}

impl From<AudienceChangeInput> for pb::AudienceChange {
    fn from(c: AudienceChangeInput) -> Self {
        let members = c.members.into_iter().map(|m| pb::AudienceMember {
            agent_id: m.agent_id,
            presides: m.presides,
            completes: m.completes,
            ..Default::default()
        });
        let entries = c.entries.into_iter().map(|e| pb::AudienceListed {
            dossier_id: e.dossier_id,
            minutes: e.minutes,
            reason: e.reason,
        });
        Self {
            kind: c.kind,
            sitting: c.sitting.map(Into::into),
            members: members.collect(),
            greffier_id: c.greffier_id.unwrap_or_default(),
            avocat_general_id: c.avocat_general_id.unwrap_or_default(),
            entries: entries.collect(),
            dossier_id: c.dossier_id.unwrap_or_default(),
            to_audience_id: c.to_audience_id.unwrap_or_default(),
            reason: c.reason,
        }
    }
}

/// Something that a change leads to.
#[derive(Debug, Serialize, ToSchema)]
pub struct AudienceConsequence {
    /// `avis`, `constat`, `leve`, `dossier`, `refus`.
    pub kind: String,
    /// `bloquante`, `avertissement`, `information`.
    pub severity: String,
    /// French.
    pub message: String,
    /// Where it is written.
    pub basis: Option<String>,
    /// UUID.
    pub dossier_id: Option<String>,
}

/// All that a change would lead to.
#[derive(Debug, Serialize, ToSchema)]
pub struct AudiencePreview {
    /// Whether it would be admitted.
    pub admitted: bool,
    /// What it would lead to, or why it would not be admitted.
    pub consequences: Vec<AudienceConsequence>,
}

impl From<pb::PreviewChangeResponse> for AudiencePreview {
    fn from(p: pb::PreviewChangeResponse) -> Self {
        let consequences = p.consequences.into_iter().map(|c| AudienceConsequence {
            kind: c.kind,
            severity: c.severity,
            message: c.message,
            basis: some(c.basis),
            dossier_id: some(c.dossier_id),
        });
        Self { admitted: p.admitted, consequences: consequences.collect() }
    }
}

/// For which audiences a rôle is proposed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RoleProposalInput {
    /// Code of the chamber.
    pub chambre: String,
    /// UUIDs; every plan between the days when absent.
    #[serde(default)]
    pub audience_ids: Vec<String>,
    /// ISO day; today when absent.
    pub from: Option<String>,
    /// ISO day; the end of the judicial year when absent, of the next from October on.
    pub to: Option<String>,
    /// UUIDs; the dossiers of the chamber that wait for an audience when absent.
    #[serde(default)]
    pub dossier_ids: Vec<String>,
}

impl From<RoleProposalInput> for pb::ProposeRoleRequest {
    fn from(r: RoleProposalInput) -> Self {
        Self {
            chambre: r.chambre,
            audience_ids: r.audience_ids,
            from: r.from.unwrap_or_default(),
            to: r.to.unwrap_or_default(),
            dossier_ids: r.dossier_ids,
        }
    }
}

/// A dossier put on a rôle, or one reason why not.
#[derive(Debug, Serialize, ToSchema)]
pub struct RoleLine {
    /// UUID.
    pub dossier_id: String,
    /// As printed.
    pub number: String,
    /// Whether it was declared urgent.
    pub urgent: bool,
    /// UUID; absent where it is kept off every audience.
    pub audience_id: Option<String>,
    /// Minutes that it is thought to take.
    pub minutes: u32,
    /// Code of the reason; absent for a dossier that is placed.
    pub code: Option<String>,
    /// `interdit`: nobody may decide otherwise; `ecarte`: the president may, with a reason.
    pub nature: Option<String>,
    /// Where it is written.
    pub basis: Option<String>,
    /// French, after the number of the dossier.
    pub phrase: Option<String>,
}

impl From<pb::RoleLine> for RoleLine {
    fn from(l: pb::RoleLine) -> Self {
        Self {
            dossier_id: l.dossier_id,
            number: l.number,
            urgent: l.urgent,
            audience_id: some(l.audience_id),
            minutes: l.minutes,
            code: some(l.code),
            nature: some(l.nature),
            basis: some(l.basis),
            phrase: some(l.phrase),
        }
    }
}

/// A proposal of rôles: the same bytes for the same inputs.
#[derive(Debug, Serialize, ToSchema)]
pub struct RoleProposal {
    /// Dossiers put on rôles, in the order in which they are called.
    pub placed: Vec<RoleLine>,
    /// Each reason that keeps a dossier off each audience.
    pub refused: Vec<RoleLine>,
    /// Version of the rules.
    pub rules: String,
    /// What its bytes hash to.
    pub sha256: String,
    /// Dossiers that were looked at.
    pub looked_at: u32,
    /// Whether more wait.
    pub more: bool,
}

impl From<pb::ProposeRoleResponse> for RoleProposal {
    fn from(p: pb::ProposeRoleResponse) -> Self {
        Self {
            placed: each(p.placed),
            refused: each(p.refused),
            rules: p.rules,
            sha256: p.sha256,
            looked_at: p.looked_at,
            more: p.more,
        }
    }
}
