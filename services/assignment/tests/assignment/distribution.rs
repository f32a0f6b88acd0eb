//! Distribution: worked out from what the service knows, kept so that it replays, changed with a reason, validated once.

use greffe_assignment::seed;
use greffe_chassis::{Caller, Failure, Kind};
use greffe_contracts::{
    assignment::v1 as pb,
    common::v1::{Event, Id, NamedDate, named_date},
    events::v1::{
        ActRecorded, ActeAnnule, AffaireLiee, AssignmentProposed, DesistementConstate, FormationSaisie,
        JonctionPrononcee, MagistratRemplace, MemoireDepose, MoyensReleves, PartyDeclared, PourvoiEnregistre,
        PourvoiForme, act_recorded::Body,
    },
};
use greffe_procedure::day::Day;
use prost::Message;
use uuid::Uuid;

use crate::support::{
    Journal, World, administrator, chambre, counsel, counsel_of, declined, failure, greffier, journalled,
    parquet, person, president, wanted,
};

fn on(event: Event, name: &str, day: &str) -> Event {
    let mut fact = ActRecorded::decode(event.payload.as_ref()).unwrap();
    let day: Day = day.parse().unwrap();
    let value = Some(named_date::Value::Day(day.number()));
    fact.dates = vec![NamedDate { name: name.into(), value, source: String::new() }];
    Event { payload: fact.encode_to_vec().into(), ..event }
}

fn party(id: u64, role: &str) -> PartyDeclared {
    PartyDeclared {
        party_id: Some(Id { hi: 0, lo: id }),
        person_id: Some(Id { hi: 1, lo: id }),
        role: role.into(),
        residence: "metropole".into(),
        nature: "personne_physique".into(),
    }
}

/// A dossier of civ1 whose mémoire was deposited: it waits for a rapporteur.
async fn waiting(world: &World, sequence: u32) -> Journal {
    deposited(world, sequence).await.0
}

/// The same, with the act of the mémoire.
async fn deposited(world: &World, sequence: u32) -> (Journal, Option<Id>) {
    let mut journal = Journal { dossier: Uuid::now_v7(), version: 0 };
    let pourvoi_id = Some(Id { hi: 2, lo: u64::from(sequence) });
    let formed = PourvoiForme {
        pourvoi_id,
        nature: "principal".into(),
        parties: vec![party(1, "demandeur"), party(2, "defendeur")],
        representation: "obligatoire".into(),
        ..Default::default()
    };
    world.hear(&on(journal.next(Body::PourvoiForme(formed)), "forme", "2026-09-01")).await;
    let registered = PourvoiEnregistre { pourvoi_id, year: 2026, sequence };
    world.hear(&on(journal.next(Body::PourvoiEnregistre(registered)), "enregistre", "2026-09-02")).await;
    world.hear(&on(journal.next(chambre("civ1")), "attribution", "2026-09-03")).await;
    let deposited = MemoireDepose { nature: "ampliatif".into(), ..Default::default() };
    let memoire = on(journal.next(Body::MemoireDepose(deposited)), "depose", "2026-11-02");
    world.hear(&memoire).await;
    (journal, ActRecorded::decode(memoire.payload.as_ref()).unwrap().act_id)
}

macro_rules! call {
    ($world:expr, $caller:expr, $key:expr, $rpc:ident, $message:expr) => {
        $world
            .distribution()
            .await
            .$rpc($world.request($caller, $key, $message))
            .await
            .map(tonic::Response::into_inner)
            .map_err(failure)
    };
}

fn batch(dossiers: &[&Journal]) -> pb::OpenDistributionRequest {
    pb::OpenDistributionRequest {
        chambre: "civ1".into(),
        office: "rapporteur".into(),
        dossiers: dossiers
            .iter()
            .map(|journal| pb::BatchedDossier {
                dossier_id: journal.dossier.to_string(),
                ..Default::default()
            })
            .collect(),
        ..Default::default()
    }
}

async fn open(world: &World, caller: &Caller, dossiers: &[&Journal]) -> Result<pb::Distribution, Failure> {
    let opened = call!(world, caller, Uuid::now_v7(), open_distribution, batch(dossiers))?;
    Ok(opened.distribution.unwrap())
}

async fn show(world: &World, id: &str) -> pb::Distribution {
    let wanted = pb::GetDistributionRequest { distribution_id: id.into(), replay: false };
    call!(world, &president(), Uuid::now_v7(), get_distribution, wanted).unwrap().distribution.unwrap()
}

async fn moved(
    world: &World,
    of: &pb::Distribution,
    journal: &Journal,
    to: &str,
    reason: &str,
) -> Result<pb::Distribution, Failure> {
    let summary = of.summary.as_ref().unwrap();
    let wanted = pb::MoveCardRequest {
        distribution_id: summary.distribution_id.clone(),
        version: summary.version,
        dossier_id: journal.dossier.to_string(),
        rank: 1,
        agent_id: to.into(),
        reason: reason.into(),
    };
    Ok(call!(world, &president(), Uuid::now_v7(), move_card, wanted)?.distribution.unwrap())
}

async fn settle(world: &World, of: &pb::Distribution, decision: &str) -> Result<pb::Distribution, Failure> {
    let summary = of.summary.as_ref().unwrap();
    let wanted = pb::SettleDistributionRequest {
        distribution_id: summary.distribution_id.clone(),
        version: summary.version,
        decision: decision.into(),
    };
    Ok(call!(world, &president(), Uuid::now_v7(), settle_distribution, wanted)?.distribution.unwrap())
}

async fn declare(world: &World, journal: &Journal, subject: &str, kind: &str) {
    let impediment = pb::Impediment {
        dossier_id: journal.dossier.to_string(),
        agent_id: agent(subject),
        kind: kind.into(),
        ..Default::default()
    };
    let wanted = pb::DeclareImpedimentRequest { impediment: Some(impediment) };
    call!(world, &president(), Uuid::now_v7(), declare_impediment, wanted).unwrap();
}

/// The journal says that a magistrate leaves the case.
async fn leaves(
    world: &World,
    journal: &mut Journal,
    subject: &str,
    fonction: &str,
    cause: &str,
) -> Option<Id> {
    let body = MagistratRemplace {
        person_id: Some(seed::agent_id(subject).into()),
        fonction: fonction.into(),
        cause: cause.into(),
    };
    let event = on(journal.next(Body::MagistratRemplace(body)), "remplace", "2026-11-24");
    world.hear(&event).await;
    ActRecorded::decode(event.payload.as_ref()).unwrap().act_id
}

/// The event of an act that corrects another.
fn correcting(event: Event, act: Option<Id>) -> Event {
    let mut fact = ActRecorded::decode(event.payload.as_ref()).unwrap();
    fact.supersedes = act;
    Event { payload: fact.encode_to_vec().into(), ..event }
}

fn agent(subject: &str) -> String {
    seed::agent_id(subject).to_string()
}

fn card<'a>(of: &'a pb::Distribution, journal: &Journal) -> &'a pb::DistributionCard {
    of.cards.iter().find(|card| card.dossier_id == journal.dossier.to_string()).unwrap()
}

