//! A batch of 500 dossiers among 40 rapporteurs: how long, how even against the relaxed problem (dossiers that could be cut)
//! and against giving each in turn. Ends with the figure of one promise: `time`, `heaviest`, `gap` or `turn`.

use std::time::Instant;

use greffe_distribution::{
    Dossier, Fact, Given, Load, Office, Person, Rules, Snapshot, Span, Urgency, blocks, explain, propose,
    round_robin,
};
use jiff::{ToSpan as _, civil::Date};
use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};
use uuid::Uuid;

const SEEDS: u64 = 20;

struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len() as u64) as usize]
    }
}

/// A chamber in the middle of the judicial year: part time, discharges, absences, arrivals, arrears; a third of the batch in
/// series, one dossier in ten urgent, incompatibilities.
fn batch(seed: u64) -> Snapshot {
    let mut draw = Draw(seed);
    let matieres = ["licenciement", "duree", "representation", "securite", "statuts"];
    let circuits = ["court", "court", "intermediaire", "intermediaire", "intermediaire", "approfondi"];
    let day = Date::constant(2026, 11, 28);
    let people: Vec<Person> = (0..40_u128)
        .map(|n| {
            let mut away = Vec::new();
            if draw.one_in(5) {
                let from = day.saturating_add((draw.below(120) as i64 - 100).days());
                away.push(Span {
                    from,
                    to: Some(from.saturating_add((10 + draw.below(25) as i64).days())),
                    part: 1000,
                });
            }
            if draw.one_in(4) {
                away.push(Span {
                    from: Date::constant(2026, 9, 1),
                    to: None,
                    part: 100 * (1 + draw.below(4) as u16),
                });
            }
            let arrived =
                if draw.one_in(10) { Date::constant(2026, 10, 15) } else { Date::constant(2021, 9, 1) };
            let given = if arrived.year() == 2026 { 3 + draw.below(4) } else { 12 + draw.below(10) };
            Person {
                id: Uuid::from_u128(n + 1),
                fonction: draw.of(&["conseiller", "conseiller", "conseiller_referendaire"]).into(),
                chambres: vec!["soc".into()],
                from: arrived,
                to: None,
                quotite: if draw.one_in(8) { 800 } else { 1000 },
                away,
                specialites: vec![draw.of(&matieres).into(), draw.of(&matieres).into()],
                given: (0..given).map(|_| Given { on: day, weight: 50 + draw.below(170) as u32 }).collect(),
            }
        })
        .collect();
    let dossiers = (0..500_u128)
        .map(|n| Dossier {
            id: Uuid::from_u128(10_000 + n),
            matiere: draw.of(&matieres).into(),
            circuit: draw.of(&circuits).into(),
            circuit_dit: false,
            moyens: 1 + draw.below(5) as u16,
            parties: if draw.one_in(20) { 2 + draw.below(200) } else { 2 + draw.below(6) } as u16,
            poids: None,
            urgence: draw
                .one_in(10)
                .then(|| Urgency { due: day.saturating_add((20 + draw.below(70) as i64).days()) }),
            serie: (n >= 330).then(|| format!("serie {}", n % 40)),
            connexes: vec![],
            suite: if draw.one_in(15) { vec![people[draw.below(40) as usize].id] } else { vec![] },
            rangs: if draw.one_in(50) { 2 } else { 1 },
            presents: vec![],
            faits: (0..draw.below(3))
                .map(|_| Fact { person: people[draw.below(40) as usize].id, kind: "juge_du_fond".into() })
                .collect(),
        })
        .collect();
    Snapshot {
        day,
        office: Office::Rapporteur,
        chambre: "soc".into(),
        period_from: Date::constant(2026, 9, 1),
        period_to: Date::constant(2026, 12, 31),
        people,
        dossiers,
        kin: vec![],
    }
}

fn relative(loads: &[Load]) -> (f64, f64, f64) {
    let of: Vec<f64> = loads
        .iter()
        .filter(|l| l.capacity > 0)
        .map(|l| (l.before + l.added) as f64 * 1000.0 / f64::from(l.capacity))
        .collect();
    let (most, least) =
        (of.iter().copied().fold(0.0, f64::max), of.iter().copied().fold(f64::INFINITY, f64::min));
    (most, least, of.iter().sum::<f64>() / of.len() as f64)
}

