//! Reads of papers: decided and written down in the transaction of the read, under the reader's name.

use greffe_access::{Action, Resource, decide};
use greffe_chassis::{Caller, Failure, Result, db};
use greffe_contracts::deliberation::v1 as pb;
use greffe_procedure::day::{Instant, paris_minute};
use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    Enclave, compare,
    door::{Relation, unknown},
    entry::{self, EntryRow},
    store::{self, PaperRow, VersionRow},
    vault::Place,
};
use crate::store::hex;

impl Enclave {
    /// Papers of a case that the caller may read; others are not even counted.
    pub(super) async fn list(
        &self,
        caller: &Caller,
        wanted: &pb::ListPapersRequest,
    ) -> Result<pb::ListPapersResponse> {
        let action = Action::ConnaitreDelibere;
        let relation = self.relation(caller, action, &wanted.dossier_id).await?;
        let decision = decide(caller, action, Resource::Deliberation(&relation.case()));
        let mut tx = db::begin(&self.pool).await?;
        let mut papers = Vec::new();
        if decision.allowed {
            let rows = store::papers(&mut tx, relation.dossier, None).await?;
            let read: Vec<(PaperRow, i64)> = rows
                .into_iter()
                .filter_map(|row| relation.last_read(caller, &row).map(|version| (row, version)))
                .collect();
            let at: Vec<(Uuid, i64)> = read.iter().map(|(row, version)| (row.id, *version)).collect();
            let versions = store::versions_at(&mut tx, &at).await?;
            let ids: Vec<Uuid> = read.iter().map(|(row, _)| row.id).collect();
            let entries = entry::of(&mut tx, &ids).await?;
            for (row, version) in &read {
                let of = versions.iter().find(|of| of.papier_id == row.id);
                let entry = entries.iter().find(|of| of.papier_id == row.id);
                papers.push(self.told(&relation, row, *version, (of, entry))?);
            }
        }
        let told = format!("liste : {} papier(s)", papers.len());
        self.log(&mut tx, caller, (action, relation.dossier), &decision, &told).await?;
        tx.commit().await?;
        decision.or_else(unknown)?;
        let may_open = relation.may(caller, Action::OuvrirPapier, &relation.case());
        Ok(pb::ListPapersResponse { papers, may_open })
    }

    /// A version, whole, under the reader's name.
    pub(super) async fn read(
        &self,
        caller: &Caller,
        wanted: &pb::ReadPaperRequest,
    ) -> Result<pb::ReadPaperResponse> {
        let relation = self.relation(caller, Action::LirePapier, &wanted.dossier_id).await?;
        let mut tx = db::begin(&self.pool).await?;
        let side = (wanted.paper_id.as_str(), wanted.version);
        let Some((row, version)) = self.granted(&mut tx, caller, &relation, side).await? else {
            tx.commit().await?;
            return Err(unknown());
        };
        let text = self.text(&mut tx, &row, version).await?;
        let paper = self.shown(&mut tx, &relation, &row, version).await?;
        let versions: Vec<pb::PaperVersion> = store::versions(&mut tx, row.id)
            .await?
            .iter()
            .filter(|of| relation.reads(caller, &row, of.version))
            .map(version_told)
            .collect();
        let mut comments = Vec::new();
        for comment in store::comments(&mut tx, row.id).await? {
            if relation.reads(caller, &row, comment.version) {
                let place = Place::Comment(comment.id, comment.version, comment.author);
                comments.push(pb::PaperComment {
                    comment_id: comment.id.to_string(),
                    version: comment.version.cast_unsigned(),
                    author_id: comment.author.to_string(),
                    made_at: Some(comment.made_at()),
                    text: self.vault.open(place, &comment.body)?,
                });
            }
        }
        tx.commit().await?;
        let of = relation.paper(&row, row.deposited);
        Ok(pb::ReadPaperResponse {
            version: versions.iter().find(|of| of.version == version.cast_unsigned()).cloned(),
            paper: Some(paper),
            text,
            watermark: watermark(&relation.name, self.clock.now()),
            reader: relation.name.clone(),
            versions,
            comments,
            may_review: row.state == "depose" && relation.may(caller, Action::RelirePapier, &of),
            may_close: row.state == "relu" && relation.may(caller, Action::ClorePapier, &of),
            may_adopt: row.adoptable() && relation.may(caller, Action::AdopterProjet, &of),
        })
    }

