//! What is looked at without going through a door.

mod court;
mod parquet_load;
mod propose;
mod roles;
mod seed;
