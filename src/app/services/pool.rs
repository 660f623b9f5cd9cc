//! Workers beside the page's own, one for each core, for the time of a sweep.

use leptos::prelude::window;

use crate::app::services::engine::{Engine, PendingTable, Purpose};
use crate::worker::Command;
use crate::worker::client::Heard;

/// More would only wait for each other's memory.
const MOST: usize = 8;
/// What the tables of all workers may take, and how much of it a cell does: as it was
/// read, and as it is trained on.
const TABLES_BYTES: usize = 1 << 30;
const CELL_BYTES: usize = 24;

/// A worker and what it trains.
struct Member {
    engine: Engine,
    /// Its place in the sweep.
    lane: Option<usize>,
}

/// The workers of a sweep; dropping it ends them.
#[derive(Default)]
pub struct Pool {
    /// A place is empty once there is nothing left for it.
    members: Vec<Option<Member>>,
    table: Option<PendingTable>,
    /// How many ended before they had the table.
    stumbled: usize,
}

/// How many workers train at once: one for each core, fewer for a table so large.
pub fn size(runs: usize, cells: usize) -> usize {
    let cores = window().navigator().hardware_concurrency() as usize;
    let room = TABLES_BYTES / cells.saturating_mul(CELL_BYTES).max(1);
    runs.min(cores).min(room).clamp(1, MOST)
}

impl Pool {
    /// Makes room for `size` workers, each of which is to load the table.
    pub fn new(size: usize, table: PendingTable) -> Self {
        Self { members: (0..size).map(|_| None).collect(), table: Some(table), stumbled: 0 }
    }

    /// A worker ended before it had the table; false once too many have for any other to get it.
    pub fn may_stumble(&mut self) -> bool {
        self.stumbled += 1;
        self.stumbled <= self.members.len()
    }

    /// Starts a worker in a place, in that of the one before. False where the browser cannot.
    pub fn start(&mut self, place: usize, hear: impl Fn(Heard) + 'static) -> bool {
        let Some(PendingTable { source, reading, file, .. }) = self.table.clone() else {
            return false;
        };
        let mut engine = Engine::default();
        let starts = engine.start(hear);
        engine.load(Purpose::Again, source, reading, file);
        self.members[place] = starts.then_some(Member { engine, lane: None });
        starts
    }

    /// The worker of a place, to send it something.
    pub fn engine(&mut self, place: usize) -> Option<&mut Engine> {
        self.members.get_mut(place)?.as_mut().map(|member| &mut member.engine)
    }

    /// What the worker of a place trains.
    pub fn lane(&self, place: usize) -> Option<usize> {
        self.members.get(place)?.as_ref()?.lane
    }

    /// Has a worker train an experiment of the sweep.
    pub fn train(&mut self, place: usize, lane: usize, command: Command) {
        if let Some(member) = self.members.get_mut(place).and_then(Option::as_mut) {
            member.lane = Some(lane);
            member.engine.send(command);
        }
    }

    /// Ends the worker of a place.
    pub fn end(&mut self, place: usize) {
        if let Some(member) = self.members.get_mut(place) {
            *member = None;
        }
    }

    /// The places whose workers have not been heard of for too long.
    pub fn dead(&mut self) -> Vec<usize> {
        let is_dead = |member: &mut Option<Member>| {
            member.as_mut().is_some_and(|member| member.engine.is_dead(true))
        };
        let members = self.members.iter_mut().enumerate();
        members.filter_map(|(place, member)| is_dead(member).then_some(place)).collect()
    }
}
