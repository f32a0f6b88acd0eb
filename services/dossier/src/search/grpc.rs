//! The edge: decode, act, encode. No rule stands here.

use greffe_chassis::{identity::caller, telemetry::measured};
use greffe_contracts::dossier::v1::{self as pb, search_service_server::SearchService};
use tonic::{Request, Response, Status};

use crate::Dossiers;

#[tonic::async_trait]
impl SearchService for Dossiers {
    async fn search(
        &self,
        request: Request<pb::SearchRequest>,
    ) -> Result<Response<pb::SearchResponse>, Status> {
        let caller = caller(&request)?;
        measured("Search", async {
            Ok(Response::new(self.search_entries(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn find_similar(
        &self,
        request: Request<pb::FindSimilarRequest>,
    ) -> Result<Response<pb::FindSimilarResponse>, Status> {
        let caller = caller(&request)?;
        measured("FindSimilar", async { Ok(Response::new(self.alike(&caller, request.get_ref()).await?)) })
            .await
    }

    async fn list_possible_joinders(
        &self,
        request: Request<pb::ListPossibleJoindersRequest>,
    ) -> Result<Response<pb::ListPossibleJoindersResponse>, Status> {
        let caller = caller(&request)?;
        measured("ListPossibleJoinders", async {
            Ok(Response::new(self.possible_joinders(&caller, request.get_ref()).await?))
        })
        .await
    }
}
