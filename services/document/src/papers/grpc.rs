//! The edge of papers: decode, act, encode.

use std::pin::Pin;

use futures::{Stream, StreamExt, stream};
use greffe_access::{Action, Resource, decide};
use greffe_chassis::{Failure, command::Command, identity::caller, telemetry::measured};
use greffe_contracts::document::v1::{self as pb, paper_service_server::PaperService};
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tokio_util::io::ReaderStream;
use tonic::{Request, Response, Status, Streaming};

use super::Papers;
use crate::{grpc::told, store::hex};

const CHUNK: usize = 64 * 1024;

#[tonic::async_trait]
impl PaperService for Papers {
    type MakeBundleStream = Pin<Box<dyn Stream<Item = Result<pb::MakeBundleResponse, Status>> + Send>>;
    type CheckKeptStream = Pin<Box<dyn Stream<Item = Result<pb::CheckKeptResponse, Status>> + Send>>;
    type RenderPaperStream = Pin<Box<dyn Stream<Item = Result<pb::RenderPaperResponse, Status>> + Send>>;

    async fn list_templates(
        &self,
        request: Request<pb::ListTemplatesRequest>,
    ) -> Result<Response<pb::ListTemplatesResponse>, Status> {
        let caller = caller(&request)?;
        let templates = self.templates(&caller, &request.get_ref().day)?;
        Ok(Response::new(pb::ListTemplatesResponse { templates }))
    }

    async fn check_paper(
        &self,
        request: Request<pb::CheckPaperRequest>,
    ) -> Result<Response<pb::CheckPaperResponse>, Status> {
        let caller = caller(&request)?;
        let order = request.into_inner().order.unwrap_or_default();
        Ok(Response::new(self.check(&caller, order).await?))
    }

    async fn render_paper(
        &self,
        request: Request<pb::RenderPaperRequest>,
    ) -> Result<Response<Self::RenderPaperStream>, Status> {
        let caller = caller(&request)?;
        measured("RenderPaper", async {
            let paper = self.render(&caller, request.into_inner()).await?;
            let made = pb::PaperMade {
                title: paper.title,
                pages: u32::try_from(paper.pages).unwrap_or(u32::MAX),
                size: paper.pdf.len() as u64,
                sha256: hex(&paper.sha256),
            };
            let part = |part| Ok(pb::RenderPaperResponse { part: Some(part) });
            let mut parts = vec![part(pb::render_paper_response::Part::Made(made))];
            let chunks = paper.pdf.chunks(CHUNK).map(<[u8]>::to_vec);
            parts.extend(chunks.map(|chunk| part(pb::render_paper_response::Part::Chunk(chunk))));
            Ok(Response::new(Box::pin(stream::iter(parts)) as Self::RenderPaperStream))
        })
        .await
    }

    async fn keep_paper(
        &self,
        request: Request<pb::KeepPaperRequest>,
    ) -> Result<Response<pb::KeepPaperResponse>, Status> {
        let command = Command::of(&request, "document.KeepPaper")?;
        measured("KeepPaper", async {
            let (kept, replayed) = self.keep(command, request.into_inner()).await?;
            Ok(told(pb::KeepPaperResponse { piece: kept.piece }, replayed))
        })
        .await
    }

    async fn verify_paper(
        &self,
        request: Request<pb::VerifyPaperRequest>,
    ) -> Result<Response<pb::VerifyPaperResponse>, Status> {
        caller(&request)?;
        measured("VerifyPaper", async {
            let paper = self.verified(&request.get_ref().sha256).await?;
            Ok(Response::new(pb::VerifyPaperResponse { paper: Some(paper) }))
        })
        .await
    }

    async fn list_minutes(
        &self,
        request: Request<pb::ListMinutesRequest>,
    ) -> Result<Response<pb::ListMinutesResponse>, Status> {
        let caller = caller(&request)?;
        measured("ListMinutes", async { Ok(Response::new(self.due(&caller).await?)) }).await
    }

    async fn get_minute(
        &self,
        request: Request<pb::GetMinuteRequest>,
    ) -> Result<Response<pb::GetMinuteResponse>, Status> {
        let caller = caller(&request)?;
        let minute = self.minute(&caller, request.get_ref()).await?;
        Ok(Response::new(pb::GetMinuteResponse { minute: Some(minute) }))
    }

    async fn sign_minute(
        &self,
        request: Request<Streaming<pb::SignMinuteRequest>>,
    ) -> Result<Response<pb::SignMinuteResponse>, Status> {
        let (metadata, extensions, parts) = request.into_parts();
        // The hash of the request is known with its last byte.
        let command = Command::of(&Request::from_parts(metadata, extensions, ()), "document.SignMinute")?;
        measured("SignMinute", async {
            let (minute, replayed) = self.sign(command, parts).await?;
            Ok(told(pb::SignMinuteResponse { minute: Some(minute) }, replayed))
        })
        .await
    }

    async fn record_hand_signature(
        &self,
        request: Request<pb::RecordHandSignatureRequest>,
    ) -> Result<Response<pb::RecordHandSignatureResponse>, Status> {
        let command = Command::of(&request, "document.RecordHandSignature")?;
        let (minute, replayed) = self.signed_by_hand(command, request.into_inner()).await?;
        Ok(told(pb::RecordHandSignatureResponse { minute: Some(minute) }, replayed))
    }

    async fn check_kept(
        &self,
        request: Request<pb::CheckKeptRequest>,
    ) -> Result<Response<Self::CheckKeptStream>, Status> {
        decide(&caller(&request)?, Action::Rejouer, Resource::Court).or_forbidden()?;
        let (told, heard) = mpsc::channel(8);
        let documents = self.documents.clone();
        tokio::spawn(async move {
            if let Err(failure) = documents.check_kept(told.clone()).await {
                // Whoever asked may be gone.
                let _ = told.send(Err(failure.into())).await;
            }
        });
        Ok(Response::new(Box::pin(ReceiverStream::new(heard))))
    }

    async fn make_bundle(
        &self,
        request: Request<pb::MakeBundleRequest>,
    ) -> Result<Response<Self::MakeBundleStream>, Status> {
        let caller = caller(&request)?;
        measured("MakeBundle", async {
            let made = self.bundle(&caller, request.get_ref()).await?;
            let file = tokio::fs::File::from_std(made.file.reopened().await?);
            let part = |part| Ok(pb::MakeBundleResponse { part: Some(part) });
            let first = stream::iter([part(pb::make_bundle_response::Part::Made(made.described))]);
            let rest = ReaderStream::with_capacity(file, CHUNK).map(move |bytes| match bytes {
                Ok(bytes) => part(pb::make_bundle_response::Part::Chunk(bytes.into())),
                Err(error) => Err(Failure::unavailable(error).into()),
            });
            Ok(Response::new(Box::pin(first.chain(rest)) as Self::MakeBundleStream))
        })
        .await
    }
}
