//! Complete dossiers, from the declaration to the end, as a lawyer reads them: one file each in `tests/journeys/scenarios`.
//!
//! Each step has its day, what is done by whom, and everything that stands after it: the stage, what the journal got, every
//! term, notice, task and check. All of it is compared, through the public API of one product whose clock goes from day to
//! day. `GREFFE_GOLDEN=1` rewrites what is expected: read the difference against the law before you keep it.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use greffe_dev::{Service, testing::TestClock};
use greffe_procedure::catalogue::Catalogue;
use greffe_test_support::{Api, Options, Product};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// Everything has followed a step within so long.
const SOON: Duration = Duration::from_secs(60);
/// Begins and ends what is expected after a step.
const FENCE: &str = "'''";
/// The hour of a step that states only its day, in Paris.
const HOUR: &str = "10:00";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Scenario {
    /// What is shown, and by which articles.
    titre: String,
    /// The published decision whose days it borrows.
    #[serde(default)]
    #[allow(dead_code, reason = "for the reader")]
    origine: String,
    /// As `POST /dossiers` takes it; `cabinet` stands for `office_id`.
    ouverture: Map<String, Value>,
    /// How many are opened alike on the first day, `{n}` in a name being the place of each in the series.
    #[serde(default = "one")]
    serie: usize,
    pas: Vec<Pas>,
}

const fn one() -> usize {
    1
}

/// One day of a dossier.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pas {
    /// A day, or a minute of it in Paris.
    le: String,
    /// Who acts.
    #[serde(default)]
    par: String,
    /// What is done; left out, time passes.
    #[serde(default)]
    acte: String,
    /// Points looked at: the act is done once for each.
    #[serde(default)]
    points: Vec<String>,
    /// Which of the series it is about, and whose state is shown.
    #[serde(default = "one")]
    dossier: usize,
    /// Whether the act is of all the joined dossiers.
    #[serde(default)]
    commun: bool,
    /// Places in the series of those that are joined or leave; all the others by default.
    #[serde(default)]
    membres: Vec<usize>,
    /// Whether it completes the last act of its type, in the place of which it stands.
    #[serde(default)]
    corrige: bool,
    /// Named dates; the day of the step by default, as the type of act has one.
    #[serde(default)]
    dates: BTreeMap<String, String>,
    #[serde(default)]
    corps: Map<String, Value>,
    /// Names of the parties concerned; all by default.
    #[serde(default)]
    parties: Vec<String>,
    /// The code by which it is refused.
    #[serde(default)]
    refus: String,
    /// In words, for the reader.
    #[serde(default)]
    note: String,
    attendu: String,
}

impl Pas {
    fn instant(&self) -> Result<Timestamp> {
        let text = if self.le.len() == 10 { format!("{}T{HOUR}", self.le) } else { self.le.clone() };
        let civil: DateTime = text.parse().with_context(|| format!("le = {:?}", self.le))?;
        let zone = TimeZone::get("Europe/Paris")?;
        Ok(zone.to_zoned_datetime(civil)?.timestamp())
    }

    fn day(&self) -> &str {
        &self.le[..10]
    }
}

/// A dossier that was opened.
#[derive(Default)]
struct Opened {
    id: String,
    /// Up to which its journal was shown.
    version: u64,
    /// Identifiers by name.
    parties: BTreeMap<String, String>,
}

/// A scenario that is being played.
struct Played {
    path: PathBuf,
    scenario: Scenario,
    dossiers: Vec<Opened>,
    /// What stood after each step.
    found: Vec<String>,
    /// Why it could not go on.
    stopped: Option<anyhow::Error>,
}

/// Who acts, as scenarios name them. The demonstration has one account of each; those of the chamber are given all.
const ACTORS: &[(&str, &str)] = &[
    ("greffe central", "greffe.central"),
    ("greffe de la chambre", "greffe.civ1"),
    ("président", "president.civ1"),
    ("conseiller rapporteur", "conseiller.civ1"),
    ("avocat général", "avocat.general"),
    ("secrétariat du parquet général", "parquet.secretariat"),
    ("bureau d’aide juridictionnelle", "baj"),
];
const MACHINES: &[(&str, &str)] =
    &[("SCP Martin & Roux", "partenaire-martin"), ("SARL Dubreuil", "partenaire-dubreuil")];
