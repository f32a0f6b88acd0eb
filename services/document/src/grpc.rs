//! The edge: decode, act, encode. No rule stands here.

use std::pin::Pin;

use futures::{Stream, StreamExt, stream};
use greffe_chassis::{
    command::{Command, REPLAYED_HEADER},
    identity::caller,
    telemetry::measured,
};
use greffe_contracts::document::v1::{self as pb, document_service_server::DocumentService};
use tokio_util::bytes::Bytes;
use tonic::{Request, Response, Status, Streaming, metadata::MetadataValue};

use crate::{Documents, opening::Given, store::collected};

/// Bytes of a file that is read whole before it is given, and of a part.
const AT_ONCE: u64 = 4 << 20;
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
            Ok(told(answer, replayed))
        })
        .await
    }

    async fn begin_file(
        &self,
        request: Request<pb::BeginFileRequest>,
    ) -> Result<Response<pb::BeginFileResponse>, Status> {
        let command = Command::of(&request, "document.BeginFile")?;
        let (answer, replayed) = self.begin_file(command, request.into_inner()).await?;
        Ok(told(answer, replayed))
    }

    async fn append_part(
        &self,
        request: Request<Streaming<pb::AppendPartRequest>>,
    ) -> Result<Response<pb::AppendPartResponse>, Status> {
        let caller = caller(&request)?;
        measured("AppendPart", async {
            Ok(Response::new(self.append_part(caller, request.into_inner()).await?))
        })
        .await
    }

    async fn get_file(
        &self,
        request: Request<pb::GetFileRequest>,
    ) -> Result<Response<pb::GetFileResponse>, Status> {
        let caller = caller(&request)?;
        Ok(Response::new(self.get_file(&caller, request.get_ref()).await?))
    }

    async fn complete_file(
        &self,
        request: Request<pb::CompleteFileRequest>,
    ) -> Result<Response<pb::CompleteFileResponse>, Status> {
        let command = Command::of(&request, "document.CompleteFile")?;
        measured("CompleteFile", async {
            let (answer, replayed) = self.complete_file(command, request.into_inner()).await?;
            Ok(told(answer, replayed))
        })
        .await
    }

    async fn download(&self, request: Request<pb::DownloadRequest>) -> Result<Response<Parts>, Status> {
        let caller = caller(&request)?;
        let wanted = request.get_ref();
        let given = match wanted.range {
            _ if wanted.form() == pb::PieceForm::Archival => Given::Archival,
            _ if wanted.form() == pb::PieceForm::Signed => Given::Signed,
            Some(pb::ByteRange { from, to }) => Given::Part { from, to },
            None => Given::Whole,
        };
        let (piece, sha) = self.open(&caller, &wanted.piece_id, given).await?;
        let (piece, sha) = match wanted.form() {
            pb::PieceForm::Unspecified => (piece, sha),
            pb::PieceForm::Archival => self.copy_of(piece, &sha).await?,
            pb::PieceForm::Signed => self.as_signed(piece).await?,
        };
        let (mut bytes, size) = match &wanted.range {
            None => (self.store.get(&sha).await?, piece.size),
            Some(range) => {
                let to = if range.to == 0 { piece.size } else { range.to.min(piece.size) };
                let from = range.from.min(to);
                (self.store.get_part(&sha, from..to).await?, to - from)
            }
        };
        if size <= AT_ONCE {
            // Held against its hash before a word is said: what was altered is a refusal, not half a file.
            let whole = collected(bytes).await?;
            let chunks: Vec<_> = whole.chunks(CHUNK).map(|c| Ok(Bytes::copy_from_slice(c))).collect();
            bytes = Box::pin(stream::iter(chunks));
        }
        let part = |part| pb::DownloadResponse { part: Some(part) };
        let first = stream::iter([Ok(part(pb::download_response::Part::Piece(piece)))]);
        let rest = bytes.map(move |bytes| match bytes {
            Ok(bytes) => Ok(part(pb::download_response::Part::Chunk(bytes.into()))),
            Err(failure) => Err(Status::from(failure)),
        });
        Ok(Response::new(Box::pin(first.chain(rest))))
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

    async fn get_piece(
        &self,
        request: Request<pb::GetPieceRequest>,
    ) -> Result<Response<pb::GetPieceResponse>, Status> {
        let caller = caller(&request)?;
        let piece = self.piece(&caller, &request.get_ref().piece_id).await?;
        Ok(Response::new(pb::GetPieceResponse { piece: Some(piece) }))
    }

    async fn get_page_text(
        &self,
        request: Request<pb::GetPageTextRequest>,
    ) -> Result<Response<pb::GetPageTextResponse>, Status> {
        let caller = caller(&request)?;
        Ok(Response::new(self.page_text(&caller, request.get_ref()).await?))
    }

    async fn search_pieces(
        &self,
        request: Request<pb::SearchPiecesRequest>,
    ) -> Result<Response<pb::SearchPiecesResponse>, Status> {
        let caller = caller(&request)?;
        measured("SearchPieces", async {
            Ok(Response::new(self.search_pieces(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn find_in_piece(
        &self,
        request: Request<pb::FindInPieceRequest>,
    ) -> Result<Response<pb::FindInPieceResponse>, Status> {
        let caller = caller(&request)?;
        measured("FindInPiece", async {
            Ok(Response::new(self.find_in_piece(&caller, request.get_ref()).await?))
        })
        .await
    }

    async fn check_piece_again(
        &self,
        request: Request<pb::CheckPieceAgainRequest>,
    ) -> Result<Response<pb::CheckPieceAgainResponse>, Status> {
        let command = Command::of(&request, "document.CheckPieceAgain")?;
        let (answer, replayed) = self.check_again(command, request.into_inner()).await?;
        Ok(told(answer, replayed))
    }
}

/// An answer, and whether it had been given before.
pub(crate) fn told<T>(answer: T, replayed: bool) -> Response<T> {
    let mut response = Response::new(answer);
    if replayed {
        response.metadata_mut().insert(REPLAYED_HEADER, MetadataValue::from_static("true"));
    }
    response
}
