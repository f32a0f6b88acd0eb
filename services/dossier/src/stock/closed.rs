//! Cases closed in the former system: a figure each, so that durations before and after are counted alike.

use std::{collections::HashMap, pin::Pin};

use futures::{Stream, StreamExt};
use greffe_access::{Action, Decision, Resource, decide};
use greffe_chassis::{
    Caller, Failure, Kind, Result,
    db::{self, from_sql_day, sql_day},
};
use greffe_contracts::dossier::v1 as pb;
use jiff::civil::Date;
use tonic::{Status, Streaming};
use uuid::Uuid;

use super::import::told;
use crate::{
    Dossiers, access,
    numbering::{self, Number},
    open::{clean, optional_day},
};

/// Answers, one a run.
pub type Entered = Pin<Box<dyn Stream<Item = Result<pb::ImportClosedResponse, Status>> + Send>>;

/// Rows written at once.
const RUN: usize = 500;

/// A row read.
#[derive(PartialEq, Eq)]
struct Figure {
    number: Number,
    procedure: String,
    chambre: String,
    formed_on: Date,
    closed_on: Date,
    solution: String,
    file: String,
    line: u32,
}

impl Figure {
    /// The same case, told the same.
    fn same(&self, other: &Self) -> bool {
        let told =
            |f: &Self| (f.procedure.clone(), f.chambre.clone(), f.formed_on, f.closed_on, f.solution.clone());
        told(self) == told(other)
    }
}

impl Dossiers {
    /// Keeps figures as they come.
    pub(super) fn enter_closed(
        &self,
        caller: Caller,
        mut coming: Streaming<pb::ImportClosedRequest>,
    ) -> Result<Entered> {
        let decision = decide(&caller, Action::ReprendreStock, Resource::Court).or_forbidden()?;
        let this = self.clone();
        let (to, from) = tokio::sync::mpsc::channel(4);
        tokio::spawn(async move {
            let mut run = Vec::new();
            loop {
                let next = coming.next().await;
                let last = next.is_none();
                run.extend(next.and_then(Result::ok));
                if last || run.len() >= RUN {
                    let entered = this.keep_figures(&caller, &decision, std::mem::take(&mut run)).await;
                    let failed = entered.is_err();
                    // The reader is gone, or learns why the stream ends.
                    if to.send(entered.map_err(Status::from)).await.is_err() || failed {
                        return;
                    }
                }
                if last {
                    return;
                }
            }
        });
        Ok(Box::pin(tokio_stream::wrappers::ReceiverStream::new(from)))
    }

