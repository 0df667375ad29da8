//! The preview: the whole site from memory, as of now, with what readers do not see yet.
//!
//! ```text
//! watch ──▶ prepare ────▶ store ──▶ answer ──▶ http ──▶ a browser
//!  a change  as in build   the last   a path      bounds     │
//!  a moment                good site  → a file               │
//!              └─────────────▶ live: “there is something new” ┘
//! ```
//!
//! It is the pipeline of `build` up to the artifacts. Only what is new is made; a site takes the place of the one
//! before as a whole, or not at all. It answers on loopback, to pages of its own; the local network is let in only
//! when somebody asks for it, one at a time.

mod answer;
mod board;
mod guard;
mod http;
mod live;
mod media;
mod pages;
mod part;
mod pictures;
mod recent;
mod seats;
mod snapshot;
mod store;
mod stream;
mod token;

pub use answer::listener;
pub use store::Round;

use crate::both;
use crate::lang::Both;
use crate::memory::Cache;
use crate::own;
use crate::refusal::denied;
use crate::watch::{Bell, Signal, Watch};
use crate::when::{DateTime, Zone};
use crate::{Clock, Request};
use answer::Desk;
use guard::Door;
use http::Opened;
use pictures::Pictures;
use snapshot::Snapshot;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, UdpSocket};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread::{self, JoinHandle};
use store::Store;
use token::Gate;
use tokio::runtime::Runtime;
use tokio::sync::watch;

/// What is previewed, and to whom.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The folder that holds `content/` and, perhaps, `templates/`.
    pub root: PathBuf,
    /// The folder that keeps what costs most to make, if one does: that of `build`.
    pub cache: Option<PathBuf>,
    /// Whether warnings count as errors.
    pub strict: bool,
    /// The port; where it is taken, the next one that is free. 0 takes any.
    pub port: u16,
    /// The address of this computer in the local network that may be let in, if it may: [`local_address`].
    pub lan: Option<IpAddr>,
    /// Whether the folders are looked through again and again, since no system tells of changes.
    pub polls: bool,
}

/// What there is to tell whoever started it.
#[derive(Debug)]
pub enum News<'a> {
    /// A round is done.
    Round(&'a Round),
    /// Somebody was let in from the local network; for the next there is another address.
    Entered(String),
}

/// The clock: it is asked before each round, and now and then whether a moment has come.
pub type AskClock = Arc<dyn Fn() -> Clock + Send + Sync>;

/// How many ports are tried after one that is taken.
const PORTS: u16 = 50;

/// A preview whose ports are open. It answers from the first round on.
pub struct Preview {
    settings: Settings,
    doors: Vec<Opened>,
    lan: Option<SocketAddr>,
    address: SocketAddr,
    gate: Option<Gate>,
    watch: Watch,
    runtime: Runtime,
}

impl Preview {
    /// Opens the ports and begins to watch.
    pub fn open(settings: Settings) -> Result<Preview, Both> {
        // Whatever changes from now on is heard, though the first round may read it already.
        let watch = Watch::new(&settings.root, settings.polls).map_err(|error| denied(&error))?;
        let runtime = http::runtime().map_err(|error| denied(&error))?;
        let (doors, lan) = {
            let _within = runtime.enter();
            doors(settings.port, settings.lan)?
        };
        let address = doors.first().map(|opened| opened.door.address).ok_or_else(no_port)?;
        let gate = lan.and_then(|_| Gate::new(address.port()));
        if lan.is_some() && gate.is_none() {
            return Err(both!(
                "系统给不出随机数，不能让手机看",
                "the system gives no random numbers: nobody is let in"
            ));
        }
        Ok(Preview { settings, doors, lan, address, gate, watch, runtime })
    }

    /// Scheme, host and port, as this computer sees it.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The address that lets one phone in, where the local network is asked for.
    pub fn invitation(&self) -> Option<String> {
        Some(invitation(self.lan?, self.gate.as_ref()?))
    }

    /// Whether changes are looked for again and again, since no system tells of them.
    pub fn polls(&self) -> bool {
        self.watch.polls()
    }

    /// Stops it from anywhere.
    pub fn bell(&self) -> Bell {
        self.watch.bell()
    }

