//! The edge: decode, act, encode. No rule stands here.

use std::pin::Pin;

use futures::Stream;
use greffe_chassis::{Failure, identity::caller, telemetry::measured};
use greffe_contracts::document::v1::{self as pb, document_service_server::DocumentService};
use tokio::io::AsyncReadExt;
use tonic::{Request, Response, Status, Streaming};

use crate::Documents;

/// Bytes of a part.
const CHUNK: usize = 64 * 1024;
/// Metadata by which the gateway says when the last byte had arrived.
const RECEIVED_HEADER: &str = "greffe-received-at";

type Parts = Pin<Box<dyn Stream<Item = Result<pb::DownloadResponse, Status>> + Send>>;

#[tonic::async_trait]
impl DocumentService for Documents {
    type DownloadStream = Parts;

    async fn upload(
        &self,
        request: Request<Streaming<pb::UploadRequest>>,
    ) -> Result<Response<pb::UploadResponse>, Status> {
        let caller = caller(&request)?;
        let said = request
            .metadata()
            .get(RECEIVED_HEADER)
            .and_then(|v| v.to_str().ok())
            .and_then(|t| t.parse().ok());
        measured("Upload", async {
            let piece = self.receive(&caller, request.into_inner(), said).await?;
            Ok(Response::new(pb::UploadResponse { piece: Some(piece) }))
        })
        .await
    }

    async fn download(&self, request: Request<pb::DownloadRequest>) -> Result<Response<Parts>, Status> {
        let caller = caller(&request)?;
        let (piece, sha) = self.open(&caller, &request.get_ref().piece_id).await?;
        let file = self.disk.get(&sha).await?;
        let part = |part| pb::DownloadResponse { part: Some(part) };
        let first = futures::stream::iter([Ok(part(pb::download_response::Part::Piece(piece)))]);
        let rest = futures::stream::try_unfold(file, move |mut file| async move {
            let mut bytes = vec![0; CHUNK];
            let read =
                file.read(&mut bytes).await.map_err(|error| Status::from(Failure::unavailable(error)))?;
            bytes.truncate(read);
            let chunk = (read > 0).then(|| (part(pb::download_response::Part::Chunk(bytes)), file));
            Ok::<_, Status>(chunk)
        });
        Ok(Response::new(Box::pin(futures::StreamExt::chain(first, rest))))
    }

    async fn describe_pieces(
        &self,
        request: Request<pb::DescribePiecesRequest>,
    ) -> Result<Response<pb::DescribePiecesResponse>, Status> {
        let caller = caller(&request)?;
        let pieces = self.describe(&caller, &request.get_ref().piece_ids).await?;
        Ok(Response::new(pb::DescribePiecesResponse { pieces }))
    }

    async fn list_pieces(
        &self,
        request: Request<pb::ListPiecesRequest>,
    ) -> Result<Response<pb::ListPiecesResponse>, Status> {
        let caller = caller(&request)?;
        let pieces = self.of_dossier(&caller, &request.get_ref().dossier_id).await?;
        Ok(Response::new(pb::ListPiecesResponse { pieces }))
    }
}
