//! The number of a minute and the European identifier: given without gap, or received and checked.

use greffe_chassis::{Result, db::from_sql_day};
use greffe_contracts::{dossier::v1 as pb, events::v1::ActRecorded};
use greffe_procedure::profile::{Minute, Minutes};
use jiff::civil::Date;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{refused, ruled, ruled_mut};
use crate::{gate::Door, journal::Journal, law};

/// Longest number that an ECLI holds.
const NUMBER_MAX: i32 = 99_999;

/// A minute as the register keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Numbered {
    /// Name of the series in the table of series.
    pub series: String,
    pub year: i16,
    pub minute: i32,
}

/// A decision that bears a minute.
#[derive(Debug, Clone)]
pub(crate) struct Borne {
    numbered: Numbered,
    act: Uuid,
    dossier: Uuid,
    /// Year and sequence of the dossier's number.
    of: (i32, i32),
    day: Option<Date>,
}

/// The minute that an act of the journal bears, by its place. `None` where it bears none.
pub(crate) fn borne(journal: &Journal, at: usize) -> Option<Borne> {
    let fact = journal.facts.get(at)?;
    Some(Borne {
        numbered: numbered(journal, fact)?,
        act: fact.act_id.map(Uuid::from)?,
        dossier: journal.dossier,
        of: (journal.header.number_year, journal.header.number_seq),
        day: fact.dates.first().and_then(law::known_day),
    })
}

/// Name of a series of minutes among the series of numbers.
fn name(series: &Minutes) -> String {
    format!("minute {} {}", series.code, series.first)
}

/// The series, the year and the number of a decision, as far as it bears them.
pub(super) fn numbered(journal: &Journal, fact: &ActRecorded) -> Option<Numbered> {
    let said = fact.body.as_ref().and_then(ruled)?;
    let series = series(journal, fact)?;
    let year = fact.dates.first().and_then(law::known_day)?.year();
    let minute = said.register_number.trim().parse().ok().filter(|n| (1..=NUMBER_MAX).contains(n))?;
    Some(Numbered { series: name(series), year, minute })
}

fn series<'j>(journal: &'j Journal, fact: &ActRecorded) -> Option<&'j Minutes> {
    let said = fact.body.as_ref().and_then(ruled)?;
    let case = journal.relations();
    journal.law.court().minutes_of(Minute {
        acte: &fact.kind,
        nature: said.nature,
        formation: said.formation,
        chambre: &case.chambre,
    })
}

/// Whether a correction makes its decision a minute of another series or of another year.
fn moves(journal: &Journal, fact: &ActRecorded) -> bool {
    let place = |fact: &ActRecorded| {
        let year = fact.dates.first().and_then(law::known_day)?.year();
        Some((name(series(journal, fact)?), year))
    };
    let before = fact.supersedes.and_then(|id| journal.facts.iter().find(|known| known.act_id == Some(id)));
    before.and_then(place).zip(place(fact)).is_some_and(|(before, after)| before != after)
}

/// Gives the next number of the series where it is asked for, and checks number and ECLI where they are received, by whatever
/// door a decision comes that was not pronounced under another system. The series
/// stays locked until commit: a rollback gives the number back. A decision corrected without a number is the same minute, or takes the
/// next of its right series where the correction moves it. `unwritten` are minutes of the same transaction that the
/// register does not show yet.
///
/// # Errors
/// When there is no series, the number or the ECLI does not read, does not fit or is another decision's, the public knows the decision
/// by the one that it had, or the database refuses.
pub(crate) async fn number(
    tx: &mut PgConnection,
    journal: &Journal,
    fact: &mut ActRecorded,
    said: (Option<&pb::RulingWords>, Door),
    unwritten: &[Borne],
) -> Result<()> {
    numbers(&mut *tx, journal, fact, said, unwritten).await?;
    still_known_as(tx, journal, fact).await
}

