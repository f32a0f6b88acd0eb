//! The API against its own description: requests made from the document, whole and spoilt, by a greffier, a magistrat and the
//! machine of a cabinet; nothing answered with 5xx, and no answer outside the document. In the short form each makes those of
//! its own part of the document, where its rights lead furthest; in the long form, each makes them all.
//!
//! `GREFFE_SCHEMATHESIS_REQUESTS` says how many at least (the long form is in `docs/promises.md`); the tool is pinned in
//! `scripts/tools.txt`. The last line is the figure of the promise.

use std::{path::PathBuf, process::Stdio};

use anyhow::{Context, Result, ensure};
use greffe_dev::{Instance, Service};
use greffe_test_support::{Api, Options, Product};
use reqwest::header::HeaderMap;
use serde_json::json;

use crate::{MARTIN, day, declaration, pdf};

/// Requests of the short form, all callers together.
const SHORT: usize = 500;
/// The same choices in each run.
const SEED: &str = "20261128";
/// What an answer must fit, and what must be refused.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,response_schema_conformance,missing_required_header,unsupported_method";
/// What the tool asks of those who are known by a cookie. Of two ways to be known it spoils one: a machine’s token, which it keeps,
/// would still be good. `nobody_is_served` asks it of each operation, of both ways.
const REFUSED: &str = ",ignored_auth";
/// Parts of the document, by its tags, for the magistrat and for the machine; the greffier has what is left.
const MAGISTRAT: &[&str] =
    &["audiences", "charge", "delibere", "designations", "distribution", "echeances", "orientation"];
const PARTNER: &[&str] = &["certificats", "depots", "fichiers", "pieces"];
/// A stream that never ends is no answer to wait for; `tests/journeys/src` has tests of its own for it.
const STREAM: &str = "/flux";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answer_is_described_and_none_is_a_failure_of_ours() -> Result<()> {
    let wanted =
        std::env::var("GREFFE_SCHEMATHESIS_REQUESTS").ok().and_then(|n| n.parse().ok()).unwrap_or(SHORT);
    let mut environment = Vec::new();
    for limit in
        ["PARTNER_PER_SECOND", "PARTNER_BURST", "AGENT_PER_SECOND", "AGENT_BURST", "VERIFICATION_PER_MINUTE"]
    {
        environment.push((Service::Gateway, format!("GREFFE__LIMITS__{limit}"), "1000000".to_owned()));
    }
    let product = Product::start(Options { environment, ..Options::default() }).await?;
    let greffier = product.person("greffe.central").await?;
    seeded(&product, &greffier).await?;
    let (magistrat, partner) =
        (product.person("president.civ1").await?, product.machine("partenaire-martin").await?);
    let mut callers: Vec<(Api, Vec<String>)> = vec![
        (greffier, tags("exclude", [MAGISTRAT, PARTNER].concat())),
        (magistrat, tags("include", MAGISTRAT.to_vec())),
        (partner, tags("include", PARTNER.to_vec())),
    ];
    if wanted > SHORT {
        callers.push((product.person("administration").await?, Vec::new()));
        callers.iter_mut().for_each(|(_, part)| part.clear());
    }
    nobody_is_served(&product).await?;
    let mut said = String::new();
    let (before, mut made, mut round) = (requests(&product).await?.0, 0, 0);
    // The share of each caller, again with other choices until there were enough.
    while made < wanted {
        let runs =
            callers.iter().map(|(caller, part)| run(&product, (caller, part.as_slice()), wanted, round));
        for (ok, text) in futures::future::try_join_all(runs).await? {
            said.push_str(&text);
            ensure!(ok, "{said}");
        }
        round += 1;
        made = requests(&product).await?.0 - before;
    }
    let failed = requests(&product).await?.1;
    println!("{made} demandes, {failed} réponses 5xx");
    ensure!(failed == 0, "{failed} answers of 5xx: {said}");
    let (clean, told) = product.verify(20).await?;
    ensure!(clean, "{told}");
    product.stack.stop().await?;
    println!("figure: 0 constats");
    Ok(())
}

/// Something to read: a dossier with its counsel, its mémoire and its paper, and a certificate.
async fn seeded(product: &Product, greffier: &Api) -> Result<()> {
    let office = greffier.post("/api/v1/cabinets", &json!({"name": MARTIN})).await?.expect(201)?;
    let office = office["office_id"].as_str().context("office_id")?;
    let opened = greffier.post("/api/v1/dossiers", &declaration(&day(-10), office)).await?.expect(201)?;
    let machine = product.machine("partenaire-martin").await?;
    let piece = machine.upload("memoire.pdf", "application/pdf", "memoire", pdf()).await?.expect(201)?;
    let path = format!("/api/v1/dossiers/{}/actes", opened["dossier_id"].as_str().unwrap_or_default());
    let memoire = json!({"type": "memoire_depose", "dates": {}, "corps": {"nature": "ampliatif", "pieces": [piece["piece_id"]]}});
    machine.post(&path, &memoire).await?.expect(201)?;
    let sought =
        json!({"sought": {"court": "CA Lyon", "rendered_on": "2026-09-10", "case_number": "25/99999"}});
    machine.post("/api/v1/certificats", &sought).await?.expect(201)?;
    Ok(())
}

