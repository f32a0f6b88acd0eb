//! A notice's life, from what the journal makes due to its proof in the journal; the figures agree at each step.

use greffe_chassis::{Caller, Failure, audit};
use greffe_contracts::{
    common::v1::{Id, NamedDate, PageRequest},
    dossier::v1 as dossier,
    events::v1::{
        ActRecorded, ActeAnnule, AvisAuxParties, DossierScelle, NotificationFaite, PliRetourne,
        act_recorded::Body,
    },
    notification::v1::{self as pb, step_notice_request::Step},
};
use greffe_notification::notices::Deliverer;
use std::{sync::atomic::Ordering, time::Duration};
use tonic::Code;
use uuid::Uuid;

use crate::{
    counterparts::Counterparts,
    support::{World, counsel, greffier, person},
};

pub fn dossier_of(world: &World) -> dossier::Dossier {
    let party = |n: u128, role: &str, name: &str, office: Option<&str>| dossier::Party {
        party_id: Uuid::from_u128(n).to_string(),
        person_id: Uuid::from_u128(n).to_string(),
        role: role.into(),
        name: name.into(),
        office_ids: office.map(str::to_owned).into_iter().collect(),
        ..Default::default()
    };
    dossier::Dossier {
        dossier_id: world.dossier.to_string(),
        number: "26-10.001".into(),
        parties: vec![
            party(1, "demandeur", "Odette Fauvel", Some("cabinet-1")),
            party(2, "defendeur", "Société Brive", None),
        ],
        offices: vec![dossier::Office { office_id: "cabinet-1".into(), name: "SCP Martin".into() }],
        formed_on: "2026-11-24".into(),
        decisions: vec![dossier::Decision {
            court: "Cour d’appel de Riom".into(),
            rendered_on: "2026-09-02".into(),
            ..Default::default()
        }],
        ..Default::default()
    }
}

/// A registered case: the declaration is to be told to the défendeur (not.civ.02) by letter.
pub async fn registered(counterparts: &Counterparts) -> (World, Deliverer) {
    let (mut world, deliverer) = unregistered(counterparts).await;
    world.open().await;
    (world, deliverer)
}

/// The same, of which nothing is known yet.
async fn unregistered(counterparts: &Counterparts) -> (World, Deliverer) {
    let world = World::with(counterparts.channels()).await;
    *world.journals.dossier.lock().unwrap() = dossier_of(&world);
    let deliverer =
        Deliverer::new(world.service.clone(), counterparts.settings.bail_secondes, Duration::ZERO);
    (world, deliverer)
}

pub async fn list(world: &World, caller: &Caller, place: &str) -> Vec<pb::Notice> {
    let page = Some(PageRequest { size: 200, ..Default::default() });
    let wanted = pb::ListNoticesRequest { place: place.into(), page, ..Default::default() };
    world.client().await.list_notices(world.request(caller, wanted)).await.unwrap().into_inner().notices
}

pub async fn life(world: &World, notice: &str) -> pb::GetNoticeResponse {
    life_for(world, &greffier(), notice).await
}

async fn life_for(world: &World, caller: &Caller, notice: &str) -> pb::GetNoticeResponse {
    let wanted = pb::GetNoticeRequest { notice_id: notice.into() };
    world.client().await.get_notice(world.request(caller, wanted)).await.unwrap().into_inner()
}

async fn figures(world: &World) -> pb::CountNoticesResponse {
    figures_for(world, &greffier()).await
}

async fn figures_for(world: &World, caller: &Caller) -> pb::CountNoticesResponse {
    let asked = world.request(caller, pb::CountNoticesRequest {});
    let figures = world.client().await.count_notices(asked).await.unwrap().into_inner();
    assert!(figures.agree, "{figures:?}");
    assert_eq!(figures.due, figures.prepared + figures.to_prepare);
    assert_eq!(figures.prepared, figures.handed_over + figures.to_hand_over);
    assert_eq!(figures.handed_over, figures.sent + figures.under_way + figures.to_examine);
    assert_eq!(figures.sent, figures.in_pursuit + figures.proven);
    figures
}

/// The one for whom a sealed case stays open.
const NAMED: &str = "nommee.essai";

