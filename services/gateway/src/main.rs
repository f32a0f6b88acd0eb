//! The gateway as a program of its own.

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    Ok(greffe_gateway::run().await?)
}
