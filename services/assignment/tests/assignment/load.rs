//! Load and forecast: read from journals, told to each as they may see it, and no further.

use greffe_assignment::seed;
use greffe_chassis::{Caller, Failure, Kind};
use greffe_contracts::{
    assignment::v1 as pb,
    common::v1::{Id, NamedDate, named_date},
    events::v1::{
        ActRecorded, AffaireEnEtatDeJuger, AudienceFixee, AvisParquetGeneral, AvocatGeneralDesigne,
        DesistementConstate, DossierScelle, JonctionPrononcee, PourvoiEnregistre, PourvoiForme,
        RapporteurDesigne, act_recorded::Body,
    },
};
use greffe_procedure::day::Day;
use jiff::civil::Date;
use prost::Message;
use uuid::Uuid;

use crate::support::{
    Journal, World, administrator, chambre, counsel, failure, greffier, parquet, person, president,
};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// An act that says its day.
async fn told(world: &World, journal: &mut Journal, body: Body, name: &str, on: &str) {
    let mut event = journal.next(body);
    let mut act = ActRecorded::decode(event.payload.as_ref()).unwrap();
    let on = named_date::Value::Day(Day::from_date(day(on)).number());
    act.dates = vec![NamedDate { name: name.into(), value: Some(on), ..Default::default() }];
    event.payload = act.encode_to_vec().into();
    world.hear(&event).await;
}

/// A dossier given to a chamber on a day.
async fn given(world: &World, to: &str, on: &str) -> Journal {
    let pourvoi_id = Some(Id { hi: 2, lo: 1 });
    let mut journal = Journal { dossier: Uuid::now_v7(), version: 0 };
    let formed = PourvoiForme {
        pourvoi_id,
        nature: "principal".into(),
        representation: "obligatoire".into(),
        ..Default::default()
    };
    told(world, &mut journal, Body::PourvoiForme(formed), "forme", "2026-09-01").await;
    let registered = PourvoiEnregistre { pourvoi_id, year: 2026, sequence: 1 };
    told(world, &mut journal, Body::PourvoiEnregistre(registered), "enregistre", "2026-09-02").await;
    told(world, &mut journal, chambre(to), "attribution", on).await;
    journal
}

fn designated(subject: &str) -> Body {
    Body::RapporteurDesigne(RapporteurDesigne {
        person_id: Some(seed::agent_id(subject).into()),
        ..Default::default()
    })
}

async fn reported(world: &World, journal: &mut Journal, subject: &str) {
    told(world, journal, designated(subject), "designation", "2026-11-02").await;
}

async fn judged(world: &World, journal: &mut Journal, on: &str) {
    let decision = Body::DesistementConstate(DesistementConstate {
        nature: "ordonnance".into(),
        etendue: "total".into(),
        ..Default::default()
    });
    told(world, journal, decision, "prononce", on).await;
}

async fn ask(
    world: &World,
    caller: &Caller,
    of: &str,
    settings: pb::LoadSettings,
) -> Result<pb::ForecastLoadResponse, Failure> {
    let wanted = pb::ForecastLoadRequest { chambre: of.into(), weeks: 4, settings: Some(settings) };
    let asked = world.request(caller, Uuid::now_v7(), wanted);
    Ok(world.load().await.forecast_load(asked).await.map_err(failure)?.into_inner())
}

async fn seen(world: &World, caller: &Caller) -> pb::ForecastLoadResponse {
    ask(world, caller, "civ1", pb::LoadSettings::default()).await.unwrap()
}

fn conseiller() -> Caller {
    person("conseiller.civ1", "magistrat_siege", &["civ1"])
}

fn direction() -> Caller {
    person("direction", "direction", &[])
}

fn stock(of: &pb::ForecastLoadResponse) -> Vec<(&str, u32)> {
    of.stock.iter().filter(|of| of.dossiers > 0).map(|of| (of.phase.as_str(), of.dossiers)).collect()
}

fn borne(of: &pb::ForecastLoadResponse, subject: &str) -> u32 {
    let id = seed::agent_id(subject).to_string();
    of.present.as_ref().unwrap().people.iter().find(|of| of.agent_id == id).unwrap().dossiers
}

