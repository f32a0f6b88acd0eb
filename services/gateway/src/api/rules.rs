//! The law as the engine applies it, to be read and to be simulated: rules of delay, and the catalogue they stand in.

use axum::{Json, extract::Path, http::StatusCode};
use greffe_procedure::{catalogue::Catalogue, versions};
use serde::Deserialize;
use utoipa::IntoParams;

use super::law::unknown;
use crate::{
    extract::Query,
    identity::Principal,
    problem::{Problem, Result},
    views::{
        ActTypeDetail, ControlDetail, LawIndex, NoticeDetail, ProcedureDetail, RuleDetail, Rules, TaskDetail,
    },
};

/// Of which law.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Edition {
    /// A version that the program carries; the newest when absent.
    version: Option<String>,
}

impl Edition {
    /// The catalogue: every read of this page takes it here.
    fn catalogue(&self) -> Result<&'static Catalogue> {
        match &self.version {
            None => Ok(Catalogue::embedded()),
            Some(name) => versions::named(name).and_then(versions::Version::catalogue).ok_or_else(unknown),
        }
    }

    /// What a view finds in it, or that nothing bears the name.
    fn find<T>(&self, view: fn(&Catalogue, &str) -> Option<T>, name: &str) -> Result<Json<T>> {
        view(self.catalogue()?, name).map(Json).ok_or_else(|| {
            Problem::new(
                StatusCode::NOT_FOUND,
                "LOI-007",
                "Le droit appliqué ne connaît rien de ce nom. La liste de ce qu’il connaît est à l’adresse /api/v1/referentiel/droit.",
            )
        })
    }
}

/// Le droit appliqué : toutes les règles de délai
#[utoipa::path(get, path = "/referentiel/regles", tag = "referentiel", params(Edition),
    responses((status = 200, body = Rules), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn rules(_who: Principal, Query(edition): Query<Edition>) -> Result<Json<Rules>> {
    Ok(Json(Rules::of(edition.catalogue()?)))
}

/// Une règle de délai, avec son texte, ses effets et ses exemples
#[utoipa::path(get, path = "/referentiel/regles/{regle}", tag = "referentiel",
    params(("regle" = String, Path, description = "Identifiant de la règle."), Edition),
    responses((status = 200, body = RuleDetail), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn rule(
    _who: Principal,
    Path(regle): Path<String>,
    Query(edition): Query<Edition>,
) -> Result<Json<RuleDetail>> {
    RuleDetail::of(edition.catalogue()?, &regle).map(Json).ok_or_else(|| {
        Problem::new(
            StatusCode::NOT_FOUND,
            "ECH-011",
            "Le droit appliqué ne connaît aucune règle de ce nom. La liste des règles est à l’adresse /api/v1/referentiel/regles.",
        )
    })
}

/// Tout ce que connaît le droit appliqué : procédures, règles, avis, tâches, contrôles, actes
#[utoipa::path(get, path = "/referentiel/droit", tag = "referentiel", params(Edition),
    responses((status = 200, body = LawIndex), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn index(_who: Principal, Query(edition): Query<Edition>) -> Result<Json<LawIndex>> {
    Ok(Json(LawIndex::of(edition.catalogue()?)))
}

/// Une procédure : stades, actes possibles, jalons, délais, avis, tâches
#[utoipa::path(get, path = "/referentiel/procedures/{code}", tag = "referentiel",
    params(("code" = String, Path, description = "Code de la procédure."), Edition),
    responses((status = 200, body = ProcedureDetail), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn procedure(
    _who: Principal,
    Path(code): Path<String>,
    Query(edition): Query<Edition>,
) -> Result<Json<ProcedureDetail>> {
    edition.find(ProcedureDetail::of, &code)
}

/// Un avis ou une notification que veut la loi : destinataire, mode, mentions, preuve
#[utoipa::path(get, path = "/referentiel/avis/{avis}", tag = "referentiel",
    params(("avis" = String, Path, description = "Identifiant de l’avis."), Edition),
    responses((status = 200, body = NoticeDetail), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn notice(
    _who: Principal,
    Path(avis): Path<String>,
    Query(edition): Query<Edition>,
) -> Result<Json<NoticeDetail>> {
    edition.find(NoticeDetail::of, &avis)
}

/// Une tâche : qui la doit, quand, ce qui la clôt
#[utoipa::path(get, path = "/referentiel/taches/{tache}", tag = "referentiel",
    params(("tache" = String, Path, description = "Code de la tâche."), Edition),
    responses((status = 200, body = TaskDetail), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn task(
    _who: Principal,
    Path(tache): Path<String>,
    Query(edition): Query<Edition>,
) -> Result<Json<TaskDetail>> {
    edition.find(TaskDetail::of, &tache)
}

/// Un contrôle : ce qu’il regarde, ce qu’il arrête, ce qui le corrige
#[utoipa::path(get, path = "/referentiel/controles/{controle}", tag = "referentiel",
    params(("controle" = String, Path, description = "Identifiant du contrôle."), Edition),
    responses((status = 200, body = ControlDetail), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn control(
    _who: Principal,
    Path(controle): Path<String>,
    Query(edition): Query<Edition>,
) -> Result<Json<ControlDetail>> {
    edition.find(ControlDetail::of, &controle)
}

/// Un type d’acte : les délais et les tâches qu’il ouvre et ferme, les avis qu’il rend nécessaires
#[utoipa::path(get, path = "/referentiel/actes/{acte}", tag = "referentiel",
    params(("acte" = String, Path, description = "Nom du type d’acte."), Edition),
    responses((status = 200, body = ActTypeDetail), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn act(
    _who: Principal,
    Path(acte): Path<String>,
    Query(edition): Query<Edition>,
) -> Result<Json<ActTypeDetail>> {
    edition.find(ActTypeDetail::of, &acte)
}
