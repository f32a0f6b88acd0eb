//! The services, played: they answer what a test needs, behind the same verification of tokens as the real ones.

use std::sync::{Arc, atomic::Ordering};

use futures::StreamExt;
use greffe_chassis::identity::{Verifier, caller};
use greffe_contracts::{
    assignment::v1::{self as assignment, assignment_service_server as assignment_server},
    document::v1::{self as document, document_service_server as document_server},
    dossier::v1::{
        self as dossier, aid_service_server as aid_server, case_service_server as case_server,
        certificate_service_server as certificate_server, decision_service_server as decision_server,
        dossier_service_server as dossier_server, follow_service_server as follow_server,
        gatekeeper_service_server as gatekeeper_server, orientation_service_server as orientation_server,
        search_service_server as search_server, stock_service_server as stock_server,
    },
    events::v1::{ActRecorded, act_recorded::Body},
};
use prost::Message;
use sha2::{Digest, Sha256};
use tokio::net::TcpListener;
use tokio_stream::wrappers::TcpListenerStream;
use tonic::{Request, Response, Status, Streaming, service::interceptor::InterceptedService};

use super::Behind;

/// What any piece contains: enough of it to be worth compressing.
pub const PDF: &[u8] = &{
    let mut bytes = [b' '; 2000];
    let (head, _) = bytes.split_at_mut(8);
    head.copy_from_slice(b"%PDF-1.7");
    bytes
};

type Answer<T> = Result<Response<T>, Status>;

#[derive(Clone)]
struct Played(Arc<Behind>);

/// Serves them at one address.
pub async fn serve(behind: Arc<Behind>, verifier: impl Fn(&str) -> Verifier) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let enclave = super::played_enclave::service(behind.clone(), verifier("document"));
    let played = Played(behind);
    let server = tonic::transport::Server::builder()
        .add_service(InterceptedService::new(
            dossier_server::DossierServiceServer::new(played.clone()),
            verifier("dossier"),
        ))
        .add_service(InterceptedService::new(
            certificate_server::CertificateServiceServer::new(played.clone()),
            verifier("dossier"),
        ))
        .add_service(InterceptedService::new(
            aid_server::AidServiceServer::new(played.clone()),
            verifier("dossier"),
        ))
        .add_service(InterceptedService::new(
            stock_server::StockServiceServer::new(played.clone()),
            verifier("dossier"),
        ))
        .add_service(InterceptedService::new(
            search_server::SearchServiceServer::new(played.clone()),
            verifier("dossier"),
        ))
        .add_service(InterceptedService::new(
            gatekeeper_server::GatekeeperServiceServer::new(played.clone()),
            verifier("dossier"),
        ))
        .add_service(InterceptedService::new(
            follow_server::FollowServiceServer::new(played.clone()),
            verifier("dossier"),
        ))
        .add_service(InterceptedService::new(
            orientation_server::OrientationServiceServer::new(played.clone()),
            verifier("dossier"),
        ))
        .add_service(InterceptedService::new(
            case_server::CaseServiceServer::new(played.clone()),
            verifier("dossier"),
        ))
        .add_service(InterceptedService::new(
            decision_server::DecisionServiceServer::new(played.clone()),
            verifier("dossier"),
        ))
        .add_service(InterceptedService::new(
            assignment_server::AssignmentServiceServer::new(played.clone()),
            verifier("assignment"),
        ))
        .add_service(InterceptedService::new(
            document_server::DocumentServiceServer::new(played),
            verifier("document"),
        ))
        .add_service(enclave)
        .add_service(super::played_load::service(verifier("assignment")))
        .add_service(super::played_accesses::service(verifier("document")))
        .serve_with_incoming(TcpListenerStream::new(listener));
    tokio::spawn(server);
    address
}

/// The challenge of a verifier, as RFC 7636 makes it.
pub fn challenge(verifier: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let hash = Sha256::digest(verifier);
    let mut text = String::new();
    for part in hash.chunks(3) {
        let bits =
            part.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - part.len()));
        for digit in 0..=part.len() {
            text.push(char::from(DIGITS[(bits >> (18 - 6 * digit) & 63) as usize]));
        }
    }
    text
}

/// A deposit under way, however it ends.
struct Receiving(Arc<Behind>);

impl Receiving {
    fn begin(behind: &Arc<Behind>) -> Self {
        behind.receiving.fetch_add(1, Ordering::SeqCst);
        Self(behind.clone())
    }
}

impl Drop for Receiving {
    fn drop(&mut self) {
        self.0.receiving.fetch_sub(1, Ordering::SeqCst);
    }
}

macro_rules! unplayed {
    ($($name:ident: $request:ty => $response:ty),* $(,)?) => {
        $(fn $name<'me, 'call>(
            &'me self,
            _: Request<$request>,
        ) -> std::pin::Pin<Box<dyn Future<Output = Answer<$response>> + Send + 'call>>
        where
            'me: 'call,
        {
            Box::pin(async { Err(Status::unimplemented(stringify!($name))) })
        })*
    };
}

