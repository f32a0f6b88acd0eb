//! Papers made from a case: filled by what the case holds, refused whole, kept once a key.

use std::{
    collections::HashMap,
    fs,
    path::Path,
    sync::{Arc, Mutex},
};

use futures::future::BoxFuture;
use greffe_chassis::{Caller, Failure, Kind};
use greffe_contracts::{
    assignment::v1::{AudienceSitting, PublicRole, PublicRoleCase, RelationToCaseResponse},
    common::v1::{NamedDate, named_date},
    deadline::v1::{Deadline, Step},
    document::v1::{self as pb, paper_service_client::PaperServiceClient, render_paper_response::Part},
    dossier::v1::{Certificate, Decision, Demand, Designation, Dossier, Office, Outcome, Party},
    events::v1::{ActRecorded, DebatsTenus, DecisionPrononcee, QpcDecidee, act_recorded::Body},
};
use greffe_document::papers::{Cases, Papers, Printer, Seals};
use greffe_procedure::day::Day;
use greffe_seal::Trust;
use greffe_test_service::doors;
use prost::Message;
use tonic::{
    service::Routes,
    transport::{Channel, Server, server::TcpIncoming},
};
use uuid::Uuid;

use crate::support::{
    Journal, World, annulled, avocat_general, chambre, counsel, failure, greffier, papers, person, rapporteur,
};

/// Those who hold cases, played: one dossier, which one person may not read.
#[derive(Default)]
pub struct Held {
    dossier: Mutex<Dossier>,
    terms: Vec<Deadline>,
    demand: Demand,
    role: Mutex<PublicRole>,
    relations: Mutex<HashMap<String, RelationToCaseResponse>>,
}

impl Held {
    pub fn of(dossier: Dossier) -> Self {
        Self { dossier: Mutex::new(dossier), ..Self::default() }
    }
}

impl Cases for Held {
    fn dossier<'a>(
        &'a self,
        caller: &'a Caller,
        _: &'a str,
    ) -> BoxFuture<'a, greffe_chassis::Result<Dossier>> {
        Box::pin(async move {
            if caller.subject == "autre" {
                return Err(Failure::not_found("DOS-001", "Aucun dossier."));
            }
            Ok(self.dossier.lock().unwrap().clone())
        })
    }

    fn terms<'a>(
        &'a self,
        _: &'a Caller,
        _: &'a str,
    ) -> BoxFuture<'a, greffe_chassis::Result<Vec<Deadline>>> {
        Box::pin(async { Ok(self.terms.clone()) })
    }

    fn demand<'a>(&'a self, _: &'a Caller, _: &'a str) -> BoxFuture<'a, greffe_chassis::Result<Demand>> {
        Box::pin(async { Ok(self.demand.clone()) })
    }

    fn relation<'a>(
        &'a self,
        agent: &'a str,
        _: &'a str,
    ) -> BoxFuture<'a, greffe_chassis::Result<RelationToCaseResponse>> {
        Box::pin(async move { Ok(self.relations.lock().unwrap().get(agent).cloned().unwrap_or_default()) })
    }

    fn role<'a>(
        &'a self,
        caller: &'a Caller,
        _: &'a str,
    ) -> BoxFuture<'a, greffe_chassis::Result<PublicRole>> {
        Box::pin(async move {
            let mut role = self.role.lock().unwrap().clone();
            role.named = !caller.has_role("service");
            if !role.named {
                role.president.clear();
                role.cases.iter_mut().for_each(|case| case.rapporteurs.clear());
            }
            Ok(role)
        })
    }
}

fn role(dossier: &str) -> PublicRole {
    PublicRole {
        audience_id: "audience-1".into(),
        chambre_label: "deuxième chambre civile".into(),
        formation_label: "formation restreinte".into(),
        sitting: Some(AudienceSitting {
            day: "2027-05-12".into(),
            from: 14 * 60,
            to: 16 * 60,
            room: "Salle Cambacérès".into(),
            ..Default::default()
        }),
        count: 1,
        president: "Mme Anne Arnaud".into(),
        cases: vec![PublicRoleCase {
            dossier_id: dossier.into(),
            number: "C 26-10.001".into(),
            rapporteurs: vec!["M. Besnard".into()],
        }],
        ..Default::default()
    }
}

pub struct Room {
    pub world: World,
    pub journal: Journal,
    held: Arc<Held>,
    address: String,
}

fn party(role: &str, name: &str) -> Party {
    let office_ids = if role == "demandeur" { vec!["cabinet-1".into()] } else { Vec::new() };
    Party { role: role.into(), name: name.into(), party_id: name.into(), office_ids, ..Default::default() }
}

