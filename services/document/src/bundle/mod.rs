//! A bundle: chosen pieces of a dossier, in order, as one PDF with cover, contents, bookmarks and pages numbered through, or as an
//! archive with the hash of each. Each piece is a read, decided and logged; one that is not known to be sound is in no bundle.

mod archive;
mod child;
mod stamp;

use std::process::Stdio;

use futures::TryStreamExt;
use greffe_access::{Action, Resource, decide, stored::unknown_case};
use greffe_chassis::{
    Caller, Failure, Kind, Result,
    clock::paris_day,
    db::{self, from_sql_instant},
};
use greffe_contracts::{document::v1 as pb, words};
use greffe_procedure::profile::CourtProfile;
use greffe_render::{Content, Order, Origin, Paper, Source, Stamp, Value, Values};
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use uuid::Uuid;

pub(crate) use child::run as put_together;

use crate::{
    papers::Papers,
    read::{Row, case, rows},
    store::{Receiving, hex},
};
use child::{Part, Plan};

/// The template of the cover and contents.
pub(crate) const TEMPLATE: &str = "recueil";
/// What the address of a link of the contents begins with; the rank of the piece follows.
const LINK: &str = "greffe:piece/";
/// Pieces of a bundle; bytes of one that is put together as a PDF, and of an archive.
const PIECES: usize = 200;
const PDF_MAX: i64 = 400 << 20;
const ARCHIVE_MAX: i64 = 4 << 30;
/// What is read of the child at once.
const CHUNK: usize = 64 * 1024;
/// How often the contents are laid out until their own length is known.
const TRIES: usize = 3;

/// A bundle, whole.
pub(crate) struct Made {
    pub described: pb::BundleMade,
    pub file: Receiving,
}

/// Pieces of a bundle, as their rows, and what it is called.
struct Chosen {
    number: String,
    affaire: String,
    rows: Vec<Row>,
}

impl Papers {
    /// Makes the bundle.
    pub(crate) async fn bundle(&self, caller: &Caller, wanted: &pb::MakeBundleRequest) -> Result<Made> {
        let chosen = self.chosen_for_bundle(caller, wanted).await?;
        match wanted.form.as_str() {
            "pdf" => self.as_pdf(&chosen).await,
            "zip" => self.as_archive(&chosen).await,
            _ => Err(Failure::invalid(
                "PIE-008",
                "format",
                "La forme du recueil n’est pas connue. Demandez «\u{a0}pdf\u{a0}» ou «\u{a0}zip\u{a0}».",
            )),
        }
    }

    /// The pieces, if the caller may read each of them and all are sound; every one is logged as read.
    async fn chosen_for_bundle(&self, caller: &Caller, wanted: &pb::MakeBundleRequest) -> Result<Chosen> {
        let dossier = Uuid::parse_str(&wanted.dossier_id).map_err(|_| unknown_case())?;
        let ids: Vec<Uuid> = wanted.piece_ids.iter().filter_map(|id| Uuid::parse_str(id).ok()).collect();
        let distinct: std::collections::BTreeSet<_> = ids.iter().collect();
        if ids.is_empty()
            || ids.len() > PIECES
            || ids.len() != wanted.piece_ids.len()
            || distinct.len() != ids.len()
        {
            return Err(Failure::invalid(
                "PIE-005",
                "pieces",
                format!(
                    "Un recueil réunit de 1 à {PIECES} pièces, chacune une fois. Choisissez-en d’autres, ou faites plusieurs recueils."
                ),
            ));
        }
        // Who may not know the case is told so by its owner.
        let held = self.cases.dossier(caller, &wanted.dossier_id).await?;
        let documents = &self.documents;
        let mut tx = db::begin(&documents.pool).await?;
        let case = case(&mut tx, Some(dossier)).await?;
        let mut found: Vec<Row> = rows(&mut tx, &ids, None).await?;
        found.sort_by_key(|row| ids.iter().position(|id| *id == row.id()));
        let mut refused = found.len() != ids.len();
        for row in &found {
            let decision = decide(caller, Action::LirePiece, Resource::Paper(&case, &row.paper()));
            documents.log(&mut tx, caller, Action::LirePiece, row.id(), &decision, "recueil").await?;
            refused |= !decision.allowed || row.dossier() != Some(dossier);
        }
        tx.commit().await?;
        if refused {
            return Err(Failure::not_found(
                "PAP-007",
                "Une des pièces choisies n’est pas au dossier, ou ne vous est pas accessible. Rechargez la liste des pièces.",
            ));
        }
        let unsound = found.iter().filter(|row| row.control().0 != "saine");
        let unsound: Vec<(Uuid, String)> =
            unsound.map(|row| (row.id(), row.file_name().to_owned())).collect();
        if !unsound.is_empty() {
            let names: Vec<String> =
                unsound.iter().map(|(_, name)| format!("«\u{a0}{name}\u{a0}»")).collect();
            let failure = Failure::new(
                Kind::Refused,
                "PIE-006",
                format!(
                    "Le recueil ne se fait pas\u{a0}: {} n’a pas passé les contrôles. Retirez la pièce de la sélection, ou attendez la fin de son contrôle.",
                    names.join(", ")
                ),
            );
            let why = |failure: Failure, (id, name): (Uuid, String)| {
                failure.with_violation(
                    "PIE-006",
                    &id.to_string(),
                    format!("«\u{a0}{name}\u{a0}» n’est pas contrôlée"),
                )
            };
            return Err(unsound.into_iter().fold(failure, why));
        }
        let bytes: i64 = found.iter().map(Row::size).sum();
        let most = if wanted.form == "zip" { ARCHIVE_MAX } else { PDF_MAX };
        if bytes > most {
            return Err(Failure::new(
                Kind::TooLarge,
                "PIE-007",
                format!(
                    "Ces pièces font ensemble {}, au-delà de la limite de {} pour cette forme. Faites plusieurs recueils, ou demandez l’archive ZIP.",
                    words::size(bytes.cast_unsigned()),
                    words::size(most.cast_unsigned())
                ),
            ));
        }
        Ok(Chosen { number: held.number.clone(), affaire: words::title(&held.parties), rows: found })
    }

