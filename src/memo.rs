//! What was worked out in one round of building and is asked for again in the next: in a preview, all but what an
//! edit touched.
//!
//! A memo is asked with a value and a plain function of it. A plain function captures nothing, so all that a result
//! depends on is in the value, and the value's hash is the key. Where a value writes its own `Hash`, what it leaves out
//! must follow from what it hashes (a memo, the cards of entries that are hashed): it says so there, and tests/warm.rs
//! holds it.

use crate::hash::{Key, KeyMap};
use rayon::prelude::*;
use std::any::{Any, TypeId};
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

/// Results of this round and, if it is lasting, of the one before.
pub struct Memo {
    shelves: Vec<Mutex<Shelf>>,
    lasting: bool,
    round: u64,
    /// Whether what the round did not ask for is forgotten already.
    ended: bool,
    /// How many values a run of [`Memo::each`] has on average.
    run: u128,
}

type Shelf = KeyMap<Asked, Known>;

/// A function, what it gives, and the key of what it was given.
type Asked = (usize, TypeId, Key);

struct Known {
    result: Arc<dyn Any + Send + Sync>,
    /// The round that last asked for it.
    asked: u64,
}

/// How many values a run has on average: a run is made as a whole, and looked up as a whole.
const RUN: u128 = 16;

/// Runs of neighbours among many values. Where a run ends says the key of whatever each value is of, so that one more
/// or one less among the values moves no other run's ends.
pub fn runs<I>(inputs: &[I], key: impl Fn(&I) -> Key) -> impl Iterator<Item = &[I]> {
    runs_of(RUN, inputs, key)
}

fn runs_of<I>(length: u128, inputs: &[I], key: impl Fn(&I) -> Key) -> impl Iterator<Item = &[I]> {
    inputs.chunk_by(move |_, next| !key(next).0.is_multiple_of(length))
}

/// Neighbours among many values.
struct Run<'a, I, T> {
    inputs: &'a [I],
    make: fn(&I) -> T,
}

impl<I: Hash, T> Hash for Run<'_, I, T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.make as usize).hash(state);
        self.inputs.hash(state);
    }
}

impl<I, T> Run<'_, I, T> {
    fn made(&self) -> Vec<T> {
        self.inputs.iter().map(self.make).collect()
    }
}

/// Threads that ask at once seldom wait for one another.
const SHELVES: usize = 64;

impl Default for Memo {
    fn default() -> Memo {
        Memo {
            shelves: (0..SHELVES).map(|_| Mutex::default()).collect(),
            lasting: false,
            round: 0,
            ended: false,
            run: RUN,
        }
    }
}

impl Memo {
    /// A memo for many rounds.
    pub fn lasting() -> Memo {
        Memo { lasting: true, ..Memo::default() }
    }

    /// A memo in which every value is a run: what a key leaves out is hidden by no neighbour that changed too. For
    /// tests.
    pub fn without_runs(self) -> Memo {
        Memo { run: 1, ..self }
    }

    /// Whether it keeps what [`Memo::of`] is asked from one round to the next.
    pub fn is_lasting(&self) -> bool {
        self.lasting
    }

    /// What the function makes of a value that a round asks for once: made now, or in the round before.
    pub fn of<I: Hash, T: Any + Send + Sync>(&self, input: &I, make: fn(&I) -> T) -> Arc<T> {
        if self.lasting { self.once(input, make) } else { Arc::new(make(input)) }
    }

    /// What the function makes of each of many values, in their order, a run of neighbours at a time: where nothing in
    /// a run changed, one look is enough for all of it.
    pub fn each<I: Hash + Sync, T: Any + Send + Sync>(
        &self,
        inputs: &[I],
        key: impl Fn(&I) -> Key,
        make: fn(&I) -> T,
    ) -> Vec<Arc<Vec<T>>> {
        let runs: Vec<Run<'_, I, T>> = runs_of(self.run, inputs, key).map(|inputs| Run { inputs, make }).collect();
        runs.par_iter().map(|run| self.of(run, Run::made)).collect()
    }

