//! What was worked out in one round of building and is asked for again in the next: in a preview, all but what an
//! edit touched.
//!
//! A memo is asked with a value and a plain function of it. A plain function captures nothing, so all that a result
//! depends on is in the value, and the value's hash is the whole key: nothing can be forgotten in it.

use crate::hash::{Key, KeyMap};
use std::any::{Any, TypeId};
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

/// Results of earlier rounds. One that is not lasting keeps nothing: a single build asks for nothing twice.
#[derive(Default)]
pub struct Memo {
    shelves: Option<Vec<Mutex<Shelf>>>,
    round: u64,
}

type Shelf = KeyMap<Asked, Known>;

/// A function, what it gives, and the key of what it was given.
type Asked = (usize, TypeId, Key);

struct Known {
    result: Arc<dyn Any + Send + Sync>,
    /// The round that last asked for it.
    asked: u64,
}

/// Threads that ask at once seldom wait for one another.
const SHELVES: usize = 64;

impl Memo {
    /// A memo that keeps what it is asked, from one round to the next.
    pub fn lasting() -> Memo {
        Memo { shelves: Some((0..SHELVES).map(|_| Mutex::default()).collect()), round: 0 }
    }

    /// What the function makes of a value: made now, or in the round before.
    pub fn of<I: Hash, T: Any + Send + Sync>(&self, input: &I, make: fn(&I) -> T) -> Arc<T> {
        let Some(shelves) = &self.shelves else { return Arc::new(make(input)) };
        let key = Key::of(input);
        let asked: Asked = (make as usize, TypeId::of::<T>(), key);
        let Some(shelf) = shelves.get((key.0 >> 64) as usize % SHELVES) else { return Arc::new(make(input)) };
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
        let last = self.round;
        for shelf in self.shelves.iter_mut().flatten() {
            let shelf = shelf.get_mut().unwrap_or_else(PoisonError::into_inner);
            shelf.retain(|_, known| known.asked == last);
        }
        self.round += 1;
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
        let none = Memo::default();
        assert_eq!((*none.of(&4, doubled), *none.of(&4, doubled), made()), (8, 8, 5));
    }
}