    /// Builds, shows, and does so again whenever something changes or a moment has come, until it is stopped; or says why
    /// it cannot. `tell` is called by those who build and answer: it waits for nobody.
    pub fn run(self, clock: &AskClock, tell: Arc<dyn Fn(News<'_>) + Send + Sync>) -> Result<(), Both> {
        let Preview { settings, doors, lan, address, gate, watch, runtime } = self;
        // Where phones are let in, the site gives the address by which they know it: a drawing of one (a QR code), a
        // workbook and the folded lines of a calendar stay as they were made, and 127.0.0.1 is the phone itself.
        let given = lan.unwrap_or(address);
        let origin = format!("http://{given}");
        let store = Arc::new(Store::beginning_with(token::any_number()));
        let cache = Cache::new(settings.cache.as_deref());
        let pictures = Arc::new(Pictures::new(cache.pictures().as_deref()));
        let entered = {
            let tell = tell.clone();
            move |gate: &Gate| {
                if let Some(lan) = lan {
                    tell(News::Entered(invitation(lan, gate)));
                }
            }
        };
        let desk = Desk {
            store: store.clone(),
            pictures: pictures.clone(),
            gate,
            entered: Box::new(entered),
            given: given.to_string(),
        };
        let (stop, stopped) = watch::channel(false);
        let background = Background::start(pictures.clone(), watch.bell()).map_err(|error| denied(&error))?;
        let serving = move || http::serve(runtime, doors, Arc::new(desk), stopped);
        let serving = thread::Builder::new().spawn(serving).map_err(|error| denied(&error))?;
        // What builds have found out is known here; what is found out here is of a site at another address.
        let mut memory = None;
        loop {
            let request = Request {
                root: &settings.root,
                base_url: None,
                now: clock(),
                strict: settings.strict,
                cache: settings.cache.as_deref(),
                preview: Some(&origin),
            };
            let known = memory.get_or_insert_with(|| cache.memory().lasting());
            let prepared = crate::prepare_again(&request, known, &watch.touched());
            let zone = prepared.site.config.zone;
            let round = store.update(prepared, |site| pictures.told(site));
            tell(News::Round(&round));
            if let Some(site) = store.shown().site.clone() {
                background.make(site);
            }
            known.end();
            if watch.wait(&|| is_due(clock, zone, round.next_moment)) == Signal::Stop {
                break;
            }
        }
        stop.send_replace(true);
        drop(background);
        // A thread that panicked has said so; there is nothing to add.
        let _ = serving.join();
        Ok(())
    }
}

fn is_due(clock: &AskClock, zone: Zone, next: Option<DateTime>) -> bool {
    next.is_some_and(|next| clock().local(zone) >= next)
}

fn invitation(lan: SocketAddr, gate: &Gate) -> String {
    format!("http://{lan}{}?{}", own::preview("enter"), gate.token())
}

/// The address of this computer in the local network: the one from which it would reach another. Nothing is sent.
pub fn local_address() -> Result<IpAddr, Both> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).and_then(|socket| {
        // An address of a block that is for examples (RFC 5737).
        socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9))?;
        socket.local_addr()
    });
    let address = socket.ok().map(|address| address.ip()).filter(|ip| !ip.is_loopback() && !ip.is_unspecified());
    address.ok_or_else(|| {
        both!("这台电脑没有连上局域网，手机看不到", "this computer is in no local network: no phone can see it")
    })
}

/// Opens the doors at one port: on loopback, and to the local network where that is asked for.
fn doors(port: u16, network: Option<IpAddr>) -> Result<(Vec<Opened>, Option<SocketAddr>), Both> {
    for port in port..=port.saturating_add(PORTS) {
        let Ok(loopback) = opened(IpAddr::V4(Ipv4Addr::LOCALHOST), port, false) else { continue };
        let port = loopback.door.address.port();
        match network.map(|network| opened(network, port, true)).transpose() {
            Ok(None) => return Ok((vec![loopback], None)),
            Ok(Some(lan)) => {
                let address = lan.door.address;
                return Ok((vec![loopback, lan], Some(address)));
            }
            Err(_) => {}
        }
    }
    Err(no_port())
}

/// A door that can be used, within the runtime that will answer there.
fn opened(ip: IpAddr, port: u16, lan: bool) -> io::Result<Opened> {
    let socket = TcpListener::bind((ip, port))?;
    socket.set_nonblocking(true)?;
    let door = Door { address: socket.local_addr()?, lan };
    Ok(Opened { door, listener: tokio::net::TcpListener::from_std(socket)? })
}

fn no_port() -> Both {
    both!(
        "找不到空着的端口：用 --port 换一个，如 --port 9000",
        "no port is free: choose another with --port, say --port 9000"
    )
}

/// The thread that makes pictures nobody has asked for yet, so that what is broken is told.
struct Background {
    sites: Option<Sender<Arc<Snapshot>>>,
    thread: Option<JoinHandle<()>>,
}

impl Background {
    fn start(pictures: Arc<Pictures>, bell: Bell) -> io::Result<Background> {
        let (sites, wanted) = channel::<Arc<Snapshot>>();
        let thread = thread::Builder::new().spawn(move || make_all(&wanted, &pictures, &bell))?;
        Ok(Background { sites: Some(sites), thread: Some(thread) })
    }

    fn make(&self, site: Arc<Snapshot>) {
        if let Some(sites) = &self.sites {
            let _ = sites.send(site);
        }
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        drop(self.sites.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn make_all(wanted: &Receiver<Arc<Snapshot>>, pictures: &Pictures, bell: &Bell) {
    let mut newer = None;
    while let Some(site) = newer.take().or_else(|| wanted.recv().ok()) {
        // The latest site is the only one that counts.
        let is_wanted = || {
            let asked = wanted.try_recv();
            let is_wanted = matches!(asked, Err(TryRecvError::Empty));
            newer = asked.ok();
            is_wanted
        };
        if pictures.make_all(&site, is_wanted) {
            bell.changed();
        }
    }
}