#[tokio::test]
async fn what_waits_stands_where_its_journal_says() {
    let world = World::new().await;
    given(&world, "civ1", "2026-11-02").await;
    let mut instructed = given(&world, "civ1", "2026-11-03").await;
    reported(&world, &mut instructed, "conseiller.civ1").await;
    let mut ready = given(&world, "civ1", "2026-11-03").await;
    reported(&world, &mut ready, "conseiller.civ1").await;
    told(&world, &mut ready, Body::AffaireEnEtatDeJuger(AffaireEnEtatDeJuger {}), "constate", "2026-11-10")
        .await;
    let fixed = |on: &str| Body::AudienceFixee(AudienceFixee { audience: on.into(), ..Default::default() });
    for on in ["2026-12-08", "2026-11-17"] {
        let mut heard = given(&world, "civ1", "2026-11-03").await;
        reported(&world, &mut heard, "conseiller2.civ1").await;
        told(&world, &mut heard, fixed(on), "fixee", "2026-11-04").await;
    }
    given(&world, "soc", "2026-11-03").await;
    let found = seen(&world, &president()).await;
    let expected =
        [("a_distribuer", 1), ("a_instruire", 1), ("en_etat", 1), ("a_l_audience", 1), ("en_delibere", 1)];
    assert_eq!(stock(&found), expected);
    assert_eq!((borne(&found, "conseiller.civ1"), borne(&found, "conseiller2.civ1")), (2, 2));
    let weeks = &found.present.as_ref().unwrap().weeks;
    assert_eq!((weeks.len(), weeks[0].before, weeks[0].from.as_str()), (4, 5_000, "2026-11-24"));
}

#[tokio::test]
async fn weeks_past_are_those_of_the_acts() {
    let world = World::new().await;
    // Three weeks known: the first, which is not whole, counts for nothing.
    for on in ["2026-10-29", "2026-11-04", "2026-11-05", "2026-11-11", "2026-11-23"] {
        given(&world, "civ1", on).await;
    }
    let mut over = given(&world, "civ1", "2026-11-12").await;
    judged(&world, &mut over, "2026-11-20").await;
    let mut passed = given(&world, "civ1", "2026-11-12").await;
    told(&world, &mut passed, chambre("soc"), "attribution", "2026-11-19").await;
    let found = seen(&world, &president()).await;
    let past: Vec<(&str, u32, u32)> =
        found.past.iter().map(|week| (week.from.as_str(), week.entries, week.exits)).collect();
    assert_eq!(past, [("2026-11-03", 2, 0), ("2026-11-10", 3, 0), ("2026-11-17", 1, 2)]);
    assert_eq!(stock(&found), [("a_distribuer", 5)]);
    let present = found.present.unwrap();
    assert_eq!((present.entries, present.exits), (2_000, 666), "six in three weeks, two in three weeks");
    let judged = present.judged.unwrap();
    assert_eq!(
        (judged.weeks, judged.ranged),
        (Some(10), false),
        "six at two thirds a week, with no range of three"
    );
    let other = ask(&world, &direction(), "soc", pb::LoadSettings::default()).await.unwrap();
    assert_eq!(other.stock.iter().map(|of| of.dossiers).sum::<u32>(), 1);
    assert_eq!(world.count("assignment.stay").await, 8, "a stay a chamber");
}

#[tokio::test]
async fn settings_are_answered_beside_the_present() {
    let world = World::new().await;
    for _ in 0..6 {
        given(&world, "civ1", "2026-11-05").await;
    }
    let mut over = given(&world, "civ1", "2026-11-02").await;
    judged(&world, &mut over, "2026-11-12").await;
    let settings = pb::LoadSettings { audiences: 2, places: 2, audiences_from: 2, ..Default::default() };
    let found = ask(&world, &president(), "civ1", settings).await.unwrap();
    let (present, supposed) = (found.present.unwrap(), found.supposed.unwrap());
    let places: Vec<u32> = supposed.weeks.iter().map(|week| week.places).collect();
    assert_eq!(places, [0, 2, 2, 0]);
    assert_eq!(present.weeks[2].after - supposed.weeks[2].after, 4_000);
    assert_eq!(present.weeks[0], supposed.weeks[0]);
    let again = ask(&world, &president(), "civ1", settings).await.unwrap();
    assert_eq!(again.supposed.unwrap(), supposed, "the same day, the same figures");
    for (settings, field) in [
        (pb::LoadSettings { entries: 201, ..Default::default() }, "entries"),
        (pb::LoadSettings { audiences: 4_000_000_000, places: 1, ..Default::default() }, "audiences"),
        (
            pb::LoadSettings { audiences: 4, places: 1, audiences_from: 2, ..Default::default() },
            "audiences_from",
        ),
        (pb::LoadSettings { audiences: 1, places: 0, ..Default::default() }, "places"),
        (pb::LoadSettings { magistrats: 1, magistrats_from: 5, ..Default::default() }, "magistrats_from"),
    ] {
        let refused = ask(&world, &president(), "civ1", settings).await.unwrap_err();
        assert_eq!((&*refused.code, refused.violations[0].field.as_str()), ("CHG-001", field));
    }
}

