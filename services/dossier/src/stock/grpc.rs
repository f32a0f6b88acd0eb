//! The edge: decode, act, encode. No rule stands here.

use greffe_chassis::{
    command::{Command, detached},
    identity::caller,
    telemetry::measured,
};
use greffe_contracts::dossier::v1::{self as pb, stock_service_server::StockService};
use tonic::{Request, Response, Status};

use crate::{Dossiers, grpc::answer};

#[tonic::async_trait]
impl StockService for Dossiers {
    async fn record_sheet(
        &self,
        request: Request<pb::RecordSheetRequest>,
    ) -> Result<Response<pb::RecordSheetResponse>, Status> {
        let command = Command::of(&request, "dossier.RecordSheet")?;
        let (this, wanted) = (self.clone(), request.into_inner());
        measured("RecordSheet", async {
            answer(detached(async move { this.record_sheet(command, wanted).await }).await)
        })
        .await
    }

    async fn list_sheets(
        &self,
        request: Request<pb::ListSheetsRequest>,
    ) -> Result<Response<pb::ListSheetsResponse>, Status> {
        let caller = caller(&request)?;
        measured("ListSheets", async { Ok(Response::new(self.sheets(&caller, request.get_ref()).await?)) })
            .await
    }
}
