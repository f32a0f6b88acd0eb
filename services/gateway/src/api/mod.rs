//! `/api/v1`: each route authenticates, translates, calls and translates back. No rule and no right is decided here.

mod accesses;
mod acts;
mod agents;
mod aids;
mod audiences;
mod cases;
mod certificates;
mod court;
mod courts;
mod deadlines;
mod decisions;
mod deliberations;
mod deposits;
mod designations;
mod distributions;
mod dossiers;
mod files;
mod follow;
mod gate;
mod history;
mod law;
mod links;
mod loads;
mod minutes;
mod notices;
mod offices;
mod orientation;
mod outages;
mod papers;
pub(crate) mod pieces;
mod preferences;
mod reference;
mod roles;
mod rules;
mod search;
mod searches;
mod session;
mod sheets;
mod stock;
mod stream;
mod tasks;

use axum::{
    Json,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use greffe_contracts::{
    common::v1::PageRequest,
    dossier::v1::{GetDossierRequest, dossier_service_client::DossierServiceClient},
    events::v1::act_recorded::Body,
};
use serde::{Deserialize, Serialize};
use utoipa::{
    IntoParams, Modify, OpenApi,
    openapi::{
        ContentBuilder, Ref, RefOr, ResponseBuilder,
        path::{Operation, ParameterIn, PathItem},
        security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme},
    },
};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{Gateway, identity::Principal, problem::Problem};

/// The one refusal that a confirmation lifts: a number whose letter does not fit.
pub const CONFIRMABLE: &str = "NUM-001";
/// The code of a service that has not read a version yet.
const LATE: &str = "LEC-001";
/// Asks for the cases that no chamber has yet.
pub const NO_CHAMBER: &str = "aucune";
/// Rows of a page when the client does not say.
const PAGE: u32 = 50;
const PAGE_MAX: u32 = 200;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Greffe",
        version = "1",
        description = "Suivi des affaires dont une juridiction est saisie. Les commandes portent Idempotency-Key (un UUID neuf par intention, dont la réponse est gardée 90 jours) ; celles d’un dossier, If-Match avec la version lue. Les refus sont des problèmes RFC 9457, avec un code stable et une page d’aide."
    ),
    servers((url = "/api/v1")),
    components(schemas(Body, Problem)),
    modifiers(&Security)
)]
struct Description;

struct Security;

impl Modify for Security {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        let cookie = ApiKeyValue::with_description(
            "__Host-greffe",
            "Session d’un navigateur ; les commandes portent aussi X-Greffe-CSRF.",
        );
        components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
        let bearer = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .bearer_format("JWT")
            .description(Some(
                "Jeton d’accès d’un partenaire (client credentials, audience greffe-api, portée depot).",
            ))
            .build();
        components.add_security_scheme("partenaire", SecurityScheme::Http(bearer));
        let none: [&str; 0] = [];
        document.security = Some(vec![
            SecurityRequirement::new("session", none),
            SecurityRequirement::new("partenaire", none),
        ]);
    }
}