const CERTIFICATE: &str = "Cour de cassation\nGreffe\n\nCertificat de non-pourvoi n°\u{a0}CNP-2026-00001\nArticle 505 du code de procédure civile\n\nDécision\u{a0}: cour d’appel de Lyon, 10 septembre 2026\nDemandeur du certificat\u{a0}: SCP Martin (avocat)\n\nSituation au 24 novembre 2026 à 11 h 00 (heure de Paris)\u{a0}:\nLe greffe certifie qu’aucun pourvoi n’est enregistré.\n\nLa recherche a porté sur les pourvois enregistrés.\n\nIdentifiant\u{a0}: 0192f0c0-5a10-7000-8000-0000000000c1\n";

impl Room {
    pub async fn new() -> Self {
        Self::trusting(None).await
    }

    /// The same, where these authorities vouch for who signs a minute.
    pub async fn trusting(trust: Option<Trust>) -> Self {
        let world = World::new().await;
        let journal = Journal::new();
        let dossier = Dossier {
            dossier_id: journal.dossier.to_string(),
            number: "C 26-10.001".into(),
            formed_on: "2026-10-31".into(),
            chambre_label: "deuxième chambre civile".into(),
            offices: vec![Office { office_id: "cabinet-1".into(), name: "SCP Martin".into() }],
            parties: vec![party("demandeur", "Mme Élodie Le Goff"), party("defendeur", "société Bretagne")],
            decisions: vec![Decision {
                court: "cour d’appel de Rennes".into(),
                rendered_on: "2026-09-03".into(),
                case_number: "25/01234".into(),
                decision_id: "decision-1".into(),
                ..Default::default()
            }],
            ..Default::default()
        };
        let term = Deadline {
            deadline_id: Uuid::nil().to_string(),
            rule: "civil.ma".into(),
            label: "Mémoire ampliatif".into(),
            basis: "CPC, art. 978".into(),
            due: "2027-03-16".into(),
            party_id: "Mme Élodie Le Goff".into(),
            steps: vec![Step { text: "Quatre mois à compter du pourvoi.".into(), basis: String::new() }],
            catalogue: "2026.11.4".into(),
            ..Default::default()
        };
        let demand = Demand {
            demand_id: "demande-1".into(),
            certificate: Some(Certificate {
                number: "CNP-2026-00001".into(),
                kind: "non_pourvoi".into(),
                text: CERTIFICATE.into(),
                sha256: "ab".repeat(32),
                delivered_at: Some(prost_types::Timestamp { seconds: 1_795_000_000, nanos: 0 }),
            }),
            ..Default::default()
        };
        let role = Mutex::new(role(&dossier.dossier_id));
        let relations = Mutex::default();
        let held =
            Arc::new(Held { dossier: Mutex::new(dossier), terms: vec![term], demand, role, relations });
        let papers =
            Papers::new(world.service.clone(), held.clone(), Printer::default(), Seals::of_trial().unwrap())
                .trusting(trust);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let routes = papers.join(Routes::default(), world.verifier());
        tokio::spawn(
            Server::builder()
                .add_routes(routes)
                .serve_with_incoming(TcpIncoming::from(listener).with_nodelay(Some(true))),
        );
        Self { world, journal, held, address }
    }

    /// What assignment says of somebody.
    pub fn relate(&self, who: &Caller, relation: RelationToCaseResponse) {
        self.held.relations.lock().unwrap().insert(who.agent_id.clone(), relation);
    }

    /// An act of that day, recorded and heard.
    pub async fn tell_on(&mut self, body: Body, on: &str) -> Uuid {
        let (mut event, id) = self.journal.next(body, &[], None);
        let mut fact = ActRecorded::decode(event.payload.as_ref()).unwrap();
        let value = Some(named_date::Value::Day(on.parse::<Day>().unwrap().number()));
        fact.dates = vec![NamedDate { value, ..Default::default() }];
        event.payload = fact.encode_to_vec().into();
        self.world.hear(&event).await;
        id
    }

    /// Designations in force, as the dossier says them.
    fn designate(&self, holders: &[(&str, &Caller)]) {
        let holders = holders.iter().map(|(role, of)| Designation {
            role: (*role).into(),
            person_id: of.agent_id.clone(),
            ..Default::default()
        });
        self.held.dossier.lock().unwrap().designations = holders.collect();
    }

    pub fn pronounce(&self, nature: &str) {
        self.held.dossier.lock().unwrap().outcome = Some(Outcome {
            nature: nature.into(),
            label: "Décision prononcée".into(),
            solution: "cassation".into(),
            ecli: "ECLI:FR:CCASS:2027:C201174".into(),
            pronounced_on: "2027-06-10".into(),
            ..Default::default()
        });
    }