#[tokio::test]
async fn each_sees_what_they_may_and_the_reading_is_kept() {
    let world = World::new().await;
    let mut mine = given(&world, "civ1", "2026-11-05").await;
    reported(&world, &mut mine, "conseiller.civ1").await;

    let whole = seen(&world, &president()).await;
    assert_eq!(whole.scope, "chambre");
    let people = &whole.present.as_ref().unwrap().people;
    assert!(people.len() > 2 && people.iter().all(|of| !of.name.is_empty()));

    let totals = seen(&world, &direction()).await;
    assert_eq!(totals.scope, "totaux");
    assert!(totals.present.as_ref().unwrap().people.is_empty(), "no name, and no figure of anybody");
    assert_eq!(totals.stock, whole.stock);

    let own = seen(&world, &conseiller()).await;
    assert_eq!(own.scope, "personne");
    let present = own.present.as_ref().unwrap();
    let ids: Vec<&str> = present.people.iter().map(|of| of.agent_id.as_str()).collect();
    assert_eq!(ids, [seed::agent_id("conseiller.civ1").to_string()]);
    assert!(own.stock.is_empty() && own.past.is_empty() && present.weeks.is_empty());
    assert_eq!((present.judged, present.entries, present.exits), (None, 0, 0), "nothing of the chamber");

    let refused = [
        greffier(),
        person("greffe.civ1", "greffe_chambre", &["civ1"]),
        person("president.soc", "president", &["soc"]),
        person("conseiller.soc", "magistrat_siege", &["soc"]),
        person("avocat.general", "avocat_general", &[]),
        parquet(),
        administrator(),
        counsel(Uuid::now_v7()),
        person("audit", "audit", &[]),
        person("sder", "sder", &[]),
        Caller::service("notification"),
    ];
    for caller in &refused {
        let answer = ask(&world, caller, "civ1", pb::LoadSettings::default()).await;
        assert_eq!(answer.unwrap_err().kind, Kind::Forbidden, "{}", caller.subject);
    }
    let kept: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT actor, action, decision FROM audit WHERE action LIKE 'voir%charge%' ORDER BY at, seq LIMIT 50",
    )
    .fetch_all(&world.pool)
    .await
    .unwrap();
    let of = |actor: &str| {
        let row = kept.iter().find(|(who, ..)| who == actor);
        row.map(|(_, action, decision)| (action.as_str(), decision.as_str()))
    };
    assert_eq!(of("president.civ1"), Some(("voir_charge", "permis")));
    assert_eq!(of("direction"), Some(("voir_charge_totale", "permis")));
    assert_eq!(of("conseiller.civ1"), Some(("voir_sa_charge", "permis")));
    assert_eq!(of("administration"), Some(("voir_sa_charge", "refuse")));
    assert_eq!(kept.len(), 3 + refused.len());
    the_parquet_is_a_world_of_its_own(&world).await;
}

async fn parquet_load(world: &World, caller: &Caller) -> Result<pb::ParquetLoadResponse, Failure> {
    let asked = world.request(caller, Uuid::now_v7(), pb::ParquetLoadRequest {});
    Ok(world.load().await.parquet_load(asked).await.map_err(failure)?.into_inner())
}

async fn the_parquet_is_a_world_of_its_own(world: &World) {
    let (head, own) = (
        person("procureur.general", "procureur_general", &[]),
        person("avocat.general", "avocat_general", &[]),
    );
    let coming = parquet_load(world, &head).await.unwrap().coming;
    let concludes = Body::AvocatGeneralDesigne(AvocatGeneralDesigne {
        person_id: Some(seed::agent_id("avocat.general").into()),
        ..Default::default()
    });
    let mut journals = Vec::new();
    for _ in 0..2 {
        let mut journal = given(world, "civ1", "2026-10-05").await;
        told(world, &mut journal, concludes.clone(), "designation", "2026-11-02").await;
        journals.push(journal);
    }
    let opinion = AvisParquetGeneral { objet: "pourvoi".into(), ..Default::default() };
    told(world, &mut journals[0], Body::AvisParquetGeneral(opinion), "depose", "2026-11-20").await;
    let found = parquet_load(world, &head).await.unwrap();
    assert_eq!((found.scope.as_str(), found.coming, found.concluded), ("parquet", coming, 1));
    let line = found.people.iter().find(|of| of.name == "Marc Tissot").unwrap();
    assert_eq!((line.dossiers, line.given, line.share, line.cleared), (1, 2, 1_000, Some(13)));
    let mine = parquet_load(world, &own).await.unwrap();
    assert_eq!((mine.scope.as_str(), mine.concluded, mine.people.len()), ("personne", 0, 1));
    assert_eq!(mine.people[0], *line);
    for caller in
        [parquet(), president(), person("delegue.procureur.general", "delegue_procureur_general", &[])]
    {
        let refused = parquet_load(world, &caller).await.unwrap_err();
        assert_eq!(refused.kind, Kind::Forbidden, "{}", caller.subject);
    }
}

