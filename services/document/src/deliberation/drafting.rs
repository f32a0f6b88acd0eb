//! What is done to papers: opened, saved, deposited, reread, deliberated on, commented. Each is an act of the enclave's journal.

use greffe_access::{Action, Resource, decide};
use greffe_chassis::{
    Failure, Kind, Result,
    command::{Command, is_twin},
    db::{self, from_sql_instant, sql_instant},
};
use greffe_contracts::deliberation::v1 as pb;
use prost::Message;
use sqlx::{PgConnection, Postgres, Transaction};
use uuid::Uuid;

use super::{
    Enclave,
    door::{Relation, unknown},
    entry::{self, REPORT},
    journal::{self, Act, Head},
    report,
    store::{self, CommentRow, PaperRow},
    vault::Place,
};

const KINDS: [&str; 4] = [REPORT, "note", "avis", PROJET];
/// The one that whoever sits may write.
const PROJET: &str = "projet";
/// Where a paper stands once the formation deliberated on it: it does not change any more.
const DELIBERATED: &str = "delibere";
/// What is said of the projet that the formation adopted; its state stays.
const ADOPTED: &str = "adopte";
/// The act that hands a paper over.
const DEPOSIT: &str = "papier_depose";
/// Longest text, in bytes: an answer holds one with what surrounds it.
const TEXT_MAX: usize = 400_000;
/// Longest title and comment, in characters.
const TITLE_MAX: usize = 200;
const COMMENT_MAX: usize = 4_000;
/// Those who write one paper together.
const AUTHORS_MAX: usize = 4;

/// A command past the door.
struct Entered {
    tx: Transaction<'static, Postgres>,
    head: Head,
    relation: Relation,
    paper: Option<PaperRow>,
    /// What the same key was answered before.
    before: Option<Vec<u8>>,
}

impl Enclave {
    /// Opens a paper, once a key.
    pub(super) async fn open(
        &self,
        command: Command,
        wanted: pb::OpenPaperRequest,
    ) -> Result<(pb::OpenPaperResponse, bool)> {
        if !KINDS.contains(&wanted.kind.as_str()) {
            return Err(Failure::invalid(
                "DEL-003",
                "kind",
                "Ce papier n’est pas de ceux du délibéré. Choisissez parmi\u{a0}: rapport, note, avis, projet.",
            ));
        }
        let title = words("title", &wanted.title, TITLE_MAX)?;
        checked(&wanted.text)?;
        // Asked before the journal is held, since assignment may take its time; told only past the door.
        let others = self.rapporteurs(&wanted.dossier_id, &wanted.co_author_ids).await;
        let (command, mut entered) =
            self.enter(command, &wanted.dossier_id, Action::OuvrirPapier, None).await?;
        if let Some(before) = entered.before.take() {
            let answer = self.again(&mut entered, &before).await?;
            return Ok((pb::OpenPaperResponse { paper: answer.paper }, true));
        }
        if !entered.relation.reports() && wanted.kind != PROJET {
            return Err(Failure::invalid(
                "DEL-003",
                "kind",
                "Le rapport, la note et l’avis sont du rapporteur. Qui siège sans rapporter répond par un projet\u{a0}: choisissez «\u{a0}projet\u{a0}».",
            ));
        }
        let mut authors = vec![entered.relation.me];
        authors.extend(others?.into_iter().filter(|id| *id != entered.relation.me));
        let alternative_of = self.alternative(&command, &mut entered, &wanted).await?;
        let new = NewPaper { kind: wanted.kind, title, text: wanted.text, authors, alternative_of };
        let paper = self.write(&mut entered, new).await?;
        let answer = pb::SavePaperResponse { paper: Some(paper), meant: None };
        let (answer, replayed) = self.finish(entered, &command, answer).await?;
        Ok((pb::OpenPaperResponse { paper: answer.paper }, replayed))
    }

