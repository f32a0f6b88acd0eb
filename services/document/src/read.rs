//! Reads of papers: decided by policy in the transaction of the read, allowed or refused alike written to the audit trail.

use std::collections::{BTreeMap, BTreeSet};

use greffe_access::{
    Action, CaseRelations, Decision, Paper, Resource, decide,
    stored::{self, unknown_case},
};
use greffe_chassis::{
    Caller, Failure, Result, audit,
    db::{self, from_sql_instant},
};
use greffe_contracts::document::v1 as pb;
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{Documents, acces, controls, opening::Given, store::hex};

/// Pieces asked by id in one call.
const MANY: usize = 500;
/// Pieces of one answer.
const LISTED: i64 = 1000;

pub(crate) struct Row {
    id: Uuid,
    sha256: Vec<u8>,
    file_name: String,
    kind: String,
    class: i16,
    author: Uuid,
    office_id: Option<Uuid>,
    received_at: OffsetDateTime,
    dossier_id: Option<Uuid>,
    act_id: Option<Uuid>,
    size: i64,
    media_type: String,
    offices: Vec<Uuid>,
    state: String,
    reason: String,
    antivirus: String,
    control_pages: Option<i32>,
    changed_at: OffsetDateTime,
    text_state: String,
    text_source: String,
    text_pages: i32,
    text_done: i32,
    archival_state: String,
    archival_sha256: Option<Vec<u8>>,
    archival_size: Option<i64>,
    minute: String,
}

impl Row {
    pub(crate) fn paper(&self) -> Paper {
        Paper {
            id: self.id,
            class: u8::try_from(self.class).unwrap_or(3),
            kind: self.kind.clone(),
            author: self.author,
            depositor: self.office_id,
            offices: self.offices.clone(),
        }
    }

    /// The piece as told, with what its checks found and how far its text has come.
    pub(crate) fn into_piece(self) -> pb::Piece {
        let text = |id: Option<Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
        let (dossier, act) = (text(self.dossier_id), text(self.act_id));
        let control = pb::PieceControl {
            told: controls::in_words(&self.state, &self.reason, &self.antivirus),
            state: self.state,
            reason: self.reason,
            antivirus: self.antivirus,
            pages: self.control_pages.unwrap_or_default().cast_unsigned(),
            changed_at: Some(stamp(self.changed_at)),
        };
        let read = pb::PieceText {
            state: self.text_state,
            source: self.text_source,
            pages: self.text_pages.cast_unsigned(),
            done: self.text_done.cast_unsigned(),
        };
        let archival = pb::PieceArchival {
            state: self.archival_state,
            sha256: self.archival_sha256.as_deref().map(hex).unwrap_or_default(),
            size: self.archival_size.unwrap_or_default().cast_unsigned(),
        };
        let piece = shown(
            self.id,
            self.file_name,
            self.media_type,
            self.size,
            &self.sha256,
            self.kind,
            self.received_at,
            dossier,
            act,
        );
        pb::Piece {
            control: Some(control),
            text: Some(read),
            archival: Some(archival),
            minute: self.minute,
            ..piece
        }
    }

    /// Itself.
    pub(crate) fn id(&self) -> Uuid {
        self.id
    }

    /// The dossier whose act names it.
    pub(crate) fn dossier(&self) -> Option<Uuid> {
        self.dossier_id
    }

    pub(crate) fn file_name(&self) -> &str {
        &self.file_name
    }

    pub(crate) fn media_type(&self) -> &str {
        &self.media_type
    }

    pub(crate) fn size(&self) -> i64 {
        self.size
    }

    pub(crate) fn received_at(&self) -> OffsetDateTime {
        self.received_at
    }

    /// Pages of a PDF that is sound.
    pub(crate) fn pages(&self) -> Option<i32> {
        self.control_pages
    }

    /// The hash of its content.
    pub(crate) fn sha256(&self) -> &[u8] {
        &self.sha256
    }

    /// State of its checks, and the code of a refusal.
    pub(crate) fn control(&self) -> (&str, &str) {
        (&self.state, &self.reason)
    }
}

pub(crate) fn stamp(at: OffsetDateTime) -> prost_types::Timestamp {
    let at = from_sql_instant(at);
    prost_types::Timestamp { seconds: at.as_second(), nanos: at.subsec_nanosecond() }
}

