//! Reads of one dossier: one statement, one connection, the policies asked on the row itself.

use std::time::Duration;

use greffe_access::{Action, CaseRelations, Resource, decide, decide_all};
use greffe_chassis::{Caller, Failure, Kind, Result};
use greffe_contracts::{
    common::v1::PageInfo,
    dossier::v1 as pb,
    events::v1::{ActRecorded, act_recorded::Body},
};
use prost::{Message, bytes::Bytes};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    Dossiers, access,
    numbering::{self, Number},
};

/// Largest page of a journal.
const PAGE_MAX: u32 = 200;
/// Longest wait for a version.
const WAIT: Duration = Duration::from_secs(2);
/// Between two looks.
const LOOK: Duration = Duration::from_millis(15);

/// What a caller may be told that he can do.
const PERMISSIONS: &[Action] = &[
    Action::LireDossier,
    Action::EnregistrerFait,
    Action::EnregistrerActeDeLaCour,
    Action::CorrigerActe,
    Action::Deposer,
    Action::EnregistrerAideJuridictionnelle,
    Action::RendreAvis,
    Action::RendreOrdonnance,
    Action::ProposerChambre,
    Action::ProposerRapporteur,
    Action::ProposerAvocatGeneral,
    Action::DemanderPassage,
    Action::ConfirmerPassage,
    Action::Connaitre,
];

/// What the president of a chamber asked for its opinion may do: designate for it (CPC 1015-1).
const FOR_OPINION: &str = "proposer_pour_avis";

struct Row {
    id: Uuid,
    version: i64,
    chambre: String,
    rapporteurs: Vec<Uuid>,
    avocats_generaux: Vec<Uuid>,
    offices: Vec<Uuid>,
    former_offices: Vec<Uuid>,
    distributed: bool,
    communicated: bool,
    sealed: bool,
    named: Vec<Uuid>,
    recused: Vec<Uuid>,
    chambres_consultees: Vec<String>,
    view: Vec<u8>,
}

impl Row {
    /// Refuses a version that the journal does not have.
    fn at_least(&self, min_version: u64) -> Result<()> {
        let version = self.version.cast_unsigned();
        if version < min_version { Err(no_such_version(version)) } else { Ok(()) }
    }

    fn relations(&self) -> CaseRelations {
        CaseRelations {
            dossier: self.id,
            chambre: self.chambre.clone(),
            chambres_consultees: self.chambres_consultees.clone(),
            rapporteurs: self.rapporteurs.clone(),
            avocats_generaux: self.avocats_generaux.clone(),
            offices: self.offices.clone(),
            former_offices: self.former_offices.clone(),
            followers: Vec::new(),
            granted: Vec::new(),
            habilitated: Vec::new(),
            emergency: Vec::new(),
            distributed: self.distributed,
            communicated: self.communicated,
            sealed: self.sealed,
            named: self.named.clone(),
            recused: self.recused.clone(),
        }
    }
}

/// An act as it is kept.
struct Recorded {
    version: i64,
    body: Vec<u8>,
    actor: String,
    reason: String,
    pieces: Vec<Uuid>,
    corrected_by: Option<Uuid>,
    head_year: Option<i32>,
    head_seq: Option<i32>,
    entered: i64,
}

/// How a dossier is named.
enum Wanted {
    Id(Uuid),
    Number(Number),
}

impl Wanted {
    async fn read(&self, connection: &mut PgConnection) -> Result<Option<Row>, sqlx::Error> {
        match self {
            Self::Id(id) => {
                sqlx::query_as!(
                    Row,
                    "SELECT id, version, chambre, rapporteurs, avocats_generaux, offices, former_offices, distributed, communicated, sealed, named, recused, chambres_consultees, view
                 FROM dossier.dossier WHERE id = $1",
                    id
                )
                .fetch_optional(connection)
                .await
            }
            Self::Number(number) => {
                sqlx::query_as!(
                    Row,
                    "SELECT id, version, chambre, rapporteurs, avocats_generaux, offices, former_offices, distributed, communicated, sealed, named, recused, chambres_consultees, view
                 FROM dossier.dossier WHERE number_year = $1 AND number_seq = $2",
                    number.year,
                    number.sequence
                )
                .fetch_optional(connection)
                .await
            }
        }
    }
}