    pub async fn templates(&self, day: &str) -> Vec<pb::PaperTemplate> {
        let wanted = pb::ListTemplatesRequest { day: day.into() };
        let request = self.world.request(&greffier(), wanted);
        self.client().await.list_templates(request).await.unwrap().into_inner().templates
    }

    pub async fn client(&self) -> PaperServiceClient<Channel> {
        PaperServiceClient::connect(self.address.clone()).await.unwrap()
    }

    pub fn order(&self, template: &str, values: Vec<pb::PaperValue>) -> pb::PaperOrder {
        pb::PaperOrder {
            template: template.into(),
            dossier_id: self.journal.dossier.to_string(),
            subject_id: Uuid::nil().to_string(),
            values,
            ..Default::default()
        }
    }

    pub async fn check(
        &self,
        caller: &Caller,
        order: pb::PaperOrder,
    ) -> Result<pb::CheckPaperResponse, Failure> {
        let request = self.world.request(caller, pb::CheckPaperRequest { order: Some(order) });
        Ok(self.client().await.check_paper(request).await.map_err(failure)?.into_inner())
    }

    pub async fn render(
        &self,
        caller: &Caller,
        order: pb::PaperOrder,
    ) -> Result<(pb::PaperMade, Vec<u8>), Failure> {
        self.rendered(caller, order, false).await
    }

    async fn rendered(
        &self,
        caller: &Caller,
        order: pb::PaperOrder,
        preview: bool,
    ) -> Result<(pb::PaperMade, Vec<u8>), Failure> {
        let identifier = Uuid::nil().to_string();
        let wanted = pb::RenderPaperRequest { order: Some(order), preview, identifier };
        let request = self.world.request(caller, wanted);
        let mut parts = self.client().await.render_paper(request).await.map_err(failure)?.into_inner();
        let (mut made, mut pdf) = (None, Vec::new());
        while let Some(part) = parts.message().await.unwrap() {
            match part.part.unwrap() {
                Part::Made(described) => made = Some(described),
                Part::Chunk(chunk) => pdf.extend(chunk),
            }
        }
        Ok((made.unwrap(), pdf))
    }

    pub async fn keep(&self, key: Uuid, order: pb::PaperOrder) -> Result<(pb::Piece, bool), Failure> {
        self.keep_as(&greffier(), key, order).await
    }

    async fn keep_as(
        &self,
        caller: &Caller,
        key: Uuid,
        order: pb::PaperOrder,
    ) -> Result<(pb::Piece, bool), Failure> {
        let request = self.world.command(caller, key, pb::KeepPaperRequest { order: Some(order) });
        let answer = self.client().await.keep_paper(request).await.map_err(failure)?;
        let replayed = answer.metadata().get("idempotency-replayed").is_some();
        Ok((answer.into_inner().piece.unwrap(), replayed))
    }
}

fn typed(field: &str, text: &str) -> pb::PaperValue {
    pb::PaperValue { field: field.into(), text: text.into(), ..Default::default() }
}

fn rows(field: &str, texts: &[&str]) -> pb::PaperValue {
    let rows = texts.iter().map(|text| pb::PaperRow { values: vec![typed("texte", text)] }).collect();
    pb::PaperValue { field: field.into(), rows, ..Default::default() }
}

/// What a person types of the worked example of a template: the fields that may be typed, and of lists the columns that may.
pub fn written(template: &pb::PaperTemplate) -> Vec<pb::PaperValue> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../crates/render/templates")
        .join(&template.name)
        .join("exemple.json");
    let example: serde_json::Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    values_of(&template.fields, &example["valeurs"])
}

fn values_of(fields: &[pb::PaperField], given: &serde_json::Value) -> Vec<pb::PaperValue> {
    let typed = fields.iter().filter(|field| field.typed && !given[&field.name].is_null());
    typed
        .map(|field| {
            let value = &given[&field.name];
            let text = value["texte"].as_str().or(value["jour"].as_str()).unwrap_or_default().to_owned();
            let rows = value["liste"].as_array().map(Vec::as_slice).unwrap_or_default();
            let rows =
                rows.iter().map(|row| pb::PaperRow { values: values_of(&field.columns, row) }).collect();
            pb::PaperValue { field: field.name.clone(), text, rows, source: None }
        })
        .collect()
}