async fn numbers(
    tx: &mut PgConnection,
    journal: &Journal,
    fact: &mut ActRecorded,
    (words, door): (Option<&pb::RulingWords>, Door),
    unwritten: &[Borne],
) -> Result<()> {
    let Some(said) = fact.body.as_ref().and_then(ruled) else { return Ok(()) };
    let allot = words.is_some_and(|words| words.allot_minute);
    if allot && !said.register_number.is_empty() {
        return Err(refused(
            "ARR-014",
            "corps.register_number",
            "Un numéro de minute est saisi, et un autre est demandé. Effacez le premier, ou décochez l’attribution.",
        ));
    }
    let before = super::rules::corrected(journal, fact).filter(|before| !before.register_number.is_empty());
    let moved = before.is_some() && moves(journal, fact);
    let kept = before.as_ref().is_some_and(|before| said.ecli.is_empty() || said.ecli == before.ecli);
    if allot || (door == Door::Here && said.register_number.is_empty() && kept) {
        let known = before.filter(|_| !moved);
        let known = known.map(|before| (before.register_number.to_owned(), before.ecli.to_owned()));
        let Some((number, ecli)) = known else { return give(tx, journal, fact).await };
        if let Some(to) = fact.body.as_mut().and_then(ruled_mut) {
            (*to.register_number, *to.ecli) = (number, ecli);
        }
        return Ok(());
    }
    // A decision taken over from elsewhere bears what it bears; one that is pronounced here fits.
    let (received, ecli) = (said.register_number.to_owned(), said.ecli.to_owned());
    let wellformed = |ecli: &str| {
        let court = journal.law.profile.ecli.as_str();
        let rest = ecli.strip_prefix("ECLI:").and_then(|rest| rest.strip_prefix(court)?.strip_prefix(':'));
        let (year, ordinal) = rest?.split_once(':')?;
        let whole = year.len() == 4
            && year.bytes().all(|b| b.is_ascii_digit())
            && ordinal.len() == 7
            && ordinal.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
        whole.then_some(())
    };
    if !ecli.is_empty() && wellformed(&ecli).is_none() {
        let shown: String = ecli.chars().take(60).collect();
        return Err(refused(
            "ARR-015",
            "corps.ecli",
            format!(
                "«\u{a0}{shown}\u{a0}» ne se lit pas comme un identifiant ECLI de la Cour. Forme admise\u{a0}: ECLI:FR:CCASS:2026:C200123."
            ),
        ));
    }
    if words.is_none() && door == Door::TakenOver {
        return Ok(());
    }
    let Some(numbered) = numbered(journal, fact) else {
        return if received.is_empty() { Ok(()) } else { Err(no_series(journal, fact, &received)) };
    };
    let expected = series(journal, fact)
        .map(|series| journal.law.profile.ecli_of(series, numbered.year, numbered.minute))
        .unwrap_or_default();
    if !ecli.is_empty() && !expected.is_empty() && ecli != expected {
        let message = if moved {
            format!(
                "Ainsi corrigée, la décision change d’année ou de série de minutes\u{a0}: son numéro et son identifiant ECLI ne l’y suivent pas. Effacez-les l’un et l’autre, la correction en recevra de nouveaux\u{a0}; ou saisissez ceux que porte la minute (au numéro {}, {expected}).",
                numbered.minute
            )
        } else {
            format!(
                "L’identifiant ECLI ne suit pas de la chambre, de l’année et de la minute\u{a0}: elles donnent {expected}. Corrigez l’un ou l’autre."
            )
        };
        return Err(refused("ARR-016", "corps.ecli", message));
    }
    taken(tx, journal, fact, &numbered, (words, unwritten)).await?;
    if let Some(to) = fact.body.as_mut().and_then(ruled_mut).filter(|to| to.ecli.is_empty()) {
        *to.ecli = expected;
    }
    Ok(())
}

/// What the public reads under an identifier is withdrawn before a correction gives the decision another.
async fn still_known_as(tx: &mut PgConnection, journal: &Journal, fact: &ActRecorded) -> Result<()> {
    let after = fact.body.as_ref().and_then(ruled);
    let Some((before, after)) = super::rules::corrected(journal, fact).zip(after) else { return Ok(()) };
    if before.ecli.is_empty() || before.ecli == after.ecli {
        return Ok(());
    }
    let public = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM dossier.release
                          WHERE ecli = $1 AND state IN ('en_cours', 'remise', 'retrait_en_cours')) AS "public!""#,
        before.ecli
    )
    .fetch_one(tx)
    .await?;
    if !public {
        return Ok(());
    }
    Err(refused(
        "ARR-016",
        "corps.ecli",
        format!(
            "Cette décision est mise à la disposition du public sous l’identifiant {}, que la correction changerait. Retirez-la d’abord depuis l’onglet «\u{a0}Décision\u{a0}» du dossier, corrigez-la, puis mettez-la de nouveau à disposition.",
            before.ecli
        ),
    ))
}