/// As the dossier would journal what was proposed for it.
async fn proposal(world: &World, journal: &Journal) -> pb::Proposal {
    world.proposals(&president(), journal.dossier).await.unwrap().remove(0)
}

#[tokio::test]
async fn what_waits_is_proposed_explained_and_replays_to_the_same_bytes() {
    let world = World::new().await;
    let journals = [waiting(&world, 1).await, waiting(&world, 2).await, waiting(&world, 3).await];
    world.dossier(vec![chambre("civ1")]).await;
    let wanted =
        pb::ListWaitingRequest { chambre: "civ1".into(), office: "rapporteur".into(), ..Default::default() };
    let listed = call!(world, &president(), Uuid::now_v7(), list_waiting, wanted).unwrap().dossiers;
    let numbers: Vec<&str> = listed.iter().map(|dossier| dossier.number.as_str()).collect();
    assert_eq!(numbers.len(), 3, "one that the law does not yet give is not listed: {numbers:?}");
    assert!(numbers.iter().all(|number| number.contains("26-")), "{numbers:?}");

    let key = Uuid::now_v7();
    let all: Vec<&Journal> = journals.iter().collect();
    let opened =
        call!(world, &president(), key, open_distribution, batch(&all)).unwrap().distribution.unwrap();
    let again =
        call!(world, &president(), key, open_distribution, batch(&all)).unwrap().distribution.unwrap();
    assert_eq!(opened, again, "once a key");
    assert_eq!(opened.cards.len(), 3);
    assert!(opened.cards.iter().all(|card| !card.agent_id.is_empty() && card.agent_id == card.proposed));
    let most = opened.loads.iter().map(|load| load.added).max().unwrap();
    assert_eq!(most, 100, "three ordinary dossiers among three magistrates: one each");

    let id = opened.summary.as_ref().unwrap().distribution_id.clone();
    let wanted = pb::GetDistributionRequest { distribution_id: id.clone(), replay: true };
    let read = call!(world, &president(), Uuid::now_v7(), get_distribution, wanted).unwrap();
    assert_eq!(read.same, Some(true), "the same bytes");

    let wanted =
        pb::ExplainCardRequest { distribution_id: id, dossier_id: all[0].dossier.to_string(), rank: 1 };
    let candidates = call!(world, &president(), Uuid::now_v7(), explain_card, wanted).unwrap().candidates;
    let chosen = candidates.iter().find(|candidate| candidate.chosen).unwrap();
    assert_eq!(chosen.agent_id, card(&opened, all[0]).agent_id);
    assert!(candidates.iter().all(|other| !other.limits.is_empty() || other.total >= chosen.total));

    let second = open(&world, &president(), &all[..1]).await.unwrap_err();
    assert_eq!((second.kind, second.code.as_ref()), (Kind::Refused, "DIS-003"));
    two_plans_are_compared_and_one_is_kept(&world, &opened, &all).await;
}

/// Somebody goes away once a distribution is open: a second plan of the same dossiers stands beside it until one is validated.
async fn two_plans_are_compared_and_one_is_kept(world: &World, opened: &pb::Distribution, all: &[&Journal]) {
    let first = opened.summary.as_ref().unwrap();
    let beside = |dossiers: &[&Journal]| pb::OpenDistributionRequest {
        beside: first.distribution_id.clone(),
        ..batch(dossiers)
    };
    let wanted =
        |left: &str, right: &str| pb::CompareDistributionsRequest { left: left.into(), right: right.into() };
    // As long as nothing has changed, nothing differs: equals are drawn as they were.
    let same = call!(world, &president(), Uuid::now_v7(), open_distribution, beside(all)).unwrap();
    let same = same.distribution.unwrap();
    let both = wanted(&first.distribution_id, &same.summary.as_ref().unwrap().distribution_id);
    let compared = call!(world, &president(), Uuid::now_v7(), compare_distributions, both).unwrap();
    assert_eq!(compared.cards.len(), all.len());
    assert!(compared.cards.iter().all(|card| card.change == "identique"), "{:?}", compared.cards);
    settle(world, &same, "abandonner").await.unwrap();
    let away = agent("conseiller.civ1");
    absent(world, "conseiller.civ1", "2026-11-01", "2027-03-31").await;
    let fewer = call!(world, &president(), Uuid::now_v7(), open_distribution, beside(&all[..1])).unwrap_err();
    assert_eq!((fewer.kind, fewer.code.as_ref()), (Kind::Refused, "AFF-021"));
    let other = call!(world, &president(), Uuid::now_v7(), open_distribution, beside(all)).unwrap();
    let other = other.distribution.unwrap();
    let second = other.summary.as_ref().unwrap();
    assert_eq!((first.plan, second.plan), (1, 2));
    // A card put back was not moved.
    let whose = card(&other, all[0]).agent_id.clone();
    let aside = moved(world, &other, all[0], "", "Attendra.").await.unwrap();
    let other = moved(world, &aside, all[0], &whose, "Finalement.").await.unwrap();
    let third = call!(world, &president(), Uuid::now_v7(), open_distribution, beside(all)).unwrap_err();
    assert_eq!(third.code, "AFF-021", "two at a time");

    let both = wanted(&first.distribution_id, &second.distribution_id);
    let compared = call!(world, &president(), Uuid::now_v7(), compare_distributions, both.clone()).unwrap();
    let theirs: Vec<&pb::ComparedCard> =
        compared.cards.iter().filter(|card| card.left.as_ref().unwrap().agent_id == away).collect();
    assert_eq!(theirs.len(), 1, "one each");
    assert_eq!(
        (theirs[0].change.as_str(), theirs[0].causes.as_slice()),
        ("autre_personne", ["limite".to_owned()].as_slice())
    );
    assert!(theirs[0].number.contains("26-"), "{}", theirs[0].number);
    let causes = || compared.cards.iter().flat_map(|card| &card.causes);
    assert!(causes().all(|cause| cause != "deplacement"), "{:?}", compared.cards);
    let accounts = &theirs[0].right.as_ref().unwrap().candidates;
    let kept_out = accounts.iter().find(|candidate| candidate.agent_id == away).unwrap();
    assert_eq!(kept_out.limits[0].code, "absence_longue");
    let spread = |plan: &Option<pb::ComparedPlan>| plan.as_ref().unwrap().figures.as_ref().unwrap().spread;
    // Who is away can be given nothing: the two others have two and one.
    assert_eq!((spread(&compared.left), spread(&compared.right)), (Some(0), Some(100)));
    let load = compared.loads.iter().find(|load| load.agent_id == away).unwrap();
    let added = |load: &Option<pb::DistributionLoad>| load.as_ref().unwrap().added;
    assert_eq!((added(&load.left), added(&load.right)), (100, 0));

    let itself = wanted(&first.distribution_id, &first.distribution_id);
    let itself = call!(world, &president(), Uuid::now_v7(), compare_distributions, itself).unwrap_err();
    assert_eq!((itself.kind, itself.code.as_ref()), (Kind::Invalid, "AFF-020"));
    let elsewhere = person("president.soc", "president", &["soc"]);
    let hidden = call!(world, &elsewhere, Uuid::now_v7(), compare_distributions, both).unwrap_err();
    assert_eq!(hidden.code, "DIS-002");

    settle(world, &other, "valider").await.unwrap();
    let given_up = show(world, &first.distribution_id).await.summary.unwrap();
    assert_eq!((given_up.status.as_str(), given_up.version), ("abandonnee", first.version + 1));
    assert_eq!(settle(world, opened, "valider").await.unwrap_err().code, "DIS-005");
}

