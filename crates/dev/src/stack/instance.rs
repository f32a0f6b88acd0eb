//! One process of the stack: which service, which replica, where it listens.

use std::fmt;

use anyhow::Result;

use super::PortsChoice;
use crate::servers::{keep_or_pick_port, pick_port};

/// A service of the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Service {
    Dossier,
    Assignment,
    Deadline,
    Notification,
    Document,
    Gateway,
}

impl Service {
    /// All, in the order of their ports.
    pub const ALL: [Self; 6] =
        [Self::Dossier, Self::Assignment, Self::Deadline, Self::Notification, Self::Document, Self::Gateway];

    /// Its name: of its folder, its schema, its role (`greffe_<name>`), its subcommand of `greffe serve`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dossier => "dossier",
            Self::Assignment => "assignment",
            Self::Deadline => "deadline",
            Self::Notification => "notification",
            Self::Document => "document",
            Self::Gateway => "gateway",
        }
    }

    /// Last two digits of the product's ports: 84xx for gRPC (the gateway: REST), 85xx for HTTP.
    fn offset(self) -> u16 {
        match self {
            Self::Gateway => 0,
            Self::Dossier => 1,
            Self::Assignment => 2,
            Self::Deadline => 3,
            Self::Notification => 4,
            Self::Document => 5,
        }
    }
}

/// One process of a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instance {
    pub service: Service,
    /// 0 for the first.
    pub replica: usize,
}

impl Instance {
    /// The first process of a service, the only one unless replicas were asked for.
    pub fn first(service: Service) -> Self {
        Self { service, replica: 0 }
    }
}

impl fmt::Display for Instance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.replica {
            0 => write!(f, "{}", self.service.name()),
            replica => write!(f, "{}-{}", self.service.name(), replica + 1),
        }
    }
}

/// Where one process listens on the loopback.
#[derive(Debug, Clone)]
pub struct Ports {
    pub grpc: u16,
    /// Health; for the gateway, everything the public sees.
    pub http: u16,
    /// Prometheus; a service serves it beside its health.
    pub metrics: u16,
}

impl Ports {
    pub(super) fn choose<'a>(
        instance: Instance,
        choice: PortsChoice,
        taken: impl Iterator<Item = &'a Ports> + Clone,
    ) -> Result<Self> {
        let is_taken =
            |port| taken.clone().any(|ports| [ports.grpc, ports.http, ports.metrics].contains(&port));
        let port = |wanted: u16| loop {
            let found =
                if choice == PortsChoice::Product { keep_or_pick_port(wanted)? } else { pick_port()? };
            if !is_taken(found) {
                return anyhow::Ok(found);
            }
        };
        // Ten ports a replica: there are six services.
        let shift = instance.service.offset() + 10 * u16::try_from(instance.replica)?;
        if instance.service == Service::Gateway {
            return Ok(Self { grpc: 0, http: port(gateway_port())?, metrics: port(8500)? });
        }
        let (grpc, http) = (port(8400 + shift)?, port(8500 + shift)?);
        Ok(Self { grpc, http, metrics: http })
    }
}

/// `GREFFE_PORT`, else 8400.
fn gateway_port() -> u16 {
    std::env::var("GREFFE_PORT").ok().and_then(|port| port.parse().ok()).unwrap_or(8400)
}