impl Dossiers {
    async fn row(&self, reference: &str) -> Result<Row> {
        let wanted = match Uuid::parse_str(reference) {
            Ok(id) => Wanted::Id(id),
            Err(_) => Wanted::Number(numbering::read("dossier", reference)?.0),
        };
        loop {
            let mut reader = self.readers.take().await?;
            let read = wanted.read(&mut reader).await;
            if let Some(row) = reader.done(read) {
                return row?.ok_or_else(access::unknown_case);
            }
        }
    }

    /// The row once it has the version wanted; as it is when that does not come, or is not for the caller to wait for.
    async fn row_at(&self, caller: &Caller, reference: &str, min_version: u64) -> Result<Row> {
        let until = tokio::time::Instant::now() + WAIT;
        loop {
            let row = self.row(reference).await?;
            if row.version.cast_unsigned() >= min_version
                || tokio::time::Instant::now() >= until
                || !decide(caller, Action::Connaitre, Resource::Case(&row.relations())).allowed
            {
                return Ok(row);
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// The case, as much of it as the caller may read, encoded.
    pub(crate) async fn get(&self, caller: &Caller, wanted: &pb::GetDossierRequest) -> Result<Bytes> {
        let row = self.row_at(caller, &wanted.dossier, wanted.min_version).await?;
        let case = row.relations();
        let rights = Rights::of(caller, &case)?;
        row.at_least(wanted.min_version)?;
        let mut shown = if rights.whole() {
            row.view
        } else {
            let view = pb::Dossier::decode(row.view.as_slice()).map_err(Failure::internal)?;
            rights.withheld(view).encode_to_vec()
        };
        // Parts of an encoded message add up: what depends on the reader stands behind what is stored.
        let for_this_reader = pb::Dossier { permissions: rights.permissions, ..Default::default() };
        for_this_reader.encode(&mut shown).map_err(Failure::internal)?;
        Ok(shown.into())
    }

    /// Who is what to a case, and all that is shown of it, before anybody's rights are asked.
    pub(crate) async fn stored(&self, reference: &str) -> Result<(CaseRelations, pb::Dossier)> {
        let row = self.row(reference).await?;
        let view = pb::Dossier::decode(row.view.as_slice()).map_err(Failure::internal)?;
        Ok((row.relations(), view))
    }

    /// The journal, newest first.
    pub(crate) async fn list_acts(
        &self,
        caller: &Caller,
        wanted: &pb::ListActsRequest,
    ) -> Result<pb::ListActsResponse> {
        let row = self.row_at(caller, &wanted.dossier_id, wanted.min_version).await?;
        self.may_read(caller, &row.relations())?;
        row.at_least(wanted.min_version)?;
        let page = wanted.page.clone().unwrap_or_default();
        let size = page.size.clamp(1, PAGE_MAX);
        let before =
            if page.cursor.is_empty() { i64::MAX } else { page.cursor.parse().map_err(|_| bad_cursor())? };
        let rows = sqlx::query_as!(
            Recorded,
            r#"SELECT a.version, a.body, a.actor, a.reason, a.pieces, c.act_id AS "corrected_by?",
                   h.number_year AS "head_year?", h.number_seq AS "head_seq?",
                   (SELECT count(*) FROM dossier.act e WHERE e.common_act = a.act_id) AS "entered!"
               FROM dossier.act a LEFT JOIN dossier.act c ON c.supersedes = a.act_id
               LEFT JOIN dossier.act o ON o.act_id = a.common_act LEFT JOIN dossier.dossier h ON h.id = o.dossier_id
               WHERE a.dossier_id = $1 AND a.version < $2 ORDER BY a.version DESC LIMIT $3"#,
            row.id,
            before,
            i64::from(size) + 1
        )
        .fetch_all(&self.pool)
        .await?;
        let more = rows.len() > size as usize;
        let mut shown = rows;
        shown.truncate(size as usize);
        let next_cursor = if more {
            shown.last().map(|act| act.version.to_string()).unwrap_or_default()
        } else {
            String::new()
        };
        let mut acts = shown.into_iter().map(|act| self.act_view(act)).collect::<Result<Vec<_>>>()?;
        withhold(caller, &row.relations(), &mut acts);
        Ok(pb::ListActsResponse {
            acts,
            page: Some(PageInfo { next_cursor, total: row.version.cast_unsigned() }),
        })
    }

    /// Acts of a dossier by their ids, in the order of its journal.
    pub(crate) async fn acts_by_id(
        &self,
        connection: &mut PgConnection,
        dossier: Uuid,
        ids: &[Uuid],
    ) -> Result<Vec<pb::ActView>> {
        let rows = sqlx::query_as!(
            Recorded,
            r#"SELECT a.version, a.body, a.actor, a.reason, a.pieces, c.act_id AS "corrected_by?",
                   h.number_year AS "head_year?", h.number_seq AS "head_seq?",
                   (SELECT count(*) FROM dossier.act e WHERE e.common_act = a.act_id) AS "entered!"
               FROM dossier.act a LEFT JOIN dossier.act c ON c.supersedes = a.act_id
               LEFT JOIN dossier.act o ON o.act_id = a.common_act LEFT JOIN dossier.dossier h ON h.id = o.dossier_id
               WHERE a.dossier_id = $1 AND a.act_id = ANY($2) ORDER BY a.version"#,
            dossier,
            ids
        )
        .fetch_all(connection)
        .await?;
        rows.into_iter().map(|act| self.act_view(act)).collect()
    }

    fn act_view(&self, act: Recorded) -> Result<pb::ActView> {
        let fact = ActRecorded::decode(act.body.as_slice()).map_err(Failure::internal)?;
        Ok(pb::ActView {
            label: self.law.act_label(&fact.kind),
            act: Some(fact),
            recorded_by: act.actor,
            reason: act.reason,
            superseded_by: act.corrected_by.map(|id| id.to_string()).unwrap_or_default(),
            piece_ids: act.pieces.iter().map(Uuid::to_string).collect(),
            common_head_number: act
                .head_year
                .zip(act.head_seq)
                .map(|(y, n)| crate::view::number(y, n))
                .unwrap_or_default(),
            entered_elsewhere: u32::try_from(act.entered).unwrap_or(u32::MAX),
        })
    }

    /// Names of persons of a dossier.
    pub(crate) async fn persons(
        &self,
        caller: &Caller,
        wanted: &pb::GetPersonsRequest,
    ) -> Result<pb::GetPersonsResponse> {
        let row = self.row(&wanted.dossier_id).await?;
        self.may_read(caller, &row.relations())?;
        let ids: Vec<Uuid> =
            wanted.person_ids.iter().take(500).filter_map(|id| Uuid::parse_str(id).ok()).collect();
        let rows = sqlx::query!(
            "SELECT DISTINCT ON (q.id) q.id, q.name, q.first_names FROM dossier.person q
             JOIN dossier.party p ON p.person_id = q.id AND p.dossier_id = $1
             WHERE q.id = ANY($2) ORDER BY q.id, q.version DESC",
            row.id,
            &ids
        )
        .fetch_all(&self.pool)
        .await?;
        let shown = rows.into_iter().map(|r| pb::PersonName {
            person_id: r.id.to_string(),
            name: crate::view::shown_name(&r.name, &r.first_names),
        });
        Ok(pb::GetPersonsResponse { persons: shown.collect() })
    }

    /// Which listeners may know of the case.
    pub(crate) async fn filter_visible(
        &self,
        caller: &Caller,
        wanted: &pb::FilterVisibleRequest,
    ) -> Result<pb::FilterVisibleResponse> {
        decide(caller, Action::Rejouer, Resource::Court).or_forbidden()?;
        let row = match self.row(&wanted.dossier_id).await {
            Ok(row) => row,
            // Nobody knows of it. Anything else is no answer, and whoever asks has everything fetched anew.
            Err(unknown) if unknown.kind == Kind::NotFound => {
                return Ok(pb::FilterVisibleResponse { visible: vec![false; wanted.principals.len()] });
            }
            Err(failure) => return Err(failure),
        };
        let case = row.relations();
        let visible = wanted.principals.iter().map(|p| {
            let principal = Caller {
                subject: p.subject.clone(),
                agent_id: p.agent_id.clone(),
                roles: p.roles.clone(),
                chambres: p.chambres.clone(),
                office_id: p.office_id.clone(),
                sid: String::new(),
            };
            decide(&principal, Action::Connaitre, Resource::Case(&case)).allowed
        });
        Ok(pb::FilterVisibleResponse { visible: visible.collect() })
    }

    /// The dossier of that reference, to a caller who may read it.
    pub(crate) async fn readable_id(&self, caller: &Caller, reference: &str) -> Result<Uuid> {
        let row = self.row(reference).await?;
        self.may_read(caller, &row.relations())?;
        Ok(row.id)
    }

    pub(crate) fn may_read(&self, caller: &Caller, case: &CaseRelations) -> Result<()> {
        if decide(caller, Action::LireDossier, Resource::Case(case)).allowed {
            return Ok(());
        }
        if decide(caller, Action::Connaitre, Resource::Case(case)).allowed {
            return decide(caller, Action::LireDossier, Resource::Case(case)).or_forbidden().map(|_| ());
        }
        Err(access::unknown_case())
    }
}

/// What a reader may see and do of a case.
struct Rights {
    reads: bool,
    keeps: bool,
    permissions: Vec<String>,
}

impl Rights {
    fn of(caller: &Caller, case: &CaseRelations) -> Result<Self> {
        let allowed = decide_all(caller, PERMISSIONS, Resource::Case(case));
        let may = |action: Action| PERMISSIONS.iter().zip(&allowed).any(|(a, yes)| *a == action && *yes);
        if !may(Action::Connaitre) {
            return Err(access::unknown_case());
        }
        let given = PERMISSIONS.iter().zip(&allowed);
        let given = given.filter(|(action, yes)| **yes && **action != Action::Connaitre);
        let mut permissions: Vec<String> = given.map(|(action, _)| action.as_str().to_owned()).collect();
        let mut asked = case.chambres_consultees.iter().filter_map(|chambre| case.for_opinion_of(chambre));
        // The chamber seised designates first: who reports to it asks.
        let seised = !case.rapporteurs.is_empty();
        if seised && asked.any(|own| decide(caller, Action::ProposerRapporteur, Resource::Case(&own)).allowed)
        {
            permissions.push(FOR_OPINION.to_owned());
        }
        Ok(Self {
            reads: may(Action::LireDossier),
            keeps: may(Action::EnregistrerFait) || may(Action::EnregistrerActeDeLaCour),
            permissions,
        })
    }

    fn whole(&self) -> bool {
        self.reads && self.keeps
    }

    /// The case without what the reader may not see.
    fn withheld(&self, view: pb::Dossier) -> pb::Dossier {
        let mut shown = if self.reads { view } else { outline(view) };
        // What is owed by the registry and what it must look at is for those who keep the case, not for the parties to it.
        if !self.keeps {
            (shown.notices, shown.checks, shown.notice_count) = (Vec::new(), Vec::new(), 0);
            // How a case is oriented is internal to the siège and the registry (secrecy.md, class C2).
            shown.circuit.clear();
        }
        shown
    }
}

/// As much of a case as the caller may read, with what the caller may do there.
///
/// # Errors
/// When the caller may not know of it.
pub fn shown_to(caller: &Caller, case: &CaseRelations, view: pb::Dossier) -> Result<pb::Dossier> {
    let rights = Rights::of(caller, case)?;
    let shown = rights.withheld(view);
    Ok(pb::Dossier { permissions: rights.permissions, ..shown })
}

/// Acts of a case without what its reader may not see of them: its circuit, which is internal to the siège and the registry.
pub(crate) fn withhold(caller: &Caller, case: &CaseRelations, acts: &mut [pb::ActView]) {
    if Rights::of(caller, case).is_ok_and(|rights| rights.keeps) {
        return;
    }
    for fact in acts.iter_mut().filter_map(|view| view.act.as_mut()) {
        if let Some(Body::ChambreAttribuee(given)) = &mut fact.body {
            given.circuit.clear();
        }
    }
}

/// What one sees who may only know that the case exists.
fn outline(view: pb::Dossier) -> pb::Dossier {
    pb::Dossier {
        dossier_id: view.dossier_id,
        number: view.number,
        version: view.version,
        procedure: view.procedure,
        procedure_label: view.procedure_label,
        stage: view.stage,
        stage_label: view.stage_label,
        chambre: view.chambre,
        chambre_label: view.chambre_label,
        catalogue: view.catalogue,
        ..Default::default()
    }
}

/// The owner of the journal has no such version: nobody was ever told of it.
fn no_such_version(version: u64) -> Failure {
    Failure::invalid(
        "LEC-005",
        "min_version",
        format!("Le dossier est à la version {version}\u{a0}: la version demandée n’existe pas. Reprenez celle qu’une lecture ou un enregistrement a donnée."),
    )
    .at_version(version)
}

/// A cursor that no page gave.
pub fn bad_cursor() -> Failure {
    Failure::invalid(
        "LEC-002",
        "cursor",
        "Ce curseur de page n’est pas valable. Revenez à la première page de la liste.",
    )
}