pub fn ordonnance() -> Vec<pb::PaperValue> {
    vec![
        typed("nature", "decheance"),
        typed("numero", "50001"),
        typed("magistrat", "Mme Arnaud"),
        typed("qualite", "président de la deuxième chambre civile"),
        typed("motifs", "Aucun mémoire n’a été déposé."),
        rows("visas", &["l’article 978 du code de procédure civile"]),
        rows("dispositif", &["CONSTATE la déchéance du pourvoi."]),
    ]
}

#[tokio::test]
async fn a_paper_is_filled_from_the_case_and_each_value_says_where_it_was_read() {
    let room = Room::new().await;
    let found = room.check(&greffier(), room.order("ordonnance", ordonnance())).await.unwrap();
    assert_eq!(found.faults, []);
    let said = |field: &str| {
        let one = found.inserted.iter().find(|value| value.field == field).unwrap();
        (one.text.clone(), one.source.clone().unwrap().origin)
    };
    assert_eq!(said("demandeurs"), ("Mme Élodie Le Goff".into(), "personne".into()));
    assert_eq!(said("pourvoi"), ("C 26-10.001".into(), "dossier".into()));
    assert_eq!(said("juridiction").1, "profil");
    assert_eq!(said("decision_attaquee").1, "decision");
    let typed = found.inserted.iter().find(|value| value.field == "motifs").unwrap();
    assert_eq!(typed.source.clone().unwrap().id, greffier().agent_id, "typed by that person");
    let (made, pdf) = room.render(&greffier(), room.order("ordonnance", ordonnance())).await.unwrap();
    assert!(pdf.starts_with(b"%PDF-1.7"));
    assert_eq!((made.pages, made.size), (1, pdf.len() as u64));
    let term = async || room.render(&greffier(), room.order("fiche_de_calcul", Vec::new())).await.unwrap().0;
    assert_eq!(term().await.sha256, term().await.sha256, "the same order gives the same bytes");
}

#[tokio::test]
async fn nothing_is_made_with_a_blank_and_all_that_is_missing_is_told_at_once() {
    let room = Room::new().await;
    let refused =
        room.render(&greffier(), room.order("ordonnance", vec![typed("motifs", " ")])).await.unwrap_err();
    assert_eq!((refused.kind, refused.code.as_ref()), (Kind::Invalid, "PAP-001"));
    let fields: Vec<&str> = refused.violations.iter().map(|v| v.field.as_str()).collect();
    for field in ["nature", "numero", "magistrat", "qualite", "visas", "motifs", "dispositif"] {
        assert!(fields.contains(&field), "{field} in {fields:?}");
    }
    // What is read from the case is not typed over.
    let mut values = ordonnance();
    values.push(typed("demandeurs", "quelqu’un d’autre"));
    let refused = room.render(&greffier(), room.order("ordonnance", values)).await.unwrap_err();
    assert_eq!(refused.violations[0].field, "demandeurs");
    let unknown = room.render(&greffier(), room.order("arrete", Vec::new())).await.unwrap_err();
    assert_eq!(unknown.code, "PAP-002");
    let before = pb::PaperOrder { day: "2025-12-31".into(), ..room.order("ordonnance", ordonnance()) };
    assert_eq!(room.render(&greffier(), before).await.unwrap_err().code, "PAP-002", "not in force yet");
    let nowhere = pb::PaperOrder { dossier_id: String::new(), ..room.order("ordonnance", ordonnance()) };
    assert_eq!(room.render(&greffier(), nowhere).await.unwrap_err().code, "PAP-005");
    let other = room.render(&counsel("autre"), room.order("ordonnance", ordonnance())).await.unwrap_err();
    assert_eq!(other.kind, Kind::NotFound, "who may not read the case makes no paper of it");
}

#[tokio::test]
async fn who_reads_a_case_does_not_speak_for_the_court() {
    let room = Room::new().await;
    let order = || room.order("ordonnance", ordonnance());
    let readers =
        [counsel("constitue"), person("sder", "sder", &[]), person("siege", "magistrat_siege", &["civ2"])];
    for reader in readers {
        assert!(room.check(&reader, order()).await.unwrap().faults.is_empty(), "{}", reader.subject);
        room.rendered(&reader, order(), true).await.unwrap();
        let refused = room.render(&reader, order()).await.unwrap_err();
        assert_eq!((refused.kind, refused.code.as_ref()), (Kind::Forbidden, "PAP-017"), "{}", reader.subject);
        room.render(&reader, room.order("fiche_de_calcul", Vec::new())).await.unwrap();
    }
    let refused = room.keep_as(&counsel("constitue"), Uuid::now_v7(), order()).await.unwrap_err();
    assert_eq!(refused.code, "PAP-017");
    let refusals: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM document.audit WHERE action = 'sceller_papier' AND decision = 'refuse'",
    )
    .fetch_one(&room.world.pool)
    .await
    .unwrap();
    assert_eq!(refusals, 4);
}

