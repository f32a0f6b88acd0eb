//! The baselines: the same SQL by pgbench, and a tonic echo of the same size.

use std::{
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use anyhow::{Context, Result, bail};
use greffe_contracts::gate::v1::{
    CheckMilestoneRequest, CheckMilestoneResponse, GateFinding, ReplayFindingsRequest,
    ReplayFindingsResponse,
    gate_service_client::GateServiceClient,
    gate_service_server::{GateService, GateServiceServer},
};
use tonic::{Request, Response, Status, transport::Channel};

use super::{http::Call, report::Run};

/// The statement a read of a dossier is.
pub const READ: &str = "\\set n random(1, :dossiers)
SELECT id, version, chambre, rapporteurs, avocats_generaux, offices, former_offices, distributed, communicated, sealed, named, recused, chambres_consultees, view
FROM dossier.dossier WHERE number_year = :year AND number_seq = 10000 + :n;
";

/// The statements of the transaction that records an act, in its order.
pub const RECORD: &str = "\\set n random(1, :dossiers)
\\set shard random(0, 63)
BEGIN;
SELECT id, procedure, number_year, number_seq, matter, urgent, opened_at, sealed, view, version AS v
  FROM dossier.dossier WHERE number_year = :year AND number_seq = 10000 + :n FOR UPDATE \\gset d_
SELECT body FROM dossier.act WHERE dossier_id = :d_id ORDER BY version;
SELECT route, request_sha256, response FROM dossier.command_log WHERE actor = 'pgbench' AND idem_key = gen_random_uuid();
SELECT seq, hash FROM dossier.audit_head WHERE shard = :shard FOR UPDATE \\gset h_
WITH head AS (UPDATE dossier.audit_head SET seq = :h_seq + 1, hash = sha256('x') WHERE shard = :shard)
  INSERT INTO dossier.audit (shard, seq, prev_hash, hash, at, actor, action, object, decision, policies, reason, request_id, payload_sha256)
  VALUES (:shard, :h_seq + 1, sha256('y'), sha256('x'), now(), 'pgbench', 'enregistrer_fait', :d_id, 'permis', 'greffe', '', 'cle', sha256('z'));
UPDATE dossier.dossier SET version = version + 1, updated_at = now(), view = view WHERE id = :d_id;
INSERT INTO dossier.act (dossier_id, version, act_id, kind, recorded_at, actor, reason, pieces, body)
  VALUES (:d_id, :d_v + 1, gen_random_uuid(), 'pieces_deposees', now(), 'pgbench', '', '{}', decode(repeat('ab', 160), 'hex'));
INSERT INTO dossier.outbox (event_id, aggregate_id, aggregate_seq, routing_key, event_type, recorded_at, payload, published_at)
  VALUES (gen_random_uuid(), :d_id, :d_v + 1, 'dossier.act.pieces_deposees', 'ActRecorded', now(), decode(repeat('ab', 160), 'hex'), now());
INSERT INTO dossier.command_log (actor, idem_key, route, request_sha256, response)
  VALUES ('pgbench', gen_random_uuid(), 'dossier.RecordAct', sha256('q'), decode(repeat('ab', 40), 'hex'));
COMMIT;
";

/// Runs a script by pgbench with prepared statements; the latencies are those of each transaction.
pub fn pgbench(
    url: &str,
    script: &str,
    clients: usize,
    long: Duration,
    variables: &[(&str, String)],
) -> Result<Run> {
    let folder = std::env::temp_dir().join(format!("greffe-pgbench-{}", uuid::Uuid::now_v7()));
    std::fs::create_dir_all(&folder)?;
    let file = folder.join("script.sql");
    std::fs::write(&file, script)?;
    let mut command = Command::new(program()?);
    command.current_dir(&folder).args(["--no-vacuum", "--protocol=prepared", "--log"]);
    command.arg(format!("--client={clients}")).arg(format!("--jobs={}", clients.min(2)));
    command.arg(format!("--time={}", long.as_secs())).arg(format!("--file={}", file.display()));
    for (name, value) in variables {
        command.arg(format!("--define={name}={value}"));
    }
    let done = command.arg(url).stdout(Stdio::null()).stderr(Stdio::piped()).output()?;
    if !done.status.success() {
        bail!("pgbench: {}", String::from_utf8_lossy(&done.stderr));
    }
    let samples = read_logs(&folder)?;
    std::fs::remove_dir_all(&folder)?;
    Ok(Run { samples, took: long })
}

fn program() -> Result<std::path::PathBuf> {
    let known =
        (13..=20).rev().map(|v| Path::new("/usr/lib/postgresql").join(v.to_string()).join("bin/pgbench"));
    known.into_iter().find(|p| p.exists()).context("pgbench is not installed")
}

fn read_logs(folder: &Path) -> Result<Vec<Duration>> {
    let mut samples = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if !path.file_name().is_some_and(|n| n.to_string_lossy().starts_with("pgbench_log")) {
            continue;
        }
        for line in std::fs::read_to_string(path)?.lines() {
            if let Some(micros) = line.split(' ').nth(2).and_then(|t| t.parse().ok()) {
                samples.push(Duration::from_micros(micros));
            }
        }
    }
    Ok(samples)
}

/// Answers what it was asked, nothing more.
pub struct Echo(pub usize);

#[tonic::async_trait]
impl GateService for Echo {
    async fn check_milestone(
        &self,
        _: Request<CheckMilestoneRequest>,
    ) -> Result<Response<CheckMilestoneResponse>, Status> {
        let finding = GateFinding { message: "x".repeat(self.0), ..Default::default() };
        Ok(Response::new(CheckMilestoneResponse { version: 0, findings: vec![finding] }))
    }

    async fn replay_findings(
        &self,
        _: Request<ReplayFindingsRequest>,
    ) -> Result<Response<ReplayFindingsResponse>, Status> {
        Err(Status::unimplemented("echo"))
    }
}

/// Serves the echo until killed: a process of its own, as the services are.
pub async fn serve_echo(address: &str, size: usize) -> Result<()> {
    let server =
        tonic::transport::Server::builder().tcp_nodelay(true).add_service(GateServiceServer::new(Echo(size)));
    Ok(server.serve(address.parse()?).await?)
}

/// A client of the echo.
pub struct EchoCall(pub GateServiceClient<Channel>);

impl Call for EchoCall {
    async fn call(&mut self) -> Result<()> {
        let wanted = CheckMilestoneRequest {
            dossier_id: "0190f3a0-0000-7000-8000-000000000000".into(),
            ..Default::default()
        };
        self.0.check_milestone(wanted).await?;
        Ok(())
    }
}
