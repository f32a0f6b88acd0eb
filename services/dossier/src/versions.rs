//! Versions of the law: which is in force, what another would move in the stock, the administrative act that changes it.
//!
//! A version is tried first: every open dossier is derived under the one in force and under the other, for the same day, and
//! what differs is kept for whoever decides. Nothing of a dossier changes until the version is put in force; then what was
//! derived under another is derived anew (see [`crate::tick`]), here and by those who listen.

use greffe_access::{Action, Resource, decide};
use greffe_bus::{NewEvent, outbox};
use greffe_chassis::{
    Caller, Failure, Kind, Result,
    command::{Command, is_twin},
    db::{self, from_sql_day, from_sql_instant, sql_day, sql_instant},
};
use greffe_contracts::{LAW, dossier::v1 as pb, events::v1::LawPutInForce};
use greffe_procedure::versions::{self, Move, State};
use jiff::Timestamp;
use prost::Message;
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{Dossiers, access, journal, law::Law, open::clean};

/// Dossiers a transaction.
const BATCH: i64 = 200;
/// Moves of one dossier that are kept: the count says how many there are.
const MOVES_MAX: usize = 2_000;
/// Moves a page.
const PAGE_MAX: u32 = 500;
/// Dry runs shown.
const TRIALS: i64 = 50;
/// Longest reason.
const REASON_MAX: usize = 2_000;
/// A dry run that has not moved for so long has lost its process: another takes it up.
const ABANDONED: time::Duration = time::Duration::seconds(60);
/// Who puts the first version of all in force.
const FIRST_ACTOR: &str = "service:dossier";

fn is_taken(failure: &Failure) -> bool {
    let source = std::error::Error::source(failure);
    source
        .and_then(|source| source.downcast_ref::<sqlx::Error>())
        .and_then(sqlx::Error::as_database_error)
        .is_some_and(sqlx::error::DatabaseError::is_unique_violation)
}

/// A decision to put a version in force.
struct Decision {
    version: String,
    actor: String,
    reason: String,
    trial: Option<Uuid>,
}

struct InForce {
    seq: i64,
    version: String,
}

async fn current(tx: &mut PgConnection) -> Result<Option<InForce>> {
    let row =
        sqlx::query_as!(InForce, "SELECT seq, version FROM dossier.law_in_force ORDER BY seq DESC LIMIT 1")
            .fetch_optional(tx)
            .await?;
    Ok(row)
}

async fn put(tx: &mut PgConnection, at: Timestamp, seq: i64, decided: Decision) -> Result<pb::LawInForce> {
    sqlx::query!(
        "INSERT INTO dossier.law_in_force (seq, version, since, actor, reason, trial) VALUES ($1, $2, $3, $4, $5, $6)",
        seq,
        decided.version,
        sql_instant(at),
        decided.actor,
        decided.reason,
        decided.trial,
    )
    .execute(&mut *tx)
    .await?;
    let (seq, since) = (seq.cast_unsigned(), Some(wire(at)));
    let said = LawPutInForce { seq, version: decided.version.clone(), since };
    let event = NewEvent::new("dossier.law.law_put_in_force", LAW, seq, greffe_bus::law::PUT_IN_FORCE, &said);
    outbox::append(tx, at, &event).await?;
    Ok(pb::LawInForce {
        seq,
        version: decided.version,
        since,
        actor: decided.actor,
        reason: decided.reason,
        trial_id: decided.trial.map(|id| id.to_string()).unwrap_or_default(),
    })
}

fn wire(at: Timestamp) -> prost_types::Timestamp {
    prost_types::Timestamp { seconds: at.as_second(), nanos: at.subsec_nanosecond() }
}

fn shown(at: OffsetDateTime) -> prost_types::Timestamp {
    wire(from_sql_instant(at))
}

/// A dry run as it is kept.
struct Trial {
    id: Uuid,
    version: String,
    base: String,
    base_seq: i64,
    as_of: time::Date,
    actor: String,
    started_at: OffsetDateTime,
    ended_at: Option<OffsetDateTime>,
    total: i64,
    done: i64,
    moved: i64,
    unread: i64,
    reached: Uuid,
}

impl Trial {
    async fn read(tx: &mut PgConnection, id: Uuid) -> Result<Option<Self>> {
        let row = sqlx::query_as!(
            Self,
            "SELECT id, version, base, base_seq, as_of, actor, started_at, ended_at, total, done, moved, unread, reached
             FROM dossier.law_trial WHERE id = $1",
            id
        )
        .fetch_optional(tx)
        .await?;
        Ok(row)
    }