    async fn as_pdf(&self, chosen: &Chosen) -> Result<Made> {
        let _place = self.printer.place().await?;
        let front = self.front(chosen).await?;
        let title = format!("Recueil de pièces – pourvoi n° {}", chosen.number);
        let parts = chosen.rows.iter().zip(1..).map(|(row, rank)| {
            let shown = pages_of(row).is_some();
            Part {
                title: format!("{rank}. {}", row.file_name()),
                media_type: row.media_type().to_owned(),
                size: if shown { row.size().cast_unsigned() } else { 0 },
                sheet: if shown { Vec::new() } else { sheet(rank, row) },
            }
        });
        let plan = Plan { title, front: front.pdf.len() as u64, pieces: parts.collect() };
        let file = self.assembled(&plan, front.pdf, chosen).await?;
        let pages = front.pages + chosen.rows.iter().map(|row| pages_of(row).unwrap_or(1)).sum::<usize>();
        Ok(made(chosen, file, "pdf", "application/pdf", pages))
    }

    /// The child puts it together, while this passes it the files and keeps what comes.
    async fn assembled(&self, plan: &Plan, front: Vec<u8>, chosen: &Chosen) -> Result<Receiving> {
        let store = self.documents.store.clone();
        let mut child = self.documents.controls.children.start("recueil", &[], Stdio::piped())?;
        let (Some(mut to), Some(mut from)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(Failure::internal("a child without input or output"));
        };
        let plan = serde_json::to_vec(plan).map_err(Failure::internal)?;
        let shown: Vec<Vec<u8>> = chosen
            .rows
            .iter()
            .filter(|row| pages_of(row).is_some())
            .map(|row| row.sha256().to_vec())
            .collect();
        let send = async move {
            to.write_all(&(plan.len() as u64).to_be_bytes()).await.map_err(Failure::internal)?;
            to.write_all(&plan).await.map_err(Failure::internal)?;
            to.write_all(&front).await.map_err(Failure::internal)?;
            for sha in shown {
                let mut bytes = store.get(&sha).await?;
                while let Some(part) = bytes.try_next().await? {
                    to.write_all(&part).await.map_err(Failure::internal)?;
                }
            }
            Ok(())
        };
        let hear = async {
            let (mut file, mut buffer) = (self.documents.store.receive()?, vec![0; CHUNK]);
            loop {
                match from.read(&mut buffer).await.map_err(Failure::internal)? {
                    0 => return Ok(file),
                    read => file.write(&buffer[..read]).await?,
                }
            }
        };
        let longest = self.documents.controls.children.longest();
        let (sent, heard) = tokio::time::timeout(longest, async { tokio::join!(send, hear) })
            .await
            .map_err(|_| not_put_together())?;
        let ended = child.wait().await.map_err(Failure::internal)?;
        if !ended.success() {
            tracing::warn!(%ended, "a bundle was not put together");
            return Err(not_put_together());
        }
        sent.and(heard)
    }

    /// Cover and contents, laid out until their own length, which moves all pages behind them, is the one they count with.
    async fn front(&self, chosen: &Chosen) -> Result<Paper> {
        let mut pages = 1;
        for _ in 0..TRIES {
            let values = front_values(chosen, pages);
            let day = last_day(&chosen.rows);
            let identifier = Uuid::new_v5(&Uuid::NAMESPACE_OID, &identity(chosen)).to_string();
            let this = self.clone();
            let work = move || {
                let order = Order {
                    template: TEMPLATE,
                    day,
                    identifier: &identifier,
                    values: &values,
                    stamp: Stamp::Final,
                };
                this.printer.press()?.render(&order).map_err(Failure::internal)
            };
            let paper = tokio::task::spawn_blocking(work).await.map_err(Failure::internal)??;
            if paper.pages == pages {
                return Ok(paper);
            }
            pages = paper.pages;
        }
        Err(Failure::internal("the contents of a bundle do not settle"))
    }
}