#[tokio::test]
async fn a_paper_is_kept_once_a_key_and_read_as_any_piece() {
    let room = Room::new().await;
    let key = Uuid::now_v7();
    let (piece, replayed) = room.keep(key, room.order("ordonnance", ordonnance())).await.unwrap();
    assert!(!replayed && piece.kind == "piece" && piece.media_type == "application/pdf");
    let (twin, replayed) = room.keep(key, room.order("ordonnance", ordonnance())).await.unwrap();
    assert!(replayed && twin.piece_id == piece.piece_id);
    let other = room.keep(key, room.order("bordereau", Vec::new())).await.unwrap_err();
    assert_eq!(other.code, "CLE-002");
    let (_, bytes) = room.world.download(&greffier(), piece.piece_id.parse().unwrap()).await.unwrap();
    assert!(bytes.starts_with(b"%PDF-1.7"));
    let unkept = room.keep(Uuid::now_v7(), room.order("fiche_de_calcul", Vec::new())).await.unwrap_err();
    assert_eq!(unkept.code, "PAP-004");
    assert!(room.world.arriving().is_empty(), "nothing half received is left");
    doors::refuse_strangers(
        &room.address,
        &["PaperService"],
        greffe_document::NAME,
        &room.world.signer,
        &greffier(),
        || room.world.clock.set("2026-11-24T10:02:00Z"),
    )
    .await;
}

#[tokio::test]
async fn a_bordereau_lists_the_pieces_chosen_and_only_those_one_may_read() {
    let mut room = Room::new().await;
    room.journal.tell(&room.world, chambre("civ1"), &[], None).await;
    let (first, second) =
        (room.world.deposit(&greffier(), "piece").await, room.world.deposit(&greffier(), "piece").await);
    room.journal.tell(&room.world, papers(&[first, second]), &[], None).await;
    let mut order = room.order(
        "bordereau",
        vec![
            typed("intitule", "Bordereau d’envoi"),
            typed("numero", "1"),
            typed("destinataire", "cour d’appel"),
        ],
    );
    order.piece_ids = vec![second.to_string(), first.to_string()];
    let found = room.check(&greffier(), order.clone()).await.unwrap();
    assert_eq!(found.faults, []);
    let ids: Vec<String> = found
        .inserted
        .iter()
        .filter(|value| value.field.ends_with("].intitule"))
        .map(|value| value.source.clone().unwrap().id)
        .collect();
    assert_eq!(ids, [second.to_string(), first.to_string()], "in the order chosen");
    order.piece_ids.push(Uuid::now_v7().to_string());
    assert_eq!(room.check(&greffier(), order).await.unwrap_err().code, "PAP-007");
}

#[tokio::test]
async fn terms_and_certificates_are_printed_in_their_own_words() {
    let room = Room::new().await;
    let (made, _) = room.render(&greffier(), room.order("fiche_de_calcul", Vec::new())).await.unwrap();
    assert_eq!(made.title, "Fiche de calcul : Mémoire ampliatif");
    let gone =
        pb::PaperOrder { subject_id: Uuid::max().to_string(), ..room.order("fiche_de_calcul", Vec::new()) };
    assert_eq!(room.render(&greffier(), gone).await.unwrap_err().code, "PAP-008");
    let found = room.check(&greffier(), room.order("certificat_non_pourvoi", Vec::new())).await.unwrap();
    assert_eq!(found.faults, []);
    let said = |field: &str| found.inserted.iter().find(|v| v.field == field).map(|v| v.text.clone());
    assert_eq!(said("constats").as_deref(), Some("Le greffe certifie qu’aucun pourvoi n’est enregistré."));
    assert_eq!(said("demandeur").as_deref(), Some("SCP Martin (avocat)"));
    assert_eq!(said("empreinte"), Some("ab".repeat(32)));
}

#[tokio::test]
async fn templates_say_what_they_ask_for() {
    let room = Room::new().await;
    let request = room.world.request(&greffier(), pb::ListTemplatesRequest::default());
    let found = room.client().await.list_templates(request).await.unwrap().into_inner().templates;
    let ordonnance = found.iter().find(|template| template.name == "ordonnance").unwrap();
    assert!(ordonnance.kept && ordonnance.of_dossier);
    let field = |name: &str| ordonnance.fields.iter().find(|field| field.name == name).unwrap();
    assert!(field("motifs").typed && field("dispositif").typed && !field("demandeurs").typed);
}

