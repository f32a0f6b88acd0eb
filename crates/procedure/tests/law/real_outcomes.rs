//! Real outcomes: published decisions of the Court, told to the engine as journals, and what the two say of the same facts.
//!
//! The facts are in `real_outcomes.csv`. A row without `words` is a row of the shared file `../shared/data/deadline_cases.csv`; a
//! row with `words` was read in the decision's own text, and these are the words. No outcome is expected by number: where a
//! decision leaves a fact untold, the engine is asked for every value it may have had. Regenerate the report with
//! `GREFFE_GOLDEN=1 cargo test -p greffe-procedure`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    fs,
    path::PathBuf,
};

use greffe_procedure::{
    act::{ActBuilder, AttrValue, DateValue, DeclaredParty, ResidenceZone, Role},
    admission::{Admission, admit},
    catalogue::Catalogue,
    day::{Day, Instant},
    derivation::{Deadline, Status},
    ids::{PartyId, PersonId},
    profile::CourtProfile,
    simulate,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{DEFENDEUR, Journal, POURVOI};

const FACTS: &str = include_str!("real_outcomes.csv");
const REPORT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/real-outcomes.md");

const DEPOT: &str = "civil.memoire_ampliatif.depot";
const NOTIFICATION: &str = "civil.memoire_ampliatif.notification";
const SIGNIFICATION: &str = "civil.memoire_ampliatif.signification";
const RADIATION: &str = "civil.radiation.demande";
const PEREMPTION: &str = "civil.radiation.peremption";
const PRESSE: &str = "penal.pourvoi.presse";

/// What the engine is asked about a kind of decision: the clerks' marks of that kind, a title, the question.
type Kind = (&'static [&'static str], &'static str, &'static str, fn(&Case) -> Finding);

const KINDS: [Kind; 5] = [
    (
        &["Odech"],
        "Déchéances (CPC 978)",
        "Le jour de l’ordonnance, le délai du mémoire ampliatif était-il passé ? La Cour l’a constaté.",
        decheance,
    ),
    (
        &["ORad", "ORejRad"],
        "Requêtes en radiation (CPC 1009-1)",
        "La requête était-elle à temps ? La Cour a statué au fond, sans la dire irrecevable d’office. Qu’elle radie ou non ne se calcule pas.",
        radiation,
    ),
    (
        &["OPerOff"],
        "Péremptions (CPC 1009-2, 386)",
        "Deux ans étaient-ils passés depuis la notification de la radiation à chaque demandeur ? La Cour l’a constaté.",
        peremption,
    ),
    (
        &["OReins"],
        "Réinscriptions (CPC 1009-3)",
        "La réinscription est-elle venue avant la péremption ? La Cour l’a autorisée.",
        reinscription,
    ),
    (
        &["CR"],
        "Pourvoi tardif (loi du 29 juillet 1881, article 59)",
        "Le délai finit-il le jour que dit l’arrêt, et le pourvoi est-il venu après ?",
        late_pourvoi,
    ),
];

/// Lines of a CSV with a header, each by column. Fields hold no line break.
fn table(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut lines = text.lines().map(fields);
    let header = lines.next().unwrap();
    lines.map(|line| header.iter().cloned().zip(line).collect()).collect()
}

fn fields(line: &str) -> Vec<String> {
    let (mut fields, mut quoted) = (vec![String::new()], false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            _ => fields.last_mut().unwrap().push(c),
        }
    }
    fields
}

/// A dated event, or one whose date nobody tells.
struct Fact {
    event: String,
    party: u128,
    day: Option<Day>,
    told: bool,
}

/// One pourvoi, and what the Court decided of it.
struct Case {
    number: String,
    mark: String,
    outcome: String,
    decided: Day,
    /// Decisions hide addresses: a party is presumed to live where the court of the decision attacked sits.
    presumed: ResidenceZone,
    facts: Vec<Fact>,
    /// Days for which the decision itself corrects the shared file.
    corrected: Vec<Day>,
}

fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for row in table(FACTS) {
        if cases.last().is_none_or(|case| case.number != row["number"]) {
            let overseas = row["overseas"] == "1";
            cases.push(Case {
                number: row["number"].clone(),
                mark: row["court_mark"].clone(),
                outcome: row["outcome"].clone(),
                decided: row["outcome_date"].parse().unwrap(),
                presumed: if overseas { ResidenceZone::OutreMer } else { ResidenceZone::Metropole },
                facts: Vec::new(),
                corrected: Vec::new(),
            });
        }
        let case = cases.last_mut().unwrap();
        case.facts.push(Fact {
            event: row["start_event"].trim_start_matches("radiation: ").to_owned(),
            party: row["party"].parse().unwrap_or(1),
            day: row["start_date"].parse().ok(),
            told: !row["words"].is_empty(),
        });
    }
    for case in &mut cases {
        // What the decision says of a day stands in place of what the shared file says of it.
        let told: Vec<Day> = case.facts.iter().filter(|f| f.told).filter_map(|f| f.day).collect();
        let wrong = |f: &Fact| !f.told && f.day.is_some_and(|day| told.contains(&day));
        case.corrected = case.facts.iter().filter(|f| wrong(f)).filter_map(|f| f.day).collect();
        case.facts.retain(|f| !wrong(f));
    }
    cases
}

impl Case {
    fn all(&self, event: &str) -> impl Iterator<Item = &Fact> {
        self.facts.iter().filter(move |f| f.event == event)
    }

    fn day(&self, event: &str) -> Day {
        let known = self.all(event).find_map(|f| f.day);
        known.unwrap_or_else(|| panic!("{}: no day for {event}", self.number))
    }
}

/// A journal recorded act by act as a registry would, with what the engine would not let in.
#[derive(Clone)]
struct Registry {
    journal: Journal,
    refused: Vec<String>,
}

impl Registry {
    /// A pourvoi, whose day some decisions do not tell, registered.
    fn opened(day: Option<Day>, demandeurs: u128, zone: ResidenceZone, seen: Day) -> Self {
        let party = |party: PartyId, role| DeclaredParty {
            party,
            person: PersonId(party.0),
            role,
            zone,
            nature: None,
        };
        let date = day.map_or(DateValue::Unknown, DateValue::Day);
        Self { journal: Journal::new(), refused: Vec::new() }
            .act(day.unwrap_or(seen), "pourvoi_forme", |b| {
                let b = b.date("forme", date).code("nature", "principal").pourvoi(POURVOI);
                let b = b.declare(party(DEFENDEUR, Role::Defendeur));
                (1..=demandeurs).fold(b, |b, n| b.declare(party(demandeur(n), Role::Demandeur)))
            })
            .act(day.unwrap_or(seen), "pourvoi_enregistre", |b| b.date("enregistre", date).pourvoi(POURVOI))
    }

    /// Records an act on a day. What the engine refuses stands all the same, so that the days can be compared.
    fn act(
        mut self,
        on: Day,
        kind: &str,
        fill: impl FnOnce(ActBuilder<'static>) -> ActBuilder<'static>,
    ) -> Self {
        self.journal = self.journal.act(kind, fill);
        let (proposed, before) = self.journal.acts.split_last().unwrap();
        let noon = Instant((i64::from(on.number()) * 24 + 12) * 3_600_000_000);
        let catalogue = Catalogue::embedded();
        if let Admission::Refused(why) = admit(catalogue, CourtProfile::embedded(), before, proposed, noon) {
            self.refused.push(format!("`{kind}` : {}", why.message));
        }
        self
    }

    fn deadline(&self, rule: &str, party: PartyId, on: Day) -> Deadline {
        self.journal.deadline(rule, party, &on.to_string())
    }
}

fn demandeur(n: u128) -> PartyId {
    PartyId(Uuid::from_u128(10 + n))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    /// Whatever the decision leaves untold.
    Agrees,
    /// With the residence that is presumed, not with every other.
    Presumed,
    /// It hangs on a fact that the decision does not tell.
    Undecidable,
    /// Whatever the decision leaves untold, the engine says otherwise.
    Disagrees,
}

impl Verdict {
    const fn words(self) -> &'static str {
        match self {
            Self::Agrees => "concorde",
            Self::Presumed => "concorde, résidence présumée",
            Self::Undecidable => "non décidable",
            Self::Disagrees => "diverge",
        }
    }
}

/// What the engine computed of a case.
struct Finding {
    computed: String,
    verdict: Verdict,
    why: String,
    refused: Vec<String>,
}

