//! Audiences as the tables have them, against what their journals make.

use greffe_chassis::Result;
use greffe_distribution::audience::{Audience, AudienceAct};
use sqlx::{Connection as _, PgConnection};
use uuid::Uuid;

use super::store::{self, Made};

/// Every difference, each in a French sentence that names the audience, never a person. All is read as it stood at one instant:
/// what is written meanwhile is no difference.
///
/// # Errors
/// When the database refuses.
pub async fn verify(connection: &mut PgConnection) -> Result<Vec<String>> {
    let mut tx = connection.begin().await?;
    sqlx::query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY").execute(&mut *tx).await?;
    let mut wrong = Vec::new();
    for audience in store::known(&mut tx).await? {
        let found = one(&mut tx, audience).await?;
        wrong.extend(found.into_iter().map(|what| format!("audience {audience}\u{a0}: {what}")));
    }
    tx.rollback().await?;
    Ok(wrong)
}

async fn one(tx: &mut PgConnection, audience: Uuid) -> Result<Vec<String>> {
    let stored = store::made(tx, audience).await?;
    // Acts that do not read, or may not follow each other: the journal itself is at fault, and nothing can be compared with it. What the
    // database refuses is no fault of it.
    let bodies = store::bodies(tx, audience).await?;
    let acts: serde_json::Result<Vec<AudienceAct>> =
        bodies.iter().map(|body| serde_json::from_slice(body)).collect();
    let Ok(acts) = acts else { return Ok(vec!["son journal ne se lit pas".to_owned()]) };
    let made = match Audience::fold(audience, acts.iter()) {
        Ok(made) => made.as_ref().map(Made::of),
        Err(_) => return Ok(vec!["son journal ne se suit pas".to_owned()]),
    };
    Ok(match (stored, made) {
        (Some(stored), Some(made)) => differences(&stored, &made),
        (Some(_), None) => vec!["enregistrée sans journal".to_owned()],
        (None, Some(_)) => vec!["son journal est là, elle n’est pas enregistrée".to_owned()],
        (None, None) => Vec::new(),
    })
}

fn differences(stored: &Made, made: &Made) -> Vec<String> {
    let pairs = stored.fields.iter().zip(&made.fields).filter(|(stored, made)| stored.1 != made.1);
    let mut found: Vec<String> = pairs
        .map(|(stored, made)| {
            format!(
                "{}, enregistré «\u{a0}{}\u{a0}», le journal dit «\u{a0}{}\u{a0}»",
                stored.0, stored.1, made.1
            )
        })
        .collect();
    let listed = |of: &(Uuid, String, i32, Option<Uuid>)| {
        let asked = of.3.map(|id| format!(", proposition {id}")).unwrap_or_default();
        format!("le dossier {} ({}, {} minutes{asked})", of.0, of.1, of.2)
    };
    let extra = stored.role.difference(&made.role);
    found.extend(extra.map(|of| format!("au rôle {}, que le journal n’y a pas ainsi", listed(of))));
    let absent = made.role.difference(&stored.role);
    found.extend(absent.map(|of| format!("{} manque au rôle enregistré", listed(of))));
    let extra = stored.taken.difference(&made.taken);
    found.extend(extra.map(|(resource, timely)| {
        let why = if *timely { "qu’elle ne prend pas" } else { "à d’autres heures que les siennes" };
        format!("elle tient {resource} pour occupé {why}")
    }));
    let absent = made.taken.iter().filter(|(id, _)| !stored.taken.iter().any(|(held, _)| held == id));
    found
        .extend(absent.map(|(resource, _)| format!("elle ne tient pas {resource} pour occupé, et l’occupe")));
    found
}