#[tokio::test]
async fn every_paper_of_a_dossier_is_made_of_what_the_dossier_holds_and_a_person_types() {
    let mut room = Room::new().await;
    room.journal.tell(&room.world, chambre("civ2"), &[], None).await;
    let piece = room.world.deposit(&greffier(), "piece").await;
    room.journal.tell(&room.world, papers(&[piece]), &[], None).await;
    let question = |sens: &str| {
        Body::QpcDecidee(QpcDecidee {
            sens: sens.into(),
            register_number: "507".into(),
            ..Default::default()
        })
    };
    let decided = room.tell_on(question("non_lieu_a_renvoi"), "2027-01-20").await;
    // Some are in force from that day on.
    let day = "2026-12-01";
    let of_dossier: Vec<_> = room
        .templates(day)
        .await
        .into_iter()
        .filter(|template| template.of_dossier && template.kept)
        .collect();
    assert!(of_dossier.len() > 20, "{}", of_dossier.len());
    let ordered = |template: &pb::PaperTemplate, values| pb::PaperOrder {
        day: day.into(),
        piece_ids: vec![piece.to_string()],
        ..room.order(&template.name, values)
    };
    for template in &of_dossier {
        // What says an opinion waits for one: an arrêt that ends the case is none.
        if template.name == "avis_cour" {
            room.pronounce("arret");
            let other = room.check(&greffier(), ordered(template, written(template))).await.unwrap_err();
            assert_eq!(other.code, "PAP-012");
            room.pronounce("avis");
        } else {
            room.pronounce("arret");
        }
        let order = ordered(template, written(template));
        let found = room.check(&greffier(), order.clone()).await.unwrap();
        assert_eq!(found.faults, [], "{}", template.name);
        let (made, pdf) = room.render(&greffier(), order).await.unwrap();
        assert!(pdf.starts_with(b"%PDF-1.7") && made.pages > 0, "{}", template.name);
        let bare = pb::PaperOrder { piece_ids: Vec::new(), ..ordered(template, Vec::new()) };
        let bare = room.check(&greffier(), bare).await;
        assert!(!bare.unwrap().faults.is_empty(), "{}: nothing to type", template.name);
    }
    // The decision on the question is that of its own act, whatever ends the case later; a copy certifies it where nothing ended it.
    let said = async |name: &str, field: &str| {
        let template = of_dossier.iter().find(|template| template.name == name).unwrap();
        let mut order = ordered(template, written(template));
        order.values.retain(|value| value.field != field);
        let found = room.check(&greffier(), order).await.unwrap();
        let one = found.inserted.into_iter().find(|value| value.field == field).unwrap();
        let source = one.source.unwrap();
        (one.text, source.origin, source.id)
    };
    room.pronounce("arret");
    let of_question = |text: &str| (text.to_owned(), "acte".to_owned(), decided.to_string());
    assert_eq!(said("arret_qpc", "solution").await, of_question("Non-lieu à renvoi de la question"));
    assert_eq!(said("arret_qpc", "numero").await, of_question("507"));
    assert_eq!(said("arret_qpc", "origine").await.0, "pourvoi");
    assert_eq!(said("copie_conforme", "solution").await.0, "Cassation");
    room.held.dossier.lock().unwrap().outcome = None;
    let day = said("copie_conforme", "prononce_le").await;
    assert_eq!(day, of_question("20\u{a0}janvier\u{a0}2027"));
}

#[tokio::test]
async fn an_arret_waits_for_its_decision_and_then_says_what_the_journal_says() {
    let mut room = Room::new().await;
    let templates = room.templates("").await;
    for name in [
        "arret_civil",
        "arret_criminel",
        "arret_non_admission",
        "arret_non_specialement_motive",
        "expedition",
        "extrait_arret",
    ] {
        let template = templates.iter().find(|template| template.name == name).unwrap();
        let early = room.render(&greffier(), room.order(name, written(template))).await.unwrap_err();
        assert_eq!((early.kind, early.code.as_ref()), (Kind::Refused, "PAP-012"), "{name}");
        let early = room.keep(Uuid::now_v7(), room.order(name, written(template))).await.unwrap_err();
        assert_eq!(early.code, "PAP-012", "{name}");
    }
    // An order that ends the case is not the arrêt whose minute this is.
    room.pronounce("ordonnance");
    let arret = templates.iter().find(|template| template.name == "arret_civil").unwrap();
    let other = room.render(&greffier(), room.order("arret_civil", written(arret))).await.unwrap_err();
    assert_eq!(other.code, "PAP-012");
    room.pronounce("arret");
    let template = templates.iter().find(|template| template.name == "arret_civil").unwrap();
    let mut values = written(template);
    values.retain(|value| value.field != "solution");
    let found = room.check(&greffier(), room.order("arret_civil", values)).await.unwrap();
    let said = |field: &str| {
        let one = found.inserted.iter().find(|value| value.field == field).unwrap();
        (one.text.clone(), one.source.clone().unwrap().origin)
    };
    assert_eq!(found.faults, []);
    assert_eq!(said("solution"), ("Cassation".into(), "dossier".into()));
    assert_eq!(said("prononce_le"), ("10\u{a0}juin\u{a0}2027".into(), "dossier".into()));
    assert_eq!(said("chambre"), ("Deuxième chambre civile".into(), "dossier".into()));
    assert_eq!(said("conseils[1].avocat"), ("SCP Martin".into(), "personne".into()));
    // The journal has the short list: a person may say more of what was judged, and what is left blank is what the journal says.
    for (text, shown) in [("Cassation partielle", "Cassation partielle"), (" ", "Cassation")] {
        let mut values = written(template);
        values.retain(|value| value.field != "solution");
        values.push(typed("solution", text));
        let found = room.check(&greffier(), room.order("arret_civil", values)).await.unwrap();
        let solution = found.inserted.iter().find(|value| value.field == "solution").unwrap();
        assert_eq!(solution.text, shown);
    }
    acts_name_who_reported_and_number_the_minute(&mut room, template).await;
}