    async fn keep_figures(
        &self,
        caller: &Caller,
        decision: &Decision,
        run: Vec<pb::ImportClosedRequest>,
    ) -> Result<pb::ImportClosedResponse> {
        let mut answer = pb::ImportClosedResponse::default();
        let mut refuse = |line: u32, failure: &Failure| {
            answer.refused.push(pb::ClosedRefused { line, refusal: Some(told(failure)) });
        };
        let mut figures: Vec<Figure> = Vec::with_capacity(run.len());
        for row in &run {
            match figure(row) {
                Err(failure) => refuse(row.line, &failure),
                Ok(read) => match figures.iter().find(|f| f.number == read.number) {
                    Some(_) => refuse(row.line, &numbering::taken(read.number)),
                    None => figures.push(read),
                },
            }
        }
        let mut tx = db::begin(&self.pool).await?;
        let years: Vec<i32> = figures.iter().map(|f| f.number.year).collect();
        let sequences: Vec<i32> = figures.iter().map(|f| f.number.sequence).collect();
        let open = sqlx::query!(
            "SELECT d.number_year, d.number_seq FROM dossier.dossier d
             JOIN unnest($1::integer[], $2::integer[]) AS w (year, seq) ON d.number_year = w.year AND d.number_seq = w.seq",
            &years,
            &sequences
        )
        .fetch_all(&mut *tx)
        .await?;
        let kept = sqlx::query!(
            "SELECT f.number_year, f.number_seq, f.procedure, f.chambre, f.formed_on, f.closed_on, f.solution, f.file, f.line
             FROM dossier.closed_figure f
             JOIN unnest($1::integer[], $2::integer[]) AS w (year, seq) ON f.number_year = w.year AND f.number_seq = w.seq",
            &years,
            &sequences
        )
        .fetch_all(&mut *tx)
        .await?;
        let kept: HashMap<(i32, i32), Figure> = kept
            .into_iter()
            .map(|row| {
                let figure = Figure {
                    number: Number { year: row.number_year, sequence: row.number_seq },
                    procedure: row.procedure,
                    chambre: row.chambre,
                    formed_on: from_sql_day(row.formed_on),
                    closed_on: from_sql_day(row.closed_on),
                    solution: row.solution,
                    file: row.file,
                    line: row.line.unsigned_abs(),
                };
                ((row.number_year, row.number_seq), figure)
            })
            .collect();
        let mut known = 0;
        figures.retain(|figure| {
            let Number { year, sequence } = figure.number;
            let elsewhere = open.iter().any(|row| (row.number_year, row.number_seq) == (year, sequence));
            match kept.get(&(year, sequence)) {
                _ if elsewhere => refuse(figure.line, &numbering::taken(figure.number)),
                Some(before) if before.same(figure) => known += 1,
                Some(_) => refuse(figure.line, &otherwise(figure.number)),
                None => return true,
            }
            false
        });
        let texts = |of: fn(&Figure) -> &str| figures.iter().map(|f| of(f).to_owned()).collect::<Vec<_>>();
        let days = |of: fn(&Figure) -> Date| figures.iter().map(|f| sql_day(of(f))).collect::<Vec<_>>();
        sqlx::query!(
            "INSERT INTO dossier.closed_figure (number_year, number_seq, procedure, chambre, formed_on, closed_on, solution, file, line)
             SELECT * FROM unnest($1::integer[], $2::integer[], $3::text[], $4::text[], $5::date[], $6::date[], $7::text[], $8::text[], $9::integer[])",
            &figures.iter().map(|f| f.number.year).collect::<Vec<_>>(),
            &figures.iter().map(|f| f.number.sequence).collect::<Vec<_>>(),
            &texts(|f| &f.procedure),
            &texts(|f| &f.chambre),
            &days(|f| f.formed_on),
            &days(|f| f.closed_on),
            &texts(|f| &f.solution),
            &texts(|f| &f.file),
            &figures.iter().map(|f| i32::try_from(f.line).unwrap_or(i32::MAX)).collect::<Vec<_>>(),
        )
        .execute(&mut *tx)
        .await?;
        let words = access::Words::default();
        let (now, action) = (self.clock.now(), Action::ReprendreStock);
        access::log(&mut tx, now, caller, action, Uuid::nil(), decision, &words).await?;
        tx.commit().await?;
        (answer.entered, answer.known) = (figures.len() as u64, known);
        Ok(answer)
    }

    /// Durations from the pourvoi to the decision of the cases closed each year: figures of the former system and dossiers
    /// closed here, counted alike.
    pub(super) async fn durations(&self, caller: &Caller) -> Result<pb::GetDurationsResponse> {
        decide(caller, Action::LireStock, Resource::Court).or_forbidden()?;
        let rows = sqlx::query!(
            r#"SELECT extract(year FROM closed_on)::integer AS "year!", procedure AS "procedure!", chambre AS "chambre!",
                 origin AS "origin!", count(*) AS "count!", avg(days)::float8 AS "mean!",
                 percentile_cont(0.25) WITHIN GROUP (ORDER BY days)::float8 AS "q1!",
                 percentile_cont(0.5) WITHIN GROUP (ORDER BY days)::float8 AS "median!",
                 percentile_cont(0.75) WITHIN GROUP (ORDER BY days)::float8 AS "q3!"
               FROM (
                 SELECT closed_on, procedure, chambre, 'anterieur' AS origin, closed_on - formed_on AS days
                 FROM dossier.closed_figure
                 UNION ALL
                 SELECT closed_on, procedure, chambre, 'greffe', closed_on - formed_on
                 FROM dossier.dossier WHERE terminal AND closed_on >= formed_on
               ) AS closed
               GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4"#
        )
        .fetch_all(&self.pool)
        .await?;
        let cells = rows.into_iter().map(|row| pb::DurationCell {
            year: row.year.unsigned_abs(),
            procedure: row.procedure,
            chambre: row.chambre,
            origin: row.origin,
            count: row.count.cast_unsigned(),
            mean: row.mean,
            q1: row.q1,
            median: row.median,
            q3: row.q3,
        });
        Ok(pb::GetDurationsResponse { cells: cells.collect() })
    }