#[tokio::test]
async fn what_waits_is_listed_from_the_oldest_however_many_wait_behind_and_what_is_over_is_not() {
    let world = World::new().await;
    let mut over = waiting(&world, 1).await;
    let journals = [waiting(&world, 2).await, waiting(&world, 3).await];
    let ended =
        DesistementConstate { nature: "ordonnance".into(), etendue: "total".into(), ..Default::default() };
    world.hear(&on(over.next(Body::DesistementConstate(ended)), "prononce", "2026-11-10")).await;
    // Dossiers of the chamber at an earlier stage, more than one read brings, before and after those.
    sqlx::query(
        "INSERT INTO assignment.awaited
         SELECT (CASE WHEN n % 2 = 0 THEN '00' ELSE 'ff' END || lpad(to_hex(n), 6, '0') || '-0000-7000-8000-000000000000')::uuid,
                'rapporteur_designe', 'civ1' FROM generate_series(1, 2400) n",
    )
    .execute(&world.pool)
    .await
    .unwrap();
    let listed = |office: &str| pb::ListWaitingRequest {
        chambre: "civ1".into(),
        office: office.into(),
        ..Default::default()
    };
    let dossiers =
        call!(world, &president(), Uuid::now_v7(), list_waiting, listed("rapporteur")).unwrap().dossiers;
    let ids: Vec<&str> = dossiers.iter().map(|dossier| dossier.dossier_id.as_str()).collect();
    assert_eq!(ids, journals.each_ref().map(|journal| journal.dossier.to_string()));
    let kept = sqlx::query_scalar::<_, i64>("SELECT count(*) FROM assignment.awaited WHERE dossier_id = $1")
        .bind(over.dossier)
        .fetch_one(&world.pool)
        .await
        .unwrap();
    assert_eq!(kept, 0, "what is over waits for nobody");
    let refused = open(&world, &president(), &[&journals[0], &over]).await.unwrap_err();
    assert_eq!(refused.code, "DIS-009");
}

#[tokio::test]
async fn what_the_law_forbids_is_validated_by_no_door() {
    let world = World::new().await;
    let mut journal = waiting(&world, 1).await;
    declare(&world, &journal, "conseiller.civ1", "juge_du_fond").await;
    declare(&world, &journal, "president.civ1", "commission_instruction").await;
    let opened = open(&world, &president(), &[&journal]).await.unwrap();
    assert_eq!(card(&opened, &journal).agent_id, agent("conseiller2.civ1"));
    let refused =
        moved(&world, &opened, &journal, &agent("conseiller.civ1"), "Je le veux.").await.unwrap_err();
    assert_eq!((refused.kind, refused.code.as_ref()), (Kind::Refused, "DIS-006"));
    assert_eq!(refused.violations[0].code, "juge_du_fond");
    assert!(refused.message.contains("L. 111-9"), "{}", refused.message);
    // The single door of the dossier, and a fact declared after the opening, are no way past.
    let one =
        world.propose(&president(), wanted(journal.dossier, "rapporteur_designe", "conseiller.civ1")).await;
    assert_eq!(one.unwrap_err().code, "DIS-006");
    leaves(&world, &mut journal, "conseiller2.civ1", "formation", "recusation").await;
    assert_eq!(settle(&world, &opened, "valider").await.unwrap_err().code, "DIS-006");
    assert_eq!(world.count("assignment.proposal").await, 0);
    let given_up = settle(&world, &opened, "abandonner").await.unwrap();
    assert_eq!(given_up.summary.unwrap().status, "abandonnee");
    // Nobody is left: each limit says how many it keeps out.
    let nobody = open(&world, &president(), &[&journal]).await.unwrap();
    let excluded: Vec<(&str, u32)> =
        card(&nobody, &journal).excluded.iter().map(|limit| (limit.code.as_str(), limit.people)).collect();
    assert_eq!(excluded, [("commission_instruction", 1), ("juge_du_fond", 1), ("recusation_admise", 1)]);
    assert_eq!(settle(&world, &nobody, "valider").await.unwrap_err().code, "DIS-012");
}

#[tokio::test]
async fn a_card_moves_with_a_reason_from_what_was_last_seen() {
    let world = World::new().await;
    let (one, two) = (waiting(&world, 1).await, waiting(&world, 2).await);
    let opened = open(&world, &president(), &[&one, &two]).await.unwrap();
    let to = card(&opened, &two).agent_id.clone();
    let bare = moved(&world, &opened, &one, &to, "  ").await.unwrap_err();
    assert_eq!((bare.code.as_ref(), bare.violations[0].field.as_str()), ("DIS-007", "reason"));
    let stranger = moved(&world, &opened, &one, &agent("president.soc"), "Un autre.").await.unwrap_err();
    assert_eq!(stranger.code, "DIS-011");
    let after = moved(&world, &opened, &one, &to, "Connaît la matière.").await.unwrap();
    let shown = card(&after, &one);
    assert_eq!((shown.agent_id.as_str(), shown.reason.as_str()), (to.as_str(), "Connaît la matière."));
    assert_ne!(shown.proposed, to);
    let load = after.loads.iter().find(|load| load.agent_id == to).unwrap();
    assert_eq!(load.added, 200, "loads follow");
    let stale = moved(&world, &opened, &two, "", "Attendra.").await.unwrap_err();
    assert_eq!((stale.kind, stale.code.as_ref(), stale.current_version), (Kind::Stale, "DIS-004", Some(2)));
    let left = moved(&world, &after, &two, "", "Attendra.").await.unwrap();
    assert_eq!(card(&left, &two).agent_id, "");
    let done = settle(&world, &left, "valider").await.unwrap();
    assert_eq!(card(&done, &one).status, "proposee");
    assert_eq!(card(&done, &two).status, "");
    assert_eq!(settle(&world, &done, "abandonner").await.unwrap_err().code, "DIS-005");
    assert!(
        sqlx::query("UPDATE assignment.distribution_move SET reason = 'autre'")
            .execute(&world.pool)
            .await
            .is_err(),
        "reasons stay"
    );
}

#[tokio::test]
async fn each_card_takes_effect_with_its_journal_or_is_withdrawn_and_told() {
    let world = World::new().await;
    let (mut one, mut two) = (waiting(&world, 1).await, waiting(&world, 2).await);
    let opened = open(&world, &president(), &[&one, &two]).await.unwrap();
    let done = settle(&world, &opened, "valider").await.unwrap();
    assert_eq!(world.count("outbox WHERE event_type = 'AssignmentProposed'").await, 2);
    let first = proposal(&world, &one).await;
    assert_eq!(first.agent_id, card(&done, &one).agent_id);
    let second = proposal(&world, &two).await;
    world.hear(&on(one.next(journalled(&first)), "designation", "2026-11-24")).await;
    world.hear(&declined(two.dossier, &second.proposal_id, "Le dossier est suspendu.")).await;
    let now = show(&world, &done.summary.unwrap().distribution_id).await;
    assert_eq!(card(&now, &one).status, "en_vigueur");
    let told = card(&now, &two);
    assert_eq!((told.status.as_str(), told.declined.as_str()), ("refusee", "Le dossier est suspendu."));

    // What was given counts in the next; what was declined waits again.
    let next = open(&world, &president(), &[&two]).await.unwrap();
    let borne = next.loads.iter().find(|load| load.agent_id == first.agent_id).unwrap();
    assert_eq!(borne.before, 100);
    assert_ne!(card(&next, &two).agent_id, first.agent_id);
    let gone = open(&world, &president(), &[&one]).await.unwrap_err();
    assert_eq!(gone.code, "DIS-009");
    settle(&world, &next, "abandonner").await.unwrap();
    the_circuit_is_of_the_journal(&world, &mut two).await;
}

