//! Accesses to papers, played: what was asked comes back in them.

use greffe_chassis::identity::{Verifier, caller};
use greffe_contracts::{
    common::v1::{PageInfo, TrailEntry},
    document::v1::{self as pb, access_service_server as server, access_service_server::AccessService},
};
use tonic::{Request, Response, Status, service::interceptor::InterceptedService};

type Answer<T> = Result<Response<T>, Status>;

/// As a service to serve.
pub fn service(verifier: Verifier) -> InterceptedService<server::AccessServiceServer<Accesses>, Verifier> {
    InterceptedService::new(server::AccessServiceServer::new(Accesses), verifier)
}

pub struct Accesses;

fn access(agent_id: String, dossier_id: String, step: (&str, String), version: u64) -> pb::Access {
    let (step, reason) = (step.0.to_owned(), step.1);
    let steps = vec![pb::AccessStep { step, agent_id: agent_id.clone(), reason, ..Default::default() }];
    pb::Access {
        agent_id,
        dossier_id,
        kind: "demande".into(),
        version,
        steps,
        own: true,
        ..Default::default()
    }
}

#[tonic::async_trait]
impl AccessService for Accesses {
    async fn ask_access(&self, request: Request<pb::AskAccessRequest>) -> Answer<pb::AskAccessResponse> {
        let me = caller(&request)?.agent_id;
        let asked = request.into_inner();
        let access = access(me, asked.dossier_id, ("demande", asked.reason), 1);
        Ok(Response::new(pb::AskAccessResponse { access: Some(access) }))
    }

    async fn step_access(&self, request: Request<pb::StepAccessRequest>) -> Answer<pb::StepAccessResponse> {
        let me = caller(&request)?.agent_id;
        let asked = request.into_inner();
        let said = (asked.step.as_str(), format!("{} {}", asked.reason, asked.until));
        let access = access(me, String::new(), said, asked.version + 1);
        Ok(Response::new(pb::StepAccessResponse { access: Some(access) }))
    }

    async fn list_accesses(
        &self,
        request: Request<pb::ListAccessesRequest>,
    ) -> Answer<pb::ListAccessesResponse> {
        let me = caller(&request)?.agent_id;
        let asked = request.into_inner();
        let accesses = vec![access(me, asked.dossier_id, ("demande", String::new()), 1)];
        let may_ask = if asked.live_only { vec!["demande".into()] } else { Vec::new() };
        Ok(Response::new(pb::ListAccessesResponse { accesses, may_ask }))
    }

    async fn list_trail(&self, request: Request<pb::ListTrailRequest>) -> Answer<pb::ListTrailResponse> {
        let me = caller(&request)?.subject;
        let asked = request.into_inner();
        let (filter, page) = (asked.filter.unwrap_or_default(), asked.page.unwrap_or_default());
        let told = format!(
            "{} {} {} {} {} {}",
            filter.actor, filter.day_from, filter.day_to, filter.refused_only, page.cursor, page.size
        );
        let action = "lire_piece".into();
        let entries = vec![TrailEntry { actor: me, action, told, ..Default::default() }];
        let page = Some(PageInfo { next_cursor: "suite".into(), total: 0 });
        Ok(Response::new(pb::ListTrailResponse { entries, page }))
    }
}