#[tonic::async_trait]
impl assignment_server::AssignmentService for Played {
    async fn propose(
        &self,
        request: Request<assignment::ProposeRequest>,
    ) -> Answer<assignment::ProposeResponse> {
        let wanted = request.into_inner();
        let proposal = assignment::Proposal {
            dossier_id: wanted.dossier_id,
            kind: wanted.kind,
            agent_id: wanted.agent_id,
            status: "proposee".into(),
            rank: wanted.rank,
            given_reason: wanted.reason,
            ..Default::default()
        };
        Ok(Response::new(assignment::ProposeResponse { proposal: Some(proposal) }))
    }

    async fn resolve_agent(
        &self,
        request: Request<assignment::ResolveAgentRequest>,
    ) -> Answer<assignment::ResolveAgentResponse> {
        assert_eq!(caller(&request)?.subject, "service:gateway");
        let agent = self.0.agents.lock().unwrap().get(&request.get_ref().subject).cloned();
        match agent {
            Some(agent) => Ok(Response::new(assignment::ResolveAgentResponse { agent: Some(agent) })),
            None => Err(greffe_chassis::Failure::not_found("AGT-001", "Agent inconnu.").into()),
        }
    }

    async fn get_agents(
        &self,
        request: Request<assignment::GetAgentsRequest>,
    ) -> Answer<assignment::GetAgentsResponse> {
        let wanted = &request.get_ref().agent_ids;
        let agents = self
            .0
            .agents
            .lock()
            .unwrap()
            .values()
            .filter(|a| wanted.contains(&a.agent_id))
            .cloned()
            .collect();
        Ok(Response::new(assignment::GetAgentsResponse { agents }))
    }

    async fn list_chambres(
        &self,
        _: Request<assignment::ListChambresRequest>,
    ) -> Answer<assignment::ListChambresResponse> {
        let chambre = |code: &str, label: &str| assignment::Chambre {
            code: code.into(),
            label: label.into(),
            ..Default::default()
        };
        let closed = assignment::Chambre {
            closed_on: "2026-09-01".into(),
            into: "civ1".into(),
            ..chambre("civ3", "Troisième chambre civile")
        };
        Ok(Response::new(assignment::ListChambresResponse {
            chambres: vec![chambre("civ1", "Première chambre civile")],
            closed: vec![closed],
            version: 1,
        }))
    }

    unplayed! {
        list_agents: assignment::ListAgentsRequest => assignment::ListAgentsResponse,
        save_agent: assignment::SaveAgentRequest => assignment::SaveAgentResponse,
        get_court: assignment::GetCourtRequest => assignment::GetCourtResponse,
        record_court_act: assignment::RecordCourtActRequest => assignment::RecordCourtActResponse,
        list_proposals: assignment::ListProposalsRequest => assignment::ListProposalsResponse,
        replay_events: assignment::ReplayEventsRequest => assignment::ReplayEventsResponse,
    }
}

#[tonic::async_trait]
impl dossier_server::DossierService for Played {
    type StreamJournalsStream = futures::stream::Empty<Result<dossier::StreamJournalsResponse, Status>>;

    async fn get_dossier(
        &self,
        request: Request<dossier::GetDossierRequest>,
    ) -> Answer<dossier::GetDossierResponse> {
        caller(&request)?;
        let rapporteur =
            self.0.agents.lock().unwrap().values().next().map(|a| a.agent_id.clone()).unwrap_or_default();
        let dossier = dossier::Dossier {
            number: request.get_ref().dossier.clone(),
            version: 7,
            designations: vec![dossier::Designation {
                role: "rapporteur".into(),
                person_id: rapporteur,
                ..Default::default()
            }],
            ..Default::default()
        };
        Ok(Response::new(dossier::GetDossierResponse { dossier: dossier.encode_to_vec().into() }))
    }

    async fn list_acts(&self, _: Request<dossier::ListActsRequest>) -> Answer<dossier::ListActsResponse> {
        let act = |version| dossier::ActView {
            act: Some(ActRecorded { version, kind: "memoire_depose".into(), ..Default::default() }),
            label: "Dépôt d’un mémoire".into(),
            ..Default::default()
        };
        Ok(Response::new(dossier::ListActsResponse { acts: vec![act(9), act(8), act(7)], page: None }))
    }

    async fn record_act(
        &self,
        request: Request<dossier::RecordActRequest>,
    ) -> Answer<dossier::RecordActResponse> {
        let text = |name: &str| {
            request.metadata().get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned()
        };
        let key = text("idempotency-key");
        let again = self.0.commands.lock().unwrap().iter().any(|(known, _)| *known == key);
        self.0.commands.lock().unwrap().push((key, text("greffe-received-at")));
        if let Some(refusal) = self.0.refusal.lock().unwrap().take() {
            return Err(refusal.into());
        }
        let hold = self.0.hold.lock().unwrap().clone();
        if let Some(hold) = hold {
            hold.notified().await;
        }
        let act = request.into_inner().act.and_then(|input| input.act).unwrap_or_default();
        assert!(matches!(act.body, Some(Body::MemoireDepose(_))));
        self.0.recorded.fetch_add(1, Ordering::SeqCst);
        let mut response = Response::new(dossier::RecordActResponse { version: 8, ..Default::default() });
        if again {
            response.metadata_mut().insert("idempotency-replayed", "true".parse().unwrap());
        }
        Ok(response)
    }

