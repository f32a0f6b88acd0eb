//! The rules of delay, to be read and to be simulated.

use axum::{Json, extract::Path, http::StatusCode};
use greffe_procedure::catalogue::Catalogue;

use crate::{
    identity::Principal,
    problem::{Problem, Result},
    views::{RuleDetail, Rules},
};

/// Le droit appliqué : toutes les règles de délai
#[utoipa::path(get, path = "/referentiel/regles", tag = "referentiel",
    responses((status = 200, body = Rules), (status = 401, body = Problem)))]
pub async fn rules(_who: Principal) -> Json<Rules> {
    Json(Rules::of(Catalogue::embedded()))
}

/// Une règle de délai, avec son texte, ses effets et ses exemples
#[utoipa::path(get, path = "/referentiel/regles/{regle}", tag = "referentiel",
    params(("regle" = String, Path, description = "Identifiant de la règle.")),
    responses((status = 200, body = RuleDetail), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn rule(_who: Principal, Path(regle): Path<String>) -> Result<Json<RuleDetail>> {
    RuleDetail::of(Catalogue::embedded(), &regle).map(Json).ok_or_else(|| {
        Problem::new(
            StatusCode::NOT_FOUND,
            "ECH-011",
            "Le droit appliqué ne connaît aucune règle de ce nom. La liste des règles est à l’adresse /api/v1/referentiel/regles.",
        )
    })
}
