//! Numbers of pourvois: one series a kind of procedure and year, without gap or duplicate.

use greffe_chassis::{Failure, Kind, Result};
use greffe_procedure::numbers::{PourvoiNumber, Warning};
use sqlx::PgConnection;

use crate::law::Law;

/// A number for a dossier that opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// Four-digit year.
    pub year: i32,
    /// Sequence in the year.
    pub sequence: i32,
}

/// The next number of the procedure's series. The series' row stays locked until commit: a rollback gives the number
/// back, and two dossiers never get the same.
///
/// # Errors
/// When the procedure has no series, or the database refuses.
pub async fn allot(tx: &mut PgConnection, law: &Law, procedure: &str, year: i32) -> Result<Number> {
    let Some(series) = law.profile.series_of(procedure) else {
        return Err(no_such_procedure(procedure));
    };
    // A number taken over from another system, of a dossier or of a case that was closed there, is skipped, never given again.
    loop {
        let sequence = sqlx::query_scalar!(
            "INSERT INTO dossier.series (series, year, next) VALUES ($1, $2, $3 + 1)
             ON CONFLICT (series, year) DO UPDATE SET next = series.next + 1 RETURNING next - 1 AS \"sequence!\"",
            series.code.as_str(),
            year,
            series.first,
        )
        .fetch_one(&mut *tx)
        .await?;
        let taken = sqlx::query_scalar!(
            r#"SELECT EXISTS (SELECT 1 FROM dossier.dossier WHERE number_year = $1 AND number_seq = $2)
                   OR EXISTS (SELECT 1 FROM dossier.closed_figure WHERE number_year = $1 AND number_seq = $2) AS "taken!""#,
            year,
            sequence
        )
        .fetch_one(&mut *tx)
        .await?;
        if !taken {
            return Ok(Number { year, sequence });
        }
    }
}

/// The procedure is none of the catalogue, or this court numbers none of its dossiers.
pub fn no_such_procedure(procedure: &str) -> Failure {
    let shown: String = procedure.chars().take(60).collect();
    Failure::invalid(
        "DOS-002",
        "procedure",
        format!(
            "La procédure «\u{a0}{shown}\u{a0}» n’a pas de série de numéros. Choisissez une procédure du référentiel."
        ),
    )
}

/// Reads a number in any form people write.
///
/// # Errors
/// With the forms admitted, when it does not read.
pub fn read(field: &str, text: &str) -> Result<(Number, Option<Warning>)> {
    let (number, warning) = PourvoiNumber::parse(text).map_err(|_| {
        let shown: String = text.chars().take(40).collect();
        Failure::invalid(
            "NUM-002",
            field,
            format!("«\u{a0}{shown}\u{a0}» ne se lit pas comme un numéro de pourvoi. Formes admises\u{a0}: C 26-10.001, 26-10.001 ou 2610001."),
        )
    })?;
    let number = Number {
        year: i32::try_from(number.year()).unwrap_or_default(),
        sequence: i32::try_from(number.sequence()).unwrap_or_default(),
    };
    Ok((number, warning))
}

/// A letter that does not fit: to confirm, never changed, never refused for good.
pub fn to_confirm(field: &str, warning: &Warning) -> Failure {
    Failure::new(
        Kind::Refused,
        "NUM-001",
        "Le numéro reçu porte une lettre-clé qui ne lui correspond pas\u{a0}: une erreur de saisie est probable. Vérifiez-le sur la pièce, puis confirmez pour l’enregistrer tel quel.",
    )
    .with_violation("NUM-001", field, warning.to_string())
}

/// Whether a case closed under the former system bears the number.
///
/// # Errors
/// When the database refuses.
pub async fn is_closed(connection: &mut PgConnection, number: Number) -> Result<bool> {
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM dossier.closed_figure WHERE number_year = $1 AND number_seq = $2) AS "closed!""#,
        number.year,
        number.sequence
    )
    .fetch_one(connection)
    .await?)
}

/// It does.
pub fn closed(number: Number) -> Failure {
    borne(number, "est celui d’une affaire close reprise de l’ancien système. Corrigez le numéro saisi.")
}

/// Another dossier bears the number.
pub fn taken(number: Number) -> Failure {
    borne(number, "est déjà celui d’un dossier ouvert. Recherchez ce dossier, ou corrigez le numéro saisi.")
}

fn borne(number: Number, why: &str) -> Failure {
    let shown = crate::view::number(number.year, number.sequence);
    Failure::new(Kind::Refused, "NUM-003", format!("Le numéro {shown} {why}")).with_violation(
        "NUM-003",
        "existing_number",
        "déjà attribué",
    )
}