    async fn submit_deposit(
        &self,
        request: Request<dossier::SubmitDepositRequest>,
    ) -> Answer<dossier::SubmitDepositResponse> {
        let subject = caller(&request)?.subject;
        let at =
            request.metadata().get("greffe-received-at").and_then(|v| v.to_str().ok()).unwrap_or_default();
        let message = &request.get_ref().message;
        let again = self.0.deposited.lock().unwrap().contains(message);
        self.0.commands.lock().unwrap().push((subject.clone(), at.to_owned()));
        self.0.deposited.lock().unwrap().push(message.clone());
        let fits = message.starts_with(b"{");
        let deposit = dossier::Deposit {
            deposit_id: "0192f0c4-7b1e-7c3a-9f00-000000000001".into(),
            status: if fits { "enregistre" } else { "en_attente" }.into(),
            sender: subject,
            media_type: request.get_ref().media_type.clone(),
            size: message.len() as u64,
            ..Default::default()
        };
        let mut response = Response::new(dossier::SubmitDepositResponse { deposit: Some(deposit) });
        if again {
            response.metadata_mut().insert("idempotency-replayed", "true".parse().unwrap());
        }
        Ok(response)
    }

    async fn get_deposit(
        &self,
        request: Request<dossier::GetDepositRequest>,
    ) -> Answer<dossier::GetDepositResponse> {
        let settles = caller(&request)?.subject == "greffe.central";
        let deposit = dossier::Deposit { status: "en_attente".into(), ..Default::default() };
        let message = if settles { b"\xff{}".to_vec() } else { Vec::new() };
        Ok(Response::new(dossier::GetDepositResponse {
            deposit: Some(deposit),
            settles,
            message,
            ..Default::default()
        }))
    }

    async fn settle_deposit(
        &self,
        request: Request<dossier::SettleDepositRequest>,
    ) -> Answer<dossier::SettleDepositResponse> {
        let asked = format!("{:?}", request.get_ref().settlement);
        self.0.commands.lock().unwrap().push(("settle".into(), asked));
        let deposit = dossier::Deposit { status: "refuse".into(), ..Default::default() };
        Ok(Response::new(dossier::SettleDepositResponse { deposit: Some(deposit) }))
    }

    async fn filter_visible(
        &self,
        request: Request<dossier::FilterVisibleRequest>,
    ) -> Answer<dossier::FilterVisibleResponse> {
        let hold = self.0.hold.lock().unwrap().clone();
        if let Some(hold) = hold {
            hold.notified().await;
        }
        let may = self.0.may.lock().unwrap().clone();
        let visible = request.get_ref().principals.iter().map(|p| may.contains(&p.subject)).collect();
        Ok(Response::new(dossier::FilterVisibleResponse { visible }))
    }

    unplayed! {
        open_dossier: dossier::OpenDossierRequest => dossier::OpenDossierResponse,
        preview_act: dossier::PreviewActRequest => dossier::PreviewActResponse,
        list_dossiers: dossier::ListDossiersRequest => dossier::ListDossiersResponse,
        get_stock: dossier::GetStockRequest => dossier::GetStockResponse,
        list_offices: dossier::ListOfficesRequest => dossier::ListOfficesResponse,
        find_court_decision: dossier::FindCourtDecisionRequest => dossier::FindCourtDecisionResponse,
        register_office: dossier::RegisterOfficeRequest => dossier::RegisterOfficeResponse,
        get_persons: dossier::GetPersonsRequest => dossier::GetPersonsResponse,
        replay_events: dossier::ReplayEventsRequest => dossier::ReplayEventsResponse,
        rebuild_projection: dossier::RebuildProjectionRequest => dossier::RebuildProjectionResponse,
        stream_journals: dossier::StreamJournalsRequest => Self::StreamJournalsStream,
        get_moment: dossier::GetMomentRequest => dossier::GetMomentResponse,
        compare_moments: dossier::CompareMomentsRequest => dossier::CompareMomentsResponse,
        list_law_versions: dossier::ListLawVersionsRequest => dossier::ListLawVersionsResponse,
        start_law_trial: dossier::StartLawTrialRequest => dossier::StartLawTrialResponse,
        get_law_trial: dossier::GetLawTrialRequest => dossier::GetLawTrialResponse,
        put_law_in_force: dossier::PutLawInForceRequest => dossier::PutLawInForceResponse,
        list_deposits: dossier::ListDepositsRequest => dossier::ListDepositsResponse,
    }
}

#[tonic::async_trait]
impl document_server::DocumentService for Played {
    type DownloadStream =
        std::pin::Pin<Box<dyn futures::Stream<Item = Result<document::DownloadResponse, Status>> + Send>>;

