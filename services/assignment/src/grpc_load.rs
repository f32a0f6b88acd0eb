//! The edge of loads: decode, act, encode. No rule stands here.

use greffe_chassis::{identity::caller, telemetry::measured};
use greffe_contracts::assignment::v1::{self as pb, load_service_server::LoadService};
use tonic::{Request, Response, Status};

use crate::Assignments;

#[tonic::async_trait]
impl LoadService for Assignments {
    async fn forecast_load(
        &self,
        request: Request<pb::ForecastLoadRequest>,
    ) -> Result<Response<pb::ForecastLoadResponse>, Status> {
        let caller = caller(&request)?;
        measured("ForecastLoad", async {
            Ok(Response::new(self.forecast_load(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn parquet_load(
        &self,
        request: Request<pb::ParquetLoadRequest>,
    ) -> Result<Response<pb::ParquetLoadResponse>, Status> {
        let caller = caller(&request)?;
        measured("ParquetLoad", async { Ok(Response::new(self.parquet_load(&caller).await?)) }).await
    }
}