fn not_put_together() -> Failure {
    Failure::new(
        Kind::Refused,
        "PIE-009",
        "Une des pièces ne se laisse pas réunir aux autres. Faites le recueil sans elle, ou demandez l’archive ZIP.",
    )
}

/// What makes a bundle: which pieces, in which order.
fn identity(chosen: &Chosen) -> Vec<u8> {
    let mut hash = Sha256::new_with_prefix(&chosen.number);
    chosen.rows.iter().for_each(|row| hash.update([row.id().as_bytes(), row.sha256()].concat()));
    hash.finalize().to_vec()
}

fn made(chosen: &Chosen, file: Receiving, ending: &str, media_type: &str, pages: usize) -> Made {
    let number = chosen.number.replace(['/', ' '], "-");
    let described = pb::BundleMade {
        file_name: format!("recueil-{number}.{ending}"),
        media_type: media_type.to_owned(),
        size: file.size(),
        sha256: hex(&file.sha256()),
        pages: u32::try_from(pages).unwrap_or(u32::MAX),
    };
    Made { described, file }
}

/// Pages that a piece takes in the PDF; none where a sheet stands for it.
fn pages_of(row: &Row) -> Option<usize> {
    match row.media_type() {
        "application/pdf" => row.pages().and_then(|pages| usize::try_from(pages).ok()),
        "image/png" | "image/jpeg" => Some(1),
        _ => None,
    }
}

fn sheet(rank: usize, row: &Row) -> Vec<String> {
    vec![
        format!("Pièce n° {rank}"),
        row.file_name().to_owned(),
        String::new(),
        "Ce fichier n’a pas de pages : il n’est pas reproduit dans le recueil.".to_owned(),
        "Il est dans le dossier, et dans l’archive ZIP du même recueil.".to_owned(),
        String::new(),
        "SHA-256 :".to_owned(),
        hex(row.sha256()),
    ]
}

/// The last day on which a piece of it was received: the bundle says how far it goes, and is the same whenever it is made.
fn last_day(rows: &[Row]) -> Date {
    rows.iter().map(|row| paris_day(from_sql_instant(row.received_at()))).max().unwrap_or_default()
}

/// In letters that the fonts of papers have: a name that someone else gave stops no bundle.
fn printable(text: &str) -> String {
    let kept = |c: char| c < '\u{250}' && !c.is_control() && c != '\u{ad}' || "’‘“”–—…€".contains(c);
    text.chars().map(|c| if kept(c) { c } else { '?' }).collect()
}

fn front_values(chosen: &Chosen, front: usize) -> Values {
    let court = CourtProfile::embedded();
    let value = |content, genre, id: &str| Value { content, source: Source { genre, id: id.to_owned() } };
    let text = |text: String, genre, id: &str| value(Content::Texte(text), genre, id);
    let mut at = front + 1;
    let mut rows = Vec::new();
    for (row, rank) in chosen.rows.iter().zip(1..) {
        let id = row.id().to_string();
        let day = paris_day(from_sql_instant(row.received_at()));
        rows.push(Values::from([
            ("rang".to_owned(), text(format!("{rank}"), Origin::Piece, &id)),
            ("intitule".to_owned(), text(printable(row.file_name()), Origin::Piece, &id)),
            ("recue".to_owned(), value(Content::Jour(day), Origin::Piece, &id)),
            ("page".to_owned(), text(at.to_string(), Origin::Calcul, &id)),
            ("empreinte".to_owned(), text(hex(row.sha256()), Origin::Piece, &id)),
        ]));
        at += pages_of(row).unwrap_or(1);
    }
    Values::from([
        ("juridiction".to_owned(), text(words::capitalised(&court.name), Origin::Profil, &court.code)),
        ("service".to_owned(), text("Greffe".to_owned(), Origin::Profil, &court.code)),
        ("lieu".to_owned(), text(court.seat.clone(), Origin::Profil, &court.code)),
        ("pourvoi".to_owned(), text(chosen.number.clone(), Origin::Dossier, "dossier")),
        ("affaire".to_owned(), text(printable(&chosen.affaire), Origin::Dossier, "dossier")),
        ("nombre".to_owned(), text(chosen.rows.len().to_string(), Origin::Calcul, "recueil")),
        ("pages".to_owned(), text((at - 1).to_string(), Origin::Calcul, "recueil")),
        ("pieces".to_owned(), value(Content::Liste(rows), Origin::Piece, "recueil")),
    ])
}
