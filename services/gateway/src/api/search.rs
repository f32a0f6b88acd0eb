//! One search over what two services keep: dossiers, parties, decisions, moyens; papers. And affairs that are alike.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::{Path, State},
};
use greffe_chassis::Failure;
use greffe_contracts::{
    common::v1::PageRequest,
    document::v1::{self as doc, document_service_client::DocumentServiceClient},
    dossier::v1::{self as pb, search_service_client::SearchServiceClient},
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{NO_CHAMBER, several};
use crate::{
    Gateway,
    extract::{Query, id},
    identity::Principal,
    problem::{Problem, Result},
    views::{JoinderPage, Neighbour, Page, SearchFacet, SearchHit, SearchPage, each},
};

/// Rows of a page when the client does not say, and at most.
const PAGE: u32 = 20;
const PAGE_MAX: u32 = 50;
/// The genre that the document service keeps.
const PIECE: &str = "piece";

/// What is sought.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// Words, names, numbers in any form, articles.
    q: String,
    /// `dossier`, `partie`, `decision`, `moyens`, `piece`, separated by commas; none: all.
    genre: Option<String>,
    /// Codes of chambers, separated by commas; `aucune` for none.
    chambre: Option<String>,
    /// ISO day, included: of the pourvoi, of the decision, of the reception.
    du: Option<String>,
    /// ISO day, included.
    au: Option<String>,
    /// As the page before gave it.
    cursor: Option<String>,
    /// Rows, 50 at most.
    size: Option<u32>,
}

/// What the services answered, and where each is in its own list.
#[derive(Default)]
struct Found {
    hits: Vec<SearchHit>,
    total: u64,
    more: bool,
    behind: bool,
    missing: Vec<String>,
    facets: BTreeMap<(String, String), u32>,
}

/// Cherche dans les dossiers, les parties, les décisions, les moyens et les pièces que l’on peut lire
#[utoipa::path(get, path = "/recherche", tag = "recherche", params(Wanted),
    description = "Les réponses des dossiers et celles des pièces sont données tour à tour, chacune dans l’ordre de sa liste, où la plus proche est la première : leurs rangs ne se comparent pas d’une liste à l’autre. Une pièce est trouvée par son texte ou par le nom de son fichier, qui passe avant.",
    responses((status = 200, body = SearchPage), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn look(
    State(gateway): State<Gateway>,
    who: Principal,
    Query(wanted): Query<Wanted>,
) -> Result<Json<SearchPage>> {
    let size = wanted.size.unwrap_or(PAGE).clamp(1, PAGE_MAX);
    let (first, second) = places(wanted.cursor.as_deref().unwrap_or_default())?;
    let genres = several(wanted.genre.clone());
    let papers = genres.is_empty() || genres.iter().any(|genre| genre == PIECE);
    let dossiers: Vec<String> = genres.iter().filter(|genre| *genre != PIECE).cloned().collect();
    let asks_dossiers = genres.is_empty() || !dossiers.is_empty();
    // Of what is not asked for, counts alone: they tell where else something is.
    let page = |from: u64, shown: bool| {
        Some(PageRequest { cursor: from.to_string(), size: if shown { size } else { 0 } })
    };
    let services = gateway.services();
    let query = wanted.q.clone();
    let chambres: Vec<String> = several(wanted.chambre.clone())
        .into_iter()
        .map(|chambre| if chambre == NO_CHAMBER { String::new() } else { chambre })
        .collect();
    let (from, to) = (wanted.du.clone().unwrap_or_default(), wanted.au.clone().unwrap_or_default());
    let cases = async {
        let request = pb::SearchRequest {
            query: query.clone(),
            genres: dossiers,
            chambres: chambres.clone(),
            day_from: from.clone(),
            day_to: to.clone(),
            page: page(first, asks_dossiers),
        };
        services
            .read(&who, &services.dossier, request, |c, r| async move {
                SearchServiceClient::new(c).search(r).await
            })
            .await
    };
    let pieces = async {
        let request = doc::SearchPiecesRequest {
            query: query.clone(),
            chambres: chambres.clone(),
            kinds: Vec::new(),
            day_from: from.clone(),
            day_to: to.clone(),
            page: page(second, papers),
        };
        services
            .read(&who, &services.document, request, |c, r| async move {
                DocumentServiceClient::new(c).search_pieces(r).await
            })
            .await
    };
    let (cases, pieces) = tokio::join!(cases, pieces);
    let mut found = Found::default();
    match cases {
        Ok(cases) => found.take_cases(cases, asks_dossiers),
        // One service that is away takes nothing from the other; where nobody answers, that is the answer.
        Err(problem) if problem.is_unavailable() && pieces.is_ok() && papers => {
            found.missing.extend(["dossier", "partie", "decision", "moyens"].map(str::to_owned));
        }
        Err(problem) => return Err(problem),
    }
    match pieces {
        Ok(pieces) => found.take_pieces(pieces, papers),
        Err(problem) if problem.is_unavailable() && asks_dossiers => found.missing.push(PIECE.into()),
        Err(problem) => return Err(problem),
    }
    Ok(Json(found.page((first, second), size)))
}

impl Found {
    fn take_cases(&mut self, cases: pb::SearchResponse, asked: bool) {
        if asked {
            self.total += cases.page.map_or(0, |page| page.total);
        }
        self.more |= cases.more;
        self.behind |= cases.behind;
        for facet in cases.facets {
            *self.facets.entry((facet.name, facet.value)).or_default() += facet.count;
        }
        self.hits.extend(each::<_, SearchHit>(cases.hits));
    }

    fn take_pieces(&mut self, pieces: doc::SearchPiecesResponse, asked: bool) {
        let total = pieces.page.map_or(0, |page| page.total);
        if asked {
            self.total += total;
        }
        self.more |= pieces.more;
        if total > 0 {
            let count = u32::try_from(total).unwrap_or(u32::MAX);
            *self.facets.entry(("genre".into(), PIECE.into())).or_default() += count;
        }
        for facet in pieces.facets.into_iter().filter(|facet| facet.name != "kind") {
            *self.facets.entry((facet.name, facet.value)).or_default() += facet.count;
        }
        self.hits.extend(each::<_, SearchHit>(pieces.hits));
    }

    /// Both lists in turn, and where each is then. Their ranks are not of one measure: a party is a line of three words, a mémoire a
    /// text of forty pages, each ranked against its like. So the first of each comes first, the dossiers' before, then the second of
    /// each: what its own list puts first is never below what the other puts second.
    fn page(mut self, (first, second): (u64, u64), size: u32) -> SearchPage {
        let (mut dossiers, mut papers) = (first, second);
        let mut place = |hit: &SearchHit| {
            let list = if hit.genre == PIECE { &mut papers } else { &mut dossiers };
            *list += 1;
            (*list, hit.genre == PIECE)
        };
        let mut placed: Vec<_> = self.hits.into_iter().map(|hit| (place(&hit), hit)).collect();
        placed.sort_by_key(|(place, _)| *place);
        self.hits = placed.into_iter().map(|(_, hit)| hit).take(size as usize).collect();
        let papers = self.hits.iter().filter(|hit| hit.genre == PIECE).count() as u64;
        let (first, second) = (first + self.hits.len() as u64 - papers, second + papers);
        let next_cursor =
            (!self.hits.is_empty() && first + second < self.total).then(|| format!("{first}.{second}"));
        let told = |((name, value), count)| SearchFacet { name, value, count };
        SearchPage {
            items: self.hits,
            next_cursor,
            total: self.total,
            more: self.more,
            behind: self.behind,
            missing: self.missing,
            facets: self.facets.into_iter().map(told).collect(),
        }
    }
}

fn places(cursor: &str) -> Result<(u64, u64)> {
    if cursor.is_empty() {
        return Ok((0, 0));
    }
    let places = cursor.split_once('.').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
    Ok(places.ok_or_else(|| {
        Failure::invalid(
            "LEC-002",
            "cursor",
            "Ce curseur de page n’est pas valable. Revenez à la première page de la liste.",
        )
    })?)
}

/// How many affairs.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct HowMany {
    /// 20 at most.
    size: Option<u32>,
}

