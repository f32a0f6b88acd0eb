//! The edge: decode, act, encode. No rule stands here.

use std::pin::Pin;

use futures::Stream;
use greffe_chassis::{
    Failure,
    command::{Command, REPLAYED_HEADER},
    identity::caller,
    telemetry::measured,
};
use greffe_contracts::document::v1::{self as pb, document_service_server::DocumentService};
use tokio::io::AsyncReadExt;
use tonic::{Request, Response, Status, Streaming, metadata::MetadataValue};

use crate::Documents;

/// Bytes of a part.
const CHUNK: usize = 64 * 1024;

type Parts = Pin<Box<dyn Stream<Item = Result<pb::DownloadResponse, Status>> + Send>>;

#[tonic::async_trait]
impl DocumentService for Documents {
    type DownloadStream = Parts;

    async fn upload(
        &self,
        request: Request<Streaming<pb::UploadRequest>>,
    ) -> Result<Response<pb::UploadResponse>, Status> {
        let (metadata, extensions, parts) = request.into_parts();
        // The hash of the request is known with its last byte.
        let command = Command::of(&Request::from_parts(metadata, extensions, ()), "document.Upload")?;
        measured("Upload", async {
            let (answer, replayed) = self.receive(command, parts).await?;
            let mut response = Response::new(answer);
            if replayed {
                response.metadata_mut().insert(REPLAYED_HEADER, MetadataValue::from_static("true"));
            }
            Ok(response)
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