/// The circuit chosen for a batch enters the journal with its cards; from then on the dossier weighs by it, until another act.
async fn the_circuit_is_of_the_journal(world: &World, dossier: &mut Journal) {
    let mut short = batch(&[&*dossier]);
    short.dossiers[0].circuit = "court".into();
    let opened = call!(world, &president(), Uuid::now_v7(), open_distribution, short.clone()).unwrap();
    let opened = opened.distribution.unwrap();
    assert_eq!(card(&opened, dossier).weight, 50);
    // What was said in the first plan may be said no more in the second.
    short.beside = opened.summary.as_ref().unwrap().distribution_id.clone();
    short.dossiers[0].circuit.clear();
    for (cleared, weight) in [(vec![], 50), (vec!["circuit".to_owned()], 100)] {
        short.dossiers[0].cleared = cleared;
        let beside = call!(world, &president(), Uuid::now_v7(), open_distribution, short.clone()).unwrap();
        let beside = beside.distribution.unwrap();
        assert_eq!(card(&beside, dossier).weight, weight);
        settle(world, &beside, "abandonner").await.unwrap();
    }
    settle(world, &opened, "valider").await.unwrap();
    let entered = world.proposals(&president(), dossier.dossier).await.unwrap();
    let oriented = entered.iter().find(|of| of.kind == "chambre_attribuee").unwrap();
    assert_eq!((oriented.chambre.as_str(), oriented.circuit.as_str()), ("civ1", "court"));
    let member = person("conseiller.civ1", "magistrat_siege", &["civ1"]);
    let told = world.proposals(&member, dossier.dossier).await.unwrap();
    assert!(told.iter().all(|of| of.circuit.is_empty()), "internal to who prepares the case");
    let given = on(dossier.next(journalled(oriented)), "attribution", "2026-11-24");
    world.hear(&given).await;
    let kept: i32 = sqlx::query_scalar("SELECT weight FROM assignment.stay WHERE dossier_id = $1")
        .bind(dossier.dossier)
        .fetch_one(&world.pool)
        .await
        .unwrap();
    assert_eq!(kept, 50, "loads and forecasts follow");
    let circuit = |chambre: &str, circuit: &str| pb::ProposeRequest {
        circuit: circuit.into(),
        ..wanted(dossier.dossier, "chambre_attribuee", chambre)
    };
    for (want, code) in [
        (circuit("civ1", "court"), "AFF-009"),
        (circuit("civ1", "long"), "AFF-022"),
        (circuit("crim", "court"), "AFF-022"),
        (
            pb::ProposeRequest {
                circuit: "court".into(),
                ..wanted(dossier.dossier, "rapporteur_designe", "conseiller2.civ1")
            },
            "AFF-022",
        ),
    ] {
        assert_eq!(world.propose(&president(), want.clone()).await.unwrap_err().code, code, "{want:?}");
    }
    // A plan opened on what the journal says chooses nothing: one opened beside it, once the journal says another, undoes nothing.
    let waits = entered.iter().find(|of| of.kind == "rapporteur_designe").unwrap();
    world.hear(&declined(dossier.dossier, &waits.proposal_id, "Le dossier est suspendu.")).await;
    let first = open(world, &president(), &[&*dossier]).await.unwrap();
    assert_eq!(card(&first, dossier).weight, 50);
    let changed = world.propose(&president(), circuit("civ1", "approfondi")).await.unwrap();
    assert_eq!(changed.circuit, "approfondi");
    world.hear(&on(dossier.next(journalled(&changed)), "attribution", "2026-11-24")).await;
    let mut beside = batch(&[&*dossier]);
    beside.beside = first.summary.unwrap().distribution_id;
    let second = call!(world, &president(), Uuid::now_v7(), open_distribution, beside).unwrap();
    let second = second.distribution.unwrap();
    assert!(card(&second, dossier).weight > 100, "by the journal of today");
    settle(world, &second, "valider").await.unwrap();
    let after = world.proposals(&president(), dossier.dossier).await.unwrap();
    let short = after.iter().filter(|of| of.kind == "chambre_attribuee" && of.circuit == "court");
    assert_eq!(short.count(), 1, "the one of the first batch: {after:?}");
}

#[tokio::test]
async fn a_seat_has_one_live_designation() {
    let world = World::new().await;
    let mut journal = waiting(&world, 1).await;
    let rapporteur = |subject| wanted(journal.dossier, "rapporteur_designe", subject);
    let (first, second, beside) = (
        rapporteur("conseiller.civ1"),
        rapporteur("conseiller2.civ1"),
        pb::ProposeRequest { rank: 2, ..rapporteur("conseiller2.civ1") },
    );
    let held = world.propose(&president(), first).await.unwrap();
    assert_eq!(world.propose(&president(), second.clone()).await.unwrap_err().code, "AFF-008");
    assert_eq!(world.propose(&president(), beside).await.unwrap_err().code, "DIS-006", "one rapporteur only");
    world.hear(&on(journal.next(journalled(&held)), "designation", "2026-11-24")).await;
    let next = world.propose(&president(), second).await.unwrap();
    world.hear(&on(journal.next(journalled(&next)), "designation", "2026-11-24")).await;
    let mut status: Vec<String> =
        world.proposals(&president(), journal.dossier).await.unwrap().into_iter().map(|p| p.status).collect();
    status.sort_unstable();
    assert_eq!(status, ["en_vigueur", "remplacee"]);
    let twice = sqlx::query("UPDATE assignment.proposal SET status = 'en_vigueur' WHERE dossier_id = $1")
        .bind(journal.dossier)
        .execute(&world.pool)
        .await;
    let constraint = twice.unwrap_err();
    assert_eq!(constraint.as_database_error().and_then(|e| e.constraint()), Some("proposal_seat"));
}