    /// Saves a version that rests on the last, once a key.
    pub(super) async fn save(
        &self,
        command: Command,
        wanted: pb::SavePaperRequest,
    ) -> Result<(pb::SavePaperResponse, bool)> {
        checked(&wanted.text)?;
        let (command, mut entered) = self
            .enter(command, &wanted.dossier_id, Action::EcrirePapier, Some((&wanted.paper_id, 0)))
            .await?;
        if let Some(before) = entered.before.take() {
            return Ok((self.again(&mut entered, &before).await?, true));
        }
        let mut paper = entered.paper.take().ok_or_else(unknown)?;
        let base = wanted.base_version.cast_signed();
        if base != paper.version && !wanted.apart {
            return Err(self.stale(&mut entered.tx, &paper).await?);
        }
        if base != paper.version {
            let title = self.vault.open(Place::Title(paper.id, &paper.authors), &paper.title)?;
            let authors = vec![entered.relation.me];
            let alternative_of = Some(paper.id);
            let new =
                NewPaper { kind: paper.kind.clone(), title, text: wanted.text, authors, alternative_of };
            let kept = self.write(&mut entered, new).await?;
            let meant = self.shown(&mut entered.tx, &entered.relation, &paper, paper.version).await?;
            let answer = pb::SavePaperResponse { paper: Some(kept), meant: Some(meant) };
            return self.finish(entered, &command, answer).await;
        }
        if paper.state == DELIBERATED {
            return Err(out_of_turn("Ce papier est délibéré\u{a0}: il ne change plus. Ouvrez-en un autre."));
        }
        if self.text(&mut entered.tx, &paper, paper.version).await? != wanted.text {
            paper.version += 1;
            let (me, at) = (entered.relation.me, self.clock.now());
            let sealed = self.vault.seal(Place::Version(paper.id, paper.version, me), &wanted.text)?;
            let place = (paper.id, paper.version);
            let sha = store::add_version(&mut entered.tx, place, me, at, &sealed).await?;
            store::advance(&mut entered.tx, &paper).await?;
            self.record(&mut entered, "version_enregistree", place, &sha).await?;
        }
        let paper = self.shown(&mut entered.tx, &entered.relation, &paper, paper.version).await?;
        self.finish(entered, &command, pb::SavePaperResponse { paper: Some(paper), meant: None }).await
    }

    /// Hands the last version over to those who reread, once a key.
    pub(super) async fn deposit(
        &self,
        command: Command,
        wanted: pb::DepositPaperRequest,
    ) -> Result<(pb::DepositPaperResponse, bool)> {
        let (command, mut entered) = self
            .enter(command, &wanted.dossier_id, Action::EcrirePapier, Some((&wanted.paper_id, 0)))
            .await?;
        if let Some(before) = entered.before.take() {
            let answer = self.again(&mut entered, &before).await?;
            return Ok((pb::DepositPaperResponse { paper: answer.paper }, true));
        }
        let mut paper = entered.paper.take().ok_or_else(unknown)?;
        if wanted.version.cast_signed() != paper.version {
            return Err(self.stale(&mut entered.tx, &paper).await?);
        }
        if paper.state == DELIBERATED || paper.deposited == paper.version {
            return Err(out_of_turn(
                "Cette version est déjà déposée. Enregistrez-en une nouvelle avant de déposer de nouveau.",
            ));
        }
        (paper.deposited, paper.state) = (paper.version, "depose".into());
        let paper = self.move_on(&mut entered, paper, DEPOSIT).await?;
        let answer = pb::SavePaperResponse { paper: Some(paper), meant: None };
        let (answer, replayed) = self.finish(entered, &command, answer).await?;
        self.owed.notify_one();
        Ok((pb::DepositPaperResponse { paper: answer.paper }, replayed))
    }

