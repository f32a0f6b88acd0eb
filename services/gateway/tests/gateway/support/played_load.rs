//! The load of a chamber, played: what was asked comes back in it.

use greffe_chassis::identity::{Verifier, caller};
use greffe_contracts::assignment::v1::{
    self as pb, load_service_server as server, load_service_server::LoadService,
};
use tonic::{Request, Response, Status, service::interceptor::InterceptedService};

/// As a service to serve.
pub fn service(verifier: Verifier) -> InterceptedService<server::LoadServiceServer<Loads>, Verifier> {
    InterceptedService::new(server::LoadServiceServer::new(Loads), verifier)
}

pub struct Loads;

#[tonic::async_trait]
impl LoadService for Loads {
    async fn parquet_load(
        &self,
        _: Request<pb::ParquetLoadRequest>,
    ) -> Result<Response<pb::ParquetLoadResponse>, Status> {
        let person = pb::ParquetPerson { name: "Moi".into(), dossiers: 7, share: 500, ..Default::default() };
        let load =
            pb::ParquetLoadResponse { scope: "personne".into(), people: vec![person], ..Default::default() };
        Ok(Response::new(load))
    }

    async fn forecast_load(
        &self,
        request: Request<pb::ForecastLoadRequest>,
    ) -> Result<Response<pb::ForecastLoadResponse>, Status> {
        let me = caller(&request)?.agent_id;
        let asked = request.into_inner();
        let settings = asked.settings.unwrap_or_default();
        if asked.weeks > 52 {
            let refused = greffe_chassis::Failure::invalid("CHG-001", "weeks", "De 1 à 52. Corrigez.");
            return Err(refused.into());
        }
        let person = pb::LoadPerson {
            agent_id: me,
            name: "Moi".into(),
            dossiers: 3,
            weight: 250,
            ..Default::default()
        };
        let week = pb::LoadWeek {
            from: "2026-11-30".into(),
            before: 40_000,
            entries: 8_000,
            exits: 10_000,
            after: 38_000,
            low: Some(30_000),
            high: None,
            places: settings.places,
            time: 2_000,
        };
        let forecast = pb::LoadForecast {
            entries: 8_000,
            exits: 10_000,
            weeks: vec![week],
            judged: Some(pb::LoadDelay { weeks: Some(5), ranged: true, low: Some(4), high: None }),
            people: vec![person],
        };
        let supposed = (settings != pb::LoadSettings::default()).then(|| pb::LoadForecast {
            entries: u64::try_from(8_000 + 80 * i64::from(settings.entries)).unwrap_or_default(),
            exits: u64::from(1_000 * settings.audiences + settings.audiences_from),
            judged: Some(pb::LoadDelay {
                weeks: Some(settings.magistrats_from),
                low: Some(settings.magistrats.unsigned_abs()),
                ..Default::default()
            }),
            ..Default::default()
        });
        Ok(Response::new(pb::ForecastLoadResponse {
            chambre: asked.chambre,
            day: "2026-11-30".into(),
            scope: "chambre".into(),
            stock: vec![pb::LoadStock { phase: "en_etat".into(), dossiers: 40, weight: 4_000 }],
            past: vec![pb::LoadPastWeek { from: "2026-11-23".into(), entries: 8, exits: 10 }],
            present: Some(forecast),
            supposed,
            past_weeks: 10,
            futures: 400,
            sight: asked.weeks,
        }))
    }
}