    fn shown(&self, in_force: i64) -> pb::LawTrial {
        pb::LawTrial {
            trial_id: self.id.to_string(),
            version: self.version.clone(),
            base: self.base.clone(),
            base_seq: self.base_seq.cast_unsigned(),
            as_of: from_sql_day(self.as_of).to_string(),
            actor: self.actor.clone(),
            started_at: Some(shown(self.started_at)),
            ended_at: self.ended_at.map(shown),
            total: self.total.cast_unsigned(),
            done: self.done.cast_unsigned(),
            moved: self.moved.cast_unsigned(),
            unread: self.unread.cast_unsigned(),
            outdated: self.base_seq != in_force,
        }
    }
}

fn unknown_version(version: &str) -> Failure {
    let known: Vec<&str> = versions::known().iter().map(|version| version.name.as_str()).collect();
    let shown: String = version.chars().take(40).filter(|c| !c.is_control()).collect();
    Failure::invalid(
        "LOI-002",
        "version",
        format!(
            "La version «\u{a0}{shown}\u{a0}» du droit n’est pas de celles que porte le programme. Il connaît\u{a0}: {}.",
            known.join(", ")
        ),
    )
}

fn already(version: &str) -> Failure {
    Failure::new(
        Kind::Refused,
        "LOI-003",
        format!("La version {version} est déjà en vigueur\u{a0}: il n’y a rien à essayer ni à changer."),
    )
}

fn not_ready(why: &str) -> Failure {
    Failure::new(Kind::Refused, "LOI-004", why.to_owned())
}

fn unknown_trial() -> Failure {
    Failure::not_found(
        "LOI-005",
        "Aucun essai ne porte cette référence. Reprenez-le depuis la page des versions du droit.",
    )
}

