//! Personal links: proven by a code, one answer to all that opens nothing, and of a case only what its party may see.

use greffe_chassis::{Caller, Failure, Kind};
use greffe_contracts::{
    dossier::v1::{self as pb, follow_service_client::FollowServiceClient},
    events::v1::{ActRecorded, AvocatConstitue, RecepisseDelivre, act_recorded::Body},
};
use serde_json::json;
use tonic::{Request, metadata::MetadataValue, transport::Channel};
use uuid::Uuid;

use crate::support::{World, counsel, day, declaration, failure, greffier, person};

const TOO_MANY: usize = 5;

/// A case without compulsory counsel, and its parties.
struct House {
    world: World,
    dossier: String,
    parties: Vec<pb::Party>,
}

impl House {
    async fn new(procedure: &str) -> Self {
        let world = World::new().await;
        let wanted = pb::OpenDossierRequest { procedure: procedure.into(), ..declaration() };
        let opened = world.open(wanted).await.unwrap();
        let parties = world.get(&greffier(), &opened.dossier_id).await.unwrap().parties;
        Self { world, dossier: opened.dossier_id, parties }
    }

    async fn client(&self) -> FollowServiceClient<Channel> {
        FollowServiceClient::connect(self.world.address().to_owned()).await.unwrap()
    }

    fn party(&self, role: &str) -> &pb::Party {
        self.parties.iter().find(|party| party.role == role).unwrap()
    }

    async fn issue_as(
        &self,
        caller: &Caller,
        key: Uuid,
        party: &str,
    ) -> Result<pb::IssueLinkResponse, Failure> {
        let wanted = pb::IssueLinkRequest {
            dossier_id: self.dossier.clone(),
            party_id: party.into(),
            code_by: "courrier".into(),
            until: String::new(),
        };
        let answer = self.client().await.issue_link(self.world.request(caller, key, wanted)).await;
        answer.map(tonic::Response::into_inner).map_err(failure)
    }

    async fn issue(&self) -> pb::IssueLinkResponse {
        let party = self.party("demandeur").party_id.clone();
        self.issue_as(&greffier(), Uuid::now_v7(), &party).await.unwrap()
    }

    /// As the gateway asks.
    fn asked<T>(&self, message: T) -> Request<T> {
        self.world.request(&Caller::service("gateway"), Uuid::now_v7(), message)
    }

    async fn open(&self, token: &str, code: &str) -> Result<String, Failure> {
        let wanted = pb::OpenFollowingRequest { token: token.into(), code: code.into() };
        let answer = self.client().await.open_following(self.asked(wanted)).await;
        Ok(answer.map_err(failure)?.into_inner().session)
    }

    async fn follow(&self, session: &str) -> Result<pb::FollowResponse, Failure> {
        let answer =
            self.client().await.follow(self.asked(pb::FollowRequest { session: session.into() })).await;
        answer.map(tonic::Response::into_inner).map_err(failure)
    }

    async fn links(&self) -> Vec<pb::PersonalLink> {
        let wanted = pb::ListLinksRequest { dossier_id: self.dossier.clone() };
        let request = self.world.request(&greffier(), Uuid::now_v7(), wanted);
        self.client().await.list_links(request).await.unwrap().into_inner().links
    }

    async fn submit(&self, party: &str, dossier: &str, nature: &str, name: &str) -> pb::Deposit {
        let message = json!({"format": "greffe-depot/1", "message_id": name, "type": "memoire", "dossier": dossier,
            "memoire": {"nature": nature}});
        let wanted = pb::SubmitDepositRequest {
            message: message.to_string().into_bytes(),
            media_type: "application/json".into(),
        };
        let caller = Caller::party(Uuid::parse_str(party).unwrap());
        let mut request = self.world.request(&caller, Uuid::now_v7(), wanted);
        let at = MetadataValue::from_static("2026-11-24T10:00:00Z");
        request.metadata_mut().insert("greffe-received-at", at);
        self.world.client().await.submit_deposit(request).await.unwrap().into_inner().deposit.unwrap()
    }