/// Asks the engine for every value that an untold fact may have had: the verdict, and the values with which it agrees.
fn over<T: Copy>(values: &[T], agrees: impl Fn(T) -> bool) -> (Verdict, Vec<T>) {
    let with: Vec<T> = values.iter().copied().filter(|value| agrees(*value)).collect();
    let verdict = match with.len() {
        0 => Verdict::Disagrees,
        n if n == values.len() => Verdict::Agrees,
        _ => Verdict::Undecidable,
    };
    (verdict, with)
}

fn days(from: Day, to: Day) -> Vec<Day> {
    (from.number()..=to.number()).map(Day::from_number).collect()
}

/// "12 juillet 2021".
fn said(day: Day) -> String {
    let mut text = String::new();
    day.write_medium(&mut text);
    text.trim().to_owned()
}

/// The days with which it agrees, in words: they are all those from one on, or up to one.
fn when(with: &[Day], all: &[Day]) -> String {
    match (with, all) {
        ([first, ..], [.., last]) if with.last() == Some(last) => format!("le {} ou après", said(*first)),
        ([.., last], _) => format!("le {} au plus tard", said(*last)),
        _ => String::new(),
    }
}

fn decheance(case: &Case) -> Finding {
    let formed = case.day("pourvoi");
    let living = |zone| Registry::opened(Some(formed), 1, zone, formed);
    let deadline = |zone| living(zone).deadline(DEPOT, demandeur(1), case.decided);
    let zones = [ResidenceZone::Metropole, ResidenceZone::OutreMer, ResidenceZone::Etranger];
    let (verdict, with) = over(&zones, |zone| deadline(zone).status == Status::Expired);
    let presumed = verdict == Verdict::Undecidable && with.contains(&case.presumed);
    let recorded = living(case.presumed).act(case.decided, "decheance_constatee", |b| {
        b.day("prononce", case.decided).code("nature", "ordonnance").code("etendue", "totale")
    });
    let ends = zones.map(|zone| said(deadline(zone).due.unwrap()));
    let why = if verdict == Verdict::Agrees {
        String::new()
    } else {
        format!("l’adresse du demandeur est occultée ; outre-mer, {} ; à l’étranger, {}", ends[1], ends[2])
    };
    Finding {
        computed: format!(
            "pourvoi du {} ; mémoire jusqu’au {}",
            said(formed),
            said(deadline(case.presumed).due.unwrap())
        ),
        verdict: if presumed { Verdict::Presumed } else { verdict },
        why,
        refused: recorded.refused,
    }
}

fn radiation(case: &Case) -> Finding {
    let (formed, asked) = (case.day("pourvoi"), case.day("requete"));
    let opened = Registry::opened(Some(formed), 1, case.presumed, formed);
    // The last days on which the mémoire could lawfully reach a défendeur, without counsel and with counsel.
    let served = opened.deadline(SIGNIFICATION, DEFENDEUR, case.decided).due.unwrap();
    let represented = opened.clone().act(formed, "avocat_constitue", |b| {
        b.day("constitution", formed).attr("cabinet", AttrValue::Id(Uuid::from_u128(77))).party(DEFENDEUR)
    });
    let notified = represented.deadline(NOTIFICATION, DEFENDEUR, case.decided).due.unwrap();
    let asked_after = |told: Day| {
        let registry = opened.clone().act(told, "memoire_signifie", |b| {
            b.day("signifie", told).code("nature", "ampliatif").party(DEFENDEUR)
        });
        registry.act(asked, "radiation_demandee", |b| b.day("demande", asked).party(DEFENDEUR))
    };
    let deadline = |told| asked_after(told).deadline(RADIATION, DEFENDEUR, case.decided);
    let all = days(formed, served);
    let (verdict, with) = over(&all, |told| matches!(deadline(told).status, Status::Met { .. }));
    let sense = if case.mark == "ORad" { "radiation" } else { "rejet" };
    let recorded = asked_after(formed)
        .act(case.decided, "radiation_decidee", |b| b.day("prononce", case.decided).code("sens", sense));
    let why = match verdict {
        Verdict::Undecidable => format!(
            "rien ne dit quand le mémoire ampliatif a été notifié au défendeur ; à temps si ce fut {} ; un avocat pouvait le recevoir jusqu’au {}, une partie sans avocat jusqu’au {}",
            when(&with, &all),
            said(notified),
            said(served)
        ),
        Verdict::Disagrees => "trop tard, quel que soit le jour où le mémoire a été notifié".to_owned(),
        _ => "à temps, quel que soit le jour où le mémoire a été notifié".to_owned(),
    };
    Finding {
        computed: format!(
            "requête du {} ; terme entre le {} et le {}",
            said(asked),
            said(deadline(formed).due.unwrap()),
            said(deadline(served).due.unwrap())
        ),
        verdict,
        why,
        refused: recorded.refused,
    }
}