/// A piece as told.
#[allow(clippy::too_many_arguments, reason = "one field each")]
pub(crate) fn shown(
    id: Uuid,
    file_name: String,
    media_type: String,
    size: i64,
    sha: &[u8],
    kind: String,
    received_at: OffsetDateTime,
    dossier_id: String,
    act_id: String,
) -> pb::Piece {
    pb::Piece {
        piece_id: id.to_string(),
        file_name,
        media_type,
        size: size.cast_unsigned(),
        sha256: hex(sha),
        kind,
        received_at: Some(stamp(received_at)),
        dossier_id,
        act_id,
        // Just received: nothing was looked at yet.
        control: Some(pb::PieceControl {
            state: "recue".into(),
            told: controls::in_words("recue", "", ""),
            changed_at: Some(stamp(received_at)),
            ..Default::default()
        }),
        text: None,
        archival: None,
        minute: String::new(),
    }
}

impl Documents {
    /// A piece that the caller may read, with the hash of its content.
    pub(crate) async fn open(
        &self,
        caller: &Caller,
        piece: &str,
        given: Given,
    ) -> Result<(pb::Piece, Vec<u8>)> {
        let id = Uuid::parse_str(piece).map_err(|_| unknown_piece())?;
        let mut tx = db::begin(&self.pool).await?;
        let (row, case) = self.found(&mut tx, id).await?;
        let paper = row.paper();
        let decision = decide(caller, Action::LirePiece, Resource::Paper(&case, &paper));
        let given = given.of(row.size().cast_unsigned());
        if !decision.allowed || self.is_read(&mut tx, caller, id, given).await? {
            self.log(&mut tx, caller, Action::LirePiece, id, &decision, given.told()).await?;
        }
        tx.commit().await?;
        if !decision.allowed {
            // To those who may not know the paper, it does not exist.
            return Err(unknown_piece());
        }
        let sha = row.sha256.clone();
        // No connection is held while a check ends.
        let waited = row.state != "saine";
        self.sound(&sha).await?;
        // What was found in the meantime is told with it.
        let row = if waited { self.found(&mut *self.pool.acquire().await?, id).await?.0 } else { row };
        Ok((row.into_piece(), sha))
    }

    /// A piece, and who is what to its case.
    pub(crate) async fn found(&self, tx: &mut PgConnection, id: Uuid) -> Result<(Row, CaseRelations)> {
        let row = rows(tx, &[id], None).await?.pop().ok_or_else(unknown_piece)?;
        let case = self.readers(tx, row.dossier_id).await?;
        Ok((row, case))
    }

    /// Who is what to the case, with those who are let into its papers for a time.
    pub(crate) async fn readers(
        &self,
        connection: &mut PgConnection,
        dossier: Option<Uuid>,
    ) -> Result<CaseRelations> {
        let mut case = case(connection, dossier).await?;
        if dossier.is_some() {
            acces::admit(connection, &mut case, self.clock.now()).await?;
        }
        Ok(case)
    }

    /// Pieces that an act may name: the caller's own, not yet named.
    pub(crate) async fn describe(&self, caller: &Caller, ids: &[String]) -> Result<Vec<pb::Piece>> {
        let mut ids: Vec<Uuid> = ids.iter().take(MANY).filter_map(|id| Uuid::parse_str(id).ok()).collect();
        let object = ids.first().copied().unwrap_or_default();
        ids.sort_unstable();
        ids.dedup();
        let mut tx = db::begin(&self.pool).await?;
        let found = rows(&mut tx, &ids, None).await?;
        let cases = cases(&mut tx, &found).await?;
        let (mut may, mut policies) = (Vec::new(), BTreeSet::new());
        for row in found {
            let case = cases.get(&row.dossier_id.unwrap_or_default()).cloned().unwrap_or_default();
            let decision = decide(caller, Action::CiterPiece, Resource::Paper(&case, &row.paper()));
            if decision.allowed {
                may.push(row.into_piece());
            }
            policies.insert(decision.policies);
        }
        let all = Decision {
            allowed: may.len() == ids.len(),
            policies: policies.into_iter().collect::<Vec<_>>().join(" "),
        };
        let told = format!("{} pièce(s) sur {} demandées", may.len(), ids.len());
        self.log(&mut tx, caller, Action::CiterPiece, object, &all, &told).await?;
        tx.commit().await?;
        Ok(may)
    }