async fn step(
    world: &World,
    caller: &Caller,
    notice: &str,
    step: Step,
) -> Result<pb::GetNoticeResponse, Failure> {
    let reader = if caller.subject == NAMED { caller } else { &greffier() };
    let now = life_for(world, reader, notice).await.sendings.pop().unwrap_or_default();
    let wanted = pb::StepNoticeRequest {
        notice_id: notice.into(),
        expected_version: now.version,
        expected_state: now.state,
        step: Some(step),
    };
    let asked = world.command(caller, Uuid::now_v7(), wanted);
    let answer = world.client().await.step_notice(asked).await.map_err(|s| Failure::from_status(&s))?;
    Ok(answer.into_inner().life.unwrap())
}

/// A step that goes.
pub async fn take(world: &World, notice: &str, wanted: Step) {
    step(world, &greffier(), notice, wanted).await.unwrap();
}

fn prepared(proposal: &pb::Sending, address: &str) -> pb::PrepareStep {
    let fields = proposal.fields.iter().map(|field| pb::NoticeField {
        text: if field.text.is_empty() { "Dit par le greffe.".into() } else { field.text.clone() },
        ..field.clone()
    });
    pb::PrepareStep {
        channel: proposal.channel.clone(),
        recipient_name: proposal.recipient_name.clone(),
        address: address.into(),
        fields: fields.collect(),
        reason: String::new(),
    }
}

async fn due(world: &World, code: &str) -> pb::Notice {
    list(world, &greffier(), "")
        .await
        .into_iter()
        .find(|notice| notice.notice == code)
        .unwrap_or_else(|| panic!("{code} is not due"))
}

fn recorded(world: &World) -> Vec<(String, String)> {
    let acts = world.journals.acts.lock().unwrap();
    let said = acts.iter().map(|(_, act)| match act.body.clone().unwrap() {
        Body::NotificationFaite(NotificationFaite { avis, resultat, .. }) => (avis, resultat),
        Body::PliRetourne(PliRetourne { motif }) => ("pli".into(), motif),
        other => panic!("{other:?}"),
    });
    said.collect()
}

/// The acts of proof come back to us as the journal tells them.
async fn hear_proofs(world: &mut World, already: usize) -> usize {
    let acts: Vec<ActRecorded> =
        world.journals.acts.lock().unwrap().iter().map(|(_, act)| act.clone()).collect();
    for act in &acts[already..] {
        world.fact(act.clone()).await;
    }
    acts.len()
}

