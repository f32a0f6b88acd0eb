//! The register of offices of avocats aux Conseils.

use greffe_access::{Action, Resource, decide};
use greffe_chassis::{
    Caller, Failure, Result,
    command::{Command, is_twin},
    db,
};
use greffe_contracts::{common::v1::PageInfo, dossier::v1 as pb};
use prost::Message;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{Dossiers, access, open::clean};

/// Largest page.
const PAGE_MAX: u32 = 100;

/// The id of an office: the same wherever its name is registered.
#[must_use]
pub fn office_id(name: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("greffe:office:{name}").as_bytes())
}

impl Dossiers {
    /// Offices whose name holds the words.
    pub(crate) async fn list_offices(
        &self,
        caller: &Caller,
        wanted: &pb::ListOfficesRequest,
    ) -> Result<pb::ListOfficesResponse> {
        decide(caller, Action::LireCabinets, Resource::Court).or_forbidden()?;
        let page = wanted.page.clone().unwrap_or_default();
        let size = page.size.clamp(1, PAGE_MAX);
        let pattern = format!("%{}%", escape_like(&searchable(&wanted.query)));
        let rows = sqlx::query!(
            "SELECT id, name, search FROM dossier.office WHERE search LIKE $1 AND search > $2 ORDER BY search LIMIT $3",
            pattern,
            page.cursor,
            i64::from(size) + 1
        )
        .fetch_all(&self.pool)
        .await?;
        let more = rows.len() > size as usize;
        let shown: Vec<_> = rows.into_iter().take(size as usize).collect();
        let next_cursor =
            if more { shown.last().map(|r| r.search.clone()).unwrap_or_default() } else { String::new() };
        Ok(pb::ListOfficesResponse {
            offices: shown
                .into_iter()
                .map(|r| pb::Office { office_id: r.id.to_string(), name: r.name })
                .collect(),
            page: Some(PageInfo { next_cursor, total: 0 }),
        })
    }

    /// Adds an office, or answers the one that bears the name.
    pub(crate) async fn register_office(
        &self,
        command: Command,
        wanted: pb::RegisterOfficeRequest,
    ) -> Result<(pb::RegisterOfficeResponse, bool)> {
        let name = clean("name", &wanted.name, 200)?;
        if name.is_empty() {
            return Err(Failure::invalid(
                "DOS-003",
                "name",
                "Le nom du cabinet manque. Saisissez la dénomination sous laquelle il exerce.",
            ));
        }
        let mut tx = db::begin(&self.pool).await?;
        if let Some(answer) = command.answered(&mut tx).await? {
            return Ok((
                pb::RegisterOfficeResponse::decode(answer.as_slice()).map_err(Failure::internal)?,
                true,
            ));
        }
        let decision = decide(&command.caller, Action::GererCabinets, Resource::Court);
        let key = command.key_text();
        let words = access::Words { request_id: &key, ..Default::default() };
        access::log(
            &mut tx,
            self.clock.now(),
            &command.caller,
            Action::GererCabinets,
            Uuid::nil(),
            &decision,
            &words,
        )
        .await?;
        if let Err(refused) = decision.or_forbidden() {
            tx.commit().await?;
            return Err(refused);
        }
        let office = ensure(&mut tx, &name).await?;
        let answer = pb::RegisterOfficeResponse { office: Some(office) };
        match command.store(&mut tx, &answer.encode_to_vec()).await {
            Err(error) if is_twin(&error) => return Box::pin(self.register_office(command, wanted)).await,
            stored => stored?,
        }
        tx.commit().await?;
        Ok((answer, false))
    }
}

/// The office of that name, added if nobody bears it yet.
///
/// # Errors
/// When the database refuses.
pub async fn ensure(tx: &mut PgConnection, name: &str) -> Result<pb::Office> {
    let search = searchable(name);
    let row = sqlx::query!(
        "INSERT INTO dossier.office (id, name, search) VALUES ($1, $2, $3)
         ON CONFLICT (search) DO UPDATE SET search = office.search RETURNING id, name",
        office_id(name),
        name,
        search
    )
    .fetch_one(tx)
    .await?;
    Ok(pb::Office { office_id: row.id.to_string(), name: row.name })
}

/// Lower case, without accents or doubled spaces: what searches compare.
#[must_use]
pub fn searchable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'à' | 'â' | 'ä' | 'á' | 'ã' => out.push('a'),
            'ç' => out.push('c'),
            'é' | 'è' | 'ê' | 'ë' => out.push('e'),
            'î' | 'ï' | 'í' => out.push('i'),
            'ñ' => out.push('n'),
            'ô' | 'ö' | 'ó' | 'õ' => out.push('o'),
            'ù' | 'û' | 'ü' | 'ú' => out.push('u'),
            'ÿ' => out.push('y'),
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            '’' => out.push('\''),
            c if c.is_whitespace() || c == '-' => {
                if !out.ends_with(' ') && !out.is_empty() {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out.trim_end().to_owned()
}

/// Text as a LIKE pattern takes it.
#[must_use]
pub fn escape_like(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}
