//! Certificates of non-pourvoi: demands, answers, what a search found.

use greffe_contracts::dossier::v1 as pb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Finding, each, instant, some};

/// Who asks. Counsel and courts speak for themselves: what they write here is not looked at, but the name of a court.
#[derive(Debug, Default, Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Requester {
    /// `partie`, `avocat`, `juridiction`.
    #[serde(default)]
    pub quality: String,
    /// Name or denomination.
    #[serde(default)]
    pub name: String,
}

/// The decision against which one wants to know whether a pourvoi was formed.
#[derive(Debug, Clone, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionSought {
    /// Court that ruled, as people write it.
    #[schema(example = "cour d’appel de Lyon")]
    pub court: String,
    /// ISO day.
    #[schema(example = "2026-09-10")]
    pub rendered_on: String,
    /// Number of the case, in any spelling; this or the name of a party.
    #[serde(default)]
    #[schema(example = "25/01234")]
    pub case_number: Option<String>,
    /// Names of parties.
    #[serde(default)]
    pub parties: Vec<String>,
    /// `civile` where nothing is said, `elections_professionnelles`; `penale` is sent to the court that ruled.
    #[serde(default)]
    pub matter: Option<String>,
    /// The requester's own, printed on the certificate.
    #[serde(default)]
    pub reference: Option<String>,
}

/// A demand for one decision.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DemandInput {
    /// Who asks; nothing from counsel.
    #[serde(default)]
    pub requester: Requester,
    /// The decision.
    pub sought: DecisionSought,
}

/// Demands for several decisions, at most 200.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BatchInput {
    /// Who asks; nothing from counsel.
    #[serde(default)]
    pub requester: Requester,
    /// The decisions, each answered.
    pub sought: Vec<DecisionSought>,
}

/// A decision on a demand.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RulingInput {
    /// `non_pourvoi`, `partiel`, `date_pourvoi`, `renvoi`.
    pub outcome: String,
    /// Dossiers retained as being about the decision; the others are set aside.
    #[serde(default)]
    pub dossier_ids: Vec<String>,
    /// Requests of legal aid of the register retained; the others are set aside.
    #[serde(default)]
    pub aid_ids: Vec<String>,
    /// Why dossiers are set aside, or why the demand is sent back.
    #[serde(default)]
    pub reason: Option<String>,
    /// ISO day of the pending request of legal aid, for `partiel` where no dossier holds it.
    #[serde(default)]
    pub aid_requested_on: Option<String>,
    /// Its number.
    #[serde(default)]
    pub aid_reference: Option<String>,
}

/// What became of a demand.
#[derive(Debug, Serialize, ToSchema)]
pub struct DemandAnswer {
    /// `null` when it could not even be received.
    pub demand_id: Option<String>,
    /// Version of the demand.
    pub version: u64,
    /// `a_decider`, `delivre`, `renvoye`; `refuse` in a batch.
    pub status: String,
    /// Number of the certificate.
    #[schema(example = "CNP-2026-00001")]
    pub number: Option<String>,
    /// `non_pourvoi`, `partiel`, `date_pourvoi`.
    pub kind: Option<String>,
    /// SHA-256 of its text, in hexadecimal.
    pub sha256: Option<String>,
    /// Why it could not be received.
    pub refusal: Option<Finding>,
}

/// One answer a decision, in order.
#[derive(Debug, Serialize, ToSchema)]
pub struct Batch {
    /// Filters the register: `lot`.
    pub batch_id: String,
    /// The answers.
    pub answers: Vec<DemandAnswer>,
}

/// Why a dossier may be about the decision sought.
#[derive(Debug, Serialize, ToSchema)]
pub struct Match {
    /// `juridiction`, `date`, `numero`, `parties`.
    pub facet: String,
    /// `identique`, `proche`, `inconnu`, `different`.
    pub level: String,
    /// What the dossier says.
    pub found: Option<String>,
}

/// A dossier, or a request of legal aid without one, that is or may be about the decision sought.
#[derive(Debug, Serialize, ToSchema)]
pub struct Candidate {
    /// `null`, as all that follows but the verdict, when the dossier is closed to the reader.
    pub dossier_id: Option<String>,
    /// Number of the pourvoi.
    pub number: Option<String>,
    /// First demandeur, first défendeur.
    pub title: Option<String>,
    /// `certain`, `possible`.
    pub verdict: String,
    /// Facet by facet.
    pub matches: Vec<Match>,
    /// Whether a pourvoi stands in its journal.
    pub pourvoi: bool,
    /// ISO day of the pourvoi.
    pub formed_on: Option<String>,
    /// ISO day of a request of legal aid on which nobody has ruled.
    pub aid_requested_on: Option<String>,
    /// The dossier is closed to the reader.
    pub hidden: bool,
    /// A request of legal aid of the register, with no dossier: `number` is its own.
    pub aid_id: Option<String>,
    /// Of such a request: `en_cours` while nobody has ruled, `court` while the term that it interrupted runs.
    pub aid_state: Option<String>,
    /// ISO day of the end of that term.
    pub aid_term: Option<String>,
}