fn described() -> OpenApiRouter<Gateway> {
    OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(session::show))
        .routes(routes!(reference::show))
        .routes(routes!(rules::rules))
        .routes(routes!(rules::rule))
        .routes(routes!(rules::index))
        .routes(routes!(rules::procedure))
        .routes(routes!(rules::notice))
        .routes(routes!(rules::task))
        .routes(routes!(rules::control))
        .routes(routes!(rules::act))
        .routes(routes!(dossiers::list, dossiers::open))
        .routes(routes!(dossiers::stock))
        .routes(routes!(dossiers::show))
        .routes(routes!(cases::preview))
        .routes(routes!(cases::join))
        .routes(routes!(cases::disjoin))
        .routes(routes!(cases::amend))
        .routes(routes!(cases::weigh))
        .routes(routes!(cases::parties))
        .routes(routes!(cases::representations))
        .routes(routes!(cases::grounds))
        .routes(routes!(cases::inventory))
        .routes(routes!(history::show))
        .routes(routes!(history::compare))
        .routes(routes!(acts::list, acts::record))
        .routes(routes!(acts::preview))
        .routes(routes!(sheets::list, sheets::record))
        .routes(routes!(stock::provenance))
        .routes(routes!(stock::durations))
        .routes(routes!(deadlines::of_dossier))
        .routes(routes!(deadlines::history))
        .routes(routes!(deadlines::coming))
        .routes(routes!(deadlines::simulate))
        .routes(routes!(tasks::list))
        .routes(routes!(tasks::of_dossier))
        .routes(routes!(tasks::claim))
        .routes(routes!(tasks::gesture))
        .routes(routes!(tasks::absences, tasks::declare_absence))
        .routes(routes!(tasks::end_absence))
        .routes(routes!(tasks::follows, tasks::follow))
        .routes(routes!(tasks::read_follow))
        .routes(routes!(tasks::end_follow))
        .routes(routes!(preferences::show))
        .routes(routes!(preferences::save))
        .routes(routes!(preferences::open_calendar))
        .routes(routes!(preferences::close_calendar))
        .routes(routes!(preferences::calendar))
        .routes(routes!(searches::list, searches::keep))
        .routes(routes!(searches::forget))
        .routes(routes!(search::look))
        .routes(routes!(search::alike))
        .routes(routes!(search::joinders))
        .routes(routes!(court::chambres))
        .routes(routes!(court::show))
        .routes(routes!(court::record))
        .routes(routes!(agents::list, agents::save))
        .routes(routes!(designations::list, designations::propose))
        .routes(routes!(designations::orientation))
        .routes(routes!(orientation::list))
        .routes(routes!(orientation::show))
        .routes(routes!(orientation::save))
        .routes(routes!(orientation::attempt))
        .routes(routes!(orientation::enforce))
        .routes(routes!(audiences::list, audiences::open))
        .routes(routes!(audiences::preview_recurrence))
        .routes(routes!(audiences::plan_recurrence))
        .routes(routes!(audiences::show))
        .routes(routes!(audiences::preview))
        .routes(routes!(audiences::change))
        .routes(routes!(audiences::propose))
        .routes(routes!(audiences::paper))
        .routes(routes!(roles::list))
        .routes(routes!(roles::calendar))
        .routes(routes!(roles::show))
        .routes(routes!(roles::paper))
        .routes(routes!(loads::show))
        .routes(routes!(loads::parquet))
        .routes(routes!(distributions::list, distributions::open))
        .routes(routes!(distributions::waiting))
        .routes(routes!(distributions::show))
        .routes(routes!(distributions::compare))
        .routes(routes!(distributions::explain))
        .routes(routes!(distributions::move_card))
        .routes(routes!(distributions::settle))
        .routes(routes!(distributions::magistrates, distributions::save_magistrate))
        .routes(routes!(distributions::enter_absence))
        .routes(routes!(distributions::impediments, distributions::declare_impediment))
        .routes(routes!(offices::list, offices::register))
        .routes(routes!(courts::find))
        .routes(routes!(papers::templates))
        .routes(routes!(papers::check))
        .routes(routes!(papers::preview))
        .routes(routes!(papers::keep))
        .routes(routes!(papers::term))
        .routes(routes!(papers::certificate))
        .routes(routes!(papers::verify))
        .routes(routes!(minutes::due))
        .routes(routes!(minutes::show))
        .routes(routes!(minutes::sign))
        .routes(routes!(minutes::by_hand))
        .routes(routes!(pieces::deposit))
        .routes(routes!(pieces::of_dossier))
        .routes(routes!(pieces::content))
        .routes(routes!(pieces::show))
        .routes(routes!(pieces::check_again))
        .routes(routes!(pieces::text_of))
        .routes(routes!(pieces::words))
        .routes(routes!(pieces::bundle))
        .routes(routes!(deposits::list, deposits::submit))
        .routes(routes!(deposits::show))
        .routes(routes!(deposits::repair))
        .routes(routes!(deposits::attach))
        .routes(routes!(deposits::refuse))
        .routes(routes!(links::list, links::issue))
        .routes(routes!(links::revoke))
        .routes(routes!(follow::show))
        .routes(routes!(follow::open))
        .routes(routes!(follow::deposit))
        .routes(routes!(follow::close))
        .routes(routes!(files::begin))
        .routes(routes!(files::show, files::append))
        .routes(routes!(files::complete))
        .routes(routes!(law::list))
        .routes(routes!(law::compare))
        .routes(routes!(law::attempt))
        .routes(routes!(law::show))
        .routes(routes!(law::enforce))
        .routes(routes!(outages::list))
        .routes(routes!(outages::show))
        .routes(routes!(aids::list, aids::register))
        .routes(routes!(aids::propose))
        .routes(routes!(aids::show))
        .routes(routes!(aids::amend))
        .routes(routes!(aids::link))
        .routes(routes!(aids::of_dossier))
        .routes(routes!(certificates::list, certificates::demand))
        .routes(routes!(certificates::batch))
        .routes(routes!(certificates::verify))
        .routes(routes!(certificates::show))
        .routes(routes!(certificates::rule))
        .routes(routes!(gate::show))
        .routes(routes!(gate::list))
        .routes(routes!(gate::ask))
        .routes(routes!(gate::confirm))
        .routes(routes!(decisions::list))
        .routes(routes!(decisions::of_dossier))
        .routes(routes!(decisions::citations))
        .routes(routes!(decisions::prepare))
        .routes(routes!(decisions::release))
        .routes(routes!(decisions::withdraw))
        .routes(routes!(deliberations::list, deliberations::open))
        .routes(routes!(deliberations::show))
        .routes(routes!(deliberations::print))
        .routes(routes!(deliberations::save))
        .routes(routes!(deliberations::deposit))
        .routes(routes!(deliberations::review))
        .routes(routes!(deliberations::comment))
        .routes(routes!(deliberations::compare))
        .routes(routes!(accesses::list))
        .routes(routes!(accesses::ask))
        .routes(routes!(accesses::step))
        .routes(routes!(accesses::trail))
        .routes(routes!(accesses::enclave_trail))
        .routes(routes!(notices::list))
        .routes(routes!(notices::figures))
        .routes(routes!(notices::batches, notices::open_batch))
        .routes(routes!(notices::batch))
        .routes(routes!(notices::send_batch))
        .routes(routes!(notices::show))
        .routes(routes!(notices::letter))
        .routes(routes!(notices::step))
        .routes(routes!(stream::listen))
}