    /// Where the fields of a dossier come from.
    pub(super) async fn provenance(
        &self,
        caller: &Caller,
        wanted: &pb::GetProvenanceRequest,
    ) -> Result<pb::GetProvenanceResponse> {
        let dossier = self.readable_id(caller, &wanted.dossier_id).await?;
        let rows = sqlx::query!(
            "SELECT field, file, line, original, defect FROM dossier.provenance WHERE dossier_id = $1 ORDER BY file, line, field",
            dossier
        )
        .fetch_all(&self.pool)
        .await?;
        let rows = rows.into_iter().map(|row| pb::Provenance {
            field: row.field,
            file: row.file,
            line: row.line.unsigned_abs(),
            original: row.original,
            defect: row.defect,
        });
        Ok(pb::GetProvenanceResponse { fields: rows.flat_map(by_field).collect() })
    }
}

/// A line of a file is kept whole, as one object, and told field by field; a defect names the column that it is of.
fn by_field(line: pb::Provenance) -> Vec<pb::Provenance> {
    let read = serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&line.original);
    let Ok(columns) = read else { return vec![line] };
    let of = |(column, value): (String, serde_json::Value)| {
        let mut defects = line.defect.split(' ').filter_map(|defect| defect.split_once(':'));
        pb::Provenance {
            field: format!("{}.{column}", line.field),
            original: value.as_str().map_or_else(|| value.to_string(), str::to_owned),
            defect: defects
                .find(|(of, _)| *of == column)
                .map(|(_, kind)| kind.to_owned())
                .unwrap_or_default(),
            ..line.clone()
        }
    };
    columns.into_iter().map(of).collect()
}

fn figure(row: &pb::ImportClosedRequest) -> Result<Figure> {
    let (number, _) = numbering::read("number", &row.number)?;
    let day = |field: &str, text: &str| {
        optional_day(field, text)?.ok_or_else(|| {
            Failure::invalid(
                "STK-006",
                field,
                "Une affaire close se compte du pourvoi à la décision\u{a0}: il lui faut les deux jours. Complétez la ligne, ou retirez-la.",
            )
        })
    };
    let (formed_on, closed_on) = (day("formed_on", &row.formed_on)?, day("closed_on", &row.closed_on)?);
    if closed_on < formed_on {
        return Err(Failure::invalid(
            "STK-006",
            "closed_on",
            "La décision précède le pourvoi. Vérifiez les deux jours dans le système antérieur.",
        ));
    }
    Ok(Figure {
        number,
        procedure: clean("procedure", &row.procedure, 60)?,
        chambre: clean("chambre", &row.chambre, 60)?,
        formed_on,
        closed_on,
        solution: clean("solution", &row.solution, 60)?,
        file: clean("file", &row.file, 200)?,
        line: row.line,
    })
}

fn otherwise(number: Number) -> Failure {
    let shown = crate::view::number(number.year, number.sequence);
    Failure::new(
        Kind::Refused,
        "STK-007",
        format!(
            "Le chiffre de l’affaire {shown} est déjà repris, et dit autre chose. Un chiffre repris ne change pas\u{a0}: vérifiez l’extrait."
        ),
    )
}
