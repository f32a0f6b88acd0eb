//! The edge: decode, act, encode. No rule stands here.

use greffe_chassis::{
    command::{Command, detached},
    identity::caller,
    telemetry::measured,
};
use greffe_contracts::dossier::v1::{self as pb, stock_service_server::StockService};
use tonic::{Request, Response, Status, Streaming};

use super::{closed::Entered, import::Imported};
use crate::{Dossiers, grpc::answer};

#[tonic::async_trait]
impl StockService for Dossiers {
    type ImportDossiersStream = Imported;
    type ImportClosedStream = Entered;

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

    async fn import_dossiers(
        &self,
        request: Request<Streaming<pb::ImportDossiersRequest>>,
    ) -> Result<Response<Imported>, Status> {
        let caller = caller(&request)?;
        Ok(Response::new(self.import_stock(caller, request.into_inner())?))
    }

    async fn import_closed(
        &self,
        request: Request<Streaming<pb::ImportClosedRequest>>,
    ) -> Result<Response<Entered>, Status> {
        let caller = caller(&request)?;
        Ok(Response::new(self.enter_closed(caller, request.into_inner())?))
    }

    async fn get_provenance(
        &self,
        request: Request<pb::GetProvenanceRequest>,
    ) -> Result<Response<pb::GetProvenanceResponse>, Status> {
        let caller = caller(&request)?;
        measured("GetProvenance", async {
            Ok(Response::new(self.provenance(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn get_durations(
        &self,
        request: Request<pb::GetDurationsRequest>,
    ) -> Result<Response<pb::GetDurationsResponse>, Status> {
        let caller = caller(&request)?;
        measured("GetDurations", async { Ok(Response::new(self.durations(&caller).await?)) }).await
    }
}
