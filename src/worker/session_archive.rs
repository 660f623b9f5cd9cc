//! What a session gives an archive: the networks of its runs.

use crate::worker::session::Session;
use crate::worker::{Event, RunId};

impl Session {
    /// The archive as a file, with the weights of the runs that are here or can be begun again
    /// from their checkpoints.
    ///
    /// Checked by `tests/it/worker/archive.rs`.
    pub(super) fn write_archive(
        &mut self,
        archive: &[u8],
        runs: &[Option<RunId>],
        parts: Vec<Option<Vec<u8>>>,
    ) -> Option<Event> {
        let archiver = self.parts.archiver?;
        let event = archiver.write(archive, runs, parts, &mut |id, run, see| {
            let own = self.run.as_mut().filter(|own| Some(own.id) == id);
            if let Some(known) = own.or_else(|| self.earlier.get_mut(id?)) {
                known.see_where_it_stands(see);
            } else if let Some(checkpoint) = &run.checkpoint {
                // One of another table or another version is an archive's all the same.
                if let Ok(mut trainer) = self.resumed(&run.experiment, checkpoint) {
                    see(&mut trainer);
                }
            }
        });
        Some(event)
    }
}