    async fn upload(
        &self,
        request: Request<Streaming<document::UploadRequest>>,
    ) -> Answer<document::UploadResponse> {
        let key = request.metadata().get("idempotency-key").and_then(|v| v.to_str().ok()).unwrap().to_owned();
        let mut parts = request.into_inner();
        let mut bytes = Vec::new();
        let mut announced = 0;
        let _receiving = Receiving::begin(&self.0);
        while let Some(part) = parts.next().await {
            match part?.part {
                Some(document::upload_request::Part::Chunk(chunk)) => {
                    assert!(chunk.len() <= 64 * 1024);
                    bytes.extend_from_slice(&chunk);
                }
                Some(document::upload_request::Part::Header(header)) => announced = header.declared_size,
                None => {}
            }
        }
        let size = bytes.len() as u64;
        if size != announced {
            return Err(Status::cancelled("half a piece"));
        }
        let piece = document::Piece { size, file_name: "mémoire.pdf".into(), ..Default::default() };
        let mut response = Response::new(document::UploadResponse { piece: Some(piece) });
        if self.0.deposit_keys.lock().unwrap().insert(key) {
            self.0.deposited.lock().unwrap().push(bytes);
        } else {
            response.metadata_mut().insert("idempotency-replayed", "true".parse().unwrap());
        }
        Ok(response)
    }

    async fn download(&self, request: Request<document::DownloadRequest>) -> Answer<Self::DownloadStream> {
        let piece = document::Piece {
            media_type: "application/pdf".into(),
            file_name: "mémoire \"final\".pdf".into(),
            size: PDF.len() as u64,
            ..Default::default()
        };
        let part = |part| Ok(document::DownloadResponse { part: Some(part) });
        let bytes: &[u8] = match request.into_inner().range {
            None => PDF,
            Some(range) => {
                let at = |place: u64| usize::try_from(place).unwrap().min(PDF.len());
                let to = if range.to == 0 { PDF.len() } else { at(range.to) };
                &PDF[at(range.from).min(to)..to]
            }
        };
        let first = part(document::download_response::Part::Piece(piece));
        let chunks = bytes.chunks(400).map(|c| part(document::download_response::Part::Chunk(c.to_vec())));
        let parts: Vec<_> = [first].into_iter().chain(chunks).collect();
        Ok(Response::new(Box::pin(futures::stream::iter(parts))))
    }

    async fn append_part(
        &self,
        _: Request<Streaming<document::AppendPartRequest>>,
    ) -> Answer<document::AppendPartResponse> {
        Err(Status::unimplemented("not played"))
    }

    unplayed! {
        begin_file: document::BeginFileRequest => document::BeginFileResponse,
        get_file: document::GetFileRequest => document::GetFileResponse,
        complete_file: document::CompleteFileRequest => document::CompleteFileResponse,
        describe_pieces: document::DescribePiecesRequest => document::DescribePiecesResponse,
        list_pieces: document::ListPiecesRequest => document::ListPiecesResponse,
        get_piece: document::GetPieceRequest => document::GetPieceResponse,
        get_page_text: document::GetPageTextRequest => document::GetPageTextResponse,
        check_piece_again: document::CheckPieceAgainRequest => document::CheckPieceAgainResponse,
        find_in_piece: document::FindInPieceRequest => document::FindInPieceResponse,
    }

    async fn search_pieces(
        &self,
        request: Request<document::SearchPiecesRequest>,
    ) -> Answer<document::SearchPiecesResponse> {
        let (from, size) = asked(request.into_inner().page);
        #[allow(clippy::cast_precision_loss, reason = "a handful")]
        let hit = |at: u64| document::PieceHit {
            piece_id: format!("p{at}"),
            file_name: "mémoire.pdf".into(),
            page: 3,
            // Of another measure than that of the dossiers.
            score: 0.01 - at as f64 / 1000.0,
            ..Default::default()
        };
        Ok(Response::new(document::SearchPiecesResponse {
            hits: (from..3.min(from + size)).map(hit).collect(),
            page: Some(greffe_contracts::common::v1::PageInfo { total: 3, ..Default::default() }),
            ..Default::default()
        }))
    }
}

/// Hash of the one certificate there is.
pub const HASH: &str = "c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00";

fn certificate() -> dossier::Certificate {
    dossier::Certificate {
        number: "CNP-2026-00001".into(),
        kind: "non_pourvoi".into(),
        delivered_at: Some(prost_types::Timestamp { seconds: 1_795_000_000, nanos: 0 }),
        text: "Certificat\n".into(),
        sha256: HASH.into(),
    }
}

/// The rules written come back as version 4, the dry run as it was asked.
#[tonic::async_trait]
impl orientation_server::OrientationService for Played {
    async fn save_orientation_rules(
        &self,
        request: Request<dossier::SaveOrientationRulesRequest>,
    ) -> Answer<dossier::SaveOrientationRulesResponse> {
        if let Some(refusal) = self.0.refusal.lock().unwrap().take() {
            return Err(refusal.into());
        }
        let key = request.metadata().get("idempotency-key").and_then(|v| v.to_str().ok()).unwrap().to_owned();
        let wanted = request.into_inner();
        assert_eq!((wanted.remit.as_str(), wanted.expected_version), ("entre_chambres", 3));
        self.0.commands.lock().unwrap().push((key, wanted.reason.clone()));
        let version = dossier::OrientationVersion {
            version: 4,
            rules: wanted.rules,
            reason: wanted.reason,
            ..Default::default()
        };
        Ok(Response::new(dossier::SaveOrientationRulesResponse { version: Some(version) }))
    }

