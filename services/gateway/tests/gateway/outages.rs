//! The way of deposits, as the product watches it.

use greffe_gateway::outages::seen;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::support::{Browser, House, problem};

const BEGAN: &str = "2026-03-24T22:59:00Z";

struct Watched {
    house: House,
    reader: Browser,
}

impl Watched {
    async fn new() -> Self {
        let house = House::open().await;
        let reader = house.sign_in("greffe.civ1").await;
        Self { house, reader }
    }

    /// So many seconds after the beginning.
    async fn seen(&self, seconds: i64, whole: bool) {
        let began: Timestamp = BEGAN.parse().unwrap();
        seen(self.house.pool(), began + SignedDuration::from_secs(seconds), whole).await.unwrap();
    }

    async fn list(&self, query: &str) -> Vec<Value> {
        let path = format!("/api/v1/pannes{query}");
        let page: Value = self.house.see(&self.reader.cookie, &path).await.json().await.unwrap();
        page["items"].as_array().unwrap().clone()
    }
}

#[tokio::test]
async fn a_silence_of_the_product_itself_is_an_outage() {
    let watched = Watched::new().await;
    for seconds in [0, 10, 20, 45] {
        watched.seen(seconds, true).await;
    }
    assert_eq!(watched.list("").await, Vec::<Value>::new(), "a slow answer is none");
    watched.seen(165, true).await;
    let found = watched.list("").await;
    assert_eq!(found.len(), 1);
    let said = ["began_at", "ended_at", "cause"].map(|field| found[0][field].clone());
    assert_eq!(said, ["2026-03-24T22:59:45Z", "2026-03-24T23:01:45Z", "arret"].map(|text| json!(text)));
    // Midnight passed in Paris meanwhile.
    assert_eq!(found[0]["days"], json!(["2026-03-24", "2026-03-25"]));
    assert_eq!(watched.list("?du=2026-03-25&au=2026-03-25").await.len(), 1);
    assert_eq!(watched.list("?du=2026-03-26").await.len(), 0);
    assert_eq!(watched.list("?au=2026-03-23").await.len(), 0);
}

#[tokio::test]
async fn a_part_that_does_not_answer_is_one_outage_whoever_looks_until_it_answers() {
    let watched = Watched::new().await;
    watched.seen(0, true).await;
    watched.seen(20, false).await;
    assert_eq!(watched.list("").await.len(), 0, "not yet longer than what is tolerated");
    futures::future::join_all((0..4).map(|replica| watched.seen(40 + replica, false))).await;
    let found = watched.list("").await;
    assert_eq!(found.len(), 1, "four replicas saw one outage: {found:?}");
    assert_eq!((found[0]["ended_at"].clone(), found[0]["cause"].clone()), (Value::Null, json!("service")));
    assert_eq!(found[0]["began_at"], BEGAN);
    watched.seen(70, true).await;
    watched.seen(80, true).await;
    let found = watched.list("").await;
    assert_eq!((found.len(), found[0]["ended_at"].clone()), (1, json!("2026-03-24T23:00:10Z")));
}

#[tokio::test]
async fn an_outage_that_nobody_saw_has_no_certificate() {
    let watched = Watched::new().await;
    let unknown = watched
        .house
        .see(&watched.reader.cookie, "/api/v1/pannes/0198f0a0-0000-7000-8000-000000000001")
        .await;
    assert_eq!((unknown.status().as_u16(), problem(unknown).await["code"].clone()), (404, json!("PAN-001")));
}