/// A radiation, notified to each demandeur on the day told, or else on the other day, if one is given.
fn radie(case: &Case, ordered: Day, untold: Option<Day>) -> Registry {
    let told: BTreeMap<u128, Option<Day>> = case.all("notification").map(|f| (f.party, f.day)).collect();
    let demandeurs = demandeurs(case);
    let opened =
        Registry::opened(None, demandeurs, case.presumed, ordered)
            .act(ordered, "radiation_demandee", |b| b.unknown("demande").party(DEFENDEUR));
    let told = (1..=demandeurs).map(|n| (told.get(&n).copied().flatten().or(untold), n));
    let mut on: BTreeMap<Option<Day>, Vec<PartyId>> = BTreeMap::new();
    for (day, n) in told {
        on.entry(day).or_default().push(demandeur(n));
    }
    // Notified to several on one day, it is one act; what nobody tells is no act beside those that are told.
    if on.len() > 1 {
        on.remove(&None);
    }
    let notified = on.into_iter().fold(opened, |registry, (day, parties)| {
        registry.act(day.unwrap_or(ordered), "radiation_decidee", |b| {
            let b = b.day("prononce", ordered).code("sens", "radiation");
            let b = day.into_iter().fold(b, |b, day| b.day("notifiee", day));
            parties.into_iter().fold(b, ActBuilder::party)
        })
    });
    case.all("réinscription: rejet").filter_map(|f| f.day).fold(notified, |registry, on| {
        registry.act(on, "reinscription_decidee", |b| b.day("prononce", on).code("sens", "rejet"))
    })
}

/// Days on which a radiation may have been notified: one is enough where the decision tells them all.
fn notifications(case: &Case, ordered: Day) -> Vec<Day> {
    let told = case.all("notification").count() > 0 && case.all("notification").all(|f| f.day.is_some());
    if told { vec![ordered] } else { days(ordered, case.decided) }
}

/// The last demandeur that the decision speaks of.
fn demandeurs(case: &Case) -> u128 {
    case.all("notification").map(|f| f.party).max().unwrap_or(1)
}

fn clocks(registry: &Registry, case: &Case) -> Vec<Deadline> {
    let all = registry.journal.derive(&case.decided.to_string()).deadlines;
    all.into_iter().filter(|d| d.key.rule.as_str() == PEREMPTION).collect()
}

/// Whether each demandeur has a clock, and each clock stands there.
fn each(registry: &Registry, case: &Case, stands: impl Fn(Status) -> bool) -> bool {
    let clocks = clocks(registry, case);
    clocks.len() as u128 == demandeurs(case) && clocks.iter().all(|d| stands(d.status))
}

fn peremption(case: &Case) -> Finding {
    let ordered = case.day("ordonnance");
    let all = notifications(case, ordered);
    let (verdict, with) =
        over(&all, |untold| each(&radie(case, ordered, Some(untold)), case, |s| s == Status::Expired));
    let recorded = radie(case, ordered, None).act(case.decided, "decision_prononcee", |b| {
        b.day("prononce", case.decided).code("nature", "ordonnance").code("solution", "peremption")
    });
    let mut ends: Vec<Day> = clocks(&radie(case, ordered, None), case).iter().filter_map(|d| d.due).collect();
    ends.dedup();
    let ends: Vec<String> = ends.into_iter().map(said).collect();
    let mut why = Vec::new();
    if verdict == Verdict::Undecidable {
        why.push(format!(
            "rien ne dit quand la radiation a été notifiée à un autre demandeur, dont le délai est le sien ; acquise pour lui aussi si ce fut {}",
            when(&with, &all)
        ));
    }
    for day in &case.corrected {
        why.push(format!(
            "l’ordonnance du {} refuse une réinscription : le fichier partagé la dit de radiation",
            said(*day)
        ));
    }
    Finding {
        computed: format!("péremption acquise après le {}", ends.join(", le ")),
        verdict,
        why: why.join(" ; "),
        refused: recorded.refused,
    }
}