    /// What the function makes of a value that a round asks for again and again: made once.
    pub fn once<I: Hash, T: Any + Send + Sync>(&self, input: &I, make: fn(&I) -> T) -> Arc<T> {
        let key = Key::of(input);
        let asked: Asked = (make as usize, TypeId::of::<T>(), key);
        let Some(shelf) = self.shelves.get((key.0 >> 64) as usize % SHELVES) else { return Arc::new(make(input)) };
        let lock = || shelf.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = lock().get_mut(&asked) {
            known.asked = self.round;
            if let Ok(result) = known.result.clone().downcast() {
                return result;
            }
        }
        // Made without the lock: to make it, others may be asked for.
        let result = Arc::new(make(input));
        lock().insert(asked, Known { result: result.clone(), asked: self.round });
        result
    }

    /// Begins a round: what the last one did not ask for is forgotten.
    pub fn begin(&mut self) {
        if !self.ended {
            self.end();
        }
        self.ended = false;
        self.round += 1;
    }

    /// Ends a round before the next begins: what it did not ask for is forgotten now.
    pub fn end(&mut self) {
        let round = self.round;
        for shelf in &mut self.shelves {
            let shelf = shelf.get_mut().unwrap_or_else(PoisonError::into_inner);
            shelf.retain(|_, known| known.asked == round);
        }
        self.ended = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    static MADE: AtomicUsize = AtomicUsize::new(0);

    fn doubled(number: &u32) -> u32 {
        MADE.fetch_add(1, Ordering::Relaxed);
        number * 2
    }

    static TRIPLED: AtomicUsize = AtomicUsize::new(0);

    fn tripled(number: &u32) -> u32 {
        TRIPLED.fetch_add(1, Ordering::Relaxed);
        number * 3
    }

    #[test]
    fn of_many_only_the_run_is_made_again_in_which_something_changed() {
        let mut memo = Memo::lasting();
        let mut numbers: Vec<u32> = (0..1000).collect();
        let mut each = |numbers: &[u32]| {
            memo.begin();
            let before = TRIPLED.load(Ordering::Relaxed);
            let made = memo.each(numbers, Key::of, tripled);
            let all: Vec<u32> = made.iter().flat_map(|run| run.iter().copied()).collect();
            assert_eq!(all, numbers.iter().map(|number| number * 3).collect::<Vec<_>>());
            TRIPLED.load(Ordering::Relaxed) - before
        };
        assert_eq!(each(&numbers), 1000);
        assert_eq!(each(&numbers), 0);
        numbers[500] = 5000;
        let changed = each(&numbers);
        assert!((1..200).contains(&changed), "{changed}");
        numbers.remove(0);
        numbers.insert(300, 6000);
        let changed = each(&numbers);
        assert!((2..400).contains(&changed), "{changed}");
        assert_eq!(each(&[]), 0);
    }

    fn halved(number: &u32) -> u32 {
        number / 2
    }

    #[test]
    fn what_the_last_round_asked_for_is_not_made_again_and_all_else_is_forgotten() {
        let mut memo = Memo::lasting();
        let made = || MADE.load(Ordering::Relaxed);
        assert_eq!((*memo.of(&4, doubled), *memo.of(&4, halved), *memo.of(&4, doubled)), (8, 2, 8));
        assert_eq!(made(), 1);
        memo.begin();
        assert_eq!((*memo.of(&4, doubled), made()), (8, 1));
        memo.begin();
        assert_eq!((*memo.of(&5, doubled), made()), (10, 2));
        memo.begin();
        assert_eq!((*memo.of(&4, doubled), made()), (8, 3));
        let brief = Memo::default();
        assert_eq!((*brief.of(&4, doubled), *brief.of(&4, doubled), made()), (8, 8, 5));
        assert_eq!((*brief.once(&4, doubled), *brief.once(&4, doubled), made()), (8, 8, 6));
    }
}