    async fn try_orientation_rules(
        &self,
        request: Request<dossier::TryOrientationRulesRequest>,
    ) -> Answer<dossier::TryOrientationRulesResponse> {
        let wanted = request.into_inner();
        let figures = dossier::OrientationFigures { cases: 120, comparable: true, ..Default::default() };
        let difference = dossier::OrientationDifference {
            decided: "soc".into(),
            sent: "com".into(),
            ..Default::default()
        };
        Ok(Response::new(dossier::TryOrientationRulesResponse {
            version: wanted.version,
            base_version: 3,
            tried_on: "2026-11-24".into(),
            figures: Some(figures),
            differences: vec![difference],
            more: false,
        }))
    }

    async fn put_orientation_in_force(
        &self,
        request: Request<dossier::PutOrientationInForceRequest>,
    ) -> Answer<dossier::PutOrientationInForceResponse> {
        let wanted = request.into_inner();
        assert_eq!((wanted.base_version, wanted.tried_on.as_str()), (3, "2026-11-24"));
        let in_force = dossier::OrientationInForce { seq: 2, version: wanted.version, ..Default::default() };
        Ok(Response::new(dossier::PutOrientationInForceResponse { in_force: Some(in_force) }))
    }

    async fn get_orientation_set(
        &self,
        request: Request<dossier::GetOrientationSetRequest>,
    ) -> Answer<dossier::GetOrientationSetResponse> {
        let set = dossier::OrientationSet {
            remit: request.into_inner().remit,
            version: 3,
            may_edit: true,
            ..Default::default()
        };
        let target = dossier::OrientationTarget { code: "soc".into(), ..Default::default() };
        Ok(Response::new(dossier::GetOrientationSetResponse {
            set: Some(set),
            targets: vec![target],
            ..Default::default()
        }))
    }

    unplayed! {
        list_orientation_sets: dossier::ListOrientationSetsRequest => dossier::ListOrientationSetsResponse,
    }
}

/// Answers with what was asked, so that a test sees what arrived.
#[tonic::async_trait]
impl gatekeeper_server::GatekeeperService for Played {
    unplayed! {
        get_gate: dossier::GetGateRequest => dossier::GetGateResponse,
        list_gates: dossier::ListGatesRequest => dossier::ListGatesResponse,
        request_passage: dossier::RequestPassageRequest => dossier::RequestPassageResponse,
        confirm_passage: dossier::ConfirmPassageRequest => dossier::ConfirmPassageResponse,
    }
}

#[tonic::async_trait]
impl case_server::CaseService for Played {
    unplayed! {
        preview_joinder: dossier::PreviewJoinderRequest => dossier::PreviewJoinderResponse,
        join_dossiers: dossier::JoinDossiersRequest => dossier::JoinDossiersResponse,
        disjoin_dossiers: dossier::DisjoinDossiersRequest => dossier::DisjoinDossiersResponse,
        amend_case: dossier::AmendCaseRequest => dossier::AmendCaseResponse,
        preview_amendment: dossier::PreviewAmendmentRequest => dossier::PreviewAmendmentResponse,
        list_parties: dossier::ListPartiesRequest => dossier::ListPartiesResponse,
        list_representations: dossier::ListRepresentationsRequest => dossier::ListRepresentationsResponse,
        list_grounds: dossier::ListGroundsRequest => dossier::ListGroundsResponse,
        get_inventory: dossier::GetInventoryRequest => dossier::GetInventoryResponse,
        suggest_chambre: dossier::SuggestChambreRequest => dossier::SuggestChambreResponse,
    }
}

#[tonic::async_trait]
impl certificate_server::CertificateService for Played {
    async fn demand_certificate(
        &self,
        request: Request<dossier::DemandCertificateRequest>,
    ) -> Answer<dossier::DemandCertificateResponse> {
        if let Some(refusal) = self.0.refusal.lock().unwrap().take() {
            return Err(refusal.into());
        }
        let key = request.metadata().get("idempotency-key").and_then(|v| v.to_str().ok()).unwrap().to_owned();
        let wanted = request.into_inner();
        let sought = wanted.sought.unwrap();
        assert_eq!((sought.case_number.as_str(), sought.matter.as_str()), ("25/01234", ""));
        self.0.commands.lock().unwrap().push((key, wanted.requester.unwrap().name));
        let answer = dossier::DemandAnswer {
            demand_id: uuid::Uuid::nil().to_string(),
            version: 1,
            status: "a_decider".into(),
            ..Default::default()
        };
        Ok(Response::new(dossier::DemandCertificateResponse { answer: Some(answer) }))
    }

    async fn demand_certificates(
        &self,
        request: Request<dossier::DemandCertificatesRequest>,
    ) -> Answer<dossier::DemandCertificatesResponse> {
        let refused = || dossier::DemandAnswer {
            status: "refuse".into(),
            refusal: Some(greffe_contracts::common::v1::Finding {
                code: "CNP-001".into(),
                ..Default::default()
            }),
            ..Default::default()
        };
        let answers = request.into_inner().sought.iter().map(|_| refused()).collect();
        Ok(Response::new(dossier::DemandCertificatesResponse { batch_id: "lot".into(), answers }))
    }

