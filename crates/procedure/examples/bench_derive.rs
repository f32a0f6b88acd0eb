//! How many journals of thirty acts are derived a second on one core, with and without explanations.
//! Time is that which the core gave to this process, where Linux tells it: other work on the machine does not count.
//! The last line is `figure: <n> journals/s`, for `make prove`; with the argument `explained`, the second measure.
//!
//! `python <interpreter> journals|deadline|line` measures, in the same run, a plain Python program of the same computation
//! (`python/plain.py`): the last line is then how many times faster this one is. The program must first give the same answers.

use std::{
    hint::black_box,
    io::Write,
    process::{Command, Stdio},
    time::Instant,
};

use greffe_procedure::{
    act::{Act, ActBuilder, AttrValue, DeclaredParty, ResidenceZone, Role},
    catalogue::Catalogue,
    day::Day,
    derive::{Reading, derive},
    explain::Explanation,
    ids::{ActId, PartyId, PersonId, PourvoiId},
    profile::CourtProfile,
    simulate,
    symbol::Symbol,
};
use serde_json::{Value, json};
use uuid::Uuid;

/// A civil case with two défendeurs, from declaration to report: thirty acts.
fn journal(seed: i32) -> Vec<Act> {
    let catalogue = Catalogue::embedded();
    let start = Day::from_number(20_500 + seed % 400);
    let party = |n: u128| PartyId(Uuid::from_u128(n));
    let mut acts: Vec<Act> = Vec::new();
    let mut add = |kind: &str, day: i32, fill: &dyn Fn(ActBuilder<'static>) -> ActBuilder<'static>| {
        let id = ActId(Uuid::from_u128(1000 + acts.len() as u128));
        let date =
            catalogue.kind(kind).and_then(|k| catalogue.act_type(k)).map(|ty| ty.dates[0].name.as_str());
        let builder = ActBuilder::new(catalogue, id, acts.len() as u64 + 1, kind)
            .day(date.unwrap_or_default(), start.plus(day));
        match fill(builder).build() {
            Ok(act) => acts.push(act),
            Err(error) => panic!("{kind}: {error}"),
        }
    };
    add("pourvoi_forme", 0, &|b| {
        [(1, Role::Demandeur), (2, Role::Defendeur), (3, Role::Defendeur)].into_iter().fold(
            b.code("nature", "principal").pourvoi(PourvoiId(Uuid::from_u128(9))),
            |b, (n, role)| {
                b.declare(DeclaredParty {
                    party: party(n),
                    person: PersonId(party(n).0),
                    role,
                    zone: ResidenceZone::Metropole,
                    nature: None,
                })
            },
        )
    });
    add("pourvoi_enregistre", 0, &|b| b);
    add("decision_notifiee", 0, &|b| b.party(party(1)));
    for n in 1..=3 {
        add("avocat_constitue", 10, &move |b| {
            b.attr("cabinet", AttrValue::Id(Uuid::from_u128(50 + n))).party(party(n))
        });
    }
    add("chambre_attribuee", 3, &|b| b.code("chambre", "civ1"));
    add("declaration_communiquee", 4, &|b| b);
    add("pli_retourne", 12, &|b| b.code("motif", "inconnu").party(party(3)));
    add("aide_juridictionnelle_demandee", 30, &|b| b.party(party(1)));
    add("aide_juridictionnelle_decidee", 60, &|b| {
        b.day("notifiee", start.plus(64)).code("sens", "admission_totale").party(party(1))
    });
    add("auxiliaire_designe", 70, &|b| b.party(party(1)));
    add("memoire_depose", 120, &|b| b.code("nature", "ampliatif").party(party(1)));
    for nature in ["decision_attaquee", "decision_confirmee_ou_infirmee", "autre", "autre"] {
        add("pieces_deposees", 121, &move |b| b.code("nature", nature).party(party(1)));
    }
    for n in 2..=3 {
        add("memoire_notifie", 125, &move |b| b.code("nature", "ampliatif").party(party(n)));
        add("memoire_signifie", 126, &move |b| b.code("nature", "ampliatif").party(party(n)));
        add("memoire_depose", 180, &move |b| b.code("nature", "en_defense").party(party(n)));
    }
    add("pourvoi_incident_forme", 182, &|b| b.code("nature", "incident").party(party(2)));
    add("memoire_notifie", 183, &|b| b.code("nature", "incident").party(party(1)));
    add("memoire_depose", 200, &|b| b.code("nature", "en_reponse_incident").party(party(1)));
    add("rapporteur_designe", 205, &|b| b.attr("personne", AttrValue::Id(Uuid::from_u128(80))));
    add("rapport_depose", 260, &|b| b);
    add("avocat_general_designe", 265, &|b| b.attr("personne", AttrValue::Id(Uuid::from_u128(81))));
    add("affaire_en_etat_de_juger", 280, &|b| b);
    acts
}

/// The journal as it stood after each act, and as it would be without each: what is late, open or owed shows there, which the
/// end of the story hides. They are compared, not timed.
fn parts(acts: &[Act]) -> Vec<Vec<Act>> {
    let so_far = (1..acts.len()).map(|n| acts[..n].to_vec());
    let without = (1..acts.len()).map(|n| [&acts[..n], &acts[n + 1..]].concat());
    so_far.chain(without).collect()
}

/// Seconds of a core spent so far; of the clock, where the system does not say.
fn spent(started: Instant) -> f64 {
    let told = std::fs::read_to_string("/proc/self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split_whitespace().next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| started.elapsed().as_secs_f64(), |n| n / 1e9)
}

/// Slowest and fastest of several runs.
fn spread(rates: &[f64]) -> (f64, f64) {
    rates.iter().fold((f64::MAX, 0.0), |(low, high), rate| (low.min(*rate), high.max(*rate)))
}

/// The acts as a program reads them from anywhere, for another language.
fn told(acts: &[Act]) -> Value {
    let act = |act: &Act| {
        let dates = act.dates.iter().filter_map(|(name, date)| Some((name.to_string(), json!(date.day()?))));
        let days = act.attrs.iter().filter_map(|(name, value)| match value {
            AttrValue::Day(day) => Some((name.to_string(), json!(day))),
            _ => None,
        });
        let code = |value: &AttrValue| match value {
            AttrValue::Code(code) => Some(code.as_str()),
            _ => None,
        };
        let attrs =
            act.attrs.iter().filter_map(|(name, value)| Some((name.to_string(), json!(code(value)?))));
        let declared = |p: &DeclaredParty| json!({"id": p.party.0, "role": p.role, "zone": p.zone});
        json!({
            "id": act.id.0,
            "supersedes": act.supersedes.map(|id| id.0),
            "refers_to": act.refers_to.map(|id| id.0),
            "kind": act.kind,
            "dates": dates.chain(days).collect::<serde_json::Map<_, _>>(),
            "attrs": attrs.collect::<serde_json::Map<_, _>>(),
            "concerns": act.scope.parties.iter().map(|p| p.0).collect::<Vec<_>>(),
            "parties": act.parties.iter().map(declared).collect::<Vec<_>>(),
        })
    };
    acts.iter().map(act).collect()
}

/// What the engine says of them.
fn answered(acts: &[Act], today: Day) -> Value {
    let catalogue = Catalogue::embedded();
    let derived = derive(catalogue, CourtProfile::embedded(), acts, today);
    let deadlines = derived.deadlines.iter().map(|d| {
        let party = d.key.party.map(|party| party.0);
        json!([d.key.rule, party, d.start, d.raw, d.due, d.alert, d.ambiguous, d.status.as_str()])
    });
    let tasks =
        derived.tasks.iter().map(|task| json!([task.key.rule, task.key.party.map(|p| p.0), task.due]));
    let notices = derived
        .notices
        .iter()
        .map(|n| json!([n.key.rule, n.key.party.map(|p| p.0), n.status.as_str(), n.due]));
    let irregularities = derived
        .irregularities
        .iter()
        .map(|i| json!([i.key.rule, i.key.party.map(|p| p.0), i.act.0, i.on, i.due]));
    let checks = derived
        .checks
        .iter()
        .map(|check| json!([catalogue.control_of(*check).map(|c| c.id), check.result.as_str()]));
    json!({
        "stage": derived.stage,
        "deadlines": deadlines.collect::<Value>(),
        "tasks": tasks.collect::<Value>(),
        "notices": notices.collect::<Value>(),
        "irregularities": irregularities.collect::<Value>(),
        "checks": checks.collect::<Value>(),
    })
}

/// A line that asks for one term with its explanation: the fourth part of them with an interruption.
fn line(n: i32) -> String {
    let start = Day::from_number(20_400 + n * 7 % 1_500);
    let mut line = json!({"rule": "civil.memoire_ampliatif.depot", "start": start, "id": n.to_string()});
    line["residence"] = json!(["metropole", "outre_mer", "etranger", "metropole"][n as usize % 4]);
    if n % 4 == 3 {
        line["events"] = json!([
            {"kind": "aj_demande", "date": start.plus(40)},
            {"kind": "aj_decision_notifiee", "date": start.plus(90)},
            {"kind": "auxiliaire_designe", "date": start.plus(101)},
        ]);
    }
    line.to_string()
}

/// The journal that asks the same: from the declaration of the pourvoi on.
fn question(n: i32) -> Vec<Act> {
    let catalogue = Catalogue::embedded();
    let start = Day::from_number(20_400 + n * 7 % 1_500);
    let party = PartyId(Uuid::from_u128(1));
    let zones = [ResidenceZone::Metropole, ResidenceZone::OutreMer, ResidenceZone::Etranger];
    let zone = zones[n as usize % 4 % 3];
    let act = |version: u64, kind: &str| {
        ActBuilder::new(catalogue, ActId(Uuid::from_u128(1000 + u128::from(version))), version, kind)
    };
    let declared =
        DeclaredParty { party, person: PersonId(party.0), role: Role::Demandeur, zone, nature: None };
    let opening = act(1, "pourvoi_forme").day("forme", start).code("nature", "principal").declare(declared);
    let mut acts = vec![opening.pourvoi(PourvoiId(Uuid::from_u128(9)))];
    if n % 4 == 3 {
        acts.push(act(2, "aide_juridictionnelle_demandee").day("demande", start.plus(40)).party(party));
        acts.push(
            act(3, "aide_juridictionnelle_decidee")
                .day("decidee", start.plus(88))
                .day("notifiee", start.plus(90))
                .code("sens", "admission_totale")
                .party(party),
        );
        acts.push(act(4, "auxiliaire_designe").day("designation", start.plus(101)).party(party));
    }
    acts.into_iter().map(|act| act.build().unwrap_or_else(|error| panic!("{error:?}"))).collect()
}

/// One term of a journal, with its explanation.
fn one_term(rule: Symbol, acts: &[Act], explanation: &mut Explanation) -> Option<Day> {
    let reading = Reading::new(Catalogue::embedded(), CourtProfile::embedded(), acts);
    let terms = reading.terms(rule, Day::from_number(20_400));
    let [deadline] = &terms[..] else { panic!("{terms:?}") };
    reading.explain(deadline, explanation);
    deadline.due
}

/// Calls a second, of the core's time, the best of several runs.
fn rate(seconds: f64, mut all: impl FnMut() -> u32) -> f64 {
    let started = Instant::now();
    let mut best: f64 = 0.0;
    for _ in 0..5 {
        let (before, start, mut done) = (spent(started), Instant::now(), 0);
        while start.elapsed().as_secs_f64() < seconds {
            done += all();
        }
        best = best.max(f64::from(done) / (spent(started) - before));
    }
    best
}

/// The same work by a plain program in Python, just after ours.
fn against_python(interpreter: &str, what: &str, seconds: f64) {
    let (catalogue, profile, today) =
        (Catalogue::embedded(), CourtProfile::embedded(), Day::from_number(20_900));
    let (ours, work) = if what == "journals" {
        let journals: Vec<Vec<Act>> = (0..400).map(journal).collect();
        let ours = rate(seconds, || {
            for acts in &journals {
                black_box(derive(catalogue, profile, black_box(acts), today));
            }
            400
        });
        let told = |acts: &[Act]| json!([told(acts), answered(acts, today)]);
        let compared: Value =
            journals.iter().step_by(7).flat_map(|acts| parts(acts)).map(|acts| told(&acts)).collect();
        let told: Value = journals.iter().map(|acts| told(acts)).collect();
        (ours, json!({"journals": told, "compared": compared, "today": today, "seconds": seconds}))
    } else if what == "deadline" {
        let questions: Vec<Vec<Act>> = (0..400).map(question).collect();
        let mut explanation = Explanation::default();
        let rule =
            catalogue.rule("civil.memoire_ampliatif.depot").unwrap_or_else(|| panic!("no such rule")).id;
        let ours = rate(seconds, || {
            for acts in &questions {
                black_box(one_term(rule, black_box(acts), &mut explanation));
                black_box(&explanation);
            }
            400
        });
        let told = |n: i32| {
            let due = one_term(rule, &questions[n as usize], &mut explanation);
            json!([line(n), due, explanation.steps()])
        };
        let told: Value = (0..400).map(told).collect();
        (ours, json!({"questions": told, "seconds": seconds}))
    } else {
        let lines: Vec<String> = (0..400).map(line).collect();
        let ours = rate(seconds, || {
            for line in &lines {
                black_box(simulate(black_box(line)));
            }
            400
        });
        let told: Value = lines.iter().map(|line| json!([line, simulate(line)])).collect();
        (ours, json!({"lines": told, "seconds": seconds}))
    };
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/python/plain.py");
    let python = Command::new(interpreter).arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut python = python.unwrap_or_else(|error| panic!("{interpreter}: {error}"));
    python.stdin.take().unwrap().write_all(work.to_string().as_bytes()).unwrap();
    let output = python.wait_with_output().unwrap();
    assert!(output.status.success(), "{script} does not say the same");
    let theirs: f64 = String::from_utf8_lossy(&output.stdout).trim().parse().unwrap();
    println!("{what} : {ours:.0} par seconde de cœur ; en Python, mêmes réponses, {theirs:.0}");
    println!("figure: {:.0} ×", ours / theirs);
}

fn main() {
    let explained = std::env::args().any(|a| a == "explained");
    let seconds = std::env::var("BENCH_SECONDS").ok().and_then(|s| s.parse().ok()).unwrap_or(1.0);
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [how, interpreter, what] = arguments.iter().map(String::as_str).collect::<Vec<_>>()[..]
        && how == "python"
    {
        return against_python(interpreter, what, seconds);
    }
    let (catalogue, profile) = (Catalogue::embedded(), CourtProfile::embedded());
    let journals: Vec<Vec<Act>> = (0..400).map(journal).collect();
    let today = Day::from_number(20_900);
    println!(
        "{} actes, {} délais par journal",
        journals[0].len(),
        derive(catalogue, profile, &journals[0], today).deadlines.len()
    );
    let mut explanation = Explanation::default();
    let (mut by_core, mut by_clock, started) = (Vec::new(), Vec::new(), Instant::now());
    for _ in 0..5 {
        let (before, start) = (spent(started), Instant::now());
        let mut done = 0u32;
        while start.elapsed().as_secs_f64() < seconds {
            for acts in &journals {
                let reading = Reading::new(catalogue, profile, black_box(acts));
                let derived = black_box(reading.derive(today));
                if explained {
                    for deadline in &derived.deadlines {
                        reading.explain(deadline, &mut explanation);
                        black_box(&explanation);
                    }
                }
                done += 1;
            }
        }
        by_core.push(f64::from(done) / (spent(started) - before));
        by_clock.push(f64::from(done) / start.elapsed().as_secs_f64());
    }
    let ((core_low, core), (clock_low, clock)) = (spread(&by_core), spread(&by_clock));
    println!(
        "temps de cœur : {core_low:.0} à {core:.0} journals/s ; temps d’horloge : {clock_low:.0} à {clock:.0}"
    );
    println!("figure: {core:.0} journals/s");
}
