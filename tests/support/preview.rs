//! A preview that runs, and somebody who asks it: real sockets, real files.

use super::{Project, Tree, said, tree};
use gongsheng::diagnostic::Diagnostic;
use gongsheng::publish::RealDisk;
use gongsheng::serve::{News, Preview, Round, Settings, listener};
use gongsheng::watch::Bell;
use gongsheng::{Clock, Request};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{IpAddr, SocketAddr, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Nothing that is waited for takes longer.
const PATIENCE: Duration = Duration::from_secs(20);

pub struct Running {
    pub origin: String,
    pub address: SocketAddr,
    pub invitation: Option<String>,
    pub now: Arc<Mutex<String>>,
    rounds: Arc<(Mutex<Vec<Round>>, Condvar)>,
    bell: Bell,
    thread: Option<JoinHandle<()>>,
}

/// An answer.
pub struct Reply {
    pub status: u16,
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// What a build made: a page without what makes it listen.
    pub fn built(&self) -> Vec<u8> {
        let listener = listener();
        let listener = listener.as_bytes();
        match self.body.windows(listener.len()).position(|window| window == listener) {
            Some(at) => [&self.body[..at], &self.body[at + listener.len()..]].concat(),
            None => self.body.clone(),
        }
    }
}

impl Running {
    /// A preview of a project, at any port.
    pub fn of(project: &Project) -> Running {
        Running::with(project, 0, None, false)
    }

    pub fn with(project: &Project, port: u16, lan: Option<IpAddr>, polls: bool) -> Running {
        let cache = Some(project.root().join(".gongsheng"));
        let settings = Settings { root: project.root().to_owned(), cache, strict: false, port, lan, polls };
        let preview = Preview::open(settings).unwrap();
        let origin = preview.origin();
        let address = origin.strip_prefix("http://").unwrap().parse().unwrap();
        let (invitation, bell) = (preview.invitation(), preview.bell());
        let now = Arc::new(Mutex::new(super::NOW.to_owned()));
        let rounds: Arc<(Mutex<Vec<Round>>, Condvar)> = Arc::default();
        let (asked, kept) = (now.clone(), rounds.clone());
        let thread = std::thread::spawn(move || {
            let clock: gongsheng::serve::AskClock = Arc::new(move || Clock::Said(asked.lock().unwrap().clone()));
            let tell = move |news: News<'_>| {
                if let News::Round(round) = news {
                    kept.0.lock().unwrap().push(round.clone());
                    kept.1.notify_all();
                }
            };
            preview.run(&clock, Arc::new(tell)).unwrap();
        });
        let running = Running { origin, address, invitation, now, rounds, bell, thread: Some(thread) };
        running.round(|_| true);
        running
    }

    /// Waits for a round, from the latest on, and gives it.
    pub fn round(&self, is_wanted: impl Fn(&Round) -> bool) -> Round {
        let (rounds, more) = &*self.rounds;
        let wanted = |rounds: &mut Vec<Round>| !rounds.last().is_some_and(&is_wanted);
        let (rounds, late) = more.wait_timeout_while(rounds.lock().unwrap(), PATIENCE, wanted).unwrap();
        assert!(!late.timed_out(), "no such round; the last: {:?}", rounds.last());
        rounds.last().unwrap().clone()
    }

    pub fn rounds(&self) -> usize {
        self.rounds.0.lock().unwrap().len()
    }

    pub fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, &[])
    }

    /// Asks by the right name, with more headers; one given as `Host` takes the place of the right one.
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Reply {
        ask(self.address, method, path, headers)
    }

    /// Sends bytes as they are; gives what comes back.
    pub fn raw(&self, bytes: &[u8]) -> String {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        // It may be answered before all is said.
        let _ = stream.write_all(bytes);
        let mut said = [0; 12];
        let _ = stream.read_exact(&mut said);
        String::from_utf8_lossy(&said).into_owned()
    }

    /// Asks until the answer is as it should be.
    pub fn until(&self, path: &str, is_wanted: impl Fn(&Reply) -> bool) -> Reply {
        let began = Instant::now();
        loop {
            let reply = self.get(path);
            if is_wanted(&reply) {
                return reply;
            }
            assert!(began.elapsed() < PATIENCE, "{path} is never as it should be: {}", reply.text());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// What a cold build of the project gives for this preview, and says.
    pub fn cold(&self, project: &Project) -> (Tree, Vec<Diagnostic>) {
        self.cold_at(project, &self.origin)
    }

    /// The same of a preview that is known by another address.
    pub fn cold_at(&self, project: &Project, origin: &str) -> (Tree, Vec<Diagnostic>) {
        let folder = tempfile::tempdir().unwrap();
        let now = self.now.lock().unwrap().clone();
        let request = Request { preview: Some(origin), cache: None, ..project.request(&now) };
        let built = gongsheng::build(&request, &folder.path().join("site"), &RealDisk, &|_, _| ());
        (tree(&folder.path().join("site")), built.diagnostics)
    }

    /// That what is given out is what a cold build makes, once it is quiet.
    pub fn is_cold(&self, project: &Project) {
        let began = Instant::now();
        loop {
            let (tree, told) = self.cold(project);
            let different = self.different(&tree);
            let last = self.round(|_| true).told;
            if different.is_none() && last == told {
                return;
            }
            assert!(
                began.elapsed() < PATIENCE,
                "{}\n{}\n---\n{}",
                different.unwrap_or_default(),
                said(&last),
                said(&told)
            );
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn different(&self, tree: &Tree) -> Option<String> {
        let wrong = tree.iter().find(|(path, bytes)| {
            let asked = path.strip_suffix("index.html").unwrap_or(path);
            let reply = self.get(&format!("/{}", gongsheng::site::encoded(asked)));
            let wanted = match path.starts_with("wechat/") {
                // Pictures of articles are shown from here; what is copied names the site.
                true => {
                    let text = String::from_utf8_lossy(bytes);
                    text.replace("src=\"https://a.example.cn/", &format!("src=\"{}/", self.origin)).into_bytes()
                }
                false => bytes.to_vec(),
            };
            reply.status != 200 || reply.built() != wanted
        });
        wrong.map(|(path, bytes)| {
            let asked = self.get(&format!("/{path}"));
            format!("{path}: {}\n{}\n---\n{}", asked.status, asked.text(), String::from_utf8_lossy(bytes))
        })
    }

    pub fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        self.bell.stop();
        if let Some(thread) = self.thread.take() {
            let ended = thread.join();
            assert!(ended.is_ok() || std::thread::panicking());
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}

/// Asks an address.
pub fn ask(address: SocketAddr, method: &str, path: &str, headers: &[(&str, &str)]) -> Reply {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let mut request = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
    if !headers.iter().any(|(name, _)| *name == "Host") {
        request.push_str(&format!("Host: {address}\r\n"));
    }
    headers.iter().for_each(|(name, value)| request.push_str(&format!("{name}: {value}\r\n")));
    stream.write_all(format!("{request}\r\n").as_bytes()).unwrap();
    let mut all = Vec::new();
    stream.read_to_end(&mut all).unwrap();
    let head = all.windows(4).position(|window| window == b"\r\n\r\n").unwrap_or_else(|| panic!("no answer: {path}"));
    let (top, body) = (String::from_utf8_lossy(&all[..head]).into_owned(), all[head + 4..].to_vec());
    let mut lines = top.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers: BTreeMap<String, String> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    if let Some(length) = headers.get("content-length").filter(|_| method != "HEAD") {
        assert_eq!(length.parse(), Ok(body.len()), "{path} is torn");
    }
    Reply { status, headers, body }
}
