//! The edge of the enclave: decode, act, encode. No rule stands here.

use greffe_chassis::{
    command::{Command, detached},
    identity::caller,
    telemetry::measured,
};
use greffe_contracts::deliberation::v1::{self as pb, deliberation_service_server::DeliberationService};
use tonic::{Request, Response, Status};

use super::{Doors, Enclave};
use crate::grpc::told;

macro_rules! command {
    ($this:ident, $request:ident, $name:literal, $does:ident) => {{
        let command = Command::of(&$request, concat!("deliberation.", $name))?;
        let (enclave, wanted) = ($this.enclave()?.clone(), $request.into_inner());
        measured($name, async {
            let done = detached(async move { Enclave::$does(&enclave, command, wanted).await }).await;
            let (answer, replayed) = done?;
            Ok(told(answer, replayed))
        })
        .await
    }};
}

macro_rules! read {
    ($this:ident, $request:ident, $name:literal, $does:ident) => {{
        let caller = caller(&$request)?;
        let enclave = $this.enclave()?;
        measured($name, async {
            Ok(Response::new(Enclave::$does(enclave, &caller, $request.get_ref()).await?))
        })
        .await
    }};
}

#[tonic::async_trait]
impl DeliberationService for Doors {
    async fn open_paper(
        &self,
        request: Request<pb::OpenPaperRequest>,
    ) -> Result<Response<pb::OpenPaperResponse>, Status> {
        command!(self, request, "OpenPaper", open)
    }

    async fn save_paper(
        &self,
        request: Request<pb::SavePaperRequest>,
    ) -> Result<Response<pb::SavePaperResponse>, Status> {
        command!(self, request, "SavePaper", save)
    }

    async fn deposit_paper(
        &self,
        request: Request<pb::DepositPaperRequest>,
    ) -> Result<Response<pb::DepositPaperResponse>, Status> {
        command!(self, request, "DepositPaper", deposit)
    }

    async fn review_paper(
        &self,
        request: Request<pb::ReviewPaperRequest>,
    ) -> Result<Response<pb::ReviewPaperResponse>, Status> {
        command!(self, request, "ReviewPaper", review)
    }

    async fn comment(
        &self,
        request: Request<pb::CommentRequest>,
    ) -> Result<Response<pb::CommentResponse>, Status> {
        command!(self, request, "Comment", comment)
    }

    async fn list_papers(
        &self,
        request: Request<pb::ListPapersRequest>,
    ) -> Result<Response<pb::ListPapersResponse>, Status> {
        read!(self, request, "ListPapers", list)
    }

    async fn read_paper(
        &self,
        request: Request<pb::ReadPaperRequest>,
    ) -> Result<Response<pb::ReadPaperResponse>, Status> {
        read!(self, request, "ReadPaper", read)
    }

    async fn print_paper(
        &self,
        request: Request<pb::PrintPaperRequest>,
    ) -> Result<Response<pb::PrintPaperResponse>, Status> {
        read!(self, request, "PrintPaper", print)
    }

    async fn compare_papers(
        &self,
        request: Request<pb::ComparePapersRequest>,
    ) -> Result<Response<pb::ComparePapersResponse>, Status> {
        read!(self, request, "ComparePapers", compare)
    }

    async fn list_trail(
        &self,
        request: Request<pb::ListTrailRequest>,
    ) -> Result<Response<pb::ListTrailResponse>, Status> {
        read!(self, request, "ListTrail", trail)
    }
}
