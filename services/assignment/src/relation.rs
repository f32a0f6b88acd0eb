//! Who somebody is to a case at this moment, for the doors of the délibéré: the designations as its journal tells them here, and
//! the register as it stands. Source: secrecy.md, column C3; COJ R421-1 (presidents, doyens).

use greffe_access::{Action, CaseRelations, Resource, decide, stored};
use greffe_chassis::{Caller, Result, db::sql_day, identity::caller, telemetry::measured};
use greffe_contracts::assignment::v1::{self as pb, relation_service_server::RelationService};
use sqlx::PgConnection;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use crate::{Assignments, audience::Judging};

/// What ends all knowledge of a case, where it was declared here before it became an act of the journal.
const KEPT_OUT: [&str; 2] = ["deport", "recusation_admise"];

#[tonic::async_trait]
impl RelationService for Assignments {
    async fn relation_to_case(
        &self,
        request: Request<pb::RelationToCaseRequest>,
    ) -> Result<Response<pb::RelationToCaseResponse>, Status> {
        let caller = caller(&request)?;
        measured("RelationToCase", async {
            Ok(Response::new(self.relation(&caller, request.get_ref()).await?))
        })
        .await
    }
}

/// Roles of those who judge. The premier président does where he is of the formation.
const SIEGE: [&str; 3] = ["president", "magistrat_siege", "premier_president"];

/// A person as the register has them today.
struct Person {
    display_name: String,
    roles: Vec<String>,
    chambres: Vec<String>,
    fonction: String,
    section: String,
    kept_out: bool,
}

impl Assignments {
    async fn relation(
        &self,
        caller: &Caller,
        wanted: &pb::RelationToCaseRequest,
    ) -> Result<pb::RelationToCaseResponse> {
        decide(caller, Action::SituerAgent, Resource::Court).or_forbidden()?;
        let ids = (Uuid::parse_str(&wanted.dossier_id), Uuid::parse_str(&wanted.agent_id));
        let (Ok(dossier), Ok(agent)) = ids else { return Ok(pb::RelationToCaseResponse::default()) };
        let mut connection = self.pool.acquire().await?;
        let case = stored::load(&mut connection, dossier).await?;
        let Some(case) = case.map(|case| case.relations) else {
            return Ok(pb::RelationToCaseResponse::default());
        };
        let Some(person) = self.person(&mut connection, dossier, agent).await? else {
            return Ok(pb::RelationToCaseResponse::default());
        };
        let Judging { formation, pronounced } = self.judging(&mut connection, dossier).await?;
        let rereads = is_doyen(&person, &case) && of_section(&mut connection, &person.section, &case).await?;
        let judges = person.roles.iter().any(|role| SIEGE.contains(&role.as_str()));
        // Fixed, the formation takes the place of those who reread before it (secrecy.md, rows of the president and of the doyen).
        let sits = formation.as_ref().is_some_and(|formation| formation.members.contains(&agent));
        let presides = match &formation {
            Some(formation) => formation.president == Some(agent),
            None => in_chamber(&person, &case) && person.roles.iter().any(|role| role == "president"),
        };
        Ok(pb::RelationToCaseResponse {
            formation: judges && sits,
            rapporteur: judges && case.rapporteurs.contains(&agent),
            president: judges && presides,
            doyen: judges && rereads && (formation.is_none() || sits),
            avocat_general: case.avocats_generaux.contains(&agent),
            recused: person.kept_out || case.recused.contains(&agent),
            shut_out: case.sealed && !case.named.contains(&agent),
            pronounced,
            display_name: person.display_name,
        })
    }

    /// Somebody of the register who is in office today.
    async fn person(
        &self,
        connection: &mut PgConnection,
        dossier: Uuid,
        agent: Uuid,
    ) -> Result<Option<Person>> {
        let kept_out = KEPT_OUT.map(str::to_owned);
        let person = sqlx::query_as!(
            Person,
            r#"SELECT a.display_name, a.roles, a.chambres, coalesce(m.fonction, '') AS "fonction!", coalesce(m.section, '') AS "section!",
                      EXISTS (SELECT FROM assignment.impediment i WHERE i.dossier_id = $2 AND i.agent_id = a.id
                              AND i.kind = ANY($3) AND i.withdrawn_at IS NULL) AS "kept_out!"
               FROM assignment.agent a LEFT JOIN assignment.magistrate m ON m.agent_id = a.id
               WHERE a.id = $1 AND NOT a.suspended AND (m.left_on IS NULL OR m.left_on >= $4)"#,
            agent,
            dossier,
            &kept_out,
            sql_day(self.clock.today())
        )
        .fetch_optional(connection)
        .await?;
        Ok(person)
    }
}

fn in_chamber(person: &Person, case: &CaseRelations) -> bool {
    !case.chambre.is_empty() && person.chambres.contains(&case.chambre)
}

fn is_doyen(person: &Person, case: &CaseRelations) -> bool {
    person.fonction == "doyen" && in_chamber(person, case)
}

/// Whether a rapporteur of the case sits in the section. A chamber of which no section is known has one.
async fn of_section(connection: &mut PgConnection, section: &str, case: &CaseRelations) -> Result<bool> {
    let found = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM unnest($1::uuid[]) AS r (id) LEFT JOIN assignment.magistrate m ON m.agent_id = r.id
                          WHERE coalesce(m.section, '') = $2) AS "found!""#,
        &case.rapporteurs,
        section
    )
    .fetch_one(connection)
    .await?;
    Ok(found)
}