fn reinscription(case: &Case) -> Finding {
    let ordered = case.day("ordonnance");
    let all = notifications(case, ordered);
    let reinscribed = |untold: Option<Day>| {
        radie(case, ordered, untold).act(case.decided, "reinscription_decidee", |b| {
            b.day("prononce", case.decided).code("sens", "reinscription")
        })
    };
    let (verdict, with) =
        over(&all, |untold| each(&reinscribed(Some(untold)), case, |s| matches!(s, Status::Met { .. })));
    let mut why = Vec::new();
    if verdict == Verdict::Undecidable {
        why.push(format!(
            "rien ne dit quand la radiation a été notifiée ; sans autre acte, à temps si ce fut {}",
            when(&with, &all)
        ));
    }
    if case.all("exécution").next().is_some() {
        why.push("la décision constate une exécution, qui interrompt, sans la dater".to_owned());
        let rule = Catalogue::embedded().rule(PEREMPTION).unwrap();
        if rule.interruptions.is_empty() {
            why.push("le catalogue n’a pas d’acte pour la dire".to_owned());
        }
    }
    let earliest = clocks(&radie(case, ordered, Some(ordered)), case)[0].due.unwrap();
    Finding {
        computed: format!(
            "radiation du {} : péremption au plus tôt le {}, requête du {}",
            said(ordered),
            said(earliest),
            said(case.day("requete"))
        ),
        verdict,
        why: why.join(" ; "),
        refused: reinscribed(None).refused,
    }
}

/// Criminal journals are not kept yet: the simulator is asked.
fn late_pourvoi(case: &Case) -> Finding {
    let (start, formed) = (case.day("prononcé (parties avisées)"), case.day("pourvoi"));
    let question = json!({"rule": PRESSE, "start": start.to_string()});
    let answer: Value = serde_json::from_str(&simulate(&question.to_string())).unwrap();
    let due: Day = answer["due"].as_str().unwrap().parse().unwrap();
    let agrees = due == case.day("expiration") && formed > due;
    Finding {
        computed: format!("délai jusqu’au {} ; pourvoi du {}", said(due), said(formed)),
        verdict: if agrees { Verdict::Agrees } else { Verdict::Disagrees },
        why: format!("l’arrêt dit lui-même : expiré le {}", said(case.day("expiration"))),
        refused: Vec::new(),
    }
}

#[test]
fn what_the_engine_says_of_real_cases_is_the_report_reviewed() {
    let cases = cases();
    let kind = |case: &Case| KINDS.iter().position(|(marks, ..)| marks.contains(&case.mark.as_str()));
    let mut counts: BTreeMap<Verdict, usize> = BTreeMap::new();
    let (mut sections, mut refused) = (String::new(), BTreeMap::<String, BTreeSet<&str>>::new());
    for (at, (_, title, question, of)) in KINDS.iter().enumerate() {
        let _ = writeln!(
            sections,
            "\n## {title}\n\n{question}\n\n| pourvoi | la Cour | le moteur | verdict | pourquoi |\n|---|---|---|---|---|"
        );
        for case in cases.iter().filter(|case| kind(case) == Some(at)) {
            let found = of(case);
            *counts.entry(found.verdict).or_default() += 1;
            for message in found.refused {
                refused.entry(message).or_default().insert(&case.number);
            }
            let _ = writeln!(
                sections,
                "| {} | {}, le {} | {} | {} | {} |",
                case.number,
                case.outcome,
                said(case.decided),
                found.computed,
                found.verdict.words(),
                found.why
            );
        }
    }
    assert!(cases.iter().all(|case| kind(case).is_some()), "a case of a kind that nothing is asked about");
    let count = |verdict| counts.get(&verdict).copied().unwrap_or(0);
    let mut report = format!(
        "# Ce que la Cour a décidé, ce que le moteur calcule

Produit par le test `real_outcomes`, à ne pas éditer à la main : `GREFFE_GOLDEN=1 cargo test -p greffe-procedure` le réécrit. Les
faits viennent de décisions publiées (Licence Ouverte 2.0) et sont dans `crates/procedure/tests/law/real_outcomes.csv`, avec les mots
de la décision pour ceux qui y ont été lus.

{} affaires : {} concordent, {} de plus si les parties demeurent où on le présume, {} ne se décident pas, {} divergent.

Chaque affaire est écrite au registre acte par acte. Ce que la décision ne dit pas prend toutes les valeurs possibles : « concorde »
veut dire avec chacune, « diverge » avec aucune, « non décidable » avec certaines, qui sont dites. Les adresses sont occultées : une
partie est présumée demeurer là où siège la juridiction attaquée, en métropole ou outre-mer. Aucune décision ne parle d’aide
juridictionnelle ; aucune n’est supposée.
",
        cases.len(),
        count(Verdict::Agrees),
        count(Verdict::Presumed),
        count(Verdict::Undecidable),
        count(Verdict::Disagrees)
    );
    report.push_str(&sections);
    if !refused.is_empty() {
        report.push_str(
            "\n## Actes réels que le registre refuse d’écrire\n\n| refus | pourvois |\n|---|---|\n",
        );
        for (message, numbers) in &refused {
            let _ = writeln!(
                report,
                "| {message} | {} |",
                numbers.iter().copied().collect::<Vec<_>>().join(", ")
            );
        }
    }
    let report = typeset(&report);
    if std::env::var_os("GREFFE_GOLDEN").is_some() {
        fs::write(REPORT, &report).unwrap();
    }
    assert!(
        fs::read_to_string(REPORT).unwrap_or_default() == report,
        "the report changed: look, then GREFFE_GOLDEN=1"
    );
}