    /// Says that the deposited version was reread, then deliberated on; of a projet, that the formation adopted it; once a key.
    pub(super) async fn review(
        &self,
        command: Command,
        wanted: pb::ReviewPaperRequest,
    ) -> Result<(pb::ReviewPaperResponse, bool)> {
        let (action, before, act) = match wanted.state.as_str() {
            "relu" => (Action::RelirePapier, "depose", "papier_relu"),
            DELIBERATED => (Action::ClorePapier, "relu", "papier_delibere"),
            ADOPTED => (Action::AdopterProjet, DELIBERATED, "projet_adopte"),
            _ => {
                return Err(Failure::invalid(
                    "DEL-003",
                    "state",
                    "Un papier déposé devient «\u{a0}relu\u{a0}», puis «\u{a0}delibere\u{a0}»\u{a0}; d’un projet délibéré, il se dit «\u{a0}adopte\u{a0}». Choisissez l’un des trois.",
                ));
            }
        };
        let at = Some((wanted.paper_id.as_str(), wanted.version));
        let (command, mut entered) = self.enter(command, &wanted.dossier_id, action, at).await?;
        if let Some(before) = entered.before.take() {
            let answer = self.again(&mut entered, &before).await?;
            return Ok((pb::ReviewPaperResponse { paper: answer.paper }, true));
        }
        let mut paper = entered.paper.take().ok_or_else(unknown)?;
        if wanted.version.cast_signed() != paper.deposited {
            return Err(stale_review().at_version(paper.deposited.cast_unsigned()));
        }
        if paper.state != before {
            return Err(out_of_turn(
                "Un papier est déposé, puis relu, puis délibéré, et un projet délibéré est adopté\u{a0}: cette étape n’est pas la suivante. Rechargez-le pour voir où il en est.",
            ));
        }
        if wanted.state == ADOPTED {
            adopts(&mut entered.tx, &paper, &wanted.adopted_paper_id).await?;
            paper.adopted = true;
        } else {
            paper.state = wanted.state;
        }
        let paper = self.move_on(&mut entered, paper, act).await?;
        let answer = pb::SavePaperResponse { paper: Some(paper), meant: None };
        let (answer, replayed) = self.finish(entered, &command, answer).await?;
        Ok((pb::ReviewPaperResponse { paper: answer.paper }, replayed))
    }

    /// Comments on a version, once a key.
    pub(super) async fn comment(
        &self,
        command: Command,
        wanted: pb::CommentRequest,
    ) -> Result<(pb::CommentResponse, bool)> {
        let text = words("text", &wanted.text, COMMENT_MAX)?;
        let at = Some((wanted.paper_id.as_str(), wanted.version));
        let (command, mut entered) =
            self.enter(command, &wanted.dossier_id, Action::CommenterPapier, at).await?;
        if let Some(before) = entered.before.take() {
            let comment = pb::PaperComment::decode(before.as_slice()).map_err(Failure::internal)?;
            return Ok((pb::CommentResponse { comment: Some(pb::PaperComment { text, ..comment }) }, true));
        }
        let paper = entered.paper.take().ok_or_else(unknown)?;
        let version = wanted.version.cast_signed();
        if !(1..=paper.version).contains(&version) {
            return Err(unknown());
        }
        let (id, me, at) = (Uuid::now_v7(), entered.relation.me, self.clock.now());
        let body = self.vault.seal(Place::Comment(id, version, me), &text)?;
        let row = CommentRow { id, version, author: me, at: sql_instant(at), body };
        let sha = store::add_comment(&mut entered.tx, paper.id, &row).await?;
        self.record(&mut entered, "commentaire_fait", (paper.id, version), &sha).await?;
        let mut comment = pb::PaperComment {
            comment_id: id.to_string(),
            version: wanted.version,
            author_id: me.to_string(),
            made_at: Some(row.made_at()),
            text: String::new(),
        };
        commit(entered.tx, &command, &comment.encode_to_vec()).await?;
        comment.text = text;
        Ok((pb::CommentResponse { comment: Some(comment) }, false))
    }

