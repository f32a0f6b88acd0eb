//! What is looked at without going through a door.

mod values;