/// French spaces before double signs.
fn typeset(text: &str) -> String {
    [" :", " ;", " ?", " »"]
        .iter()
        .fold(text.replace("« ", "«\u{a0}"), |text, sign| text.replace(sign, &sign.replace(' ', "\u{a0}")))
}

#[test]
fn words_that_tell_a_day_hold_it() {
    for row in table(FACTS) {
        let day: Option<Day> = row["start_date"].parse().ok();
        if let Some(day) = day.filter(|_| !row["words"].is_empty()) {
            assert!(row["words"].contains(&said(day)), "{row:?}");
        }
        assert!(day.is_some() || !row["words"].is_empty(), "{row:?}");
    }
}

/// Columns that the committed facts share with the shared file.
const SHARED: [&str; 7] =
    ["number", "court_mark", "start_event", "start_date", "outcome", "outcome_date", "overseas"];

#[test]
fn the_facts_are_those_of_the_shared_file_and_of_the_decisions() {
    let shared = std::env::var_os("GREFFE_SHARED").map(PathBuf::from);
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared"));
    let data = shared.unwrap_or(root).join("data");
    let read = |name| fs::read_to_string(data.join(name));
    let (Ok(csv), Ok(decisions)) = (read("deadline_cases.csv"), read("open.jsonl")) else {
        eprintln!(
            "NON EXÉCUTÉ : {} est absent ; les faits des affaires réelles ne sont pas comparés à leur source.",
            data.display()
        );
        return;
    };
    let shared = |row: &BTreeMap<String, String>| SHARED.map(|column| row[column].clone());
    let facts = table(FACTS);
    let ours: Vec<_> = facts.iter().filter(|row| row["words"].is_empty()).map(shared).collect();
    assert_eq!(ours, table(&csv).iter().map(shared).collect::<Vec<_>>());
    let decisions: Vec<Value> = decisions.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let mut found = 0;
    for row in &facts {
        let number = json!(row["number"]);
        let bears =
            |d: &&Value| d["numbers"].as_array().is_some_and(|all| all.iter().any(|n| n["number"] == number));
        let of = decisions.iter().find(bears);
        let decision = of.unwrap_or_else(|| panic!("{number} is in no decision"));
        let text = decision["text"].as_str().unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(decision["decision_date"], json!(row["outcome_date"]), "{number}");
        assert!(text.contains(&row["words"]), "{row:?}");
        if row["court_mark"] == "Odech" {
            // On these two rest the journal without mémoire, and the residence that is presumed: the text names a country abroad.
            assert!(text.contains("Aucun mémoire contenant les moyens de droit"), "{number}");
            let (_, demandeur) = text.split_once("a rendu la présente ordonnance.").unwrap();
            let (demandeur, _) = demandeur.split_once("formé un pourvoi").unwrap();
            assert!(demandeur.contains("[Adresse") && !demandeur.contains('('), "{number}: {demandeur}");
        }
        found += 1;
    }
    println!("{found} faits de {} lignes partagées concordent avec leurs sources.", ours.len());
}
