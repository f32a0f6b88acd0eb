//! Samples, percentiles, spreads, ratios.

use std::time::Duration;

/// Latencies of one run.
#[derive(Debug, Clone, Default)]
pub struct Run {
    pub samples: Vec<Duration>,
    pub took: Duration,
}

impl Run {
    /// Microseconds under which a share of the samples lies.
    pub fn percentile(&self, share: f64) -> f64 {
        let mut sorted = self.samples.clone();
        sorted.sort_unstable();
        let at = ((sorted.len() as f64 - 1.0) * share).round();
        sorted.get(at as usize).map_or(f64::NAN, |d| d.as_secs_f64() * 1e6)
    }

    /// A second.
    pub fn rate(&self) -> f64 {
        self.samples.len() as f64 / self.took.as_secs_f64()
    }
}

/// Repetitions of one measure.
#[derive(Debug, Clone, Default)]
pub struct Measure {
    pub name: String,
    pub runs: Vec<Run>,
}

impl Measure {
    pub fn of(name: &str) -> Self {
        Self { name: name.into(), runs: Vec::new() }
    }

    /// The median repetition of a figure.
    pub fn median(&self, figure: impl Fn(&Run) -> f64) -> f64 {
        let mut values: Vec<f64> = self.runs.iter().map(figure).collect();
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
    }

    fn spread(&self, figure: impl Fn(&Run) -> f64) -> f64 {
        let values: Vec<f64> = self.runs.iter().map(figure).collect();
        let (low, high) = values.iter().fold((f64::MAX, f64::MIN), |(l, h), v| (l.min(*v), h.max(*v)));
        (high - low) / self.median(|r| values[self.runs.iter().position(|x| std::ptr::eq(x, r)).unwrap_or(0)])
            * 100.0
    }

    /// The median of what each repetition shows against that of another measure, taken right before or after it: a machine whose
    /// speed drifts weighs on both.
    pub fn against(&self, other: &Self, figure: impl Fn(&Run) -> f64) -> f64 {
        let mut ratios: Vec<f64> =
            self.runs.iter().zip(&other.runs).map(|(own, theirs)| figure(own) / figure(theirs)).collect();
        ratios.sort_by(f64::total_cmp);
        ratios.get(ratios.len() / 2).copied().unwrap_or(f64::NAN)
    }

    pub fn p50(&self) -> f64 {
        self.median(|r| r.percentile(0.5))
    }

    pub fn rate(&self) -> f64 {
        self.median(Run::rate)
    }

    pub fn print(&self) {
        println!(
            "  {:<44} p50 {:>8.0} µs   p99 {:>8.0} µs   {:>8.0} /s   écart {:>3.0} %",
            self.name,
            self.p50(),
            self.median(|r| r.percentile(0.99)),
            self.rate(),
            self.spread(|r| r.percentile(0.5))
        );
    }
}

/// A ratio against its limit.
pub fn ratio(what: &str, value: f64, demanded: f64, goal: f64, at_most: bool) -> bool {
    let met = if at_most { value <= demanded } else { value >= demanded };
    let sign = if at_most { "≤" } else { "≥" };
    println!(
        "  {what:<60} {value:>7.2}   exigé {sign} {demanded}   but {sign} {goal}   {}",
        if met { "tenu" } else { "NON TENU" }
    );
    met
}