impl Dossiers {
    /// Puts the newest version in force where none ever was: a house that begins.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn begin(&self) -> Result<()> {
        let mut tx = db::begin(&self.pool).await?;
        if current(&mut tx).await?.is_none() {
            let first = Decision {
                version: Law::newest().version().to_owned(),
                actor: FIRST_ACTOR.to_owned(),
                reason: "Première mise en service.".into(),
                trial: None,
            };
            match put(&mut tx, self.clock.now(), 1, first).await {
                // Another replica was first.
                Err(failure) if is_taken(&failure) => return Ok(()),
                done => done.map(drop)?,
            }
            tx.commit().await?;
        }
        Ok(())
    }

    /// Versions carried, history, dry runs.
    pub(crate) async fn law_versions(&self, caller: &Caller) -> Result<pb::ListLawVersionsResponse> {
        decide(caller, Action::LireReferentiel, Resource::Court).or_forbidden()?;
        let mut connection = self.pool.acquire().await?;
        let history = sqlx::query!(
            "SELECT seq, version, since, actor, reason, trial FROM dossier.law_in_force ORDER BY seq DESC"
        )
        .fetch_all(&mut *connection)
        .await?;
        let (in_force, version) =
            history.first().map(|row| (row.seq, row.version.clone())).unwrap_or_default();
        let trials = sqlx::query_as!(
            Trial,
            "SELECT id, version, base, base_seq, as_of, actor, started_at, ended_at, total, done, moved, unread, reached
             FROM dossier.law_trial ORDER BY started_at DESC LIMIT $1",
            TRIALS
        )
        .fetch_all(&mut *connection)
        .await?;
        let behind = sqlx::query_scalar!(
            r#"SELECT count(*) AS "n!" FROM dossier.dossier WHERE catalogue < $1 OR catalogue > $1"#,
            version
        )
        .fetch_one(&mut *connection)
        .await?;
        Ok(pb::ListLawVersionsResponse {
            known: versions::known().iter().map(|version| version.name.clone()).collect(),
            history: history
                .into_iter()
                .map(|row| pb::LawInForce {
                    seq: row.seq.cast_unsigned(),
                    version: row.version,
                    since: Some(shown(row.since)),
                    actor: row.actor,
                    reason: row.reason,
                    trial_id: row.trial.map(|id| id.to_string()).unwrap_or_default(),
                })
                .collect(),
            trials: trials.iter().map(|trial| trial.shown(in_force)).collect(),
            behind: behind.cast_unsigned(),
        })
    }

    /// Begins a dry run, once a key; it goes on by itself.
    pub(crate) async fn start_trial(
        &self,
        command: Command,
        wanted: pb::StartLawTrialRequest,
    ) -> Result<(pb::StartLawTrialResponse, bool)> {
        let now = self.clock.now();
        let mut tx = db::begin(&self.pool).await?;
        if let Some(answer) = command.answered(&mut tx).await? {
            return Ok((
                pb::StartLawTrialResponse::decode(answer.as_slice()).map_err(Failure::internal)?,
                true,
            ));
        }
        let id = Uuid::now_v7();
        if let Err(refused) = self.may(&mut tx, &command, Action::EssayerDroit, id, "", now).await? {
            tx.commit().await?;
            return Err(refused);
        }
        let other = versions::named(&wanted.version).and_then(versions::Version::catalogue);
        let other = other.ok_or_else(|| unknown_version(&wanted.version))?;
        let in_force = current(&mut tx).await?.ok_or_else(|| Failure::internal("no law is in force"))?;
        if in_force.version == other.version() {
            return Err(already(other.version()));
        }
        sqlx::query!(
            "INSERT INTO dossier.law_trial (id, version, base, base_seq, as_of, actor, started_at, touched_at, total, reached)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $7, (SELECT count(*) FROM dossier.dossier WHERE NOT terminal), $8)",
            id,
            other.version(),
            in_force.version,
            in_force.seq,
            sql_day(self.clock.today()),
            command.caller.subject,
            sql_instant(now),
            Uuid::nil(),
        )
        .execute(&mut *tx)
        .await?;
        let trial = Trial::read(&mut tx, id).await?.ok_or_else(unknown_trial)?;
        let answer = pb::StartLawTrialResponse { trial: Some(trial.shown(in_force.seq)) };
        match command.store(&mut tx, &answer.encode_to_vec()).await {
            Err(error) if is_twin(&error) => {
                drop(tx);
                return Box::pin(self.start_trial(command, wanted)).await;
            }
            stored => stored?,
        }
        tx.commit().await?;
        let this = self.clone();
        tokio::spawn(async move {
            if let Err(error) = this.advance(id).await {
                tracing::warn!(%error, trial = %id, "dry run put off");
            }
        });
        Ok((answer, false))
    }

    /// A dry run and a page of what it moves.
    pub(crate) async fn trial(
        &self,
        caller: &Caller,
        wanted: &pb::GetLawTrialRequest,
    ) -> Result<pb::GetLawTrialResponse> {
        decide(caller, Action::EssayerDroit, Resource::Court).or_forbidden()?;
        let id = Uuid::parse_str(&wanted.trial_id).map_err(|_| unknown_trial())?;
        let mut connection = self.pool.acquire().await?;
        let trial = Trial::read(&mut connection, id).await?.ok_or_else(unknown_trial)?;
        let in_force = current(&mut connection).await?.map_or(0, |in_force| in_force.seq);
        let size = wanted.size.clamp(1, PAGE_MAX);
        let rows = sqlx::query!(
            "SELECT seq, body FROM dossier.law_trial_move WHERE trial = $1 AND seq > $2 AND ($3 = '' OR kind = $3)
             ORDER BY seq LIMIT $4",
            id,
            wanted.after.cast_signed(),
            wanted.kind,
            i64::from(size) + 1
        )
        .fetch_all(&mut *connection)
        .await?;
        let counts = sqlx::query!(
            r#"SELECT kind, count(*) AS "n!" FROM dossier.law_trial_move WHERE trial = $1 GROUP BY kind ORDER BY kind"#,
            id
        )
        .fetch_all(&mut *connection)
        .await?;
        let more = rows.len() > size as usize;
        let moves = rows.iter().take(size as usize).map(|row| {
            let moved = pb::LawMove::decode(row.body.as_slice()).map_err(Failure::internal)?;
            Ok(pb::LawMove { seq: row.seq.cast_unsigned(), ..moved })
        });
        Ok(pb::GetLawTrialResponse {
            moves: moves.collect::<Result<_>>()?,
            counts: counts
                .into_iter()
                .map(|row| pb::LawMoveCount { kind: row.kind, count: row.n.cast_unsigned() })
                .collect(),
            more,
            trial: Some(trial.shown(in_force)),
        })
    }

    /// Puts a version in force, once a key.
    pub(crate) async fn put_in_force(
        &self,
        command: Command,
        wanted: pb::PutLawInForceRequest,
    ) -> Result<(pb::PutLawInForceResponse, bool)> {
        let reason = clean("reason", &wanted.reason, REASON_MAX)?;
        let now = self.clock.now();
        let mut tx = db::begin(&self.pool).await?;
        if let Some(answer) = command.answered(&mut tx).await? {
            return Ok((
                pb::PutLawInForceResponse::decode(answer.as_slice()).map_err(Failure::internal)?,
                true,
            ));
        }
        if let Err(refused) = self.may(&mut tx, &command, Action::MettreEnVigueur, LAW, &reason, now).await? {
            tx.commit().await?;
            return Err(refused);
        }
        if reason.is_empty() {
            return Err(Failure::invalid(
                "LOI-006",
                "reason",
                "Le motif de la mise en vigueur manque. Dites en une phrase ce qui la justifie (texte, date d’effet)\u{a0}: il restera à l’historique.",
            ));
        }
        if versions::named(&wanted.version).and_then(versions::Version::catalogue).is_none() {
            return Err(unknown_version(&wanted.version));
        }
        let in_force = current(&mut tx).await?.ok_or_else(|| Failure::internal("no law is in force"))?;
        if in_force.version == wanted.version {
            return Err(already(&wanted.version));
        }
        let trial_id = Uuid::parse_str(&wanted.trial_id).map_err(|_| {
            not_ready("Essayez d’abord cette version sur le stock\u{a0}: la mise en vigueur se décide au vu de ce qu’elle déplacerait.")
        })?;
        let trial = Trial::read(&mut tx, trial_id).await?.ok_or_else(unknown_trial)?;
        if trial.version != wanted.version {
            return Err(not_ready(
                "Cet essai porte sur une autre version. Essayez celle que vous voulez mettre en vigueur.",
            ));
        }
        if trial.ended_at.is_none() {
            return Err(not_ready(
                "L’essai n’est pas fini. Attendez qu’il ait parcouru tous les dossiers ouverts.",
            ));
        }
        if trial.base_seq != in_force.seq || trial.as_of != sql_day(self.clock.today()) {
            return Err(not_ready(
                "L’essai n’est plus à jour\u{a0}: une autre version est entrée en vigueur, ou le jour a changé. Relancez-le, puis décidez.",
            ));
        }
        if trial.unread > 0 {
            return Err(not_ready(
                "Des dossiers portent des actes que cette version ne connaît pas\u{a0}: elle ne peut pas leur être appliquée. L’essai en donne la liste.",
            ));
        }
        let decided = Decision {
            version: wanted.version.clone(),
            actor: command.caller.subject.clone(),
            reason,
            trial: Some(trial_id),
        };
        let in_force = match put(&mut tx, now, in_force.seq + 1, decided).await {
            Err(failure) if is_taken(&failure) => {
                return Err(not_ready(
                    "Une autre version vient d’être mise en vigueur. Relancez l’essai, puis décidez.",
                ));
            }
            done => done?,
        };
        let answer = pb::PutLawInForceResponse { in_force: Some(in_force) };
        match command.store(&mut tx, &answer.encode_to_vec()).await {
            Err(error) if is_twin(&error) => {
                drop(tx);
                return Box::pin(self.put_in_force(command, wanted)).await;
            }
            stored => stored?,
        }
        tx.commit().await?;
        self.wake.wake();
        Ok((answer, false))
    }

    /// Decides, and writes the decision to the audit trail; a refusal is kept there too.
    async fn may(
        &self,
        tx: &mut PgConnection,
        command: &Command,
        action: Action,
        object: Uuid,
        reason: &str,
        now: Timestamp,
    ) -> Result<Result<()>> {
        let decision = decide(&command.caller, action, Resource::Court);
        let key = command.key_text();
        let words = access::Words { reason, request_id: &key, ..Default::default() };
        access::log(tx, now, &command.caller, action, object, &decision, &words).await?;
        Ok(decision.or_forbidden().map(drop))
    }

    /// Takes up the dry runs whose process is gone.
    pub(crate) async fn take_up_trials(&self) -> Result<()> {
        let before = sql_instant(self.clock.now()) - ABANDONED;
        let abandoned = sqlx::query_scalar!(
            "SELECT id FROM dossier.law_trial WHERE ended_at IS NULL AND touched_at < $1 ORDER BY touched_at",
            before
        )
        .fetch_all(&self.pool)
        .await?;
        for id in abandoned {
            self.advance(id).await?;
        }
        Ok(())
    }

    /// Goes through a dry run to its end. Another process that has it in hand is left to it.
    ///
    /// # Errors
    /// When the database refuses; what was done stays done.
    pub async fn advance(&self, trial: Uuid) -> Result<()> {
        while self.try_batch(trial).await? {}
        Ok(())
    }

    /// A batch of dossiers under both versions, in one transaction; answers whether more follow.
    async fn try_batch(&self, id: Uuid) -> Result<bool> {
        let mut tx = db::begin(&self.pool).await?;
        let locked = sqlx::query_scalar!(
            "SELECT id FROM dossier.law_trial WHERE id = $1 AND ended_at IS NULL FOR UPDATE SKIP LOCKED",
            id
        )
        .fetch_optional(&mut *tx)
        .await?;
        if locked.is_none() {
            return Ok(false);
        }
        let trial = Trial::read(&mut tx, id).await?.ok_or_else(unknown_trial)?;
        let (base, other) = (Law::of(Some(&trial.base))?, Law::of(Some(&trial.version))?);
        let open = sqlx::query!(
            "SELECT id, number_year, number_seq FROM dossier.dossier WHERE id > $1 AND NOT terminal ORDER BY id LIMIT $2",
            trial.reached,
            BATCH
        )
        .fetch_all(&mut *tx)
        .await?;
        let mut found = Found::default();
        for dossier in &open {
            let bodies = journal::bodies(&mut tx, dossier.id).await?;
            let number = crate::view::number(dossier.number_year, dossier.number_seq);
            found.look(&trial, (&base, &other), dossier.id, &number, &bodies);
        }
        found.keep(&mut tx, id).await?;
        let ended = i64::try_from(open.len()).unwrap_or(BATCH) < BATCH;
        let now = sql_instant(self.clock.now());
        sqlx::query!(
            "UPDATE dossier.law_trial SET reached = $2, done = done + $3, moved = moved + $4, unread = unread + $5,
                 touched_at = $6::timestamptz, ended_at = CASE WHEN $7 THEN $6::timestamptz END, total = CASE WHEN $7 THEN done + $3 ELSE greatest(total, done + $3) END
             WHERE id = $1",
            id,
            open.last().map_or(trial.reached, |last| last.id),
            i64::try_from(open.len()).unwrap_or(BATCH),
            found.moved,
            found.unread,
            now,
            ended,
        )
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(!ended)
    }
}

