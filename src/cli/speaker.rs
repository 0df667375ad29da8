//! A thread that owns the terminal, where something goes on while it speaks. Who holds a terminal (Ctrl+S, text that is
//! marked in a console of Windows, a program that starts another and does not read) holds every writer: whoever works
//! only leaves a note, and this thread alone waits.

use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// How long it is waited, in the end, for what is still to be said.
const GRACE: Duration = Duration::from_millis(800);

/// Where a note is left: what waits to be said is one value, so that it does not grow while nobody can be told.
pub struct Speaker<N>(Arc<Desk<N>>);

struct Desk<N> {
    slate: Mutex<Slate<N>>,
    changed: Condvar,
}

struct Slate<N> {
    /// What nobody has heard yet, if there is something.
    note: Option<N>,
    /// Whether nothing will be added.
    is_last: bool,
    /// Whether all was said.
    is_said: bool,
}

impl<N: Default + Send + 'static> Speaker<N> {
    /// `say` is given what waits, as often as something does.
    pub fn start(mut say: impl FnMut(N) + Send + 'static) -> io::Result<Speaker<N>> {
        let slate = Mutex::new(Slate { note: None, is_last: false, is_said: false });
        let desk = Arc::new(Desk { slate, changed: Condvar::new() });
        let asked = desk.clone();
        thread::Builder::new().spawn(move || {
            while let Some(note) = asked.next() {
                say(note);
            }
        })?;
        Ok(Speaker(desk))
    }

    /// Changes the note that waits, or begins a new one. It never waits for the terminal.
    pub fn tell(&self, write: impl FnOnce(&mut N)) {
        write(self.0.slate().note.get_or_insert_default());
        self.0.changed.notify_all();
    }

    /// Waits until all is said, and not for a terminal that is held.
    pub fn end(&self) {
        let Desk { changed, .. } = &*self.0;
        let mut slate = self.0.slate();
        slate.is_last = true;
        changed.notify_all();
        drop(changed.wait_timeout_while(slate, GRACE, |slate| !slate.is_said));
    }
}

impl<N> Desk<N> {
    /// The next note; None where all is said.
    fn next(&self) -> Option<N> {
        let is_idle = |slate: &mut Slate<N>| slate.note.is_none() && !slate.is_last;
        let waited = self.changed.wait_while(self.slate(), is_idle);
        let mut slate = waited.unwrap_or_else(PoisonError::into_inner);
        let note = slate.note.take();
        slate.is_said = note.is_none();
        self.changed.notify_all();
        note
    }

    fn slate(&self) -> MutexGuard<'_, Slate<N>> {
        self.slate.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<N> Clone for Speaker<N> {
    fn clone(&self) -> Speaker<N> {
        Speaker(self.0.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    #[test]
    fn whoever_tells_waits_for_nobody_and_nothing_is_lost() {
        let ((here, is_here), (go, may_go)) = (channel(), channel::<()>());
        let (tell, said) = channel();
        let speaker = Speaker::start(move |note: Vec<u32>| {
            let _ = here.send(());
            let _ = may_go.recv();
            let _ = tell.send(note);
        })
        .unwrap();
        speaker.tell(|note| note.push(1));
        is_here.recv().unwrap();
        // It is held now.
        speaker.tell(|note| note.push(2));
        speaker.tell(|note| note.push(3));
        speaker.end();
        assert!(said.try_recv().is_err());
        drop(go);
        speaker.end();
        assert_eq!(said.iter().collect::<Vec<_>>(), [vec![1], vec![2, 3]]);
    }
}