/// The minute, where a person leaves blank what acts of the journal say: what is inserted of those fields, each with its source; and
/// the fields that are missing.
async fn from_acts(room: &Room, template: &pb::PaperTemplate) -> (Vec<[String; 4]>, Vec<String>) {
    const FIELDS: [&str; 4] = ["numero", "debats", "rapporteur", "avocat_general"];
    let mut values = written(template);
    values.retain(|value| !FIELDS.contains(&value.field.as_str()));
    let found = room.check(&greffier(), room.order(&template.name, values)).await.unwrap();
    let of_acts = found.inserted.into_iter().filter(|value| FIELDS.contains(&value.field.as_str()));
    let said = of_acts.map(|value| {
        let source = value.source.unwrap();
        [value.field, value.text, source.origin, source.id]
    });
    (said.collect(), found.faults.into_iter().map(|fault| fault.field).collect())
}

async fn acts_name_who_reported_and_number_the_minute(room: &mut Room, template: &pb::PaperTemplate) {
    let (_, missing) = from_acts(room, template).await;
    for field in ["numero", "debats", "rapporteur", "avocat_general"] {
        assert!(missing.iter().any(|of| of == field), "{field}: no act says it yet, {missing:?}");
    }
    let siege = |name| person(name, "magistrat_siege", &["civ2"]);
    let (first, second) = (siege("rapporteur"), siege("second"));
    let parquet = person("parquet", "avocat_general", &["civ2"]);
    let reports = room.tell_on(rapporteur(&first), "2026-11-30").await;
    let concludes = room.tell_on(avocat_general(&parquet), "2027-02-01").await;
    let debates = || Body::DebatsTenus(DebatsTenus { avis_parquet: "donne".into() });
    let held = room.tell_on(debates(), "2027-05-12").await;
    let mistaken = room.tell_on(debates(), "2027-05-19").await;
    room.journal.correct(&room.world, mistaken, annulled(), &[]).await;
    let pronounced = |ecli: &str, number: &str| {
        Body::DecisionPrononcee(DecisionPrononcee {
            nature: "arret".into(),
            ecli: ecli.into(),
            register_number: number.into(),
            ..Default::default()
        })
    };
    let minute = room.tell_on(pronounced("ECLI:FR:CCASS:2027:C201174", "1174"), "2027-06-10").await;
    room.tell_on(pronounced("ECLI:FR:CCASS:2027:C201180", "1180"), "2027-06-10").await;
    room.designate(&[("rapporteur", &first), ("avocat_general", &parquet)]);
    let named = |name: &str| RelationToCaseResponse { display_name: name.into(), ..Default::default() };
    room.relate(&first, named("M. Besnard"));
    room.relate(&parquet, named("Mme Léa Fontaine"));
    let (mut said, missing) = from_acts(room, template).await;
    assert!(missing.is_empty(), "{missing:?}");
    said.sort();
    let line = |field: &str, text: &str, act: Uuid| {
        [field.to_owned(), text.to_owned(), "acte".to_owned(), act.to_string()]
    };
    let expected = [
        line("avocat_general", "Mme Léa Fontaine", concludes),
        line("debats", "12\u{a0}mai\u{a0}2027", held),
        line("numero", "1174", minute),
        line("rapporteur", "M. Besnard", reports),
    ];
    assert_eq!(said, expected);
    // What the registry types stands, as typed by that person.
    let found = room.check(&greffier(), room.order(&template.name, written(template))).await.unwrap();
    let one = found.inserted.iter().find(|value| value.field == "rapporteur").unwrap();
    let source = one.source.clone().unwrap();
    assert_eq!((source.origin.as_str(), source.id), ("saisie", greffier().agent_id));
    // Of two who reported, both are named or neither is; who withdrew is not.
    room.tell_on(rapporteur(&second), "2026-12-01").await;
    room.designate(&[("rapporteur", &first), ("rapporteur", &second), ("avocat_general", &parquet)]);
    room.relate(&parquet, RelationToCaseResponse { recused: true, ..named("Mme Léa Fontaine") });
    let (_, missing) = from_acts(room, template).await;
    assert_eq!(missing, ["rapporteur", "avocat_general"]);
    room.relate(&second, named("Mme Anne Arnaud"));
    let (said, _) = from_acts(room, template).await;
    assert!(said.contains(&line("rapporteur", "M. Besnard et Mme Anne Arnaud", reports)), "{said:?}");
}