const CHAMBRES: [&str; 6] = ["civ1", "civ2", "civ3", "com", "soc", "crim"];

struct World {
    product: Product,
    clock: TestClock,
    sql: sqlx::PgPool,
    actors: BTreeMap<&'static str, Api>,
    offices: BTreeMap<&'static str, String>,
    agents: BTreeMap<&'static str, String>,
}

impl World {
    async fn begin(first: Timestamp) -> Result<Self> {
        let clock = TestClock::at(&first.to_string())?;
        let path = clock.path().display().to_string();
        let mut environment = Vec::new();
        for service in Service::ALL {
            environment.push((service, "GREFFE__CLOCK__FILE".to_owned(), path.clone()));
            environment.push((service, "GREFFE__CLOCK__TICK_MS".to_owned(), "100".to_owned()));
        }
        // Years pass between two requests of one session.
        for key in [
            "SESSION__IDLE_SECONDS",
            "SESSION__ABSOLUTE_SECONDS",
            "LIMITS__AGENT_PER_SECOND",
            "LIMITS__AGENT_BURST",
        ] {
            environment.push((Service::Gateway, format!("GREFFE__{key}"), "1000000000".to_owned()));
        }
        let product = Product::start(Options { environment, ..Options::default() }).await?;
        let administration = product.person("administration").await?;
        for (_, subject) in &ACTORS[1..4] {
            everywhere(&administration, subject).await?;
        }
        let (mut actors, mut offices, mut agents) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for (name, subject) in ACTORS {
            actors.insert(*name, product.person(subject).await?);
            agents.insert(
                *name,
                agent(&administration, subject).await?["agent_id"].as_str().unwrap_or_default().to_owned(),
            );
        }
        for (name, client) in MACHINES {
            let saved = actors["greffe central"]
                .post("/api/v1/cabinets", &json!({"name": name}))
                .await?
                .expect(201)?;
            offices.insert(*name, saved["office_id"].as_str().context("office_id")?.to_owned());
            actors.insert(*name, product.machine(client).await?);
        }
        let sql = product.sql().await?;
        Ok(Self { product, clock, sql, actors, offices, agents })
    }

    fn actor(&self, name: &str) -> Result<&Api> {
        self.actors.get(name).with_context(|| format!("« {name} » n’agit dans aucun scénario"))
    }

    /// Moves the clock, and waits until the day was derived everywhere.
    async fn at(&self, instant: Timestamp) -> Result<()> {
        self.clock.set(&instant.to_string())?;
        self.settled(instant).await
    }

