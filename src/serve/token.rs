//! Who is let in from the local network: whoever shows the token of the QR code, which then is spent, and is known
//! by a cookie from then on.

use std::fmt::Write;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The list of those who were let in, and the token for the next.
pub(super) struct Gate {
    inner: Mutex<Inner>,
    /// Cookies know no ports: two previews on one computer must not share one.
    name: String,
}

struct Inner {
    token: String,
    guests: Vec<String>,
}

impl Gate {
    /// With nobody let in yet; None where the system has no secrets to give.
    pub(super) fn new(port: u16) -> Option<Gate> {
        let inner = Inner { token: secret()?, guests: Vec::new() };
        Some(Gate { inner: Mutex::new(inner), name: format!("gongsheng-{port}") })
    }

    /// The token for the next who comes.
    pub(super) fn token(&self) -> String {
        self.inner().token.clone()
    }

    /// Takes a token; gives the cookie by which its bearer is known from then on. The token is good no more.
    pub(super) fn enter(&self, token: &str) -> Option<String> {
        let mut inner = self.inner();
        if !is_same(&inner.token, token) {
            return None;
        }
        let (next, guest) = (secret()?, secret()?);
        inner.token = next;
        let cookie = format!("{}={guest}; Path=/; HttpOnly; SameSite=Strict", self.name);
        inner.guests.push(guest);
        Some(cookie)
    }

    /// Whether a header of cookies is that of somebody who was let in.
    pub(super) fn knows(&self, cookies: &str) -> bool {
        let inner = self.inner();
        let shown = cookies.split(';').filter_map(|cookie| cookie.trim().split_once('='));
        let mut shown = shown.filter(|(name, _)| *name == self.name);
        shown.any(|(_, value)| inner.guests.iter().any(|guest| is_same(guest, value)))
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// 128 bits that nobody can guess.
fn secret() -> Option<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).ok()?;
    let mut out = String::with_capacity(32);
    bytes.iter().for_each(|byte| {
        let _ = write!(out, "{byte:02x}");
    });
    Some(out)
}

/// A number that another run hardly begins with, and that a script can hold exactly with many more after it.
pub(super) fn any_number() -> u64 {
    let mut bytes = [0; 4];
    match getrandom::fill(&mut bytes) {
        Ok(()) => (u64::from(u32::from_le_bytes(bytes)) << 20) + 1,
        Err(_) => 1,
    }
}

/// Compares without telling by the time it takes how much was right.
fn is_same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_good_once_and_a_cookie_for_as_long_as_it_runs() {
        let gate = Gate::new(8080).unwrap();
        let token = gate.token();
        assert_eq!(token.len(), 32);
        assert!(gate.enter("").is_none() && gate.enter(&token[..31]).is_none());
        let cookie = gate.enter(&token).unwrap();
        assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Strict"));
        assert!(gate.enter(&token).is_none(), "it is spent");
        let cookie = cookie.split(';').next().unwrap();
        assert!(gate.knows(&format!("a=b; {cookie}")));
        assert!(!gate.knows("") && !gate.knows("gongsheng-8080=") && !gate.knows(&cookie.replace("8080", "8081")));
        assert_ne!(gate.token(), token, "the next has one of his own");
    }
}