/// What a batch finds.
#[derive(Default)]
struct Found {
    moved: i64,
    unread: i64,
    dossiers: Vec<Uuid>,
    kinds: Vec<String>,
    bodies: Vec<Vec<u8>>,
}

impl Found {
    fn look(&mut self, trial: &Trial, laws: (&Law, &Law), dossier: Uuid, number: &str, bodies: &[Vec<u8>]) {
        let today = from_sql_day(trial.as_of);
        let (base, other) = laws;
        // What the law in force cannot read is a fault of its own, told where the dossier is derived.
        let Ok(before) = base.read_all(bodies) else { return };
        let moves = match other.read_all(bodies) {
            Ok(acts) => versions::moves(
                (base.catalogue, &base.derive(&before, today)),
                (other.catalogue, &other.derive(&acts, today)),
            ),
            Err(failure) => {
                self.unread += 1;
                vec![unread(failure.message)]
            }
        };
        self.moved += i64::from(!moves.is_empty());
        for moved in moves.into_iter().take(MOVES_MAX) {
            self.kinds.push(moved.kind.to_owned());
            self.dossiers.push(dossier);
            self.bodies.push(told(dossier, number, moved).encode_to_vec());
        }
    }

    async fn keep(&self, tx: &mut PgConnection, trial: Uuid) -> Result<()> {
        sqlx::query!(
            "INSERT INTO dossier.law_trial_move (trial, seq, dossier_id, kind, body)
             SELECT $1, (SELECT coalesce(max(seq), 0) FROM dossier.law_trial_move WHERE trial = $1) + place, dossier, kind, body
             FROM unnest($2::uuid[], $3::text[], $4::bytea[]) WITH ORDINALITY AS found (dossier, kind, body, place)",
            trial,
            &self.dossiers,
            &self.kinds,
            &self.bodies,
        )
        .execute(tx)
        .await?;
        Ok(())
    }
}

fn unread(why: String) -> Move {
    Move {
        kind: "illisible",
        code: String::new(),
        label: "Le dossier ne se lit pas sous cette version".into(),
        article: String::new(),
        before: None,
        after: Some(State { day: None, word: why }),
    }
}

fn told(dossier: Uuid, number: &str, moved: Move) -> pb::LawMove {
    let state = |state: State| pb::LawState {
        day: state.day.map(|day| day.to_string()).unwrap_or_default(),
        word: state.word,
    };
    pb::LawMove {
        seq: 0,
        dossier_id: dossier.to_string(),
        dossier_number: number.to_owned(),
        kind: moved.kind.to_owned(),
        code: moved.code,
        label: moved.label,
        article: moved.article,
        before: moved.before.map(state),
        after: moved.after.map(state),
    }
}
