//! Faults: what is recorded while everything is killed is there once, and what follows from it too.
//!
//! | file | what it does |
//! |---|---|
//! | `campaign` | kills services, broker and database at random |
//! | `steps` | a process dies at each step between a commit and an acknowledgement |
//! | `sabotage` | the same faults with the bus broken on purpose: the tests see it |
//! | `leaving` | clients that close their connection at any moment |
//! | `work`, `rest` | clients that record; the product once all is quiet |

mod campaign;
mod leaving;
mod rest;
mod sabotage;
mod steps;
mod work;

/// These tests kill servers that all would share: one at a time.
static ALONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
