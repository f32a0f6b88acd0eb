//! What is looked at without going through a door.

mod servers_ports;