    async fn decide_demand(
        &self,
        request: Request<dossier::DecideDemandRequest>,
    ) -> Answer<dossier::DecideDemandResponse> {
        let wanted = request.into_inner();
        assert_eq!((wanted.expected_version, wanted.outcome.as_str()), (7, "non_pourvoi"));
        let answer = dossier::DemandAnswer { version: 8, status: "delivre".into(), ..Default::default() };
        Ok(Response::new(dossier::DecideDemandResponse { answer: Some(answer) }))
    }

    async fn get_demand(
        &self,
        request: Request<dossier::GetDemandRequest>,
    ) -> Answer<dossier::GetDemandResponse> {
        let demand = dossier::Demand {
            demand_id: request.into_inner().demand_id,
            version: 7,
            certificate: Some(certificate()),
            candidates: vec![dossier::Candidate { hidden: true, ..Default::default() }],
            ..Default::default()
        };
        Ok(Response::new(dossier::GetDemandResponse { demand: Some(demand) }))
    }

    async fn list_demands(
        &self,
        request: Request<dossier::ListDemandsRequest>,
    ) -> Answer<dossier::ListDemandsResponse> {
        let wanted = request.into_inner();
        assert_eq!(wanted.statuses, ["a_decider", "renvoye"]);
        assert_eq!((wanted.query.as_str(), wanted.page.unwrap().size), ("lyon", 200));
        Ok(Response::new(dossier::ListDemandsResponse::default()))
    }

    async fn verify_certificate(
        &self,
        request: Request<dossier::VerifyCertificateRequest>,
    ) -> Answer<dossier::VerifyCertificateResponse> {
        assert_eq!(caller(&request)?.subject, "service:gateway");
        if request.get_ref().sha256 != HASH {
            return Err(greffe_chassis::Failure::not_found(
                "CNP-010",
                "Aucun certificat ne porte ensemble ce numéro et cette empreinte.",
            )
            .into());
        }
        Ok(Response::new(dossier::VerifyCertificateResponse { certificate: Some(certificate()) }))
    }
}

/// Answers with what was asked, so that a test sees what arrived.
#[tonic::async_trait]
impl aid_server::AidService for Played {
    async fn register_aid(
        &self,
        request: Request<dossier::RegisterAidRequest>,
    ) -> Answer<dossier::RegisterAidResponse> {
        if let Some(refusal) = self.0.refusal.lock().unwrap().take() {
            return Err(refusal.into());
        }
        let key = request.metadata().get("idempotency-key").and_then(|v| v.to_str().ok()).unwrap().to_owned();
        self.0.commands.lock().unwrap().push((key, request.into_inner().facts.unwrap().applicant));
        let aid_id = uuid::Uuid::nil().to_string();
        Ok(Response::new(dossier::RegisterAidResponse { aid_id, version: 1, number: "AJ-2026-00001".into() }))
    }

    async fn amend_aid(
        &self,
        request: Request<dossier::AmendAidRequest>,
    ) -> Answer<dossier::AmendAidResponse> {
        let wanted = request.into_inner();
        assert_eq!((wanted.expected_version, wanted.cancelled, wanted.reason.as_str()), (3, true, "Double."));
        Ok(Response::new(dossier::AmendAidResponse { version: 4, state: "annulee".into() }))
    }

    async fn get_aid(&self, request: Request<dossier::GetAidRequest>) -> Answer<dossier::GetAidResponse> {
        let aid = dossier::Aid {
            aid_id: request.into_inner().aid_id,
            version: 3,
            state: "en_cours".into(),
            ..Default::default()
        };
        Ok(Response::new(dossier::GetAidResponse { aid: Some(aid) }))
    }

    async fn list_aids(
        &self,
        request: Request<dossier::ListAidsRequest>,
    ) -> Answer<dossier::ListAidsResponse> {
        let wanted = request.into_inner();
        assert_eq!(wanted.states, ["en_cours", "decidee"]);
        assert_eq!((wanted.query.as_str(), wanted.page.unwrap().size), ("lyon", 200));
        Ok(Response::new(dossier::ListAidsResponse::default()))
    }

    async fn propose_aids(
        &self,
        request: Request<dossier::ProposeAidsRequest>,
    ) -> Answer<dossier::ProposeAidsResponse> {
        let wanted = request.into_inner();
        let facts = dossier::AidFacts {
            court: wanted.court,
            rendered_on: wanted.rendered_on,
            case_number: wanted.case_number,
            applicant: wanted.applicants.concat(),
            ..Default::default()
        };
        let aid = Some(dossier::Aid { facts: Some(facts), ..Default::default() });
        let proposed =
            vec![dossier::ProposedAid { aid, verdict: "certain".into(), party_id: wanted.dossier_id }];
        Ok(Response::new(dossier::ProposeAidsResponse { proposed }))
    }

    async fn link_aid(&self, request: Request<dossier::LinkAidRequest>) -> Answer<dossier::LinkAidResponse> {
        let wanted = request.into_inner();
        assert_eq!((wanted.expected_version, wanted.party_id.as_str()), (3, ""));
        let acts = vec!["aide_juridictionnelle_demandee".into()];
        Ok(Response::new(dossier::LinkAidResponse {
            dossier_version: 6,
            acts,
            version: 4,
            ..Default::default()
        }))
    }
}