    /// Waits until every service has followed, to the day.
    async fn settled(&self, instant: Timestamp) -> Result<()> {
        let today = instant.to_zoned_datetime(TimeZone::get("Europe/Paris")?).date().to_string();
        let start = Instant::now();
        loop {
            let behind: i64 = sqlx::query_scalar(BEHIND).bind(&today).fetch_one(&self.sql).await?;
            if behind == 0 {
                return Ok(());
            }
            ensure!(start.elapsed() < SOON, "{today}: {behind} rows have not followed");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Names of the scenario for what the API wants identifiers for.
    fn named(&self, value: &mut Value) {
        match value {
            Value::String(text) => {
                if let Some(id) = self.offices.get(text.as_str()).or_else(|| self.agents.get(text.as_str())) {
                    *text = id.clone();
                }
            }
            Value::Array(all) => all.iter_mut().for_each(|one| self.named(one)),
            Value::Object(all) => all.values_mut().for_each(|one| self.named(one)),
            _ => {}
        }
    }
}

/// What has not followed: days to derive, events on their way, journals that a service does not hold whole.
const BEHIND: &str = "SELECT
    (SELECT count(*) FROM dossier.dossier WHERE next_change <= $1::date)
  + (SELECT count(*) FROM deadline.derivation WHERE next_change <= $1::date)
  + (SELECT count(*) FROM notification.derivation WHERE next_change <= $1::date)
  + (SELECT count(*) FROM dossier.outbox WHERE published_at IS NULL)
  + (SELECT count(*) FROM deadline.outbox WHERE published_at IS NULL)
  + (SELECT count(*) FROM assignment.outbox WHERE published_at IS NULL)
  + (SELECT count(*) FROM dossier.dossier d, (VALUES ('deadline'), ('notification')) s(name)
     WHERE d.version <> coalesce(CASE s.name
        WHEN 'deadline' THEN (SELECT last_seq FROM deadline.inbox_cursor c WHERE c.source = 'dossier' AND c.aggregate_id = d.id)
        ELSE (SELECT last_seq FROM notification.inbox_cursor c WHERE c.source = 'dossier' AND c.aggregate_id = d.id) END, 0))
  + (SELECT count(*) FROM (SELECT aggregate_id, max(aggregate_seq) AS seq FROM deadline.outbox GROUP BY 1) o
     LEFT JOIN notification.inbox_cursor c ON c.source = 'deadline' AND c.aggregate_id = o.aggregate_id
     WHERE coalesce(c.last_seq, 0) < o.seq)";

async fn agent(administration: &Api, subject: &str) -> Result<Value> {
    let all = administration.get("/api/v1/agents").await?.expect(200)?;
    let mut items = all["items"].as_array().into_iter().flatten();
    items.find(|agent| agent["subject"] == subject).cloned().with_context(|| format!("no agent {subject}"))
}

/// Gives an account every chamber.
async fn everywhere(administration: &Api, subject: &str) -> Result<()> {
    let known = agent(administration, subject).await?;
    let saved = json!({"agent_id": known["agent_id"], "subject": subject, "display_name": known["display_name"],
        "roles": known["roles"], "chambres": CHAMBRES, "version": known["version"]});
    administration.post("/api/v1/agents", &saved).await?.expect(200)?;
    Ok(())
}

#[tokio::test]
async fn complete_dossiers_are_derived_as_the_law_says() -> Result<()> {
    let mut all = read()?;
    // Day after day, whatever the dossier: the clock of one product never goes back.
    let mut steps = Vec::new();
    for (of, played) in all.iter().enumerate() {
        for (at, pas) in played.scenario.pas.iter().enumerate() {
            steps.push((pas.instant()?, of, at));
        }
    }
    ensure!(
        all.iter().all(|played| played.scenario.pas.is_sorted_by_key(|pas| pas.instant().ok())),
        "steps of a dossier stand in the order of their days"
    );
    steps.sort();
    let world = World::begin(steps.first().context("no scenario")?.0).await?;
    for (instant, of, at) in steps {
        let played = &mut all[of];
        if played.stopped.is_some() {
            continue;
        }
        world.at(instant).await?;
        // One that stops keeps no other from being told.
        played.stopped = play(&world, played, at, instant).await.err();
    }
    let mut different = String::new();
    for played in &all {
        if let Some(why) = &played.stopped {
            let pas = &played.scenario.pas[played.found.len()];
            let _ = writeln!(
                different,
                "{} s’arrête au {}, {} : {why:#}\n",
                played.path.display(),
                pas.le,
                pas.acte
            );
            continue;
        }
        let text = fs::read_to_string(&played.path)?;
        let kept = rewritten(&text, &played.found)?;
        if kept != text && std::env::var_os("GREFFE_GOLDEN").is_some() {
            fs::write(&played.path, &kept)?;
        }
        for (pas, found) in played.scenario.pas.iter().zip(&played.found) {
            if std::env::var_os("GREFFE_GOLDEN").is_none() && pas.attendu.trim() != found.trim() {
                let _ = writeln!(
                    different,
                    "{} — {}\n--- attendu\n{}\n+++ trouvé\n{found}\n",
                    played.scenario.titre, pas.le, pas.attendu
                );
            }
        }
    }
    println!("{} dossiers, {} étapes", all.len(), all.iter().map(|played| played.found.len()).sum::<usize>());
    ensure!(different.is_empty(), "what stands is not what is expected:\n{different}");
    let (clean, said) = world.product.verify(10).await?;
    ensure!(clean, "{said}");
    world.product.stack.stop().await?;
    println!("figure: {} dossiers", all.len());
    Ok(())
}

fn read() -> Result<Vec<Played>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let only = std::env::var("GREFFE_SCENARIO").unwrap_or_default();
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    paths.retain(|path| {
        path.extension().is_some_and(|end| end == "toml") && path.display().to_string().contains(&only)
    });
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let scenario: Scenario =
                toml::from_str(&fs::read_to_string(&path)?).with_context(|| path.display().to_string())?;
            Ok(Played { path, scenario, dossiers: Vec::new(), found: Vec::new(), stopped: None })
        })
        .collect()
}