    async fn audited(&self, action: &str) -> Vec<(String, String)> {
        sqlx::query_as("SELECT actor, decision FROM audit WHERE action = $1 ORDER BY at, seq")
            .bind(action)
            .fetch_all(&self.world.pool)
            .await
            .unwrap()
    }
}

fn constituted(office: &str, party: &str) -> ActRecorded {
    let office_id = Uuid::parse_str(office).ok().map(Into::into);
    let mut fact = ActRecorded {
        dates: vec![day("constitution", "2026-11-23")],
        body: Some(Body::AvocatConstitue(AvocatConstitue { office_id, ..Default::default() })),
        ..Default::default()
    };
    fact.scope.get_or_insert_default().parties = vec![Uuid::parse_str(party).unwrap().into()];
    fact
}

#[tokio::test]
async fn a_link_opens_with_its_code_and_shows_only_what_concerns_its_party() {
    let house = House::new("civil_sans_representation").await;
    let receipt = ActRecorded {
        dates: vec![day("expedie", "2026-11-21"), day("recu", "2026-11-23")],
        body: Some(Body::RecepisseDelivre(RecepisseDelivre::default())),
        ..Default::default()
    };
    house.world.record_owned(&house.dossier, receipt).await.unwrap();
    let key = Uuid::now_v7();
    let party = house.party("demandeur").party_id.clone();
    let made = house.issue_as(&greffier(), key, &party).await.unwrap();
    assert_eq!((made.token.len(), made.code.len()), (64, 14), "{}", made.code);
    let again = house.issue_as(&greffier(), key, &party).await.unwrap();
    assert_eq!((again.link, again.token.as_str(), again.code.as_str()), (made.link.clone(), "", ""));

    // What is kept holds neither secret, and neither does the answer kept for repetitions.
    let kept: (Vec<u8>, Vec<u8>) = sqlx::query_as("SELECT token_sha256, code_sha256 FROM dossier.link")
        .fetch_one(&house.world.pool)
        .await
        .unwrap();
    assert!(kept.0 != made.token.as_bytes() && kept.1 != made.code.as_bytes());
    let answers: Vec<Vec<u8>> =
        sqlx::query_scalar("SELECT response FROM command_log").fetch_all(&house.world.pool).await.unwrap();
    let told = |secret: &str| answers.iter().any(|a| String::from_utf8_lossy(a).contains(secret));
    assert!(!told(&made.token) && !told(&made.code));

    let session = house.open(&made.token, &made.code.to_lowercase().replace('-', " ")).await.unwrap();
    let seen = house.follow(&session).await.unwrap();
    assert_eq!((seen.party_name.as_str(), seen.role.as_str()), ("Camille Dupont", "demandeur"));
    assert!(seen.number.ends_with("26-10.001") && !seen.stage_label.is_empty(), "{seen:?}");
    let due: Vec<(&str, &str)> = seen.terms.iter().map(|t| (t.article.as_str(), t.due.as_str())).collect();
    assert_eq!(due, [("CPC 989", "2027-02-23")]);
    assert_eq!((seen.memoire_article.as_str(), seen.hearing_on.as_str()), ("CPC 989", ""));
    assert!(!format!("{seen:?}").contains("Lévêque"), "the other party is none of its concern");
    let link = &house.links().await[0];
    assert_eq!((link.state.as_str(), link.tries, link.opened_at.is_some()), ("actif", 0, true));
    // Opened once, seen once: each a decision in the trail, for the party and nobody else.
    let actor = format!("partie:{party}");
    assert_eq!(house.audited("suivre_dossier").await, vec![(actor, "permis".to_owned()); 2]);

    let closed = house.asked(pb::CloseFollowingRequest { session: session.clone() });
    house.client().await.close_following(closed).await.unwrap();
    assert_eq!(house.follow(&session).await.unwrap_err().code, "LIE-002");
}

