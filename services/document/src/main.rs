//! The document service as a program of its own.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    greffe_document::reader::run_if_asked();
    Ok(greffe_chassis::server::runtime()?.block_on(greffe_document::run())?)
}