/// The file with what was found in the place of what was expected, step after step.
fn rewritten(text: &str, found: &[String]) -> Result<String> {
    let mut parts = text.split(FENCE);
    let mut made = parts.next().unwrap_or_default().to_owned();
    for after in found {
        ensure!(parts.next().is_some(), "a step has no « attendu »");
        let rest = parts.next().context("an « attendu » does not end")?;
        let _ = write!(made, "{FENCE}\n{after}{FENCE}{rest}");
    }
    ensure!(parts.next().is_none(), "more « attendu » than steps");
    Ok(made)
}

async fn play(world: &World, played: &mut Played, at: usize, instant: Timestamp) -> Result<()> {
    if at == 0 {
        for place in 1..=played.scenario.serie {
            let opened = open(world, &played.scenario, place).await?;
            played.dossiers.push(opened);
        }
    }
    let pas = &played.scenario.pas[at];
    let place = pas.dossier.checked_sub(1).filter(|at| *at < played.dossiers.len()).context("dossier")?;
    let opened = &played.dossiers[place];
    match pas.acte.as_str() {
        _ if at == 0 => {}
        "" => {}
        "jonction_prononcee" | "disjonction_prononcee" => join(world, played, pas).await?,
        _ if pas.points.is_empty() => act(world, opened, pas, pas.corps.clone()).await?,
        _ => {
            for point in &pas.points {
                let mut corps = pas.corps.clone();
                corps.insert("point".to_owned(), json!(point));
                act(world, opened, pas, corps).await?;
            }
        }
    }
    world.settled(instant).await?;
    let after = state(world, &mut played.dossiers[place]).await?;
    played.found.push(after);
    Ok(())
}

async fn open(world: &World, scenario: &Scenario, place: usize) -> Result<Opened> {
    let first = &scenario.pas[0];
    let mut wanted = Value::Object(scenario.ouverture.clone());
    for party in wanted["parties"].as_array_mut().into_iter().flatten() {
        if let Some(office) = party.as_object_mut().and_then(|party| party.remove("cabinet")) {
            party["office_id"] = office;
        }
        if let Some(name) = party["person"]["name"].as_str() {
            party["person"]["name"] = json!(name.replace("{n}", &place.to_string()));
        }
    }
    // One cast plays many scenarios, some of them against one decision.
    wanted["duplicate_excluded"] = json!(true);
    world.named(&mut wanted);
    if wanted["formed"].is_null() {
        wanted["formed"] = json!({"day": first.day()});
    }
    let opened = world.actor(&first.par)?.post("/api/v1/dossiers", &wanted).await?.expect(201)?;
    let id = opened["dossier_id"].as_str().context("dossier_id")?.to_owned();
    let seen = world.actor("greffe central")?.get(&format!("/api/v1/dossiers/{id}")).await?.expect(200)?;
    let text = |party: &Value, key: &str| party[key].as_str().unwrap_or_default().to_owned();
    let parties = seen["parties"].as_array().into_iter().flatten();
    let parties = parties.map(|party| (text(party, "name"), text(party, "party_id"))).collect();
    Ok(Opened { id, version: 0, parties })
}

/// Joins dossiers of the series to the one of the step, or lets them leave it.
async fn join(world: &World, played: &Played, pas: &Pas) -> Result<()> {
    let places: Vec<usize> = match pas.membres.as_slice() {
        [] => (1..=played.dossiers.len()).filter(|place| *place != pas.dossier).collect(),
        some => some.to_vec(),
    };
    let member = |place: &usize| played.dossiers.get(place - 1).map(|opened| opened.id.clone());
    let members: Vec<String> = places.iter().filter_map(member).collect();
    let door = pas.acte.trim_end_matches("_prononcee");
    let path = format!("/api/v1/dossiers/{}/{door}", played.dossiers[pas.dossier - 1].id);
    let wanted = json!({"dossiers": members, "prononce": pas.day(), "motif": pas.note});
    world.actor(&pas.par)?.post(&path, &wanted).await?.expect(201)?;
    Ok(())
}