#[tokio::test]
async fn whatever_opens_nothing_is_told_the_same() {
    let house = House::new("civil_sans_representation").await;
    let made = house.issue().await;
    let mut said = vec![
        house.open("", "").await.unwrap_err(),
        house.open(&"0".repeat(64), &made.code).await.unwrap_err(),
        house.open(&made.token, "0000-0000-0000").await.unwrap_err(),
    ];
    assert_eq!(house.links().await[0].tries, 1);
    // Replaced: the first one is over.
    let second = house.issue().await;
    said.push(house.open(&made.token, &made.code).await.unwrap_err());
    assert_eq!(
        house.links().await.iter().map(|l| l.state.as_str()).collect::<Vec<_>>(),
        ["actif", "revoque"]
    );
    // Locked by too many wrong codes, the right one no longer opens.
    for _ in 0..TOO_MANY {
        said.push(house.open(&second.token, "1111-1111-1111").await.unwrap_err());
    }
    assert_eq!(house.links().await[0].state, "verrouille");
    said.push(house.open(&second.token, &second.code).await.unwrap_err());
    // Over by time, and by the registry; the session that was open goes with it.
    let third = house.issue().await;
    let session = house.open(&third.token, &third.code).await.unwrap();
    let revoke =
        pb::RevokeLinkRequest { link_id: third.link.unwrap().link_id, reason: "lettre revenue".into() };
    let request = house.world.request(&greffier(), Uuid::now_v7(), revoke.clone());
    let revoked = house.client().await.revoke_link(request).await.unwrap().into_inner().link.unwrap();
    assert_eq!((revoked.state.as_str(), revoked.reason.as_str()), ("revoque", "lettre revenue"));
    assert_eq!(house.follow(&session).await.unwrap_err().code, "LIE-002");
    said.push(house.open(&third.token, &third.code).await.unwrap_err());
    let last = house.issue().await;
    house.world.clock.set("2027-11-26T10:00:00Z");
    said.push(house.open(&last.token, &last.code).await.unwrap_err());
    assert_eq!(house.links().await[0].state, "expire");
    assert!(
        said.iter()
            .all(|f| (f.kind, &f.code, &f.message) == (Kind::NotFound, &said[0].code, &said[0].message))
    );
    assert_eq!((&*said[0].code, said.len()), ("LIE-001", 12));
    let refused = house.audited("ouvrir_suivi").await;
    assert_eq!(refused, vec![("service:gateway".to_owned(), "refuse".to_owned()); 12]);
}

#[tokio::test]
async fn a_session_is_short() {
    let house = House::new("civil_sans_representation").await;
    let made = house.issue().await;
    let session = house.open(&made.token, &made.code).await.unwrap();
    house.world.clock.set("2026-11-24T10:29:00Z");
    assert!(house.follow(&session).await.is_ok());
    house.world.clock.set("2026-11-24T10:31:00Z");
    assert_eq!(house.follow(&session).await.unwrap_err().code, "LIE-002");
}

#[tokio::test]
async fn counsel_takes_the_place_of_a_link_and_a_seal_closes_it() {
    let house = House::new("civil_sans_representation").await;
    let made = house.issue().await;
    let session = house.open(&made.token, &made.code).await.unwrap();
    let wanted = pb::RegisterOfficeRequest { name: "SCP Martin & Roux".into() };
    let request = house.world.request(&greffier(), Uuid::now_v7(), wanted);
    let office =
        house.world.client().await.register_office(request).await.unwrap().into_inner().office.unwrap();
    let party = house.party("demandeur").party_id.clone();
    house.world.record_owned(&house.dossier, constituted(&office.office_id, &party)).await.unwrap();
    assert_eq!(house.follow(&session).await.unwrap_err().code, "LIE-002");
    assert_eq!(house.open(&made.token, &made.code).await.unwrap_err().code, "LIE-001");
    assert_eq!(house.links().await[0].state, "suspendu");
    let refused = house.issue_as(&greffier(), Uuid::now_v7(), &party).await.unwrap_err();
    assert_eq!((refused.kind, &*refused.code), (Kind::Refused, "LIE-003"));
}

