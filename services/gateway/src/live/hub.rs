//! Who listens, what each has been told, and what was said lately.

use std::{
    collections::{HashMap, VecDeque},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use axum::http::StatusCode;
use greffe_chassis::Caller;
use tokio::sync::mpsc;
use uuid::Uuid;

use super::Hint;
use crate::{config::Limits, problem::Problem};

/// Events that a browser which was away can still be told.
const REMEMBERED: usize = 4096;
/// Events that wait for one browser; one slower than that is cut, and resumes.
const WAITING: usize = 256;

/// A place in the sequence: `<epoch>-<number>`. The epoch changes when events may have been lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Which unbroken sequence.
    pub epoch: Uuid,
    /// Where in it.
    pub number: u64,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.epoch.simple(), self.number)
    }
}

impl std::str::FromStr for Place {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (epoch, number) = text.rsplit_once('-').ok_or(())?;
        Ok(Self { epoch: Uuid::parse_str(epoch).map_err(|_| ())?, number: number.parse().map_err(|_| ())? })
    }
}

/// What is said to one browser.
#[derive(Debug, Clone)]
pub enum Message {
    /// A dossier changed.
    Hint(Place, Arc<Hint>),
    /// Events may have been missed: fetch everything again.
    Resync(Place),
}

/// A browser that listens.
struct Listener {
    caller: Caller,
    sender: mpsc::Sender<Message>,
}

struct State {
    epoch: Uuid,
    number: u64,
    said: VecDeque<(u64, Arc<Hint>)>,
    listeners: HashMap<u64, Listener>,
}

/// The hub of one instance.
#[derive(Clone)]
pub struct Hub {
    state: Arc<Mutex<State>>,
    next: Arc<AtomicU64>,
    limits: Limits,
}

/// What one browser hears; leaving is forgetting it.
pub struct Stream {
    /// In order.
    pub messages: mpsc::Receiver<Message>,
    /// Where the sequence stood when it came.
    pub from: Place,
    /// What it missed since the place it gave, oldest first; `None` when that cannot be known.
    pub missed: Option<Vec<(Place, Arc<Hint>)>>,
    id: u64,
    hub: Hub,
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.hub.lock().listeners.remove(&self.id);
        metrics::gauge!("greffe_streams").decrement(1.0);
    }
}

impl Hub {
    /// With nobody and nothing said.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        let state =
            State { epoch: Uuid::new_v4(), number: 0, said: VecDeque::new(), listeners: HashMap::new() };
        Self { state: Arc::new(Mutex::new(state)), next: Arc::default(), limits }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A browser comes, with the last place it heard if it was here before.
    ///
    /// # Errors
    /// 429 when it, or everyone, listens often enough already.
    pub fn join(&self, caller: &Caller, last: Option<Place>) -> Result<Stream, Problem> {
        let mut state = self.lock();
        let own = state
            .listeners
            .values()
            .filter(|l| l.caller.subject == caller.subject && l.caller.sid == caller.sid)
            .count();
        if own >= self.limits.streams_per_session || state.listeners.len() >= self.limits.streams {
            return Err(Problem::new(
                StatusCode::TOO_MANY_REQUESTS,
                "LIM-002",
                "Trop d’écrans suivent déjà les changements en direct. Fermez un onglet de Greffe, puis rechargez celui-ci.",
            )
            .retry(30));
        }
        let (sender, messages) = mpsc::channel(WAITING);
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        state.listeners.insert(id, Listener { caller: caller.clone(), sender });
        metrics::gauge!("greffe_streams").increment(1.0);
        let from = Place { epoch: state.epoch, number: state.number };
        Ok(Stream { messages, from, missed: missed(&state, last), id, hub: self.clone() })
    }

    /// Those who listen, each once.
    #[must_use]
    pub fn callers(&self) -> Vec<Caller> {
        let mut callers: Vec<Caller> = Vec::new();
        for listener in self.lock().listeners.values() {
            if !callers.iter().any(|known| is_same(known, &listener.caller)) {
                callers.push(listener.caller.clone());
            }
        }
        callers
    }

    /// Tells an event to those who may know of it.
    pub fn say(&self, hint: Hint, asked: &[Caller], may: &[Caller]) {
        let mut state = self.lock();
        state.number += 1;
        let hint = Arc::new(hint);
        let place = Place { epoch: state.epoch, number: state.number };
        if state.said.len() >= REMEMBERED {
            state.said.pop_front();
        }
        state.said.push_back((place.number, hint.clone()));
        let told = Message::Hint(place, hint);
        let among = |callers: &[Caller], listener: &Caller| callers.iter().any(|one| is_same(one, listener));
        state.listeners.retain(|_, listener| {
            // Nobody asked about who joined meanwhile: they fetch again.
            if !among(asked, &listener.caller) {
                return listener.sender.try_send(Message::Resync(place)).is_ok();
            }
            !among(may, &listener.caller) || listener.sender.try_send(told.clone()).is_ok()
        });
    }

    /// Begins a new sequence, because events may have been lost: everyone fetches again.
    pub fn resync(&self) {
        let mut state = self.lock();
        state.epoch = Uuid::new_v4();
        state.number = 0;
        state.said.clear();
        let place = Place { epoch: state.epoch, number: 0 };
        state.listeners.retain(|_, listener| listener.sender.try_send(Message::Resync(place)).is_ok());
    }
}

fn missed(state: &State, last: Option<Place>) -> Option<Vec<(Place, Arc<Hint>)>> {
    let Some(last) = last else { return Some(Vec::new()) };
    let oldest = state.said.front().map_or(state.number + 1, |(number, _)| *number);
    if last.epoch != state.epoch || last.number > state.number || last.number + 1 < oldest {
        return None;
    }
    let place = |number| Place { epoch: state.epoch, number };
    Some(
        state
            .said
            .iter()
            .filter(|(n, _)| *n > last.number)
            .map(|(n, hint)| (place(*n), hint.clone()))
            .collect(),
    )
}

/// Whether access decides the same of both.
fn is_same(a: &Caller, b: &Caller) -> bool {
    a.subject == b.subject && a.roles == b.roles && a.chambres == b.chambres && a.office_id == b.office_id
}