    /// Through the door: decided and written down, with the end of the journal in hand. Who may not know the paper learns nothing of
    /// it; who may read it and no more is told so.
    async fn enter(
        &self,
        mut command: Command,
        dossier: &str,
        action: Action,
        paper: Option<(&str, u64)>,
    ) -> Result<(Command, Entered)> {
        command.request_sha256 = self.vault.mark(&command.request_sha256);
        let relation = self.relation(&command.caller, action, dossier).await?;
        let wanted = paper
            .map(|(id, version)| Uuid::parse_str(id).map(|id| (id, version)).map_err(|_| unknown()))
            .transpose()?;
        let mut tx = db::begin(&self.pool).await?;
        let found = self.found(&mut tx, &relation, wanted.map(|(id, _)| id)).await?;
        let of = match (&found, wanted) {
            (Some(found), Some((_, version))) => relation.paper(found, version.cast_signed()),
            _ => relation.case(),
        };
        let decision = decide(&command.caller, action, Resource::Deliberation(&of));
        let object = wanted.map_or(relation.dossier, |(id, _)| id);
        self.log(&mut tx, &command.caller, (action, object), &decision, "").await?;
        let reads = found.as_ref().is_some_and(|paper| relation.last_read(&command.caller, paper).is_some());
        if !decision.allowed || found.is_some() != wanted.is_some() {
            tx.commit().await?;
            let knows = wanted.is_none()
                && relation.may(&command.caller, Action::ConnaitreDelibere, &relation.case());
            return Err(match decision.or_forbidden() {
                Err(forbidden) if reads || knows => forbidden,
                _ => unknown(),
            });
        }
        let head = journal::lock(&mut tx, relation.dossier).await?;
        let before = command.answered(&mut tx).await?;
        // As it stands now that nobody else writes: it may have moved since it was decided on.
        let paper = self.found(&mut tx, &relation, wanted.map(|(id, _)| id)).await?;
        Ok((command, Entered { tx, head, relation, paper, before }))
    }

    async fn found(
        &self,
        tx: &mut PgConnection,
        relation: &Relation,
        paper: Option<Uuid>,
    ) -> Result<Option<PaperRow>> {
        let Some(id) = paper else { return Ok(None) };
        Ok(store::papers(tx, relation.dossier, Some(id)).await?.pop())
    }

    /// Those named, each once, whom assignment says to be rapporteurs of the case.
    async fn rapporteurs(&self, dossier: &str, named: &[String]) -> Result<Vec<Uuid>> {
        let dossier = Uuid::parse_str(dossier).map_err(|_| unknown())?;
        let mut authors = Vec::new();
        for other in named.iter().take(AUTHORS_MAX - 1) {
            let id = Uuid::parse_str(other).map_err(|_| no_author())?;
            let told = self.ask(dossier, id).await?;
            if !report::reports(&told) {
                return Err(no_author());
            }
            if !authors.contains(&id) {
                authors.push(id);
            }
        }
        Ok(authors)
    }

    /// The paper that a new one is an alternative of: of its kind, and one that the caller may read.
    async fn alternative(
        &self,
        command: &Command,
        entered: &mut Entered,
        wanted: &pb::OpenPaperRequest,
    ) -> Result<Option<Uuid>> {
        if wanted.alternative_of.is_empty() {
            return Ok(None);
        }
        let id = Uuid::parse_str(&wanted.alternative_of).map_err(|_| unknown())?;
        let found = self.found(&mut entered.tx, &entered.relation, Some(id)).await?.ok_or_else(unknown)?;
        entered.relation.last_read(&command.caller, &found).ok_or_else(unknown)?;
        if found.kind != wanted.kind {
            return Err(Failure::invalid(
                "DEL-003",
                "alternative_of",
                "Une variante est de la même nature que le papier dont elle part. Choisissez un papier de cette nature.",
            ));
        }
        Ok(Some(id))
    }