#[tokio::test]
async fn a_second_rapporteur_is_proposed_where_the_formation_admits_two() {
    let world = World::new().await;
    let mut journal = waiting(&world, 1).await;
    let seised = FormationSaisie { formation: "chambre_mixte".into(), ..Default::default() };
    world.hear(&on(journal.next(Body::FormationSaisie(seised)), "saisie", "2026-11-20")).await;
    let ranked =
        |rank, subject| pb::ProposeRequest { rank, ..wanted(journal.dossier, "rapporteur_designe", subject) };
    let (first, second, same, third) = (
        ranked(1, "conseiller.civ1"),
        // Of any chamber that sits there.
        ranked(2, "conseiller.soc"),
        ranked(2, "conseiller.civ1"),
        ranked(3, "conseiller2.civ1"),
    );
    let held = world.propose(&president(), first).await.unwrap();
    assert_eq!(held.rank, 1);
    world.hear(&on(journal.next(journalled(&held)), "designation", "2026-11-24")).await;
    let twice = world.propose(&president(), same).await.unwrap_err();
    assert_eq!(twice.code, "AFF-009", "nobody reports twice");
    assert_eq!(world.propose(&president(), third).await.unwrap_err().code, "DIS-006", "two at most");
    let beside = world.propose(&president(), second).await.unwrap();
    assert_eq!(beside.rank, 2);
    world.hear(&on(journal.next(journalled(&beside)), "designation", "2026-11-24")).await;
    let all = world.proposals(&president(), journal.dossier).await.unwrap();
    let mut seats: Vec<(u32, &str)> = all.iter().map(|one| (one.rank, one.status.as_str())).collect();
    seats.sort_unstable();
    assert_eq!(seats, [(1, "en_vigueur"), (2, "en_vigueur")]);
}

#[tokio::test]
async fn a_chamber_asked_for_its_opinion_designates_among_its_own_beside_the_chamber_seised() {
    let world = World::new().await;
    let mut journal = waiting(&world, 1).await;
    let dossier = journal.dossier;
    let president_soc = person("president.soc", "president", &["soc"]);
    let here = |subject| wanted(dossier, "rapporteur_designe", subject);
    let for_opinion = |subject| pb::ProposeRequest { chambre: "soc".into(), ..here(subject) };
    let refused = async |caller: &Caller, wanted| world.propose(caller, wanted).await.unwrap_err().code;

    assert_eq!(refused(&president_soc, for_opinion("conseiller.soc")).await, "DRO-001");
    assert_eq!(refused(&president(), for_opinion("conseiller.soc")).await, "AFF-017", "it was not asked");
    let asked = FormationSaisie { formation: "chambre_pour_avis".into(), chambre_consultee: "soc".into() };
    world.hear(&on(journal.next(Body::FormationSaisie(asked)), "saisie", "2026-11-20")).await;
    assert_eq!(refused(&president_soc, for_opinion("conseiller.soc")).await, "AFF-018", "civ1 asks it");
    let first = world.propose(&president(), here("conseiller.civ1")).await.unwrap();
    world.hear(&on(journal.next(journalled(&first)), "designation", "2026-11-23")).await;

    assert_eq!(refused(&president(), for_opinion("conseiller.soc")).await, "DRO-001", "another president's");
    assert_eq!(refused(&president_soc, here("conseiller2.civ1")).await, "DRO-001", "and not of civ1");
    assert_eq!(refused(&president_soc, for_opinion("conseiller2.civ1")).await, "AFF-006");
    assert_eq!(refused(&president_soc, for_opinion("conseiller.civ1")).await, "AFF-006");
    let second = pb::ProposeRequest { rank: 2, ..for_opinion("conseiller.soc") };
    assert_eq!(refused(&president_soc, second).await, "DIS-006", "one rapporteur only");
    declare(&world, &journal, "president.soc", "juge_du_fond").await;
    assert_eq!(refused(&president_soc, for_opinion("president.soc")).await, "DIS-006", "the same limits");
    let avocat_general = pb::ProposeRequest {
        chambre: "soc".into(),
        ..wanted(dossier, "avocat_general_designe", "avocat.general")
    };
    assert_eq!(refused(&parquet(), avocat_general).await, "AFF-018");

    let held = world.propose(&president_soc, for_opinion("conseiller.soc")).await.unwrap();
    assert_eq!((held.chambre.as_str(), held.rank), ("soc", 1));
    let told: Vec<u8> = sqlx::query_scalar("SELECT payload FROM outbox WHERE aggregate_id = $1")
        .bind(held.proposal_id.parse::<Uuid>().unwrap())
        .fetch_one(&world.pool)
        .await
        .unwrap();
    assert_eq!(AssignmentProposed::decode(told.as_slice()).unwrap().chambre, "soc");
    world.hear(&on(journal.next(journalled(&held)), "designation", "2026-11-24")).await;
    assert_eq!(refused(&president_soc, for_opinion("conseiller.soc")).await, "AFF-009");
    let seats = async || -> Vec<String> {
        sqlx::query_scalar(
            "SELECT instance FROM assignment.proposal WHERE status = 'en_vigueur' ORDER BY instance",
        )
        .fetch_all(&world.pool)
        .await
        .unwrap()
    };
    assert_eq!(seats().await, ["chambre_pour_avis:soc", "civ1"]);

    // What is secret of the chamber seised stays there; the chamber consulted reads what it was asked about.
    assert_eq!(crate::relation::said(&world, dossier, "conseiller.soc").await, "");
    assert_eq!(crate::relation::said(&world, dossier, "conseiller.civ1").await, "R");
    let reader = |subject, chambre| person(subject, "magistrat_siege", &[chambre]);
    assert_eq!(world.proposals(&reader("conseiller.soc", "soc"), dossier).await.unwrap().len(), 2);
    let elsewhere = world.proposals(&reader("conseiller.civ2", "civ2"), dossier).await.unwrap_err();
    assert_eq!(elsewhere.code, "DRO-001");

    leaves(&world, &mut journal, "conseiller.soc", "formation", "empechement").await;
    assert_eq!(seats().await, ["civ1"], "each chamber's seat is its own");
    world.propose(&president_soc, for_opinion("conseiller.soc")).await.unwrap();
}

#[tokio::test]
async fn a_dossier_weighs_by_the_moyens_that_its_journal_tells_of() {
    let world = World::new().await;
    let (mut journal, memoire) = deposited(&world, 1).await;
    let noted = async |journal: &mut Journal, nombre, of: Option<Id>| {
        let body = MoyensReleves { nombre, ..Default::default() };
        let event = on(journal.next(Body::MoyensReleves(body)), "releves", "2026-11-03");
        let mut fact = ActRecorded::decode(event.payload.as_ref()).unwrap();
        fact.refers_to = of;
        world.hear(&Event { payload: fact.encode_to_vec().into(), ..event }).await;
    };
    noted(&mut journal, 2, memoire).await;
    noted(&mut journal, 3, memoire).await;
    noted(&mut journal, 40, Some(Id { hi: 9, lo: 9 })).await;
    let opened = open(&world, &president(), &[&journal]).await.unwrap();
    assert_eq!(card(&opened, &journal).weight, 124, "the last of the mémoire, those of no mémoire apart");
    let id = opened.summary.unwrap().distribution_id;
    let replayed = pb::GetDistributionRequest { distribution_id: id, replay: true };
    let read = call!(world, &president(), Uuid::now_v7(), get_distribution, replayed).unwrap();
    assert_eq!(read.same, Some(true), "moyens are of what is kept");
}