#[tokio::test]
async fn a_letter_goes_from_due_to_its_return_and_the_journal_learns_each_step() {
    let counterparts = Counterparts::up(1, 0).await;
    let (mut world, deliverer) = registered(&counterparts).await;
    let notice = due(&world, "not.civ.02").await;
    assert_eq!((notice.place.as_str(), notice.recipient.is_empty()), ("a_preparer", false));
    let before = figures(&world).await;

    let open = life(&world, &notice.notice_id).await;
    let proposal = open.proposal.unwrap();
    assert_eq!(
        (proposal.channel.as_str(), proposal.recipient_name.as_str()),
        ("lettre_simple", "Société Brive")
    );
    let fixed = proposal.fields.iter().find(|f| f.mention.starts_with("obligation")).unwrap();
    assert!(
        !fixed.editable && fixed.text.contains("avocat au Conseil d’État"),
        "the words of the law are not typed"
    );

    // Without a mention, nothing goes.
    let mut form = prepared(&proposal, "2 rue du Port, 19100 Brive");
    form.recipient_name = "Parti sans adresse".into();
    let complete = form.clone();
    for field in &mut form.fields {
        field.text.clear();
    }
    step(&world, &greffier(), &notice.notice_id, Step::Prepare(form)).await.unwrap();
    let refused =
        step(&world, &greffier(), &notice.notice_id, Step::HandOver(pb::HandOverStep {})).await.unwrap_err();
    assert_eq!(refused.code, "AVI-001");
    assert!(refused.violations.iter().any(|v| v.field == "copie de la déclaration"), "{refused:?}");
    assert_eq!(figures(&world).await.to_hand_over, 1);

    // A way that the law does not admit is refused.
    let wrong = pb::PrepareStep { channel: "courriel".into(), ..complete.clone() };
    assert_eq!(
        step(&world, &greffier(), &notice.notice_id, Step::Prepare(wrong)).await.unwrap_err().code,
        "CAN-001"
    );

    step(&world, &greffier(), &notice.notice_id, Step::Prepare(complete)).await.unwrap();
    step(&world, &greffier(), &notice.notice_id, Step::Check(pb::CheckStep {})).await.unwrap();
    step(&world, &greffier(), &notice.notice_id, Step::HandOver(pb::HandOverStep {})).await.unwrap();
    assert_eq!(figures(&world).await.under_way, 1);
    deliverer.turn(false).await.unwrap();
    assert_eq!(recorded(&world), [("not.civ.02".to_owned(), String::new())]);
    let mut heard = hear_proofs(&mut world, 0).await;
    let sent = figures(&world).await;
    assert_eq!((sent.in_pursuit, sent.to_prepare), (1, before.to_prepare - 1));

    // The provider tells that nobody lives there: the journal has the return, and the demandeur is owed its notice.
    let until = tokio::time::Instant::now() + Duration::from_secs(60);
    while recorded(&world).len() < 3 && tokio::time::Instant::now() < until {
        tokio::time::sleep(Duration::from_millis(100)).await;
        deliverer.turn(true).await.unwrap();
    }
    assert_eq!(
        recorded(&world)[1..],
        [("not.civ.02".into(), "inconnue".into()), ("pli".into(), "inconnu".into())]
    );
    heard = hear_proofs(&mut world, heard).await;
    assert_eq!(heard, 3);
    assert_eq!(life(&world, &notice.notice_id).await.notice.unwrap().derived, "revenu");
    due(&world, "not.civ.03").await;
    figures(&world).await;
    let ledger = counterparts.ledger("courrier");
    assert_eq!((ledger.len(), ledger[0]["whole"].as_bool()), (1, Some(true)));

    // Another address is another sending, with its reason; who may not keep the case's notices sends nothing.
    let again = life(&world, &notice.notice_id).await.proposal.unwrap();
    let form = prepared(&again, "4 quai Neuf, 19100 Brive");
    let silent = step(&world, &greffier(), &notice.notice_id, Step::Prepare(form.clone())).await.unwrap_err();
    assert_eq!(silent.code, "AVI-006");
    let form = pb::PrepareStep { reason: "Adresse au registre du commerce".into(), ..form };
    let other = person("greffe_chambre", &["soc"]);
    assert_eq!(
        step(&world, &other, &notice.notice_id, Step::Prepare(form.clone())).await.unwrap_err().code,
        "DRO-001"
    );
    let now = step(&world, &greffier(), &notice.notice_id, Step::Prepare(form)).await.unwrap();
    assert_eq!(now.sendings.len(), 2);
    assert_ne!(now.sendings[0].key, now.sendings[1].key);
    assert_eq!(audit::verify(&mut world.pool.acquire().await.unwrap()).await.unwrap(), []);
}