/// Each operation that is not open to all, asked by nobody, with a session that is none, with a token that is none: refused.
async fn nobody_is_served(product: &Product) -> Result<()> {
    let client = reqwest::Client::new();
    let document: serde_json::Value =
        client.get(format!("{}/api/v1/openapi.json", product.url())).send().await?.json().await?;
    let mut asked = 0;
    for (path, operations) in document["paths"].as_object().context("paths")? {
        let parts = path.split('/').map(|part| if part.starts_with('{') { ABSENT } else { part });
        let url = format!("{}/api/v1{}", product.url(), parts.collect::<Vec<_>>().join("/"));
        for (method, operation) in operations.as_object().context("operations")? {
            let open = operation["security"] == json!([{}]);
            let Ok(method) = method.to_uppercase().parse::<reqwest::Method>() else { continue };
            if open || path == STREAM {
                continue;
            }
            let nobody = || client.request(method.clone(), &url).json(&json!({}));
            let known = [nobody(), nobody().header("cookie", "__Host-greffe=x"), nobody().bearer_auth("x")];
            for (at, request) in known.into_iter().enumerate() {
                let status = request.send().await?.status().as_u16();
                ensure!(matches!(status, 401 | 403), "{method} {path}, {at}: {status}");
                asked += 1;
            }
        }
    }
    ensure!(asked > 400, "the document has {asked} questions for nobody");
    Ok(())
}

/// In the place of what an address names.
const ABSENT: &str = "00000000-0000-4000-8000-000000000000";

/// A part of the document, as the tool is told it.
fn tags(which: &str, tags: Vec<&str>) -> Vec<String> {
    tags.into_iter().flat_map(|tag| [format!("--{which}-tag"), tag.to_owned()]).collect()
}

/// One run of the tool as a caller; answers whether it found nothing, and what it said.
async fn run(
    product: &Product,
    (caller, part): (&Api, &[String]),
    wanted: usize,
    round: usize,
) -> Result<(bool, String)> {
    let root = std::env::var("GREFFE_ROOT")
        .map_or_else(|_| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../.."), PathBuf::from);
    let tool = root.join(".local/venv/bin/schemathesis");
    ensure!(tool.exists(), "{} is missing: run scripts/install.sh python", tool.display());
    let mut command = tokio::process::Command::new(tool);
    command.arg("run").arg(format!("{}/api/v1/openapi.json", product.url()));
    command.args(["--url", &format!("{}/api/v1", product.url())]);
    let identity = headers(caller)?;
    for (name, value) in &identity {
        command.args(["--header", &format!("{name}: {}", value.to_str()?)]);
    }
    // By operation, and there are some two hundred; what its limits and its wrong values make comes on top.
    let examples = (wanted / 900).clamp(3, 60);
    command.args(["--max-examples", &examples.to_string()]);
    let refused = if identity.contains_key("authorization") { "" } else { REFUSED };
    command.args(["--seed", &format!("{SEED}{round}"), "--checks", &format!("{CHECKS}{refused}")]);
    command.args(["--exclude-path", STREAM]);
    command.args(part);
    command.args(["--workers", "1", "--request-timeout", "20", "--no-color", "--continue-on-failure"]);
    command.args(["--phases", "examples,coverage,fuzzing", "--generation-database", "none"]);
    command.current_dir(root.join(".local"));
    let done = command.stdin(Stdio::null()).output().await.context("schemathesis")?;
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    Ok((done.status.success(), format!("{said}{}", String::from_utf8_lossy(&done.stderr))))
}

/// The identity of a caller, as its requests carry it.
fn headers(caller: &Api) -> Result<HeaderMap> {
    let request = caller.bare(reqwest::Method::POST, "/").build()?;
    Ok(request.headers().clone())
}

/// Requests that the gateway answered, and those of them with 5xx, by its own count.
async fn requests(product: &Product) -> Result<(usize, usize)> {
    let url = product.stack.metrics_url(Instance::first(Service::Gateway))?;
    let text = reqwest::get(url).await?.text().await?;
    let (mut all, mut failed) = (0, 0);
    for line in text.lines().filter(|line| line.starts_with("greffe_http_seconds_count{")) {
        let count: usize = line.rsplit(' ').next().unwrap_or_default().parse()?;
        all += count;
        if line.contains("status=\"5") {
            failed += count;
        }
    }
    Ok((all, failed))
}