#[tokio::test]
async fn what_was_given_before_the_period_is_no_load_and_what_is_over_is_nobodys_to_leave() {
    let world = World::new().await;
    let subject = "conseiller.civ1";
    let mut given = [waiting(&world, 1).await, waiting(&world, 2).await, waiting(&world, 3).await];
    for (journal, day) in given.iter_mut().zip(["2026-10-31", "2026-11-03", "2026-11-24"]) {
        let designated = pb::Proposal { agent_id: agent(subject), ..Default::default() };
        let designated = pb::Proposal { kind: "rapporteur_designe".into(), ..designated };
        world.hear(&on(journal.next(journalled(&designated)), "designation", day)).await;
    }
    let ended =
        DesistementConstate { nature: "ordonnance".into(), etendue: "total".into(), ..Default::default() };
    let ended = given[1].next(Body::DesistementConstate(ended));
    world.hear(&on(ended, "prononce", "2026-11-10")).await;

    let free = waiting(&world, 4).await;
    let since = pb::OpenDistributionRequest { period_from: "2026-11-01".into(), ..batch(&[&free]) };
    let opened = call!(world, &president(), Uuid::now_v7(), open_distribution, since).unwrap();
    let loads = opened.distribution.unwrap().loads;
    let load = loads.iter().find(|load| load.agent_id == agent(subject)).unwrap();
    assert_eq!(load.before, 200, "those of the period, judged or not");
    let theirs = pb::ListWaitingRequest {
        chambre: "civ1".into(),
        office: "rapporteur".into(),
        replaces: agent(subject),
    };
    let listed = call!(world, &president(), Uuid::now_v7(), list_waiting, theirs).unwrap().dossiers;
    let listed: Vec<&str> = listed.iter().map(|dossier| dossier.dossier_id.as_str()).collect();
    let held = [&given[0], &given[2]].map(|journal| journal.dossier.to_string());
    assert_eq!(listed, held, "from the oldest");
}

#[tokio::test]
async fn an_absence_lightens_and_keeps_out_and_the_president_may_decide_otherwise() {
    let world = World::new().await;
    let journal = waiting(&world, 1).await;
    for subject in ["conseiller.civ1", "president.civ1"] {
        absent(&world, subject, "2026-11-01", "2027-03-31").await;
    }
    let opened = open(&world, &president(), &[&journal]).await.unwrap();
    assert_eq!(card(&opened, &journal).agent_id, agent("conseiller2.civ1"));
    let away = opened.loads.iter().find(|load| load.agent_id == agent("conseiller.civ1")).unwrap();
    assert!((820..850).contains(&away.capacity), "two months of twelve: {}", away.capacity);
    let after = moved(&world, &opened, &journal, &agent("conseiller.civ1"), "Revient lundi.").await.unwrap();
    let limits: Vec<&str> = card(&after, &journal).limits.iter().map(|limit| limit.code.as_str()).collect();
    assert_eq!(limits, ["absence_longue"]);
    settle(&world, &after, "valider").await.unwrap();
}

/// Away between two days, wholly.
async fn absent(world: &World, subject: &str, from: &str, to: &str) {
    let absence = pb::Absence {
        agent_id: agent(subject),
        from: from.into(),
        to: to.into(),
        part: 1000,
        ..Default::default()
    };
    let wanted = pb::EnterAbsenceRequest { absence: Some(absence) };
    call!(world, &president(), Uuid::now_v7(), enter_absence, wanted).unwrap();
}

#[tokio::test]
async fn the_single_door_asks_why_where_a_limit_only_keeps_from_proposing() {
    let world = World::new().await;
    let (mut journal, office) = (waiting(&world, 1).await, Uuid::now_v7());
    world.hear(&journal.next(counsel_of(office))).await;
    declare(&world, &journal, "conseiller.civ1", "recusation_demandee").await;
    absent(&world, "conseiller.civ1", "2026-11-01", "2027-01-31").await;
    let bare = wanted(journal.dossier, "rapporteur_designe", "conseiller.civ1");
    let refused = world.propose(&president(), bare.clone()).await.unwrap_err();
    assert_eq!((refused.kind, refused.code.as_ref()), (Kind::Refused, "AFF-019"));
    let limits: Vec<(&str, &str)> =
        refused.violations.iter().map(|of| (of.code.as_str(), of.field.as_str())).collect();
    assert_eq!(limits, [("absence_longue", "reason"), ("recusation_demandee", "reason")]);
    assert!(refused.message.contains("Paul Lenoir") && refused.message.contains("art. 341 à 348"));
    let explained = |reason: &str| pb::ProposeRequest { reason: reason.into(), ..bare.clone() };
    let long = "x".repeat(501);
    for reason in ["x", long.as_str(), "deux\nlignes"] {
        let refused = world.propose(&president(), explained(reason)).await.unwrap_err();
        assert_eq!((refused.kind, refused.code.as_ref()), (Kind::Invalid, "AFF-019"), "{reason:?}");
    }
    assert_eq!(world.count("assignment.proposal").await, 0);
    let held = world.propose(&president(), explained("  Revient lundi. ")).await.unwrap();
    assert_eq!(held.given_reason, "Revient lundi.");
    world.hear(&on(journal.next(journalled(&held)), "designation", "2026-11-24")).await;
    let read_by = async |caller: &Caller| {
        let listed = world.proposals(caller, journal.dossier).await.unwrap();
        (listed[0].status.clone(), listed[0].given_reason.clone())
    };
    let (registry, in_force) = (person("greffe.civ1", "greffe_chambre", &["civ1"]), "en_vigueur".to_owned());
    assert_eq!(read_by(&president()).await, (in_force.clone(), "Revient lundi.".to_owned()));
    for other in [registry, counsel(office)] {
        assert_eq!(read_by(&other).await, (in_force.clone(), String::new()), "{}", other.subject);
    }
    let told: Vec<u8> =
        sqlx::query_scalar("SELECT payload FROM outbox WHERE event_type = 'AssignmentProposed'")
            .fetch_one(&world.pool)
            .await
            .unwrap();
    assert!(!String::from_utf8_lossy(&told).contains("Revient"), "it is in no event");
    declare(&world, &journal, "conseiller2.civ1", "juge_du_fond").await;
    let forbidden = pb::ProposeRequest { agent_id: agent("conseiller2.civ1"), ..explained("Je le veux.") };
    assert_eq!(
        world.propose(&president(), forbidden).await.unwrap_err().code,
        "DIS-006",
        "no reason lifts it"
    );
}

#[tokio::test]
async fn a_day_away_needs_no_reason_and_a_series_parted_does() {
    let world = World::new().await;
    let (mut first, mut second) = (waiting(&world, 1).await, waiting(&world, 2).await);
    absent(&world, "conseiller2.civ1", "2026-11-24", "2026-11-24").await;
    let rapporteur = |of: &Journal, subject| wanted(of.dossier, "rapporteur_designe", subject);
    let linked =
        AffaireLiee { dossier: Some(first.dossier.into()), lien: "connexe".into(), ..Default::default() };
    world.hear(&on(second.next(Body::AffaireLiee(linked)), "constatee", "2026-11-20")).await;
    let given = world.propose(&president(), rapporteur(&first, "conseiller2.civ1")).await.unwrap();
    world.hear(&on(first.next(journalled(&given)), "designation", "2026-11-24")).await;
    let apart = world.propose(&president(), rapporteur(&second, "conseiller.civ1")).await.unwrap_err();
    assert_eq!((apart.code.as_ref(), apart.violations[0].code.as_str()), ("AFF-019", "serie_separee"));
    world.propose(&president(), rapporteur(&second, "conseiller2.civ1")).await.unwrap();
}