    async fn write(&self, entered: &mut Entered, new: NewPaper) -> Result<pb::Paper> {
        let (id, me, at) = (Uuid::now_v7(), entered.relation.me, self.clock.now());
        let paper = PaperRow {
            id,
            dossier_id: entered.relation.dossier,
            kind: new.kind,
            title: self.vault.seal(Place::Title(id, &new.authors), &new.title)?,
            alternative_of: new.alternative_of,
            state: "brouillon".into(),
            authors: new.authors,
            version: 1,
            deposited: 0,
            shared: Vec::new(),
            adopted: false,
        };
        store::open(&mut entered.tx, at, &paper).await?;
        let sealed = self.vault.seal(Place::Version(id, 1, me), &new.text)?;
        let sha = store::add_version(&mut entered.tx, (id, 1), me, at, &sealed).await?;
        self.record(entered, "papier_ouvert", (id, 1), &sha).await?;
        self.shown(&mut entered.tx, &entered.relation, &paper, 1).await
    }

    /// Writes where a deposited paper stands, and the act.
    async fn move_on(&self, entered: &mut Entered, paper: PaperRow, act: &'static str) -> Result<pb::Paper> {
        store::advance(&mut entered.tx, &paper).await?;
        let place = (paper.id, paper.deposited);
        let version = store::versions_at(&mut entered.tx, &[place]).await?.pop().ok_or_else(unknown)?;
        self.record(entered, act, place, &version.sha256).await?;
        if act == DEPOSIT && paper.kind == REPORT {
            let (author, at) = (entered.relation.me, self.clock.now());
            entry::owe(&mut entered.tx, entered.head.last(), paper.id, author, at).await?;
        }
        self.shown(&mut entered.tx, &entered.relation, &paper, paper.deposited).await
    }

    async fn record(
        &self,
        entered: &mut Entered,
        kind: &'static str,
        (paper, version): (Uuid, i64),
        sha256: &[u8],
    ) -> Result<()> {
        let at = self.clock.now();
        let act = Act { kind, author: entered.relation.me, at, paper, version, sha256 };
        journal::append(&mut entered.tx, &mut entered.head, &act).await
    }

    /// Keeps the answer without its titles, which stay sealed, then gives it whole.
    async fn finish(
        &self,
        entered: Entered,
        command: &Command,
        answer: pb::SavePaperResponse,
    ) -> Result<(pb::SavePaperResponse, bool)> {
        let mut kept = answer.clone();
        for paper in [&mut kept.paper, &mut kept.meant].into_iter().flatten() {
            paper.title.clear();
        }
        commit(entered.tx, command, &kept.encode_to_vec()).await?;
        Ok((answer, false))
    }

    /// What the key was answered before, with its titles.
    async fn again(&self, entered: &mut Entered, before: &[u8]) -> Result<pb::SavePaperResponse> {
        let mut answer = pb::SavePaperResponse::decode(before).map_err(Failure::internal)?;
        for paper in [&mut answer.paper, &mut answer.meant].into_iter().flatten() {
            let id = Uuid::parse_str(&paper.paper_id).map_err(Failure::internal)?;
            let row = self.found(&mut entered.tx, &entered.relation, Some(id)).await?.ok_or_else(unknown)?;
            paper.title = self.vault.open(Place::Title(row.id, &row.authors), &row.title)?;
        }
        Ok(answer)
    }

    /// Another version came first: which, by whom, when.
    async fn stale(&self, tx: &mut PgConnection, paper: &PaperRow) -> Result<Failure> {
        let last = store::versions_at(tx, &[(paper.id, paper.version)]).await?.pop().ok_or_else(unknown)?;
        let message = format!(
            "La version {} a été enregistrée entre-temps. Votre texte n’est pas perdu\u{a0}: comparez-le à elle, ou gardez-le comme variante.",
            paper.version
        );
        Ok(Failure::new(Kind::Stale, "DEL-004", message)
            .at_version(paper.version.cast_unsigned())
            .with_violation("DEL-004", "saved_by", last.author.to_string())
            .with_violation("DEL-004", "saved_at", from_sql_instant(last.at).to_string()))
    }
}

