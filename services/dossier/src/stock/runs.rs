//! Dossiers of a takeover as they come, put together in runs: what is written in one transaction, and all that is in memory.
//! A series of joined dossiers is of one run, whatever came before it; one longer than the bound of a series is refused,
//! without being held.

use std::collections::HashSet;

use greffe_chassis::Failure;
use greffe_contracts::{dossier::v1 as pb, stock};

use super::series;

/// Dossiers, and acts, from which a run is whole. A series in hand goes on beyond, up to its own bound.
pub(super) const DOSSIERS_A_RUN: usize = 100;
const ACTS_A_RUN: usize = 4_000;

/// What is weighed and written together.
#[derive(Debug, Default)]
pub struct Run {
    /// In the order in which they came. Of a series that is too long, those beyond its bound keep their keys alone.
    pub dossiers: Vec<pb::ImportDossiersRequest>,
    too_long: HashSet<String>,
}

impl Run {
    /// Why a dossier is refused for what it is joined to, before it is read.
    #[must_use]
    pub fn refused(&self, one: &pb::ImportDossiersRequest) -> Option<Failure> {
        self.too_long.contains(&one.series).then(series::too_long)
    }
}

/// Dossiers as they come.
#[derive(Debug, Default)]
pub struct Coming {
    run: Run,
    acts: usize,
    series: Series,
}

/// The series in hand, over all the runs that it is spread over.
#[derive(Debug, Default)]
struct Series {
    name: String,
    dossiers: usize,
    acts: usize,
}

impl Coming {
    /// Takes a dossier; the run that it completes.
    pub fn take(&mut self, mut one: pb::ImportDossiersRequest) -> Option<Run> {
        let mut goes_on = false;
        if !one.series.is_empty() {
            if one.series != self.series.name {
                self.series = Series { name: one.series.clone(), ..Series::default() };
            }
            self.series.dossiers += 1;
            self.series.acts += one.acts.len();
            if stock::series_fits(self.series.dossiers, self.series.acts) {
                goes_on = one.series_goes_on;
            } else {
                self.run.too_long.insert(one.series.clone());
                one = pb::ImportDossiersRequest { key: one.key, series: one.series, ..Default::default() };
            }
        }
        self.acts += one.acts.len();
        self.run.dossiers.push(one);
        let full = self.run.dossiers.len() >= DOSSIERS_A_RUN || self.acts >= ACTS_A_RUN;
        (full && !goes_on).then(|| self.rest())
    }

    /// What is left when nothing more comes.
    pub fn rest(&mut self) -> Run {
        self.acts = 0;
        std::mem::take(&mut self.run)
    }
}