#[tonic::async_trait]
impl stock_server::StockService for Played {
    type ImportDossiersStream = std::pin::Pin<
        Box<dyn futures::Stream<Item = Result<dossier::ImportDossiersResponse, Status>> + Send>,
    >;
    type ImportClosedStream =
        std::pin::Pin<Box<dyn futures::Stream<Item = Result<dossier::ImportClosedResponse, Status>> + Send>>;

    unplayed! {
        import_dossiers: Streaming<dossier::ImportDossiersRequest> => Self::ImportDossiersStream,
        import_closed: Streaming<dossier::ImportClosedRequest> => Self::ImportClosedStream,
        get_provenance: dossier::GetProvenanceRequest => dossier::GetProvenanceResponse,
        get_durations: dossier::GetDurationsRequest => dossier::GetDurationsResponse,
        record_sheet: dossier::RecordSheetRequest => dossier::RecordSheetResponse,
        list_sheets: dossier::ListSheetsRequest => dossier::ListSheetsResponse,
    }
}

/// Five hits here, three in papers, of scores that interleave; of size 0, counts alone.
fn hit(at: u64) -> dossier::SearchHit {
    let of = ["dossier", "partie", "decision", "moyens", "moyens"];
    let genre = of[usize::try_from(at).unwrap()].to_owned();
    let passage = vec![greffe_contracts::common::v1::PassagePart { text: "déchéance".into(), hit: true }];
    #[allow(clippy::cast_precision_loss, reason = "a handful")]
    let score = 10.0 - at as f64;
    dossier::SearchHit { genre, r#ref: format!("h{at}"), passage, score, ..Default::default() }
}

/// From where, and how many.
fn asked(page: Option<greffe_contracts::common::v1::PageRequest>) -> (u64, u64) {
    let page = page.unwrap();
    (page.cursor.parse().unwrap(), page.size.into())
}

#[tonic::async_trait]
impl search_server::SearchService for Played {
    async fn search(&self, request: Request<dossier::SearchRequest>) -> Answer<dossier::SearchResponse> {
        let wanted = request.into_inner();
        assert_eq!(
            (wanted.query.as_str(), wanted.chambres.as_slice()),
            ("art. 978", &["civ2".into(), String::new()][..])
        );
        let (from, size) = asked(wanted.page);
        let facet =
            |value: &str, count| dossier::SearchFacet { name: "genre".into(), value: value.into(), count };
        Ok(Response::new(dossier::SearchResponse {
            hits: (from..5.min(from + size)).map(hit).collect(),
            facets: vec![facet("dossier", 1), facet("moyens", 2)],
            page: Some(greffe_contracts::common::v1::PageInfo { total: 5, ..Default::default() }),
            more: false,
            behind: true,
        }))
    }

    async fn find_similar(
        &self,
        request: Request<dossier::FindSimilarRequest>,
    ) -> Answer<dossier::FindSimilarResponse> {
        let reasons = vec!["Même décision attaquée".to_owned()];
        let neighbour = dossier::Neighbour {
            dossier_id: request.into_inner().dossier_id,
            number: "C 26-10.002".into(),
            reasons,
            joinder: true,
            ..Default::default()
        };
        Ok(Response::new(dossier::FindSimilarResponse { neighbours: vec![neighbour] }))
    }

    async fn list_possible_joinders(
        &self,
        request: Request<dossier::ListPossibleJoindersRequest>,
    ) -> Answer<dossier::ListPossibleJoindersResponse> {
        let wanted = request.into_inner();
        assert_eq!((wanted.chambre.as_str(), wanted.page.unwrap().size), ("", 50));
        let member = |number: &str, joined| dossier::JoinderMember {
            number: number.into(),
            joined,
            ..Default::default()
        };
        let joinder = dossier::PossibleJoinder {
            head_number: "C 26-10.001".into(),
            reasons: vec!["Mêmes parties (2 dossiers)".into()],
            members: vec![member("C 26-10.001", false), member("F 26-10.002", true)],
            count: 2,
            ..Default::default()
        };
        let page = Some(greffe_contracts::common::v1::PageInfo { total: 1, ..Default::default() });
        Ok(Response::new(dossier::ListPossibleJoindersResponse { joinders: vec![joinder], page, more: true }))
    }
}

/// Answers with what was asked, so that a test sees what arrived.
#[tonic::async_trait]
impl decision_server::DecisionService for Played {
    async fn list_decisions(
        &self,
        request: Request<dossier::ListDecisionsRequest>,
    ) -> Answer<dossier::ListDecisionsResponse> {
        let wanted = request.into_inner();
        assert_eq!((wanted.query.as_str(), wanted.page.as_ref().unwrap().size), ("C200123", 200));
        assert_eq!(wanted.chambres, ["civ2", "soc"]);
        assert_eq!(wanted.releases, ["a_mettre"]);
        let row = dossier::DecisionRow { ecli: "ECLI:FR:CCASS:2026:C200123".into(), ..Default::default() };
        Ok(Response::new(dossier::ListDecisionsResponse { rows: vec![row], page: None }))
    }

    async fn check_citations(
        &self,
        request: Request<dossier::CheckCitationsRequest>,
    ) -> Answer<dossier::CheckCitationsResponse> {
        let told = |of: dossier::Citation| dossier::CheckedCitation {
            state: "date_differe".into(),
            remedy: format!("{} du {}", of.number, of.day),
            ..Default::default()
        };
        let citations = request.into_inner().citations.into_iter().map(told).collect();
        Ok(Response::new(dossier::CheckCitationsResponse { citations }))
    }

    async fn prepare_version(
        &self,
        request: Request<dossier::PrepareVersionRequest>,
    ) -> Answer<dossier::PrepareVersionResponse> {
        let hidden = request.into_inner().added;
        let text = "M. [A]".to_owned();
        Ok(Response::new(dossier::PrepareVersionResponse { text, hidden, ..Default::default() }))
    }

    async fn release_decision(
        &self,
        request: Request<dossier::ReleaseDecisionRequest>,
    ) -> Answer<dossier::ReleaseDecisionResponse> {
        let wanted = request.into_inner();
        assert_eq!((wanted.version_sha256.as_str(), wanted.expected_version), (HASH, 7));
        let answer = dossier::ReleaseDecisionResponse {
            version: 8,
            act_id: wanted.act_id,
            version_sha256: wanted.version_sha256,
        };
        Ok(Response::new(answer))
    }

    unplayed! {
        get_decisions: dossier::GetDecisionsRequest => dossier::GetDecisionsResponse,
        withdraw_decision: dossier::WithdrawDecisionRequest => dossier::WithdrawDecisionResponse,
    }
}

/// A link that the played service knows, its code, and the session that they open.
pub const LINK: (&str, &str, &str) =
    (HASH, "7K2M-9QXA-04TD", "5e55105e55105e55105e55105e55105e55105e55105e55105e55105e55105e55");
/// The party of that link.
pub const PARTY: &str = "0192f0c4-7b1e-7c3a-9f00-00000000000a";

#[tonic::async_trait]
impl follow_server::FollowService for Played {
    async fn issue_link(
        &self,
        request: Request<dossier::IssueLinkRequest>,
    ) -> Answer<dossier::IssueLinkResponse> {
        if let Some(refusal) = self.0.refusal.lock().unwrap().take() {
            return Err(refusal.into());
        }
        let wanted = request.into_inner();
        let link = dossier::PersonalLink {
            link_id: uuid::Uuid::nil().to_string(),
            party_id: wanted.party_id,
            code_by: wanted.code_by,
            state: "actif".into(),
            ..Default::default()
        };
        let (token, code) = (LINK.0.to_owned(), LINK.1.to_owned());
        Ok(Response::new(dossier::IssueLinkResponse { link: Some(link), token, code }))
    }

    async fn list_links(&self, _: Request<dossier::ListLinksRequest>) -> Answer<dossier::ListLinksResponse> {
        Ok(Response::new(dossier::ListLinksResponse { links: vec![dossier::PersonalLink::default()] }))
    }

    async fn revoke_link(
        &self,
        request: Request<dossier::RevokeLinkRequest>,
    ) -> Answer<dossier::RevokeLinkResponse> {
        let link = dossier::PersonalLink {
            state: "revoque".into(),
            reason: request.into_inner().reason,
            ..Default::default()
        };
        Ok(Response::new(dossier::RevokeLinkResponse { link: Some(link) }))
    }

    async fn open_following(
        &self,
        request: Request<dossier::OpenFollowingRequest>,
    ) -> Answer<dossier::OpenFollowingResponse> {
        assert_eq!(caller(&request)?.subject, "service:gateway");
        let said = request.into_inner();
        if (said.token.as_str(), said.code.as_str()) != (LINK.0, LINK.1) {
            let closed = "Ce lien et ce code n’ouvrent aucun suivi. Demandez un nouveau lien au greffe.";
            return Err(greffe_chassis::Failure::not_found("LIE-001", closed).into());
        }
        let expires_at = Some(prost_types::Timestamp { seconds: 1_795_000_000, nanos: 0 });
        Ok(Response::new(dossier::OpenFollowingResponse { session: LINK.2.into(), expires_at }))
    }

    async fn follow(&self, request: Request<dossier::FollowRequest>) -> Answer<dossier::FollowResponse> {
        assert_eq!(caller(&request)?.subject, "service:gateway");
        if request.into_inner().session != LINK.2 {
            let kind = greffe_chassis::Kind::Unauthenticated;
            let ended = "Votre session de suivi est terminée. Ouvrez de nouveau votre lien personnel.";
            return Err(greffe_chassis::Failure::new(kind, "LIE-002", ended).into());
        }
        let compulsory = self.0.refusal.lock().unwrap().take().is_some();
        Ok(Response::new(dossier::FollowResponse {
            dossier_id: "0192f0c4-7b1e-7c3a-9f00-00000000000d".into(),
            party_id: PARTY.into(),
            number: "T 26-10.001".into(),
            stage_label: "Mémoires attendus".into(),
            memoire_article: if compulsory { "" } else { "CPC 989" }.into(),
            ..Default::default()
        }))
    }

    async fn close_following(
        &self,
        _: Request<dossier::CloseFollowingRequest>,
    ) -> Answer<dossier::CloseFollowingResponse> {
        Ok(Response::new(dossier::CloseFollowingResponse {}))
    }
}