    /// What changed between two versions that the caller may read.
    pub(super) async fn compare(
        &self,
        caller: &Caller,
        wanted: &pb::ComparePapersRequest,
    ) -> Result<pb::ComparePapersResponse> {
        let relation = self.relation(caller, Action::LirePapier, &wanted.dossier_id).await?;
        let mut tx = db::begin(&self.pool).await?;
        let mut sides = Vec::new();
        for side in [&wanted.from, &wanted.to] {
            let side = side.clone().unwrap_or_default();
            let granted =
                self.granted(&mut tx, caller, &relation, (side.paper_id.as_str(), side.version)).await?;
            let Some((row, version)) = granted else {
                tx.commit().await?;
                return Err(unknown());
            };
            let text = self.text(&mut tx, &row, version).await?;
            sides.push((
                pb::PaperSide { paper_id: row.id.to_string(), version: version.cast_unsigned() },
                text,
            ));
        }
        tx.commit().await?;
        let Ok([(from, before), (to, after)]) = <[_; 2]>::try_from(sides) else { return Err(unknown()) };
        let compared = tokio::task::spawn_blocking(move || compare::segments(&before, &after));
        Ok(pb::ComparePapersResponse {
            segments: compared.await.map_err(Failure::internal)?,
            watermark: watermark(&relation.name, self.clock.now()),
            from: Some(from),
            to: Some(to),
        })
    }

    /// The paper and the version, when the caller may read it; what was decided is written down either way.
    async fn granted(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        relation: &Relation,
        (paper, version): (&str, u64),
    ) -> Result<Option<(PaperRow, i64)>> {
        let id = Uuid::parse_str(paper).map_err(|_| unknown())?;
        let row = store::papers(tx, relation.dossier, Some(id)).await?.pop();
        let version = match (&row, version) {
            (Some(row), 0) => relation.last_read(caller, row).unwrap_or(row.version),
            (_, version) => version.cast_signed(),
        };
        let of = row.as_ref().map_or(relation.case(), |row| relation.paper(row, version));
        let decision = decide(caller, Action::LirePapier, Resource::Deliberation(&of));
        let told = format!("version {version}");
        self.log(tx, caller, (Action::LirePapier, id), &decision, &told).await?;
        let exists = |row: &PaperRow| decision.allowed && (1..=row.version).contains(&version);
        Ok(row.filter(exists).map(|row| (row, version)))
    }

    /// The text of a version.
    pub(super) async fn text(&self, tx: &mut PgConnection, row: &PaperRow, version: i64) -> Result<String> {
        let at = store::versions_at(tx, &[(row.id, version)]).await?.pop().ok_or_else(unknown)?;
        let body = store::body(tx, row.id, version).await?.ok_or_else(unknown)?;
        self.vault.open(Place::Version(row.id, version, at.author), &body)
    }

    /// A paper as told, at a version.
    pub(super) async fn shown(
        &self,
        tx: &mut PgConnection,
        relation: &Relation,
        row: &PaperRow,
        version: i64,
    ) -> Result<pb::Paper> {
        let of = store::versions_at(tx, &[(row.id, version)]).await?.pop();
        let entry = entry::of(tx, &[row.id]).await?.pop();
        self.told(relation, row, version, (of.as_ref(), entry.as_ref()))
    }

    fn told(
        &self,
        relation: &Relation,
        row: &PaperRow,
        version: i64,
        (of, entry): (Option<&VersionRow>, Option<&EntryRow>),
    ) -> Result<pb::Paper> {
        Ok(pb::Paper {
            paper_id: row.id.to_string(),
            dossier_id: row.dossier_id.to_string(),
            kind: row.kind.clone(),
            title: self.vault.open(Place::Title(row.id, &row.authors), &row.title)?,
            alternative_of: row.alternative_of.map(|id| id.to_string()).unwrap_or_default(),
            state: row.state.clone(),
            author_ids: row.authors.iter().map(Uuid::to_string).collect(),
            version: version.cast_unsigned(),
            deposited_version: row.deposited.cast_unsigned(),
            saved_by: of.map(|of| of.author.to_string()).unwrap_or_default(),
            saved_at: of.map(VersionRow::saved_at),
            own: row.authors.contains(&relation.me),
            adopted: row.adopted,
            entry: entry.map(EntryRow::told),
        })
    }
}

fn version_told(row: &VersionRow) -> pb::PaperVersion {
    pb::PaperVersion {
        version: row.version.cast_unsigned(),
        author_id: row.author.to_string(),
        saved_at: Some(row.saved_at()),
        sha256: hex(&row.sha256),
    }
}

/// Who reads, and when, for what is shown across the text.
pub fn watermark(name: &str, at: Timestamp) -> String {
    format!("Secret du délibéré — lu par {name} le {}", paris_minute(Instant(at.as_microsecond())))
}
