//! The document service as a program of its own.

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    Ok(greffe_document::run().await?)
}
