//! The deadline service as a program of its own.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    Ok(greffe_chassis::server::runtime()?.block_on(greffe_deadline::run())?)
}