#[tokio::test]
async fn joined_dossiers_go_whole_by_their_head() {
    let world = World::new().await;
    let (mut head, mut member) = (waiting(&world, 1).await, waiting(&world, 2).await);
    let joined = JonctionPrononcee {
        head: Some(head.dossier.into()),
        dossiers: vec![head.dossier.into(), member.dossier.into()],
    };
    for journal in [&mut head, &mut member] {
        let act = journal.next(Body::JonctionPrononcee(joined.clone()));
        world.hear(&on(act, "prononce", "2026-11-10")).await;
    }
    let alone = open(&world, &president(), &[&member]).await.unwrap_err();
    assert_eq!(alone.code, "DIS-009");
    declare(&world, &member, "conseiller2.civ1", "juge_du_fond").await;
    declare(&world, &head, "president.civ1", "juge_du_fond").await;
    let opened = open(&world, &president(), &[&head]).await.unwrap();
    assert_eq!(opened.cards.len(), 2);
    assert!(opened.cards.iter().all(|card| card.agent_id == agent("conseiller.civ1")), "{:?}", opened.cards);
    let refused = moved(&world, &opened, &head, &agent("conseiller2.civ1"), "Essai.").await.unwrap_err();
    assert_eq!(refused.code, "DIS-006", "what bars a member bars the group");
    settle(&world, &opened, "valider").await.unwrap();
    assert_eq!(world.count("assignment.proposal").await, 1, "the head's designation is common");
}

#[tokio::test]
async fn only_those_whose_function_it_is_distribute() {
    let world = World::new().await;
    let journal = waiting(&world, 1).await;
    let opened = open(&world, &president(), &[&journal]).await.unwrap();
    let id = opened.summary.unwrap().distribution_id;
    let callers = [
        greffier(),
        person("greffe.civ1", "greffe_chambre", &["civ1"]),
        person("president.soc", "president", &["soc"]),
        person("conseiller.civ1", "magistrat_siege", &["civ1"]),
        parquet(),
        administrator(),
        counsel(Uuid::now_v7()),
    ];
    for caller in callers {
        let refused = open(&world, &caller, &[&journal]).await.unwrap_err();
        assert_eq!(refused.kind, Kind::Forbidden, "{}", caller.subject);
        let wanted = pb::GetDistributionRequest { distribution_id: id.clone(), replay: false };
        let hidden = call!(world, &caller, Uuid::now_v7(), get_distribution, wanted).unwrap_err();
        assert_eq!(hidden.code, "DIS-002", "{}", caller.subject);
    }
    // The parquet général distributes among its own.
    let wanted = pb::ListWaitingRequest {
        chambre: "civ1".into(),
        office: "avocat_general".into(),
        ..Default::default()
    };
    assert_eq!(call!(world, &parquet(), Uuid::now_v7(), list_waiting, wanted).unwrap().dossiers.len(), 1);
    let own = pb::OpenDistributionRequest { office: "avocat_general".into(), ..batch(&[&journal]) };
    let own = call!(world, &parquet(), Uuid::now_v7(), open_distribution, own).unwrap().distribution.unwrap();
    assert_eq!(card(&own, &journal).agent_id, agent("avocat.general"));
}

#[tokio::test]
async fn the_register_keeps_who_sat_where_on_a_day() {
    let world = World::new().await;
    let kept = |version, fonction: &str| pb::Magistrate {
        agent_id: agent("conseiller.civ1"),
        fonction: fonction.into(),
        section: "1".into(),
        part_time: 800,
        specialities: vec!["contrats".into()],
        kin: vec![pb::Kin { agent_id: agent("conseiller2.civ1"), degree: 0 }],
        version,
        ..Default::default()
    };
    let save = async |caller: &Caller, magistrate| {
        let wanted = pb::SaveMagistrateRequest { magistrate: Some(magistrate) };
        call!(world, caller, Uuid::now_v7(), save_magistrate, wanted)
    };
    let first = save(&administrator(), kept(0, "conseiller")).await.unwrap().magistrate.unwrap();
    assert_eq!((first.version, first.display_name.as_str()), (1, "Paul Lenoir"));
    assert_eq!(save(&president(), kept(1, "doyen")).await.unwrap_err().kind, Kind::Forbidden);
    assert_eq!(save(&administrator(), kept(0, "doyen")).await.unwrap_err().code, "DIS-016");
    assert_eq!(save(&administrator(), kept(1, "roi")).await.unwrap_err().code, "DIS-013");
    world.clock.set("2026-12-01T10:00:00Z");
    save(&administrator(), kept(1, "doyen")).await.unwrap();
    let on = async |day: &str| {
        let wanted = pb::ListMagistratesRequest { chambre: "civ1".into(), day: day.into() };
        let found = call!(world, &president(), Uuid::now_v7(), list_magistrates, wanted).unwrap();
        found.magistrates.into_iter().find(|m| m.agent_id == agent("conseiller.civ1")).unwrap()
    };
    assert_eq!(on("2026-11-23").await.part_time, 1000, "nothing was known yet");
    assert_eq!(on("2026-11-24").await.fonction, "conseiller");
    assert_eq!(on("").await.fonction, "doyen");

    // Kin cannot be of one case: the spouse of its avocat général, or of its other rapporteur.
    let journal = waiting(&world, 1).await;
    let opened = open(&world, &president(), &[&journal]).await.unwrap();
    let load = opened.loads.iter().find(|load| load.agent_id == agent("conseiller.civ1")).unwrap();
    assert_eq!(load.capacity, 800);
}