#[tokio::test]
async fn only_those_who_keep_the_case_make_links_and_only_the_gateway_opens_them() {
    let house = House::new("civil_sans_representation").await;
    let party = house.party("demandeur").party_id.clone();
    for (caller, code) in [
        (person("greffe_chambre", &["soc"]), "DRO-001"),
        (person("sder", &[]), "DRO-001"),
        (counsel(&Uuid::now_v7().to_string()), "DOS-001"),
        (Caller::party(Uuid::parse_str(&party).unwrap()), "DOS-001"),
    ] {
        let refused = house.issue_as(&caller, Uuid::now_v7(), &party).await.unwrap_err();
        assert_eq!(refused.code, code, "{}", caller.subject);
    }
    let strange = house.issue_as(&greffier(), Uuid::now_v7(), &Uuid::now_v7().to_string()).await.unwrap_err();
    assert_eq!((&*strange.code, strange.violations[0].field.as_str()), ("LIE-004", "party_id"));
    let made = house.issue().await;
    let wanted = pb::OpenFollowingRequest { token: made.token, code: made.code };
    let by_hand = house.world.request(&greffier(), Uuid::now_v7(), wanted);
    let refused = house.client().await.open_following(by_hand).await.map_err(failure).unwrap_err();
    assert_eq!(refused.code, "DRO-001");
}

#[tokio::test]
async fn a_party_remits_its_own_memoire_where_the_law_lets_it_and_in_its_own_case() {
    let house = House::new("civil_sans_representation").await;
    let party = house.party("demandeur").party_id.clone();
    let made = house.issue().await;
    let session = house.open(&made.token, &made.code).await.unwrap();
    let entered = house.submit(&party, &house.dossier, "personnel", "suivi-1").await;
    assert_eq!((entered.status.as_str(), entered.act_ids.len()), ("enregistre", 1), "{entered:?}");
    assert_eq!(house.submit(&party, &house.dossier, "personnel", "suivi-1").await, entered);
    let seen = house.follow(&session).await.unwrap();
    assert_eq!(seen.deposits, std::slice::from_ref(&entered));
    let acts = pb::ListActsRequest {
        dossier_id: house.dossier.clone(),
        page: Some(greffe_contracts::common::v1::PageRequest { size: 1, cursor: String::new() }),
        ..Default::default()
    };
    let request = house.world.request(&greffier(), Uuid::now_v7(), acts);
    let acts = house.world.client().await.list_acts(request).await.unwrap().into_inner().acts;
    let act = acts[0].act.clone().unwrap();
    let Some(Body::MemoireDepose(memoire)) = act.body else { panic!("{act:?}") };
    assert_eq!((memoire.nature.as_str(), memoire.signataire.as_str()), ("personnel", "partie"));
    let scope: Vec<String> =
        act.scope.unwrap().parties.iter().map(|id| Uuid::from(*id).to_string()).collect();
    assert_eq!((scope, acts[0].recorded_by.as_str()), (vec![party.clone()], &*format!("partie:{party}")));

    // Of another nature, of the other side, in a case that is not its own: it waits for a greffier, and enters nothing.
    let other = house.party("defendeur").party_id.clone();
    let link = house.issue_as(&greffier(), Uuid::now_v7(), &other).await.unwrap();
    let session = house.open(&link.token, &link.code).await.unwrap();
    assert_eq!(house.follow(&session).await.unwrap().memoire_article, "");
    let elsewhere = house.world.open(declaration()).await.unwrap().dossier_id;
    let before = house.world.count("dossier.act").await;
    for (who, dossier, nature, code) in [
        (&party, &house.dossier, "ampliatif", "LIE-005"),
        (&other, &house.dossier, "personnel", "LIE-005"),
        (&party, &elsewhere, "personnel", "DOS-001"),
    ] {
        let waits = house.submit(who, dossier, nature, &format!("m-{nature}-{who}-{dossier}")).await;
        assert_eq!((waits.status.as_str(), waits.reason.unwrap().code.as_str()), ("en_attente", code));
    }
    assert_eq!(house.world.count("dossier.act").await, before);
}

#[tokio::test]
async fn where_counsel_is_compulsory_no_memoire_is_offered() {
    let house = House::new("civil_representation_obligatoire").await;
    let made = house.issue().await;
    let session = house.open(&made.token, &made.code).await.unwrap();
    assert_eq!(house.follow(&session).await.unwrap().memoire_article, "");
    let party = house.party("demandeur").party_id.clone();
    let waits = house.submit(&party, &house.dossier, "personnel", "suivi-1").await;
    assert_eq!((waits.status.as_str(), waits.reason.unwrap().code.as_str()), ("en_attente", "LIE-005"));
}