impl PaperRow {
    /// Whether the formation may adopt it: a projet that was deliberated on, and that is not the one already.
    pub(super) fn adoptable(&self) -> bool {
        self.kind == PROJET && self.state == DELIBERATED && !self.adopted
    }
}

/// Whether a paper becomes the projet that the formation adopted, in the place of the one that the caller saw as such.
///
/// # Errors
/// `DEL-012` for what is no projet, or is the one already; `DEL-013` where another was adopted meanwhile.
async fn adopts(tx: &mut PgConnection, paper: &PaperRow, seen: &str) -> Result<()> {
    if !paper.adoptable() {
        return Err(Failure::new(
            Kind::Refused,
            "DEL-012",
            "La formation adopte un projet d’arrêt, et un seul\u{a0}: ce papier n’en est pas un, ou l’est déjà. Rechargez-le, ou choisissez-en un autre.",
        ));
    }
    let stands = store::adopted(tx, paper.dossier_id, None).await?.map(|(adopted, _)| adopted.to_string());
    if stands.unwrap_or_default() == seen {
        return Ok(());
    }
    Err(Failure::new(
        Kind::Stale,
        "DEL-013",
        "Un autre projet a été dit adopté depuis votre lecture. Rechargez la page\u{a0}: si celui-ci doit prendre sa place, dites-le de nouveau.",
    ))
}

struct NewPaper {
    kind: String,
    title: String,
    text: String,
    authors: Vec<Uuid>,
    alternative_of: Option<Uuid>,
}

/// Commits with the answer kept. Commands on one case are done in turn, so that a key already taken here covers another request.
async fn commit(mut tx: Transaction<'static, Postgres>, command: &Command, answer: &[u8]) -> Result<()> {
    match command.store(&mut tx, answer).await {
        Err(error) if is_twin(&error) => Err(Failure::new(
            Kind::KeyReused,
            "CLE-002",
            "Cette clé d’idempotence a déjà servi pour une autre demande. Rechargez le formulaire pour obtenir une nouvelle clé.",
        )),
        stored => {
            stored?;
            Ok(tx.commit().await?)
        }
    }
}

fn checked(text: &str) -> Result<()> {
    if text.len() > TEXT_MAX || text.contains('\0') {
        return Err(Failure::invalid(
            "DEL-003",
            "text",
            format!(
                "Ce texte compte {} octets\u{a0}; il en faut {TEXT_MAX} au plus, sans caractère nul. Partagez-le en plusieurs papiers.",
                text.len()
            ),
        ));
    }
    Ok(())
}

fn words(field: &str, text: &str, limit: usize) -> Result<String> {
    let text = text.trim();
    let length = text.chars().count();
    if length == 0 || length > limit || text.contains('\0') {
        return Err(Failure::invalid(
            "DEL-003",
            field,
            format!("Ce champ compte {length} caractères\u{a0}; il en faut de 1 à {limit}. Corrigez-le."),
        ));
    }
    Ok(text.to_owned())
}

fn no_author() -> Failure {
    Failure::invalid(
        "DEL-003",
        "co_author_ids",
        "Un papier s’écrit entre rapporteurs de l’affaire. Retirez la personne qui ne l’est pas.",
    )
}

fn out_of_turn(message: &'static str) -> Failure {
    Failure::new(Kind::Refused, "DEL-005", message)
}

fn stale_review() -> Failure {
    Failure::new(
        Kind::Stale,
        "DEL-006",
        "Une autre version a été déposée depuis votre lecture. Relisez-la avant de dire qu’elle est relue ou délibérée.",
    )
}