async fn give(tx: &mut PgConnection, journal: &Journal, fact: &mut ActRecorded) -> Result<()> {
    let day = fact.dates.first().and_then(law::known_day);
    let Some((series, day)) = series(journal, fact).zip(day) else {
        return Err(no_series(journal, fact, ""));
    };
    let (name, year) = (name(series), day.year());
    // A number received for another decision is skipped, never given again.
    let minute = loop {
        let next = sqlx::query_scalar!(
            "INSERT INTO dossier.series (series, year, next) VALUES ($1, $2, $3 + 1)
             ON CONFLICT (series, year) DO UPDATE SET next = series.next + 1 RETURNING next - 1 AS \"next!\"",
            name,
            i32::from(year),
            series.first,
        )
        .fetch_one(&mut *tx)
        .await?;
        let taken = sqlx::query_scalar!(
            r#"SELECT EXISTS (SELECT 1 FROM dossier.ruling WHERE series = $1 AND year = $2 AND minute = $3) AS "taken!""#,
            name,
            i32::from(year),
            next
        )
        .fetch_one(&mut *tx)
        .await?;
        if !taken {
            break next;
        }
    };
    if minute > NUMBER_MAX {
        return Err(refused(
            "ARR-017",
            "decision.allot_minute",
            "La série de minutes de cette année est épuisée. Prévenez l’exploitation\u{a0}: un numéro ne se prend pas ailleurs.",
        ));
    }
    let ecli = journal.law.profile.ecli_of(series, year, minute);
    if let Some(to) = fact.body.as_mut().and_then(ruled_mut) {
        *to.register_number = format!("{minute}");
        *to.ecli = ecli;
    }
    Ok(())
}

/// One minute is one decision: of another dossier only where both are joined in it.
async fn taken(
    tx: &mut PgConnection,
    journal: &Journal,
    fact: &ActRecorded,
    numbered: &Numbered,
    (words, unwritten): (Option<&pb::RulingWords>, &[Borne]),
) -> Result<()> {
    // Two at once that bear the same number take turns, whatever the series holds.
    let lock = format!("{} {} {}", numbered.series, numbered.year, numbered.minute);
    sqlx::query!("SELECT pg_advisory_xact_lock(hashtextextended($1, 7))", lock).execute(&mut *tx).await?;
    let written = sqlx::query!(
        "SELECT r.act_id, r.dossier_id, r.pronounced_on, d.number_year, d.number_seq
         FROM dossier.ruling r JOIN dossier.dossier d ON d.id = r.dossier_id
         WHERE r.series = $1 AND r.year = $2 AND r.minute = $3 AND r.state = 'en_vigueur'",
        numbered.series,
        i32::from(numbered.year),
        numbered.minute
    )
    .fetch_all(&mut *tx)
    .await?;
    let written = written.into_iter().map(|row| Borne {
        numbered: numbered.clone(),
        act: row.act_id,
        dossier: row.dossier_id,
        of: (row.number_year, row.number_seq),
        day: row.pronounced_on.map(from_sql_day),
    });
    let mut others = unwritten.iter().filter(|borne| borne.numbered == *numbered).cloned().chain(written);
    let joined: Vec<(i32, i32)> = words
        .iter()
        .flat_map(|words| &words.joined_numbers)
        .filter_map(|number| crate::numbering::read("", number).ok())
        .map(|(number, _)| (number.year, number.sequence))
        .collect();
    let day = fact.dates.first().and_then(law::known_day);
    let corrected = fact.supersedes.map(Uuid::from);
    let other = others.find(|borne| {
        let together = borne.dossier != journal.dossier && joined.contains(&borne.of) && borne.day == day;
        Some(borne.act) != corrected && !together
    });
    match other {
        None => Ok(()),
        Some(other) => {
            let number = crate::view::number(other.of.0, other.of.1);
            Err(refused(
                "ARR-018",
                "corps.register_number",
                format!(
                    "La minute {} de {} est déjà celle d’une décision du dossier {number}. Si les pourvois sont joints, nommez ce numéro parmi les joints\u{a0}; sinon, corrigez la minute.",
                    numbered.minute, numbered.year
                ),
            ))
        }
    }
}

fn no_series(journal: &Journal, fact: &ActRecorded, received: &str) -> greffe_chassis::Failure {
    let readable =
        received.is_empty() || received.trim().parse::<i32>().is_ok_and(|n| (1..=NUMBER_MAX).contains(&n));
    if !readable {
        return refused(
            "ARR-014",
            "corps.register_number",
            "Le numéro de minute est un nombre de cinq chiffres au plus. Recopiez-le sans la lettre de la chambre.",
        );
    }
    let why = if fact.dates.first().and_then(law::known_day).is_none() {
        "la date du prononcé n’est pas connue"
    } else if journal.relations().chambre.is_empty() {
        "l’affaire n’est attribuée à aucune chambre"
    } else {
        "aucune série ne convient à cette formation"
    };
    refused(
        "ARR-017",
        "corps.register_number",
        format!(
            "La minute ne peut pas recevoir de numéro\u{a0}: {why}. Complétez l’acte ou le dossier, puis reprenez."
        ),
    )
}