#[tokio::test]
async fn e_mail_and_the_way_of_counsel_are_proven_by_what_comes_back() {
    let counterparts = Counterparts::up(2, 0).await;
    let (mut world, deliverer) = registered(&counterparts).await;
    let opinion = AvisAuxParties { objet: "avis_autre_chambre".into(), ..Default::default() };
    world.act("emis", Body::AvisAuxParties(opinion)).await;
    let notices: Vec<pb::Notice> = list(&world, &greffier(), "a_preparer")
        .await
        .into_iter()
        .filter(|n| n.notice == "not.civ.15")
        .collect();
    assert_eq!(notices.len(), 2);
    let ways = [
        ("courriel", "lent@ailleurs.example"),
        ("courriel", "absent@ailleurs.example"),
        ("voie_electronique", "cabinet-1"),
    ];
    let mut outcomes = Vec::new();
    for (notice, (channel, address)) in [&notices[0], &notices[1], &notices[1]].into_iter().zip(ways) {
        let proposal = life(&world, &notice.notice_id).await.proposal.unwrap();
        let form = pb::PrepareStep {
            channel: channel.into(),
            recipient_name: "Destinataire".into(),
            reason: "par cette voie".into(),
            ..prepared(&proposal, address)
        };
        step(&world, &greffier(), &notice.notice_id, Step::Prepare(form)).await.unwrap();
        step(&world, &greffier(), &notice.notice_id, Step::HandOver(pb::HandOverStep {})).await.unwrap();
        for _ in 0..30 {
            deliverer.turn(true).await.unwrap();
            let last = life(&world, &notice.notice_id).await.sendings.pop().unwrap();
            if matches!(last.state.as_str(), "recu" | "revenu") {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let last = life(&world, &notice.notice_id).await.sendings.pop().unwrap();
        outcomes.push((last.state, last.result));
        figures(&world).await;
    }
    let said = [("recu", ""), ("revenu", "inconnue"), ("recu", "")];
    assert_eq!(outcomes, said.map(|(a, b)| (a.to_owned(), b.to_owned())));
    let mail = counterparts.ledger("courriel");
    assert_eq!(mail.len(), 2);
    assert!(mail.iter().all(|line| !line["pdf"].as_str().unwrap().is_empty()), "each with its letter");
    assert!(!mail[0]["subject"].as_str().unwrap().contains("Fauvel"), "no name in a subject");
    assert_eq!(counterparts.ledger("conseils").len(), 1);
}

#[tokio::test]
async fn a_letter_waits_for_whoever_lays_it_out_and_one_that_misses_something_goes_to_a_person() {
    let counterparts = Counterparts::up(2, 0).await;
    let (mut world, deliverer) = registered(&counterparts).await;
    let opinion = AvisAuxParties { objet: "avis_autre_chambre".into(), ..Default::default() };
    world.act("emis", Body::AvisAuxParties(opinion)).await;
    let notice = due(&world, "not.civ.15").await;
    let letter = |id: String| {
        let (world, wanted) = (&world, pb::GetLetterRequest { notice_id: id });
        async move {
            let answer = world.client().await.get_letter(world.request(&greffier(), wanted)).await;
            String::from_utf8(answer.unwrap().into_inner().pdf).unwrap()
        }
    };
    let before = letter(notice.notice_id.clone()).await;
    assert!(before.starts_with("%PDF-1.7\nlettre_avis aperçu=true"), "{before}");
    let proposal = life(&world, &notice.notice_id).await.proposal.unwrap();
    let form = pb::PrepareStep {
        channel: "courriel".into(),
        recipient_name: "Destinataire".into(),
        reason: "par cette voie".into(),
        ..prepared(&proposal, "moi@ailleurs.example")
    };
    step(&world, &greffier(), &notice.notice_id, Step::Prepare(form.clone())).await.unwrap();
    assert!(letter(notice.notice_id.clone()).await.contains("destinataire=Destinataire"));
    step(&world, &greffier(), &notice.notice_id, Step::HandOver(pb::HandOverStep {})).await.unwrap();
    *world.press.refuses.lock().unwrap() = Some(greffe_chassis::Kind::Unavailable);
    deliverer.turn(false).await.unwrap();
    let waits = life(&world, &notice.notice_id).await.sendings.pop().unwrap();
    assert_eq!((waits.state.as_str(), waits.attempts), ("remis", 1), "tried again by itself");
    *world.press.refuses.lock().unwrap() = Some(greffe_chassis::Kind::Invalid);
    world.clock.set("2026-11-28T10:00:00Z");
    deliverer.turn(false).await.unwrap();
    let seen = life(&world, &notice.notice_id).await;
    assert_eq!(seen.sendings.last().unwrap().state, "rejete", "for a person");
    assert!(seen.steps.last().unwrap().detail.contains("Le papier n’est pas fait."));
    assert!(counterparts.ledger("courriel").is_empty(), "nothing left without its letter");
    *world.press.refuses.lock().unwrap() = None;
    step(&world, &greffier(), &notice.notice_id, Step::Prepare(form)).await.unwrap();
    step(&world, &greffier(), &notice.notice_id, Step::HandOver(pb::HandOverStep {})).await.unwrap();
    deliverer.turn(false).await.unwrap();
    assert_eq!(counterparts.ledger("courriel").len(), 1);
    assert!(letter(notice.notice_id.clone()).await.contains("aperçu=false"), "it has gone");
}

#[tokio::test]
async fn a_channel_that_is_down_delays_and_loses_nothing_and_can_be_left_with_a_reason() {
    let counterparts = Counterparts::up(3, 0).await;
    let (mut world, deliverer) = unregistered(&counterparts).await;
    let story = world.story();
    world.hear(&story[0]).await;
    let notice = due(&world, "not.civ.01").await;
    let proposal = life(&world, &notice.notice_id).await.proposal.unwrap();
    assert_eq!((proposal.channel.as_str(), proposal.address.as_str()), ("voie_electronique", "cabinet-1"));
    step(&world, &greffier(), &notice.notice_id, Step::Prepare(prepared(&proposal, "cabinet-1")))
        .await
        .unwrap();
    let unsigned =
        step(&world, &greffier(), &notice.notice_id, Step::HandOver(pb::HandOverStep {})).await.unwrap_err();
    assert_eq!(unsigned.code, "AVI-005", "the visa is signed");
    step(&world, &greffier(), &notice.notice_id, Step::Check(pb::CheckStep {})).await.unwrap();
    step(&world, &greffier(), &notice.notice_id, Step::HandOver(pb::HandOverStep {})).await.unwrap();
    counterparts.down(true);
    deliverer.turn(true).await.unwrap();
    deliverer.turn(true).await.unwrap();
    let waits = life(&world, &notice.notice_id).await.sendings.pop().unwrap();
    assert_eq!((waits.state.as_str(), waits.attempts), ("remis", 1), "tried once, then later");
    counterparts.down(false);
    // By hand, with the reason, and the deed that proves it.
    let form = pb::PrepareStep {
        channel: "remise".into(),
        reason: "Système des conseils en panne".into(),
        ..prepared(&proposal, "")
    };
    step(&world, &greffier(), &notice.notice_id, Step::Prepare(form)).await.unwrap();
    step(&world, &greffier(), &notice.notice_id, Step::Check(pb::CheckStep {})).await.unwrap();
    let carried =
        step(&world, &greffier(), &notice.notice_id, Step::HandOver(pb::HandOverStep {})).await.unwrap();
    assert_eq!(carried.sendings.iter().map(|s| s.state.as_str()).collect::<Vec<_>>(), ["retire", "envoye"]);
    let settle = |on: &str, deed: &str| {
        Step::Settle(pb::SettleStep {
            outcome: "recu".into(),
            on: on.into(),
            deed: deed.into(),
            ..Default::default()
        })
    };
    let bare = step(&world, &greffier(), &notice.notice_id, settle("2026-11-24", "")).await.unwrap_err();
    assert_eq!(bare.code, "AVI-006");
    let late = step(&world, &greffier(), &notice.notice_id, settle("2026-11-25", "Émargement 12"))
        .await
        .unwrap_err();
    assert_eq!(late.code, "AVI-010", "not a day to come");
    step(&world, &greffier(), &notice.notice_id, settle("2026-11-24", "Émargement 12")).await.unwrap();
    world.clock.set("2026-11-24T13:00:00Z");
    deliverer.turn(true).await.unwrap();
    assert_eq!(counterparts.ledger("conseils").len(), 0, "what was left by that way never goes by it");
    assert_eq!(recorded(&world).last().unwrap().1, "remise");
}

#[tokio::test]
async fn a_corrected_act_takes_back_what_has_not_gone_and_wants_a_corrective_for_what_has() {
    let counterparts = Counterparts::up(4, 0).await;
    let (mut world, deliverer) = registered(&counterparts).await;
    let told = AvisAuxParties { objet: "avis_autre_chambre".into(), ..Default::default() };
    world.act("emis", Body::AvisAuxParties(told.clone())).await;
    let of = |all: Vec<pb::Notice>| all.into_iter().filter(|n| n.notice == "not.civ.15").collect::<Vec<_>>();
    let notices = of(list(&world, &greffier(), "a_preparer").await);
    for notice in &notices {
        let proposal = life(&world, &notice.notice_id).await.proposal.unwrap();
        let form = pb::PrepareStep {
            channel: "courriel".into(),
            recipient_name: "X".into(),
            ..prepared(&proposal, "x@ailleurs.example")
        };
        step(&world, &greffier(), &notice.notice_id, Step::Prepare(form)).await.unwrap();
    }
    step(&world, &greffier(), &notices[0].notice_id, Step::HandOver(pb::HandOverStep {})).await.unwrap();
    deliverer.turn(true).await.unwrap();
    let act = world.acts.last().unwrap().clone();
    world
        .fact(ActRecorded { supersedes: act.act_id, act_id: Some(Id::from(Uuid::now_v7())), ..act.clone() })
        .await;
    let [gone, kept] = [life(&world, &notices[0].notice_id).await, life(&world, &notices[1].notice_id).await];
    assert_eq!(kept.sendings[0].state, "retire");
    assert_eq!(
        (kept.notice.unwrap().place.as_str(), gone.sendings[0].state.as_str()),
        ("a_preparer", "envoye")
    );
    let gone = gone.notice.unwrap();
    assert_eq!((gone.place.as_str(), gone.corrective_owed), ("a_preparer", true));
    assert_ne!(gone.act_id, notices[0].act_id);
    figures(&world).await;

    // The corrective goes, and is owed no more.
    let proposal = life(&world, &gone.notice_id).await.proposal.unwrap();
    let form = pb::PrepareStep {
        channel: "courriel".into(),
        recipient_name: "X".into(),
        ..prepared(&proposal, "x@ailleurs.example")
    };
    step(&world, &greffier(), &gone.notice_id, Step::Prepare(form)).await.unwrap();
    step(&world, &greffier(), &gone.notice_id, Step::HandOver(pb::HandOverStep {})).await.unwrap();
    deliverer.turn(true).await.unwrap();
    assert!(!life(&world, &gone.notice_id).await.notice.unwrap().corrective_owed);
    assert_eq!(counterparts.ledger("courriel").len(), 2);

    // The act is annulled: a last word is owed, or the reason why none.
    let head = world.acts.last().unwrap().act_id;
    let annulled = ActRecorded {
        supersedes: head,
        act_id: Some(Id::from(Uuid::now_v7())),
        kind: "acte_annule".into(),
        dates: vec![NamedDate { name: "constate".into(), ..act.dates[0].clone() }],
        body: Some(Body::ActeAnnule(ActeAnnule::default())),
        ..Default::default()
    };
    world.fact(annulled).await;
    let owed = life(&world, &gone.notice_id).await.notice.unwrap();
    assert_eq!((owed.derived.as_str(), owed.corrective_owed), ("sans_objet", true));
    let why = |reason: &str| Step::NoCorrective(pb::NoCorrectiveStep { reason: reason.into() });
    assert_eq!(step(&world, &greffier(), &gone.notice_id, why(" ")).await.unwrap_err().code, "AVI-006");
    step(&world, &greffier(), &gone.notice_id, why("Les parties l’ont su à l’audience.")).await.unwrap();
    assert_eq!(life(&world, &gone.notice_id).await.notice.unwrap().place, "sans_objet");
    figures(&world).await;
}

#[tokio::test]
async fn what_was_added_survives_a_rebuild_and_nothing_goes_again() {
    let counterparts = Counterparts::up(5, 0).await;
    let (mut world, deliverer) = registered(&counterparts).await;
    let notice = due(&world, "not.civ.02").await;
    let proposal = life(&world, &notice.notice_id).await.proposal.unwrap();
    step(&world, &greffier(), &notice.notice_id, Step::Prepare(prepared(&proposal, "2 rue du Port")))
        .await
        .unwrap();
    step(&world, &greffier(), &notice.notice_id, Step::HandOver(pb::HandOverStep {})).await.unwrap();
    deliverer.turn(false).await.unwrap();
    let (before, counted) = (life(&world, &notice.notice_id).await, figures(&world).await);
    sqlx::query("DELETE FROM notification.notice").execute(&world.pool).await.unwrap();
    world.act("retourne", Body::PliRetourne(PliRetourne { motif: "inconnu".into() })).await;
    let after = life(&world, &notice.notice_id).await;
    assert_eq!((after.sendings, after.steps), (before.sendings, before.steps));
    assert!(figures(&world).await.due >= counted.due);
    deliverer.turn(true).await.unwrap();
    assert_eq!(counterparts.ledger("courrier").len(), 1);
}

#[tokio::test]
async fn notices_go_together_and_one_that_cannot_stops_no_other() {
    let counterparts = Counterparts::up(6, 0).await;
    let (mut world, deliverer) = registered(&counterparts).await;
    let told = AvisAuxParties { objet: "avis_autre_chambre".into(), ..Default::default() };
    world.act("emis", Body::AvisAuxParties(told)).await;
    let ids: Vec<String> =
        list(&world, &greffier(), "a_preparer").await.into_iter().map(|n| n.notice_id).collect();
    let (open, key) = (
        pb::OpenBatchRequest { title: "Rôle du 24 novembre".into(), notice_ids: ids.clone() },
        Uuid::now_v7(),
    );
    let ask = async |wanted: pb::OpenBatchRequest| {
        let asked = world.command(&greffier(), key, wanted);
        world.client().await.open_batch(asked).await.unwrap().into_inner().batch.unwrap()
    };
    let batch = ask(open.clone()).await;
    assert_eq!(batch, ask(open).await, "the same key, the same batch");
    assert_eq!(batch.lines.len(), ids.len());
    let missing = batch.lines.iter().filter(|line| !line.obstacle.is_empty()).count();
    assert!(missing > 0);
    // One is completed; all are handed over; that one goes.
    let line = batch.lines.iter().find(|line| line.notice.as_ref().unwrap().notice == "not.civ.15").unwrap();
    let id = line.notice.clone().unwrap().notice_id;
    let proposal = life(&world, &id).await.proposal.unwrap();
    let form = pb::PrepareStep {
        channel: "courriel".into(),
        recipient_name: "X".into(),
        ..prepared(&proposal, "x@ailleurs.example")
    };
    step(&world, &greffier(), &id, Step::Prepare(form)).await.unwrap();
    let send = pb::SendBatchRequest { batch_id: batch.batch_id.clone() };
    let asked = world.command(&greffier(), Uuid::now_v7(), send.clone());
    let sent = world.client().await.send_batch(asked).await.unwrap().into_inner().batch.unwrap();
    assert_eq!((sent.total as usize, sent.gone), (ids.len(), 1));
    assert!(sent.lines.iter().filter(|line| line.obstacle.is_empty()).count() >= 1);
    deliverer.turn(true).await.unwrap();
    let wanted = pb::GetBatchRequest { batch_id: batch.batch_id.clone() };
    let read = world
        .client()
        .await
        .get_batch(world.request(&greffier(), wanted.clone()))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(read.batch.unwrap().sent, 1);
    let all = world
        .client()
        .await
        .list_batches(world.request(&greffier(), pb::ListBatchesRequest {}))
        .await
        .unwrap();
    assert_eq!(all.into_inner().batches[0].sent, 1);
    let stranger = counsel(Uuid::from_u128(9));
    let refused = world.client().await.get_batch(world.request(&stranger, wanted)).await.unwrap_err();
    assert_eq!(refused.code(), Code::PermissionDenied);
    figures(&world).await;
}

#[tokio::test]
async fn counsel_and_strangers_see_no_notice_and_a_refused_proof_is_shown() {
    let counterparts = Counterparts::up(7, 0).await;
    let (world, deliverer) = registered(&counterparts).await;
    let notice = due(&world, "not.civ.02").await;
    let wanted = pb::GetNoticeRequest { notice_id: notice.notice_id.clone() };
    let stranger = counsel(Uuid::from_u128(9));
    let hidden = world.client().await.get_notice(world.request(&stranger, wanted)).await.unwrap_err();
    assert_eq!(Failure::from_status(&hidden).code, "AVI-002");
    let listed =
        world.client().await.list_notices(world.request(&stranger, pb::ListNoticesRequest::default())).await;
    assert_eq!(listed.unwrap_err().code(), Code::PermissionDenied);
    assert!(
        !list(&world, &person("greffe_chambre", &["soc"]), "").await.is_empty(),
        "what has no chamber is everyone's"
    );

    world.journals.refuses.store(true, Ordering::SeqCst);
    let proposal = life(&world, &notice.notice_id).await.proposal.unwrap();
    step(&world, &greffier(), &notice.notice_id, Step::Prepare(prepared(&proposal, "2 rue du Port")))
        .await
        .unwrap();
    step(&world, &greffier(), &notice.notice_id, Step::HandOver(pb::HandOverStep {})).await.unwrap();
    deliverer.turn(false).await.unwrap();
    let now = life(&world, &notice.notice_id).await;
    assert!(now.proofs_waiting[0].contains("ACT-001"), "{:?}", now.proofs_waiting);
}

#[tokio::test]
async fn what_is_sealed_has_no_line_no_figure_no_batch_and_leaves_by_no_e_mail() {
    let counterparts = Counterparts::up(8, 0).await;
    let (mut world, deliverer) = registered(&counterparts).await;
    let named = Caller { subject: NAMED.into(), agent_id: Uuid::from_u128(88).to_string(), ..greffier() };
    let told = AvisAuxParties { objet: "avis_autre_chambre".into(), ..Default::default() };
    world.act("emis", Body::AvisAuxParties(told)).await;
    let notices = list(&world, &greffier(), "a_preparer").await;
    let notice = notices.iter().find(|n| n.notice == "not.civ.15").unwrap().notice_id.clone();
    let open = pb::OpenBatchRequest {
        title: "Rôle du 24 novembre".into(),
        notice_ids: notices.iter().map(|n| n.notice_id.clone()).collect(),
    };
    let opened = world.client().await.open_batch(world.command(&greffier(), Uuid::now_v7(), open)).await;
    let batch_id = opened.unwrap().into_inner().batch.unwrap().batch_id;
    let proposal = life(&world, &notice).await.proposal.unwrap();
    let form = pb::PrepareStep {
        channel: "courriel".into(),
        recipient_name: "X".into(),
        ..prepared(&proposal, "x@ailleurs.example")
    };
    step(&world, &greffier(), &notice, Step::Prepare(form.clone())).await.unwrap();
    step(&world, &greffier(), &notice, Step::HandOver(pb::HandOverStep {})).await.unwrap();

    // Sealed while one waits for the relay.
    world
        .act("decide", Body::DossierScelle(DossierScelle { named: vec![Id::from(Uuid::from_u128(88))] }))
        .await;
    world.journals.dossier.lock().unwrap().sealed = true;
    deliverer.turn(false).await.unwrap();
    assert!(counterparts.ledger("courriel").is_empty());

    assert!(list(&world, &greffier(), "").await.is_empty());
    assert_eq!((figures(&world).await.due, figures(&world).await.awaited), (0, 0));
    let batches = async |who: &Caller| {
        let asked = world.request(who, pb::ListBatchesRequest {});
        world.client().await.list_batches(asked).await.unwrap().into_inner().batches.len()
    };
    assert_eq!((batches(&greffier()).await, batches(&named).await), (0, 1));
    let read = async |who: &Caller| {
        let wanted = pb::GetBatchRequest { batch_id: batch_id.clone() };
        let answer = world.client().await.get_batch(world.request(who, wanted)).await;
        answer.map(|a| a.into_inner()).map_err(|s| Failure::from_status(&s).code)
    };
    assert_eq!(read(&greffier()).await.unwrap_err(), "AVI-009");
    let lines = read(&named).await.unwrap().batch.unwrap().lines;
    assert_eq!(lines.len(), notices.len());
    let send = pb::SendBatchRequest { batch_id: batch_id.clone() };
    world.client().await.send_batch(world.command(&greffier(), Uuid::now_v7(), send)).await.unwrap();
    assert_eq!(read(&named).await.unwrap().batch.unwrap().lines, lines, "a stranger’s hand changes nothing");

    assert!(!list(&world, &named, "").await.is_empty());
    assert!(figures_for(&world, &named).await.due > 0);
    let seen = life_for(&world, &named, &notice).await;
    assert_eq!(seen.sendings[0].state, "rejete");
    assert_ne!(seen.proposal.unwrap().channel, "courriel");
    let form = pb::PrepareStep { reason: "Encore".into(), ..form };
    assert_eq!(step(&world, &named, &notice, Step::Prepare(form)).await.unwrap_err().code, "CAN-003");
}