#[tokio::test]
async fn a_past_day_has_who_served_there_then_whatever_they_do_since() {
    let world = World::new().await;
    let listed = async |chambre: &str, day: &str| -> Vec<(String, Vec<String>)> {
        let wanted = pb::ListMagistratesRequest { chambre: chambre.into(), day: day.into() };
        let found = call!(world, &administrator(), Uuid::now_v7(), list_magistrates, wanted).unwrap();
        found.magistrates.into_iter().map(|m| (m.display_name, m.chambres)).collect()
    };
    let names = async |chambre: &str, day: &str| -> Vec<String> {
        listed(chambre, day).await.into_iter().map(|(name, _)| name).collect()
    };
    let of = |subject: &str, name: &str, chambre: &str| pb::Agent {
        agent_id: agent(subject),
        subject: subject.into(),
        display_name: name.into(),
        roles: vec!["magistrat_siege".into()],
        chambres: vec![chambre.into()],
        ..Default::default()
    };
    let away = pb::Absence {
        agent_id: agent("conseiller.civ1"),
        from: "2026-12-20".into(),
        part: 1000,
        ..Default::default()
    };
    world.clock.set("2026-12-01T10:00:00Z");
    world.save(&administrator(), of("conseiller.civ1", "Paul Lenoir", "soc")).await.unwrap();
    world.clock.set("2026-12-03T10:00:00Z");
    let suspended = pb::Agent { suspended: true, ..of("conseiller2.civ1", "Sophie Arnaud", "civ1") };
    world.save(&administrator(), suspended).await.unwrap();
    let president_soc = person("president.soc", "president", &["soc"]);
    let entered = pb::EnterAbsenceRequest { absence: Some(away) };
    call!(world, &president_soc, Uuid::now_v7(), enter_absence, entered).unwrap();
    world.clock.set("2026-12-10T10:00:00Z");

    assert_eq!(names("civ1", "2026-11-30").await, ["Claire Vasseur", "Paul Lenoir", "Sophie Arnaud"]);
    let moved = listed("civ1", "2026-11-30").await.remove(1);
    assert_eq!(moved, ("Paul Lenoir".to_owned(), vec!["civ1".to_owned()]), "the chamber of that day");
    assert!(!names("soc", "2026-11-30").await.contains(&"Paul Lenoir".to_owned()));
    assert_eq!(names("civ1", "2026-12-02").await, ["Claire Vasseur", "Sophie Arnaud"]);
    assert!(names("soc", "2026-12-01").await.contains(&"Paul Lenoir".to_owned()), "the day of the move");
    assert_eq!(names("civ1", "2026-12-03").await, ["Claire Vasseur"]);
    assert_eq!(names("civ1", "").await, ["Claire Vasseur"]);
    assert!(names("", "2026-12-02").await.contains(&"Sophie Arnaud".to_owned()), "of all chambers");
    assert!(!names("", "2026-12-03").await.contains(&"Sophie Arnaud".to_owned()));
    assert_eq!(names("civ1", "2026-08-30").await, [""; 0], "nobody had been entered");
    // The president of the chamber that they left is told of no later absence.
    let then = pb::ListMagistratesRequest { chambre: "civ1".into(), day: "2026-11-30".into() };
    let then = call!(world, &president(), Uuid::now_v7(), list_magistrates, then).unwrap().magistrates;
    assert!(then.len() == 3 && then.iter().all(|magistrate| magistrate.absences.is_empty()));
}

#[tokio::test]
async fn whoever_is_away_for_long_is_replaced_and_who_withdrew_is_never_proposed_again() {
    let world = World::new().await;
    let mut journal = waiting(&world, 1).await;
    let opened = open(&world, &president(), &[&journal]).await.unwrap();
    let subject = "conseiller.civ1";
    let opened = match card(&opened, &journal).agent_id == agent(subject) {
        true => opened,
        false => moved(&world, &opened, &journal, &agent(subject), "Connaît la matière.").await.unwrap(),
    };
    settle(&world, &opened, "valider").await.unwrap();
    let first = proposal(&world, &journal).await;
    world.hear(&on(journal.next(journalled(&first)), "designation", "2026-11-24")).await;
    let listed = || pb::ListWaitingRequest {
        chambre: "civ1".into(),
        office: "rapporteur".into(),
        ..Default::default()
    };
    let waits = call!(world, &president(), Uuid::now_v7(), list_waiting, listed()).unwrap().dossiers;
    assert!(waits.is_empty(), "somebody reports");

    let mistaken = leaves(&world, &mut journal, subject, "rapporteur", "empechement").await;
    assert_eq!(proposal(&world, &journal).await.status, "remplacee");
    let annulled = on(journal.next(Body::ActeAnnule(ActeAnnule {})), "constate", "2026-11-24");
    world.hear(&correcting(annulled, mistaken)).await;
    assert_eq!(proposal(&world, &journal).await.status, "en_vigueur", "the seat is held again");
    leaves(&world, &mut journal, subject, "rapporteur", "deport").await;
    assert_eq!(proposal(&world, &journal).await.status, "remplacee");
    let waits = call!(world, &president(), Uuid::now_v7(), list_waiting, listed()).unwrap().dossiers;
    assert_eq!(waits.len(), 1, "the dossier waits again");
    let one = world.propose(&president(), wanted(journal.dossier, "rapporteur_designe", subject)).await;
    let refused = one.unwrap_err();
    assert_eq!((refused.code.as_ref(), refused.violations[0].code.as_str()), ("DIS-006", "deport"));
    let again = open(&world, &president(), &[&journal]).await.unwrap();
    assert_ne!(card(&again, &journal).agent_id, first.agent_id);
    assert_ne!(card(&again, &journal).agent_id, "");

    let at_the_door = pb::DeclareImpedimentRequest {
        impediment: Some(pb::Impediment {
            dossier_id: journal.dossier.to_string(),
            agent_id: agent("conseiller.civ1"),
            kind: "deport".into(),
            ..Default::default()
        }),
    };
    let refused = call!(world, &president(), Uuid::now_v7(), declare_impediment, at_the_door).unwrap_err();
    assert_eq!(refused.code, "DIS-015", "a déport is an act of the journal");
}

#[tokio::test]
async fn what_somebody_away_for_long_bears_is_given_anew_in_one_step() {
    let world = World::new().await;
    let mut journals = [waiting(&world, 1).await, waiting(&world, 2).await];
    let opened = open(&world, &president(), &[&journals[0], &journals[1]]).await.unwrap();
    let left = card(&opened, &journals[0]).agent_id.clone();
    let opened = match card(&opened, &journals[1]).agent_id == left {
        true => opened,
        false => moved(&world, &opened, &journals[1], &left, "Même matière.").await.unwrap(),
    };
    settle(&world, &opened, "valider").await.unwrap();
    for journal in &mut journals {
        let kept = proposal(&world, journal).await;
        world.hear(&on(journal.next(journalled(&kept)), "designation", "2026-11-24")).await;
    }
    let theirs = pb::ListWaitingRequest {
        chambre: "civ1".into(),
        office: "rapporteur".into(),
        replaces: left.clone(),
    };
    let listed = call!(world, &president(), Uuid::now_v7(), list_waiting, theirs).unwrap().dossiers;
    assert_eq!(listed.len(), 2);

    let wanted =
        pb::OpenDistributionRequest { replaces: left.clone(), ..batch(&[&journals[0], &journals[1]]) };
    let again = call!(world, &president(), Uuid::now_v7(), open_distribution, wanted).unwrap();
    let again = again.distribution.unwrap();
    assert_eq!(again.summary.as_ref().unwrap().replaces, left);
    assert!(again.cards.iter().all(|card| !card.agent_id.is_empty() && card.agent_id != left));
    assert!(!again.people.contains(&left), "they are given none of them");
    settle(&world, &again, "valider").await.unwrap();
    let said: Vec<Vec<u8>> =
        sqlx::query_scalar("SELECT payload FROM outbox WHERE event_type = 'AssignmentProposed'")
            .fetch_all(&world.pool)
            .await
            .unwrap();
    let replaced: Vec<String> = said
        .iter()
        .filter_map(|payload| AssignmentProposed::decode(payload.as_slice()).unwrap().replaces)
        .map(|id| Uuid::from(id).to_string())
        .collect();
    assert_eq!(replaced, [left.clone(), left.clone()], "both of the second distribution, none of the first");
    // What has nobody to leave it is none of a redistribution.
    let free = waiting(&world, 3).await;
    let wanted = pb::OpenDistributionRequest { replaces: left, ..batch(&[&free]) };
    let refused = call!(world, &president(), Uuid::now_v7(), open_distribution, wanted).unwrap_err();
    assert_eq!(refused.code, "DIS-009");
}