async fn act(world: &World, opened: &Opened, pas: &Pas, corps: Map<String, Value>) -> Result<()> {
    let who = world.actor(&pas.par)?;
    let mut corps = Value::Object(corps);
    world.named(&mut corps);
    if ["chambre_attribuee", "rapporteur_designe", "avocat_general_designe"].contains(&pas.acte.as_str()) {
        return designate(world, who, opened, pas, corps).await;
    }
    let parties = pas
        .parties
        .iter()
        .map(|name| {
            opened.parties.get(name).with_context(|| format!("no party « {name} »: {:?}", opened.parties))
        })
        .collect::<Result<Vec<_>>>()?;
    let mut dates = pas.dates.clone();
    // What a machine remits arrives at the instant of its request; what it notified or served has a day of its own.
    let machine = MACHINES.iter().any(|(name, _)| *name == pas.par);
    if dates.is_empty()
        && let Some(usual) = usual_date(&pas.acte).filter(|_| !machine || pas.acte.ends_with("fie"))
    {
        dates.insert(usual, pas.day().to_owned());
    }
    let path = format!("/api/v1/dossiers/{}/actes", opened.id);
    let mut wanted =
        json!({"type": pas.acte, "dates": dates, "corps": corps, "portee": {"parties": parties}});
    if pas.corrige {
        let journal = who.get(&format!("{path}?size=200")).await?.expect(200)?;
        let mut acts = journal["items"].as_array().into_iter().flatten();
        let last = acts.find(|act| act["kind"] == pas.acte.as_str()).context("nothing to correct")?;
        let mut whole = last["corps"].clone();
        for (key, value) in wanted["corps"].as_object().into_iter().flatten() {
            whole[key] = value.clone();
        }
        wanted["corps"] = whole;
        wanted["dates"] = if pas.dates.is_empty() { last["dates"].clone() } else { wanted["dates"].clone() };
        wanted["portee"] = last["portee"].clone();
        wanted["supersedes"] = last["act_id"].clone();
        wanted["reason"] = json!(pas.note);
    }
    let path = if pas.commun { format!("{path}?commun=true") } else { path };
    let answer = who.post_with(&path, Uuid::now_v7(), None, &wanted).await?;
    if pas.refus.is_empty() {
        answer.expect(201)?;
    } else {
        ensure!(answer.code() == pas.refus, "refused by {}: {}", pas.refus, answer.body);
    }
    Ok(())
}

/// The first date that the type of act has.
fn usual_date(kind: &str) -> Option<String> {
    let act = Catalogue::embedded().type_named(kind)?;
    act.dates.first().map(|date| date.name.as_str().to_owned())
}