#[tokio::test]
async fn what_one_may_not_know_of_is_in_no_figure() {
    let world = World::new().await;
    let mut sealed = given(&world, "civ1", "2026-11-05").await;
    let mut member = given(&world, "civ1", "2026-11-05").await;
    let head = given(&world, "civ1", "2026-11-05").await;
    assert_eq!(stock(&seen(&world, &president()).await), [("a_distribuer", 3)]);
    world.hear(&sealed.next(Body::DossierScelle(DossierScelle::default()))).await;
    assert_eq!(
        stock(&seen(&world, &president()).await),
        [("a_distribuer", 2)],
        "a sealed one is not counted"
    );
    let joined = Body::JonctionPrononcee(JonctionPrononcee {
        head: Some(head.dossier.into()),
        dossiers: vec![head.dossier.into(), member.dossier.into()],
    });
    world.hear(&member.next(joined)).await;
    assert_eq!(
        stock(&seen(&world, &president()).await),
        [("a_distribuer", 1)],
        "a member counts with its head"
    );

    let kept_out = seed::agent_id("president.civ1");
    sqlx::query("UPDATE assignment.stay SET recused = ARRAY[$1] WHERE dossier_id = $2")
        .bind(kept_out)
        .bind(head.dossier)
        .execute(&world.pool)
        .await
        .unwrap();
    assert_eq!(stock(&seen(&world, &president()).await), [], "nor what one was recused from");
    assert_eq!(stock(&seen(&world, &direction()).await), [("a_distribuer", 1)]);
}

#[tokio::test]
async fn an_absence_and_a_planned_audience_are_of_the_forecast() {
    let world = World::new().await;
    given(&world, "civ1", "2026-11-05").await;
    let before = seen(&world, &president()).await.present.unwrap();
    sqlx::query(
        "INSERT INTO assignment.absence (id, agent_id, from_day, to_day, part, said_by, said_at)
         VALUES ($1, $2, '2026-12-01', '2026-12-07', 1000, 'essai', now())",
    )
    .bind(Uuid::now_v7())
    .bind(seed::agent_id("conseiller.civ1"))
    .execute(&world.pool)
    .await
    .unwrap();
    // Nothing is judged at a conférence.
    for (formation, day) in [("fr", "2026-12-08"), ("cf", "2026-12-09")] {
        sqlx::query(
            "INSERT INTO assignment.audience (id, version, stage, chambre, formation, jour, debut, fin, salle, dossiers, minutes, membres)
             VALUES ($1, 1, 'provisoire', 'civ1', $2, $3::text::date, 540, 660, '', 0, 0, 0)",
        )
        .bind(Uuid::now_v7())
        .bind(formation)
        .bind(day)
        .execute(&world.pool)
        .await
        .unwrap();
    }
    let after = seen(&world, &president()).await.present.unwrap();
    let time = |of: &pb::LoadForecast| of.weeks.iter().map(|week| week.time).collect::<Vec<_>>();
    let (then, now) = (time(&before), time(&after));
    assert_eq!((then[0], then[1] - 1_000, then[2]), (now[0], now[1], now[2]), "one fewer in the second week");
    let places: Vec<u32> = after.weeks.iter().map(|week| week.places).collect();
    assert_eq!(places, [0, 0, 12, 0], "two hours at ten minutes a dossier");
}

#[tokio::test]
async fn a_rebuild_makes_the_same_stays() {
    use greffe_bus::Handler;
    let world = World::new().await;
    let mut passed = given(&world, "soc", "2026-11-02").await;
    told(&world, &mut passed, chambre("civ1"), "attribution", "2026-11-09").await;
    judged(&world, &mut passed, "2026-11-20").await;
    let stays = async || -> Vec<(i16, String, time::Date, Option<time::Date>)> {
        sqlx::query_as("SELECT rank, chambre, came_on, left_on FROM assignment.stay ORDER BY rank")
            .fetch_all(&world.pool)
            .await
            .unwrap()
    };
    let kept = stays().await;
    let shown: Vec<(i16, &str)> = kept.iter().map(|(rank, chambre, ..)| (*rank, chambre.as_str())).collect();
    assert_eq!(shown, [(1, "soc"), (2, "civ1")]);
    let left: Vec<String> = kept.iter().map(|(.., left)| left.unwrap().to_string()).collect();
    assert_eq!(left, ["2026-11-09", "2026-11-20"], "passed to another chamber, then judged");
    sqlx::query("DELETE FROM assignment.stay").execute(&world.pool).await.unwrap();
    let mut tx = greffe_chassis::db::begin(&world.pool).await.unwrap();
    world.service.rebuild(&mut tx, passed.dossier).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(stays().await, kept);
}