/// Les affaires proches d’un dossier, avec leurs raisons : une aide, jamais une décision
#[utoipa::path(get, path = "/dossiers/{dossier_id}/affaires-proches", tag = "recherche",
    params(("dossier_id" = uuid::Uuid, Path), HowMany),
    responses((status = 200, body = Page<Neighbour>), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn alike(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(dossier_id): Path<String>,
    Query(wanted): Query<HowMany>,
) -> Result<Json<Page<Neighbour>>> {
    let services = gateway.services();
    let request = pb::FindSimilarRequest { dossier_id: id(&dossier_id)?, size: wanted.size.unwrap_or(8) };
    let found = services
        .read(&who, &services.dossier, request, |c, r| async move {
            SearchServiceClient::new(c).find_similar(r).await
        })
        .await?;
    Ok(Json(Page::whole(each(found.neighbours))))
}

/// Of which chamber, and which page.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct OfChamber {
    /// Code of the chamber; `aucune` for the dossiers that no chamber has yet.
    chambre: String,
    /// As the page before gave it.
    cursor: Option<String>,
    /// Rows, 50 at most.
    size: Option<u32>,
}

/// Les dossiers d’une chambre qui pourraient être joints, avec leurs raisons : une aide, jamais une décision
#[utoipa::path(get, path = "/jonctions-possibles", tag = "recherche", params(OfChamber),
    responses((status = 200, body = JoinderPage), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn joinders(
    State(gateway): State<Gateway>,
    who: Principal,
    Query(wanted): Query<OfChamber>,
) -> Result<Json<JoinderPage>> {
    let services = gateway.services();
    let chambre = if wanted.chambre == NO_CHAMBER { String::new() } else { wanted.chambre };
    let page = PageRequest {
        cursor: wanted.cursor.unwrap_or_default(),
        size: wanted.size.unwrap_or(PAGE).clamp(1, PAGE_MAX),
    };
    let request = pb::ListPossibleJoindersRequest { chambre, page: Some(page) };
    let found = services
        .read(&who, &services.dossier, request, |c, r| async move {
            SearchServiceClient::new(c).list_possible_joinders(r).await
        })
        .await?;
    Ok(Json(found.into()))
}