/// The description of the API, as the code makes it.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    named(described().into_openapi())
}

/// Each operation by a name of its own: its room, then what it does there; and with the refusals that all of its shape share.
fn named(mut document: utoipa::openapi::OpenApi) -> utoipa::openapi::OpenApi {
    for path in document.paths.paths.values_mut() {
        let PathItem { get, put, post, delete, patch, .. } = path;
        for operation in [get, put, post, delete, patch].into_iter().flatten() {
            let room = operation.tags.iter().flatten().next();
            let name = room.zip(operation.operation_id.as_ref()).map(|(room, does)| format!("{room}_{does}"));
            operation.operation_id = name;
            refusals(operation);
        }
    }
    document
}

/// Media type of a [`Problem`].
pub const PROBLEM: &str = "application/problem+json";

/// What the layers around an operation and the readers of its parts may answer, which no operation lists; each refusal of
/// its own type.
fn refusals(operation: &mut Operation) {
    let has = |place: &ParameterIn| {
        operation
            .parameters
            .iter()
            .flatten()
            .any(|parameter| matches!(parameter, RefOr::T(parameter) if parameter.parameter_in == *place))
    };
    let open = operation.security.as_ref().is_some_and(|all| *all == [SecurityRequirement::default()]);
    let mut shared = vec!["429", "503"];
    for (shaped, statuses) in [
        (!open, &["401", "403"][..]),
        (has(&ParameterIn::Path), &["404"]),
        (has(&ParameterIn::Query), &["422"]),
        (has(&ParameterIn::Header), &["400", "422"]),
        (operation.request_body.is_some(), &["400", "413", "415", "422"]),
    ] {
        shared.extend(statuses.iter().filter(|_| shaped));
    }
    let responses = &mut operation.responses.responses;
    for status in shared {
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
        responses
            .entry(status.to_owned())
            .or_insert_with(|| ResponseBuilder::new().content(PROBLEM, content).build().into());
    }
    for (_, response) in responses.iter_mut().filter(|(status, _)| status.starts_with(['4', '5'])) {
        if let RefOr::T(response) = response
            && let Some(content) = response.content.swap_remove("application/json")
        {
            response.content.insert(PROBLEM.to_owned(), content);
        }
    }
}

/// The routes, under `/api/v1`.
pub fn router() -> axum::Router<Gateway> {
    let (routes, document) = described().split_for_parts();
    let text: std::sync::Arc<str> = named(document).to_json().unwrap_or_default().into();
    routes.route("/depots/schema", axum::routing::get(deposits::schema)).route(
        "/openapi.json",
        axum::routing::get(move || {
            let text = text.to_string();
            async move { ([(header::CONTENT_TYPE, "application/json")], text) }
        }),
    )
}

/// Which page of a list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Paging {
    /// As the page before gave it.
    cursor: Option<String>,
    /// Rows, 200 at most.
    size: Option<u32>,
}

impl From<Paging> for PageRequest {
    fn from(p: Paging) -> Self {
        Self { cursor: p.cursor.unwrap_or_default(), size: p.size.unwrap_or(PAGE).clamp(1, PAGE_MAX) }
    }
}

/// How recent a read must be.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AtLeast {
    /// Version of the journal, as a command answered it.
    #[serde(default)]
    min_version: u64,
}

/// What a service that follows the journals has not read yet is asked of their owner: for a case that does not exist, or a
/// version that it does not have, nothing is on its way.
async fn unread(
    gateway: &Gateway,
    who: &Principal,
    dossier: &str,
    min_version: u64,
    problem: Problem,
) -> Problem {
    if problem.code != LATE {
        return problem;
    }
    let request = GetDossierRequest { dossier: dossier.to_owned(), min_version };
    let services = gateway.services();
    let asked = services
        .read(who, &services.dossier, request, |c, r| async move {
            DossierServiceClient::new(c).get_dossier(r).await
        })
        .await;
    asked.err().unwrap_or(problem)
}

/// Several values separated by commas.
fn several(text: Option<String>) -> Vec<String> {
    let text = text.unwrap_or_default();
    text.split(',').map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned).collect()
}

const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// The answer of a command: what it made, the version of the journal, and whether it had been answered before.
fn done(status: StatusCode, body: impl Serialize, version: Option<u64>, replayed: bool) -> Response {
    let mut response = (status, Json(body)).into_response();
    if let Some(version) = version {
        response.headers_mut().insert(header::ETAG, etag(version));
    }
    if replayed {
        response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
    }
    response
}

fn etag(version: u64) -> HeaderValue {
    HeaderValue::try_from(format!("\"{version}\"")).unwrap_or_else(|_| HeaderValue::from_static("\"0\""))
}
