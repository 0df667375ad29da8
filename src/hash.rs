//! Keys: 128-bit hashes that are the same on every machine, and values shared under one.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::hash::{BuildHasherDefault, Hash, Hasher};
use std::ops::Deref;
use std::sync::{Arc, OnceLock};
use xxhash_rust::xxh3::{Xxh3, xxh3_64_with_seed, xxh3_128};

/// A stable 128-bit hash (XXH3). Not a defence against forgery: whoever can forge a key can also edit the
/// content that it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Key(pub u128);

impl Key {
    /// The key of a value: of all that its `Hash` says it is.
    pub fn of<T: Hash + ?Sized>(value: &T) -> Key {
        let mut hasher = StableHasher::default();
        value.hash(&mut hasher);
        hasher.key()
    }

    /// The key of the bytes of a file: the same that [`StableHasher`] gives for them read in pieces.
    pub fn of_bytes(bytes: &[u8]) -> Key {
        Key(xxh3_128(bytes))
    }

    /// Reads what `Display` wrote.
    pub fn parse(text: &str) -> Option<Key> {
        let digit = |number: u128, byte: u8| Some(number << 4 | u128::from(char::from(byte).to_digit(16)?));
        (text.len() == 32).then(|| text.bytes().try_fold(0, digit)).flatten().map(Key)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits: [u8; 32] = std::array::from_fn(|at| b"0123456789abcdef"[(self.0 >> (124 - 4 * at)) as usize & 15]);
        f.write_str(std::str::from_utf8(&digits).unwrap_or_default())
    }
}

/// Its sixteen bytes, the low ones first.
impl Serialize for Key {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0.to_le_bytes())
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Key, D::Error> {
        let bytes: &[u8] = Deserialize::deserialize(deserializer)?;
        let bytes = bytes.try_into().map_err(|_| D::Error::invalid_length(bytes.len(), &"sixteen bytes"))?;
        Ok(Key(u128::from_le_bytes(bytes)))
    }
}

/// A hasher that gives the same key on every machine: numbers are hashed in one byte order and width.
#[derive(Default)]
pub struct StableHasher(Xxh3);

impl StableHasher {
    /// The key of all that was hashed.
    pub fn key(&self) -> Key {
        Key(self.0.digest128())
    }
}

impl Hasher for StableHasher {
    fn finish(&self) -> u64 {
        self.0.digest()
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn write_u16(&mut self, n: u16) {
        self.write(&n.to_le_bytes());
    }

    fn write_u32(&mut self, n: u32) {
        self.write(&n.to_le_bytes());
    }

    fn write_u64(&mut self, n: u64) {
        self.write(&n.to_le_bytes());
    }

    fn write_u128(&mut self, n: u128) {
        self.write(&n.to_le_bytes());
    }

    fn write_usize(&mut self, n: usize) {
        self.write(&(n as u64).to_le_bytes());
    }

    fn write_i16(&mut self, n: i16) {
        self.write_u16(n as u16);
    }

    fn write_i32(&mut self, n: i32) {
        self.write_u32(n as u32);
    }

    fn write_i64(&mut self, n: i64) {
        self.write_u64(n as u64);
    }

    fn write_i128(&mut self, n: i128) {
        self.write_u128(n as u128);
    }

    fn write_isize(&mut self, n: isize) {
        self.write_u64(n as i64 as u64);
    }
}

/// A map whose keys hold a [`Key`] that is a hash already: it is not hashed once more.
pub type KeyMap<K, V> = HashMap<K, V, BuildHasherDefault<Already>>;
/// A set of such keys.
pub type KeySet<K> = HashSet<K, BuildHasherDefault<Already>>;

/// Takes the low half of a hash for a hash.
#[derive(Default)]
pub struct Already(u64);

impl Hasher for Already {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        // What stands beside a key tells apart what has the same key.
        self.0 = bytes.iter().fold(self.0, |sum, byte| sum.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_usize(&mut self, number: usize) {
        self.0 ^= number as u64;
    }

    fn write_u64(&mut self, number: u64) {
        self.0 ^= number;
    }

    fn write_u128(&mut self, number: u128) {
        self.0 ^= number as u64;
    }
}

/// A map whose keys are short texts, many of them: quicker than the usual one, which is safe from whoever chooses
/// keys that meet.
pub type TextMap<K, V> = HashMap<K, V, BuildHasherDefault<Short>>;
/// A set of such texts.
pub type TextSet<K> = HashSet<K, BuildHasherDefault<Short>>;

/// Hashes a short text in one step.
#[derive(Default)]
pub struct Short(u64);

impl Hasher for Short {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64_with_seed(bytes, self.0);
    }

    /// Where a text ends.
    fn write_u8(&mut self, byte: u8) {
        self.0 = self.0.rotate_left(8) ^ u64::from(byte);
    }
}

/// A value that many views share: hashed once, turned into a template's value once, never cloned.
#[derive(Debug)]
pub struct Shared<T> {
    /// Beside the value, not with it: whoever asks ten thousand values for their keys looks at none of them.
    key: Key,
    held: Arc<Held<T>>,
}

#[derive(Debug)]
struct Held<T> {
    value: T,
    template: OnceLock<tera::Value>,
}

impl<T: Hash> Shared<T> {
    /// Shares a value.
    pub fn new(value: T) -> Shared<T> {
        let key = Key::of(&value);
        Shared { key, held: Arc::new(Held { value, template: OnceLock::new() }) }
    }
}

impl<T> Shared<T> {
    /// The key of the value.
    pub fn key(&self) -> Key {
        self.key
    }
}

impl<T: Serialize> Shared<T> {
    /// The value as templates see it.
    pub fn template(&self) -> tera::Value {
        self.held.template.get_or_init(|| tera::Value::from_serializable(&self.held.value)).clone()
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Shared<T> {
        Shared { key: self.key, held: self.held.clone() }
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.held.value
    }
}

impl<T> Hash for Shared<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u128(self.key.0);
    }
}

/// For a template it is the value that it was turned into before, wherever it stands in another.
impl<T: Hash + Serialize> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.template().serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_the_same_for_ever() {
        assert_eq!(Key::of(&("放票", 1000usize, -1i32)).to_string(), "2ad4d8e5c9b7797d7872163ccdc56cf8");
    }

    #[test]
    fn a_key_is_written_in_thirty_two_digits() {
        for number in [0, 1, 0xf00d, u128::MAX, 0x0123_4567_89ab_cdef_0011_2233_4455_6677] {
            assert_eq!(Key(number).to_string(), format!("{number:032x}"));
            assert_eq!(Key::parse(&Key(number).to_string()), Some(Key(number)));
        }
        assert!(
            ["", "0", "+0000000000000000000000000000000", "g0000000000000000000000000000000"]
                .iter()
                .all(|text| Key::parse(text).is_none())
        );
    }

    #[test]
    fn a_shared_value_counts_by_its_key() {
        let one = Shared::new(vec!["法吧".to_owned()]);
        let same = Shared::new(vec!["法吧".to_owned()]);
        assert_eq!(Key::of(&one), Key::of(&same));
        assert_eq!(Key::parse(&one.key().to_string()), Some(one.key()));
    }
}