    /// Pieces of a dossier that the caller may read, in the order of the journal.
    pub(crate) async fn of_dossier(&self, caller: &Caller, dossier: &str) -> Result<Vec<pb::Piece>> {
        let dossier = Uuid::parse_str(dossier).map_err(|_| unknown_case())?;
        let mut tx = db::begin(&self.pool).await?;
        let case = self.readers(&mut tx, Some(dossier)).await?;
        let decision = decide(caller, Action::Connaitre, Resource::Case(&case));
        let may: Vec<Row> = if decision.allowed {
            let all = rows(&mut tx, &[], Some(dossier)).await?;
            let reads =
                |row: &Row| decide(caller, Action::LirePiece, Resource::Paper(&case, &row.paper())).allowed;
            all.into_iter().filter(reads).collect()
        } else {
            Vec::new()
        };
        let told = format!("liste : {} pièce(s)", may.len());
        self.log(&mut tx, caller, Action::Connaitre, dossier, &decision, &told).await?;
        tx.commit().await?;
        decision.or_else(unknown_case)?;
        Ok(may.into_iter().map(Row::into_piece).collect())
    }

    /// Writes what was decided, in the transaction of the read.
    pub(crate) async fn log(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        action: Action,
        object: Uuid,
        decision: &Decision,
        told: &str,
    ) -> Result<()> {
        let entry = audit::Entry {
            actor: &caller.subject,
            action: action.as_str(),
            object,
            decision: decision.word(),
            policies: &decision.policies,
            reason: told,
            request_id: "",
            payload_sha256: &[],
        };
        audit::append(tx, self.clock.now(), &entry).await
    }
}

/// Pieces by id, or of a dossier.
pub(crate) async fn rows(
    connection: &mut PgConnection,
    ids: &[Uuid],
    dossier: Option<Uuid>,
) -> Result<Vec<Row>> {
    let rows = sqlx::query_as!(
        Row,
        r#"SELECT p.id, p.sha256, p.file_name, p.kind, p.class, p.author, p.office_id, p.received_at, p.dossier_id, p.act_id, c.size, c.media_type,
                  array(SELECT s.office_id FROM document.served s WHERE s.piece_id = p.id) AS "offices!",
                  k.state, k.reason, k.antivirus, k.pages AS control_pages, k.changed_at,
                  coalesce(t.state, '') AS "text_state!", coalesce(t.source, '') AS "text_source!",
                  coalesce(t.pages, 0) AS "text_pages!", coalesce(t.done, 0) AS "text_done!",
                  coalesce(a.state, '') AS "archival_state!", a.copy AS "archival_sha256?", ac.size AS "archival_size?",
                  CASE WHEN m.piece_id IS NULL THEN ''
                       WHEN (SELECT count(*) FROM document.minute_signature g WHERE g.piece_id = p.id) = 2 THEN 'signee'
                       ELSE 'a_signer' END AS "minute!"
           FROM document.piece p JOIN document.content c USING (sha256) JOIN document.control k USING (sha256)
                LEFT JOIN document.text t USING (sha256)
                LEFT JOIN document.archival a USING (sha256) LEFT JOIN document.content ac ON ac.sha256 = a.copy
                LEFT JOIN document.minute m ON m.piece_id = p.id
           WHERE p.id = ANY($1) OR p.dossier_id = $2 ORDER BY p.act_version NULLS LAST, p.id LIMIT $3"#,
        ids,
        dossier,
        LISTED
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// Relations of the case; of a paper that no act names, none.
pub(crate) async fn case(connection: &mut PgConnection, dossier: Option<Uuid>) -> Result<CaseRelations> {
    let Some(dossier) = dossier else { return Ok(CaseRelations::default()) };
    let known = stored::load(connection, dossier).await?;
    Ok(known.map_or_else(|| CaseRelations { dossier, ..CaseRelations::default() }, |case| case.relations))
}

/// Relations of the cases that some papers belong to; those that no act names ask nothing.
async fn cases(connection: &mut PgConnection, rows: &[Row]) -> Result<BTreeMap<Uuid, CaseRelations>> {
    let dossiers: BTreeSet<Uuid> = rows.iter().filter_map(|row| row.dossier_id).collect();
    let known = stored::load_all(connection, &dossiers.iter().copied().collect::<Vec<_>>()).await?;
    let nothing =
        dossiers.into_iter().map(|dossier| (dossier, CaseRelations { dossier, ..Default::default() }));
    let mut cases: BTreeMap<Uuid, CaseRelations> = nothing.collect();
    cases.extend(known.into_iter().map(|(id, case)| (id, case.relations)));
    Ok(cases)
}

pub(crate) fn unknown_piece() -> Failure {
    Failure::not_found(
        "DOC-010",
        "Aucune pièce accessible ne porte cette référence. Rouvrez-la depuis l’onglet « Pièces » du dossier.",
    )
}
