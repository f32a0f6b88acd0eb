//! The dossier service against real PostgreSQL and RabbitMQ.
