//! The enclave of the délibéré, played: one paper, which whoever asks has written.

use std::sync::Arc;

use greffe_chassis::{
    command::KEY_HEADER,
    identity::{Verifier, caller},
};
use greffe_contracts::{
    common::v1::{PageInfo, TrailEntry},
    deliberation::v1::{
        self as pb, deliberation_service_server as server, deliberation_service_server::DeliberationService,
    },
};
use tonic::{Request, Response, Status, service::interceptor::InterceptedService};

use super::Behind;

type Answer<T> = Result<Response<T>, Status>;

/// As a service to serve.
pub fn service(
    behind: Arc<Behind>,
    verifier: Verifier,
) -> InterceptedService<server::DeliberationServiceServer<Enclave>, Verifier> {
    InterceptedService::new(server::DeliberationServiceServer::new(Enclave(behind)), verifier)
}

pub struct Enclave(Arc<Behind>);

impl Enclave {
    fn paper<T>(&self, request: &Request<T>, version: u64) -> Result<pb::Paper, Status> {
        let me = caller(request)?.agent_id;
        Ok(pb::Paper {
            title: "Note".into(),
            kind: "note".into(),
            author_ids: vec![me.clone()],
            saved_by: me,
            version,
            own: true,
            ..Default::default()
        })
    }

    /// Notes the key of a command, and refuses what a test wants refused.
    fn command<T>(&self, request: &Request<T>) -> Result<(), Status> {
        let key = request.metadata().get(KEY_HEADER).and_then(|key| key.to_str().ok()).unwrap_or_default();
        self.0.commands.lock().unwrap().push((key.to_owned(), String::new()));
        self.0.refusal.lock().unwrap().take().map_or(Ok(()), |refusal| Err(refusal.into()))
    }
}

#[tonic::async_trait]
impl DeliberationService for Enclave {
    async fn open_paper(&self, request: Request<pb::OpenPaperRequest>) -> Answer<pb::OpenPaperResponse> {
        self.command(&request)?;
        Ok(Response::new(pb::OpenPaperResponse { paper: Some(self.paper(&request, 1)?) }))
    }

    async fn save_paper(&self, request: Request<pb::SavePaperRequest>) -> Answer<pb::SavePaperResponse> {
        self.command(&request)?;
        let paper = self.paper(&request, request.get_ref().base_version + 1)?;
        Ok(Response::new(pb::SavePaperResponse { paper: Some(paper), meant: None }))
    }

    async fn deposit_paper(
        &self,
        request: Request<pb::DepositPaperRequest>,
    ) -> Answer<pb::DepositPaperResponse> {
        self.command(&request)?;
        let paper = self.paper(&request, request.get_ref().version)?;
        Ok(Response::new(pb::DepositPaperResponse { paper: Some(paper) }))
    }

    async fn review_paper(
        &self,
        request: Request<pb::ReviewPaperRequest>,
    ) -> Answer<pb::ReviewPaperResponse> {
        self.command(&request)?;
        let paper = self.paper(&request, request.get_ref().version)?;
        Ok(Response::new(pb::ReviewPaperResponse { paper: Some(paper) }))
    }

    async fn comment(&self, request: Request<pb::CommentRequest>) -> Answer<pb::CommentResponse> {
        self.command(&request)?;
        let (author_id, text) = (caller(&request)?.agent_id, request.get_ref().text.clone());
        let comment = pb::PaperComment { author_id, text, ..Default::default() };
        Ok(Response::new(pb::CommentResponse { comment: Some(comment) }))
    }

    async fn list_papers(&self, request: Request<pb::ListPapersRequest>) -> Answer<pb::ListPapersResponse> {
        let entry = pb::PaperEntry {
            state: "refuse".into(),
            owed_since: Some(prost_types::Timestamp { seconds: 1_795_514_400, nanos: 0 }),
            settled_at: Some(prost_types::Timestamp { seconds: 1_795_514_402, nanos: 0 }),
            code: "DEL-007".into(),
            reason: "Le journal le porte déjà.".into(),
            piece_id: String::new(),
        };
        let report = pb::Paper { kind: "rapport".into(), entry: Some(entry), ..self.paper(&request, 1)? };
        let papers = vec![self.paper(&request, 1)?, report];
        Ok(Response::new(pb::ListPapersResponse { papers, may_open: true }))
    }

    async fn read_paper(&self, request: Request<pb::ReadPaperRequest>) -> Answer<pb::ReadPaperResponse> {
        let (me, version) = (caller(&request)?, request.get_ref().version);
        Ok(Response::new(pb::ReadPaperResponse {
            paper: Some(self.paper(&request, version)?),
            version: Some(pb::PaperVersion { version, ..Default::default() }),
            text: "Rejet.".into(),
            watermark: format!("Secret du délibéré — lu par {}", me.subject),
            ..Default::default()
        }))
    }

    async fn print_paper(&self, _: Request<pb::PrintPaperRequest>) -> Answer<pb::PrintPaperResponse> {
        Ok(Response::new(pb::PrintPaperResponse { pdf: b"%PDF-1.7\n".to_vec() }))
    }

    async fn compare_papers(
        &self,
        request: Request<pb::ComparePapersRequest>,
    ) -> Answer<pb::ComparePapersResponse> {
        let pb::ComparePapersRequest { from, to, .. } = request.get_ref().clone();
        Ok(Response::new(pb::ComparePapersResponse { from, to, ..Default::default() }))
    }

    async fn list_trail(&self, request: Request<pb::ListTrailRequest>) -> Answer<pb::ListTrailResponse> {
        let actor = caller(&request)?.subject;
        let asked = request.into_inner();
        let (filter, page) = (asked.filter.unwrap_or_default(), asked.page.unwrap_or_default());
        let told = format!(
            "{} {} {} {} {} {}",
            filter.actor, filter.day_from, filter.day_to, filter.refused_only, page.cursor, page.size
        );
        let entries = vec![TrailEntry { actor, action: "acces_delibere".into(), told, ..Default::default() }];
        let page = Some(PageInfo { next_cursor: "suite".into(), total: 0 });
        Ok(Response::new(pb::ListTrailResponse { entries, page }))
    }
}