/// A certificate delivered.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeliveredCertificate {
    /// Printed number.
    #[schema(example = "CNP-2026-00001")]
    pub number: String,
    /// `non_pourvoi`, `partiel`, `date_pourvoi`.
    pub kind: String,
    /// RFC 3339.
    pub delivered_at: String,
    /// What is certified: UTF-8, lines ended by LF, what the hash is of. `null` in a list.
    pub text: Option<String>,
    /// SHA-256 of the text, in hexadecimal.
    pub sha256: String,
}

/// A demand and what became of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Demand {
    /// UUID.
    pub demand_id: String,
    /// Goes back in `If-Match`.
    pub version: u64,
    /// Of the batch with which it came.
    pub batch_id: Option<String>,
    /// RFC 3339.
    pub received_at: String,
    /// `guichet`, `en_ligne`, `interface`.
    pub channel: String,
    /// Who asked.
    pub requester: Requester,
    /// What was asked.
    pub sought: DecisionSought,
    /// `a_decider`, `delivre`, `renvoye`.
    pub status: String,
    /// What the search found; for the registry.
    pub candidates: Vec<Candidate>,
    /// More dossiers resemble than are shown: nothing can be certified.
    pub overflow: bool,
    /// RFC 3339.
    pub decided_at: Option<String>,
    /// Subject of who decided; `null` when no doubt remained.
    pub decided_by: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// What was delivered.
    pub certificate: Option<DeliveredCertificate>,
    /// What the reader may do: `decider_certificat`.
    pub permissions: Vec<String>,
}

impl From<Requester> for pb::Requester {
    fn from(r: Requester) -> Self {
        Self { quality: r.quality, name: r.name }
    }
}

impl From<DecisionSought> for pb::DecisionSought {
    fn from(d: DecisionSought) -> Self {
        Self {
            court: d.court,
            rendered_on: d.rendered_on,
            case_number: d.case_number.unwrap_or_default(),
            parties: d.parties,
            matter: d.matter.unwrap_or_default(),
            reference: d.reference.unwrap_or_default(),
        }
    }
}

impl From<pb::DemandAnswer> for DemandAnswer {
    fn from(a: pb::DemandAnswer) -> Self {
        Self {
            demand_id: some(a.demand_id),
            version: a.version,
            status: a.status,
            number: some(a.number),
            kind: some(a.kind),
            sha256: some(a.sha256),
            refusal: a.refusal.map(Finding::from),
        }
    }
}

impl From<pb::Candidate> for Candidate {
    fn from(c: pb::Candidate) -> Self {
        let matches =
            c.matches.into_iter().map(|m| Match { facet: m.facet, level: m.level, found: some(m.found) });
        Self {
            dossier_id: some(c.dossier_id),
            number: some(c.number),
            title: some(c.title),
            verdict: c.verdict,
            matches: matches.collect(),
            pourvoi: c.pourvoi,
            formed_on: some(c.formed_on),
            aid_requested_on: some(c.aid_requested_on),
            hidden: c.hidden,
            aid_id: some(c.aid_id),
            aid_state: some(c.aid_state),
            aid_term: some(c.aid_term),
        }
    }
}

impl From<pb::Certificate> for DeliveredCertificate {
    fn from(c: pb::Certificate) -> Self {
        Self {
            number: c.number,
            kind: c.kind,
            delivered_at: instant(c.delivered_at),
            text: some(c.text),
            sha256: c.sha256,
        }
    }
}

impl From<pb::Demand> for Demand {
    fn from(d: pb::Demand) -> Self {
        let (requester, sought) = (d.requester.unwrap_or_default(), d.sought.unwrap_or_default());
        Self {
            demand_id: d.demand_id,
            version: d.version,
            batch_id: some(d.batch_id),
            received_at: instant(d.received_at),
            channel: d.channel,
            requester: Requester { quality: requester.quality, name: requester.name },
            sought: DecisionSought {
                court: sought.court,
                rendered_on: sought.rendered_on,
                case_number: some(sought.case_number),
                parties: sought.parties,
                matter: some(sought.matter),
                reference: some(sought.reference),
            },
            status: d.status,
            candidates: each(d.candidates),
            overflow: d.overflow,
            decided_at: some(instant(d.decided_at)),
            decided_by: some(d.decided_by),
            reason: some(d.reason),
            certificate: d.certificate.map(DeliveredCertificate::from),
            permissions: d.permissions,
        }
    }
}