async fn designate(world: &World, who: &Api, opened: &Opened, pas: &Pas, corps: Value) -> Result<()> {
    let mut wanted = json!({"kind": pas.acte, "designated_on": pas.day()});
    for (key, value) in corps.as_object().into_iter().flatten() {
        wanted[key] = value.clone();
    }
    let path = format!("/api/v1/dossiers/{}/designations", opened.id);
    who.post(&format!("{path}?min_version={}", opened.version), &wanted).await?.expect(202)?;
    let (reader, start) = (world.actor("greffe central")?, Instant::now());
    loop {
        let proposals = reader.get(&path).await?.expect(200)?;
        let mut of_kind =
            proposals["items"].as_array().into_iter().flatten().filter(|p| p["kind"] == pas.acte.as_str());
        if of_kind.any(|p| p["status"] == "en_vigueur") {
            return Ok(());
        }
        ensure!(start.elapsed() < SOON, "{proposals}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Everything that stands, in French, a line each.
async fn state(world: &World, opened: &mut Opened) -> Result<String> {
    let known = opened.version;
    let base = format!("/api/v1/dossiers/{}", opened.id);
    let reader = world.actor("greffe de la chambre")?;
    let seen = reader.get(&base).await?;
    // Before it has a chamber the case is the central registry's.
    let (reader, seen) = match seen.status {
        200 if !seen.body["possible_acts"].is_null() && !seen.body["chambre"].is_null() => {
            (reader, seen.body)
        }
        _ => {
            let central = world.actor("greffe central")?;
            (central, central.get(&base).await?.expect(200)?)
        }
    };
    let version = seen["version"].as_u64().context("version")?;
    opened.version = version;
    let least = format!("min_version={version}");
    let acts = reader.get(&format!("{base}/actes?size=200")).await?.expect(200)?;
    let terms = reader.get(&format!("{base}/echeances?{least}")).await?.expect(200)?;
    let tasks = reader.get(&format!("{base}/taches?{least}")).await?.expect(200)?;
    let names: BTreeMap<&str, &str> =
        opened.parties.iter().map(|(name, id)| (id.as_str(), name.as_str())).collect();
    let text = |of: &Value, key: &str| of[key].as_str().unwrap_or_default().to_owned();
    let whose = |of: &Value| {
        of["party_id"].as_str().map(|id| format!(" — {}", names.get(id).unwrap_or(&id))).unwrap_or_default()
    };
    let items = |of: &Value| of["items"].as_array().cloned().unwrap_or_default();

    let mut said = format!("Stade : {}\n", text(&seen, "stage_label"));
    let mut new: Vec<Value> =
        items(&acts).into_iter().filter(|act| act["version"].as_u64() > Some(known)).collect();
    new.reverse();
    section(&mut said, "Journal", new.iter().map(|act| format!("+ {}", text(act, "kind"))).collect(), false);
    let mut lines = Vec::new();
    for term in items(&terms) {
        let due = match (term["due"].as_str(), term["raw"].as_str()) {
            (Some(due), Some(raw)) if due != raw => format!("{due} (terme brut {raw})"),
            (Some(due), _) => due.to_owned(),
            (None, _) => format!("sans date, il manque : {}", term["missing"]),
        };
        let alert = term["alert"].as_str().map(|day| format!(", prudence {day}")).unwrap_or_default();
        let met = term["met_on"].as_str().map(|day| format!(", accompli {day}")).unwrap_or_default();
        lines.push(format!(
            "{} : {} {due}{alert}{met}{}",
            text(&term, "rule"),
            text(&term, "status"),
            whose(&term)
        ));
    }
    section(&mut said, "Échéances", lines, true);
    let lines = seen["notices"].as_array().into_iter().flatten().map(|notice| {
        let within = notice["due"].as_str().map(|day| format!(" avant le {day}")).unwrap_or_default();
        let to = if notice["party_id"].is_string() {
            whose(notice)
        } else {
            format!(" — {}", text(notice, "recipient"))
        };
        format!("{} : {}{within}{to}", text(notice, "notice"), text(notice, "status"))
    });
    section(&mut said, "Avis", lines.collect(), true);
    let (tasks, alerts): (Vec<Value>, Vec<Value>) =
        items(&tasks).into_iter().partition(|task| task["kind"] == "tache");
    let line = |task: &Value| {
        let due = task["due"].as_str().map(|day| format!(", pour le {day}")).unwrap_or_default();
        format!("{} : {}{due}{}", text(task, "code"), text(task, "role"), whose(task))
    };
    section(&mut said, "Tâches", tasks.iter().map(line).collect(), true);
    let alert = |task: &Value| format!("{} : {}{}", text(task, "label"), text(task, "severity"), whose(task));
    section(&mut said, "Alertes", alerts.iter().map(alert).collect(), true);
    let lines = seen["checks"].as_array().into_iter().flatten().map(|check| {
        format!("{} : {}, {}", text(check, "check"), text(check, "result"), text(check, "severity"))
    });
    section(&mut said, "Constats", lines.collect(), true);
    let lines = seen["irregularities"].as_array().into_iter().flatten();
    section(&mut said, "Irrégularités", lines.map(|found| text(found, "message")).collect(), true);

    let live = !tasks.is_empty() || items(&terms).iter().any(|term| term["status"] == "ouverte");
    ensure!(live || seen["stage"] == "juge", "an open dossier has something live: {said}");
    Ok(said)
}

/// A title and its lines; nothing when there are none.
fn section(said: &mut String, title: &str, mut lines: Vec<String>, sorted: bool) {
    if lines.is_empty() {
        return;
    }
    if sorted {
        lines.sort();
    }
    let _ = writeln!(said, "{title} :");
    for line in lines {
        let _ = writeln!(said, "  {line}");
    }
}
