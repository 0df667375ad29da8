//! What was typed → which verb; what it says; the exit status. Owns the clock and the environment.
#![expect(clippy::disallowed_methods, reason = "main is where the clock and the environment come from")]

mod cli;

use cli::voice::{self, complain, say};
use cli::{Misuse, Options, Verb};
use gongsheng::lang::{Both, Lang};
use gongsheng::when::{DateTime, Zone};
use gongsheng::{Clock, both};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// A build makes and drops millions of small texts on all cores, which the allocators of the systems are slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const WRONG_USE: u8 = 2;

fn main() -> ExitCode {
    let locale =
        ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    let verb = cli::parse(std::env::args_os().skip(1), locale.as_deref()).and_then(|verb| {
        let asks = verb.options().filter(|options| options.now.is_none()).map(|options| (options.lang, epoch()));
        match asks {
            Some((lang, Err(message))) => Err(Misuse { lang, message }),
            _ => Ok(verb),
        }
    });
    let fine = match verb {
        Ok(Verb::Build(options)) => cli::build::build(&options, clock(&options), home().as_deref(), &Instant::now),
        Ok(Verb::Watch(options)) => cli::build::watch(&options, &|| clock(&options), home().as_deref(), &Instant::now),
        Ok(Verb::Serve(options)) => {
            let asked = options.clone();
            cli::serve::serve(&options, Arc::new(move || clock(&asked)))
        }
        Ok(Verb::Check(options)) => cli::build::check(&options, clock(&options)),
        Ok(Verb::Articles { options, files }) => cli::wechat::check(&options, &files, clock(&options)),
        Ok(Verb::Fix(options)) => cli::fix::fix(&options),
        Ok(Verb::New { options, kind, title }) => cli::new::new(&options, kind, &title, today(&options)),
        Ok(Verb::Init { options, folder }) => cli::init::init(&options, &folder, today(&options)),
        Ok(Verb::Import { options, file, title }) => {
            cli::ranking::import(&options, &file, title.as_deref(), today(&options))
        }
        Ok(Verb::Explain(lang, code)) => {
            say!("{}", gongsheng::codes::explain::text(code, lang).trim_end());
            true
        }
        Ok(Verb::Help(lang, verb)) => {
            say!("{}", cli::help(lang, verb).trim_end());
            true
        }
        Ok(Verb::Version) => {
            say!("{}", cli::version());
            true
        }
        Err(misuse) => {
            let hint = match misuse.lang {
                Lang::Zh => "用法见 gongsheng help",
                Lang::En => "See gongsheng help",
            };
            complain!("{}\n{hint}", misuse.message.get(misuse.lang));
            return ExitCode::from(WRONG_USE);
        }
    };
    if fine && voice::is_heard() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The instant as of which a site is built: what was said, else SOURCE_DATE_EPOCH
/// (reproducible-builds.org), else now.
fn clock(options: &Options) -> Clock {
    if let Some(said) = &options.now {
        return Clock::Said(said.clone());
    }
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() as i64);
    Clock::Seconds(epoch().ok().flatten().unwrap_or_else(now))
}

/// The seconds since 1970 that SOURCE_DATE_EPOCH says, if it does. It asks for a build that comes out the same again:
/// one that cannot be read is no reason to take the clock of the machine.
fn epoch() -> Result<Option<i64>, Both> {
    let Some(said) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|said| !said.is_empty()) else { return Ok(None) };
    let said = said.to_string_lossy();
    said.parse().map(Some).map_err(|_| {
        both!(
            "环境变量 SOURCE_DATE_EPOCH 是“{said}”，不是从1970年起的秒数；不懂就不要设",
            "SOURCE_DATE_EPOCH is “{said}”, which is no number of seconds since 1970"
        )
    })
}

fn today(options: &Options) -> DateTime {
    clock(options).local(Zone::default())
}

fn home() -> Option<PathBuf> {
    std::env::home_dir()
}
