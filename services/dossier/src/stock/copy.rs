//! Rows in the binary form of `COPY … FROM STDIN`, for those too many to insert one by one (PostgreSQL manual, COPY, file
//! formats). A table, its columns and their types are said once, by the caller; a test compares what it writes with what
//! the usual way writes.

use greffe_chassis::Result;
use jiff::{Timestamp, civil::Date};
use sqlx::PgConnection;
use uuid::Uuid;

const SIGNATURE: &[u8] = b"PGCOPY\n\xff\r\n\0";
/// Seconds from 1970 to 2000, the epoch of PostgreSQL.
const EPOCH_SECONDS: i64 = 946_684_800;
const EPOCH: Date = Date::constant(2000, 1, 1);
/// Types of the elements of a `uuid[]` and of a `text[]`.
const UUID_OID: i32 = 2950;
const TEXT_OID: i32 = 25;

/// Rows of one table.
pub struct Rows {
    statement: &'static str,
    columns: i16,
    bytes: Vec<u8>,
}

impl Rows {
    /// For a statement of so many columns.
    pub fn new(statement: &'static str, columns: i16) -> Self {
        let mut bytes = SIGNATURE.to_vec();
        bytes.extend([0; 8]);
        Self { statement, columns, bytes }
    }

    /// The row that follows: each column is then given once, in the order of the statement.
    pub fn row(&mut self) -> &mut Self {
        self.bytes.extend(self.columns.to_be_bytes());
        self
    }

    /// Writes them.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn write(mut self, tx: &mut PgConnection) -> Result<()> {
        self.bytes.extend((-1_i16).to_be_bytes());
        let mut copy = tx.copy_in_raw(self.statement).await?;
        copy.send(self.bytes).await?;
        copy.finish().await?;
        Ok(())
    }

    fn field(&mut self, bytes: &[u8]) -> &mut Self {
        // No field of ours nears the limit: an act is at most 64 KiB, a view some hundred.
        self.bytes.extend(i32::try_from(bytes.len()).unwrap_or(i32::MAX).to_be_bytes());
        self.bytes.extend(bytes);
        self
    }

    /// SQL's `NULL`.
    pub fn null(&mut self) -> &mut Self {
        self.bytes.extend((-1_i32).to_be_bytes());
        self
    }

    /// `bytea`.
    pub fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.field(bytes)
    }

    /// `text`.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.field(text.as_bytes())
    }

    /// `boolean`.
    pub fn flag(&mut self, yes: bool) -> &mut Self {
        self.field(&[u8::from(yes)])
    }

    /// `integer`.
    pub fn int(&mut self, value: i32) -> &mut Self {
        self.field(&value.to_be_bytes())
    }

    /// `bigint`.
    pub fn long(&mut self, value: i64) -> &mut Self {
        self.field(&value.to_be_bytes())
    }

    /// `uuid`.
    pub fn id(&mut self, id: Uuid) -> &mut Self {
        self.field(id.as_bytes())
    }

    /// `uuid[]`.
    pub fn ids(&mut self, ids: &[Uuid]) -> &mut Self {
        self.array(UUID_OID, ids.iter().map(|id| &id.as_bytes()[..]))
    }

    /// `text[]`.
    pub fn texts(&mut self, texts: &[String]) -> &mut Self {
        self.array(TEXT_OID, texts.iter().map(String::as_bytes))
    }

    fn array<'a>(&mut self, of: i32, items: impl ExactSizeIterator<Item = &'a [u8]>) -> &mut Self {
        let count = i32::try_from(items.len()).unwrap_or(i32::MAX);
        let mut array = Vec::with_capacity(20 + 20 * items.len());
        let head: &[i32] = if count == 0 { &[0, 0, of] } else { &[1, 0, of, count, 1] };
        head.iter().for_each(|part| array.extend(part.to_be_bytes()));
        for item in items {
            array.extend(i32::try_from(item.len()).unwrap_or(i32::MAX).to_be_bytes());
            array.extend(item);
        }
        self.field(&array)
    }

    /// `timestamptz`, to the microsecond.
    pub fn instant(&mut self, at: Timestamp) -> &mut Self {
        self.long(at.as_microsecond() - EPOCH_SECONDS * 1_000_000)
    }

    /// `date`.
    pub fn day(&mut self, day: Option<Date>) -> &mut Self {
        match day {
            Some(day) => self.int((day - EPOCH).get_days()),
            None => self.null(),
        }
    }
}