#[tokio::test]
async fn no_open_door_makes_a_paper_of_the_deliberation() {
    let room = Room::new().await;
    room.pronounce("arret");
    assert!(room.templates("").await.iter().all(|template| template.name != "papier_delibere"));
    let order = room.order("papier_delibere", vec![typed("intitule", "Projet")]);
    assert_eq!(room.check(&greffier(), order.clone()).await.unwrap_err().code, "PAP-011");
    assert_eq!(room.render(&greffier(), order.clone()).await.unwrap_err().code, "PAP-011");
    assert_eq!(room.keep(Uuid::now_v7(), order).await.unwrap_err().code, "PAP-011");
}

#[tokio::test]
async fn a_published_role_is_printed_with_the_names_that_its_reader_may_read() {
    let room = Room::new().await;
    let order = |template: &str| pb::PaperOrder {
        template: template.into(),
        subject_id: Uuid::nil().to_string(),
        ..Default::default()
    };
    let (posted, public) = ("role_audience", "role_public");
    let said = async |caller: &Caller, template: &str| {
        let found = room.check(caller, order(template)).await.unwrap();
        assert_eq!(found.faults, []);
        found
            .inserted
            .into_iter()
            .map(|one| (one.field, one.text, one.source.unwrap().origin))
            .collect::<Vec<_>>()
    };
    let read = said(&greffier(), posted).await;
    let has = |text: &str, origin: &str| read.iter().any(|(_, said, from)| said == text && from == origin);
    assert!(has("Deuxième chambre civile, formation restreinte", "acte"), "{read:?}");
    assert!(has("14\u{a0}h\u{a0}00", "acte") && has("Mme Anne Arnaud", "acte") && has("M. Besnard", "acte"));
    assert!(has("C 26-10.001", "dossier") && has("SCP Martin", "personne"), "{read:?}");
    assert!(
        read.iter().any(|(field, text, _)| field.ends_with("affaire") && text.contains("Le Goff")),
        "{read:?}"
    );

    // The one posted prints what its reader may not know as nothing: the number of a case, without its title.
    for (caller, template) in
        [(Caller::service("gateway"), public), (greffier(), public), (Caller::service("gateway"), posted)]
    {
        let read = said(&caller, template).await;
        assert!(read.iter().any(|(_, text, _)| text == "C 26-10.001"));
        for name in ["Arnaud", "Besnard", "Le Goff", "Martin"] {
            assert!(read.iter().all(|(_, text, _)| !text.contains(name)), "{name}: {read:?}");
        }
    }
    let gateway = Caller::service("gateway");
    for (caller, template) in [(greffier(), posted), (gateway.clone(), posted), (gateway, public)] {
        let (made, pdf) = room.render(&caller, order(template)).await.unwrap();
        assert!(pdf.starts_with(b"%PDF-1.7") && made.pages == 1);
    }
    // Without a case left the public's still prints, and the registry's says what is missing.
    room.held.role.lock().unwrap().cases.clear();
    assert_eq!(room.render(&greffier(), order(public)).await.unwrap().0.pages, 1);
    assert_eq!(room.render(&greffier(), order(posted)).await.unwrap_err().code, "PAP-001");
    room.held.role.lock().unwrap().cancelled = true;
    for template in [posted, public] {
        let refused = room.render(&greffier(), order(template)).await.unwrap_err();
        assert_eq!((refused.kind, refused.code.as_ref()), (Kind::Refused, "PAP-016"));
    }
    assert!(
        room.templates("").await.iter().all(|template| template.name != public),
        "made with its rôle alone"
    );
}