/// The heaviest relative load, and then the widest gap, if each block could be cut among those who may have it: linear
/// programmes, which nothing indivisible can beat.
fn relaxed(snapshot: &Snapshot, rules: &Rules, given: &[Load]) -> (f64, f64) {
    let solve = |gap: bool| {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let most = problem.add_var(1.0, (0.0, f64::INFINITY));
        let least = gap.then(|| problem.add_var(-1.0, (0.0, f64::INFINITY)));
        let mut borne: Vec<Vec<(Variable, f64)>> = vec![Vec::new(); given.len()];
        for block in blocks(snapshot) {
            let mut alone = snapshot.clone();
            alone.dossiers.retain(|dossier| block.contains(&dossier.id));
            let one = propose(&alone, rules, 0).expect("a block is sound");
            let weight: f64 = one.loads.iter().map(|load| load.added as f64).sum();
            let candidates =
                explain(&alone, rules, &[], alone.dossiers[0].id, 1).expect("it holds its dossiers");
            let mut shares = Vec::new();
            for candidate in candidates.iter().filter(|candidate| candidate.exclusions.is_empty()) {
                let share = problem.add_var(0.0, (0.0, 1.0));
                shares.push((share, 1.0));
                let at = given
                    .iter()
                    .position(|load| load.person == candidate.person)
                    .expect("a person of the chamber");
                borne[at].push((share, weight));
            }
            problem.add_constraint(&shares, ComparisonOp::Eq, 1.0);
        }
        for (load, mut terms) in given.iter().zip(borne).filter(|(load, _)| load.capacity > 0) {
            let capacity = f64::from(load.capacity) / 1000.0;
            if let Some(least) = least {
                let mut above = terms.clone();
                above.push((least, -capacity));
                problem.add_constraint(&above, ComparisonOp::Ge, -(load.before as f64));
            }
            terms.push((most, -capacity));
            problem.add_constraint(&terms, ComparisonOp::Le, -(load.before as f64));
        }
        let solution =
            problem.solve().expect("a chamber can be relaxed").into_solution().expect("and solved");
        solution.objective()
    };
    (solve(false), solve(true))
}

/// Seconds that a core has spent on this thread: what others do on the machine is no time of ours. Linux alone tells.
fn processor() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split_whitespace().next()?.parse::<f64>().ok().map(|nanoseconds| nanoseconds / 1e9)
}

fn main() {
    let wanted = std::env::args().nth(1).unwrap_or_else(|| "time".to_owned());
    let rules = Rules::newest();
    let mut worst = 0.0_f64;
    for seed in 1..=SEEDS {
        let snapshot = batch(seed);
        let (start, worked) = (Instant::now(), processor());
        let proposal = propose(&snapshot, &rules, seed).expect("the batch is sound");
        let waited = start.elapsed().as_secs_f64();
        let seconds = processor().zip(worked).map_or(waited, |(now, then)| now - then);
        assert!(proposal.impossible.is_empty(), "{:?}", proposal.impossible);
        let (most, least, mean) = relative(&proposal.loads);
        let turn = relative(&round_robin(&snapshot, &rules));
        let turn = (most - least) / (turn.0 - turn.1);
        let mut line = format!(
            "lot {seed} : {:.0} ms de processeur ({:.0} ms en tout) ; charge relative de {least:.0} à {most:.0}, moyenne {mean:.0} ; écart, du tour de rôle : {turn:.3}",
            seconds * 1000.0,
            waited * 1000.0
        );
        let figure = match wanted.as_str() {
            "time" => seconds * 1000.0,
            "turn" => turn,
            _ => {
                let (bound, gap) = relaxed(&snapshot, &rules, &proposal.loads);
                let heaviest = (most / bound - 1.0) * 100.0;
                let wider = (most - least - gap) / mean * 100.0;
                line += &format!(
                    " ; problème relâché : charge la plus forte {bound:.0} (dépassée de {heaviest:.2} %), écart {gap:.0} (plus large de {wider:.2} % de la moyenne)"
                );
                if wanted == "heaviest" { heaviest } else { wider }
            }
        };
        println!("{line}");
        worst = worst.max(figure);
    }
    match wanted.as_str() {
        "time" => println!("figure: {worst:.0} ms"),
        "turn" => println!("figure: {worst:.3} ×"),
        _ => println!("figure: {worst:.2} %"),
    }
}
