//! `serve`: the preview, and what it says on the terminal.

use super::speaker::Speaker;
use super::voice::{complain, say};
use super::{Format, Options, build, qr, report};
use gongsheng::diagnostic::Diagnostic;
use gongsheng::lang::{Both, Lang};
use gongsheng::refusal::denied;
use gongsheng::serve::{AskClock, News, Preview, Round, Settings, local_address};
use gongsheng::watch::on_interrupt;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

/// The port, where none is asked for.
const PORT: u16 = 8080;

/// How long it is waited for a round that is under way when it is stopped.
const GRACE: Duration = Duration::from_millis(800);

/// Shows the site until it is stopped. Returns whether it could.
pub fn serve(options: &Options, clock: AskClock) -> bool {
    let lan = match options.lan.then(local_address).transpose() {
        Ok(lan) => lan,
        Err(why) => {
            complain!("{}", why.get(options.lang));
            return false;
        }
    };
    let settings = Settings {
        root: options.root.clone(),
        cache: Some(build::cache(options)),
        strict: options.strict,
        port: options.port.unwrap_or(PORT),
        lan,
        polls: options.polls,
    };
    let preview = match Preview::open(settings) {
        Ok(preview) => preview,
        Err(why) => {
            complain!("{}", why.get(options.lang));
            return false;
        }
    };
    let greeting = Greeting::of(&preview, options);
    let (bell, ended) = (preview.bell(), channel());
    let (tell_end, end) = ended;
    let interrupted = tell_end.clone();
    on_interrupt(move || {
        bell.stop();
        let _ = interrupted.send(true);
    });
    let mut terminal = Terminal { options: options.clone(), greeting: Some(greeting), said: Vec::new() };
    let started = Speaker::start(move |unheard| terminal.say(unheard)).map_err(|error| denied(&error));
    let shown = started.and_then(|speaker| run(preview, clock, speaker.clone(), tell_end).map(|()| speaker));
    let speaker = match shown {
        Ok(speaker) => speaker,
        Err(why) => {
            complain!("{}", why.get(options.lang));
            return false;
        }
    };
    // Stopped by somebody, or ended by itself; then it is given a moment to put its things away.
    let could = end.recv().unwrap_or(false);
    let _ = end.recv_timeout(GRACE);
    speaker.tell(|unheard| unheard.is_over = true);
    speaker.end();
    could
}

/// Shows it in a thread of its own, which tells when it has ended.
fn run(preview: Preview, clock: AskClock, speaker: Speaker<Unheard>, tell: Sender<bool>) -> Result<(), Both> {
    let shown = move || {
        let mut ended = Ended { tell, fine: false };
        let teller = speaker.clone();
        match preview.run(&clock, Arc::new(move |news| teller.tell(|unheard| unheard.hear(news)))) {
            Ok(()) => ended.fine = true,
            Err(why) => speaker.tell(|unheard| unheard.failure = Some(why)),
        }
    };
    thread::Builder::new().spawn(shown).map(drop).map_err(|error| denied(&error))
}

/// Says that it has ended, however it did, and whether as it should.
struct Ended {
    tell: Sender<bool>,
    fine: bool,
}

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.tell.send(self.fine);
    }
}

/// What is said once, when there is something to see.
struct Greeting {
    address: String,
    invitation: Option<String>,
    polls: bool,
    taken: Option<u16>,
}

impl Greeting {
    fn of(preview: &Preview, options: &Options) -> Greeting {
        let asked = options.port.unwrap_or(PORT);
        let address = format!("{}/", preview.origin());
        let taken = !address.ends_with(&format!(":{asked}/"));
        let polls = preview.polls() && !options.polls;
        Greeting { address, invitation: preview.invitation(), polls, taken: taken.then_some(asked) }
    }

    fn say(&self, options: &Options) {
        let Greeting { address, invitation, polls, taken } = self;
        if options.format == Format::Json {
            say!("{}", serde_json::json!({"serving": address, "invitation": invitation}));
        } else {
            let zh = options.lang == Lang::Zh;
            if let Some(taken) = taken {
                match zh {
                    true => say!("端口 {taken} 别的程序在用，换了一个"),
                    false => say!("Port {taken} is taken; another is used"),
                }
            }
            if *polls {
                match zh {
                    true => say!("这个磁盘不报告改动，隔一会儿自己找一遍"),
                    false => say!("This disk does not tell of changes: it is looked through again and again"),
                }
            }
            match zh {
                true => say!("预览：{address}　按 Ctrl+C 停"),
                false => say!("Preview: {address}  Ctrl+C stops it"),
            }
            if let Some(invitation) = invitation {
                invite(invitation, options);
            }
        }
        if options.open && !open(address) {
            match options.lang {
                Lang::Zh => complain!("打不开浏览器，自己打开上面的网址"),
                Lang::En => complain!("The browser cannot be opened: open the address yourself"),
            }
        }
    }
}

/// The code that a phone is shown.
fn invite(invitation: &str, options: &Options) {
    match options.lang {
        Lang::Zh => say!("手机连同一个无线网，扫这个码。一个码只能用一次：\n{invitation}"),
        Lang::En => say!("A phone in the same network scans this code. It is good once:\n{invitation}"),
    }
    for line in qr::lines(invitation).unwrap_or_default() {
        say!("  {line}");
    }
}

/// What there is to say and was not said yet. Of rounds the last one counts, and of invitations: those before it are
/// spent.
#[derive(Default)]
struct Unheard {
    round: Option<Round>,
    invitation: Option<String>,
    failure: Option<Both>,
    is_over: bool,
}

impl Unheard {
    fn hear(&mut self, news: News<'_>) {
        match news {
            News::Round(round) => {
                let before = self.round.take().map_or(0, |unheard| unheard.changed);
                self.round = Some(Round { changed: before + round.changed, ..round.clone() });
            }
            News::Entered(next) => self.invitation = Some(next),
        }
    }
}

/// What was said on the terminal.
struct Terminal {
    options: Options,
    greeting: Option<Greeting>,
    said: Vec<Diagnostic>,
}

impl Terminal {
    fn say(&mut self, unheard: Unheard) {
        if let Some(round) = unheard.round {
            self.round(round);
        }
        let options = &self.options;
        match unheard.invitation {
            Some(next) if options.format == Format::Json => say!("{}", serde_json::json!({"invitation": next})),
            Some(next) => {
                match options.lang {
                    Lang::Zh => say!("手机连上了。再来一台，扫下面的新码"),
                    Lang::En => say!("A phone is in. The next one scans a new code"),
                }
                invite(&next, options);
            }
            None => {}
        }
        if let Some(why) = unheard.failure {
            complain!("{}", why.get(options.lang));
        }
        if unheard.is_over && options.format != Format::Json && !options.quiet {
            match options.lang {
                Lang::Zh => say!("预览停了"),
                Lang::En => say!("The preview has ended"),
            }
        }
    }

    fn round(&mut self, round: Round) {
        let (options, greeting) = (&self.options, self.greeting.take());
        // What was said already is not said again at every key that is struck.
        if self.said != round.told || greeting.is_some() {
            report::diagnostics(&round.told, round.strict, options);
        }
        if options.format == Format::Json {
            say!("{}", serde_json::json!({"changed": round.changed, "stale": round.stale}));
        } else if !options.quiet {
            line(&round, greeting.is_some(), options.lang);
        }
        self.said = round.told;
        if let Some(greeting) = greeting {
            greeting.say(options);
        }
    }
}

/// One line after a round.
fn line(round: &Round, first: bool, lang: Lang) {
    let (entries, changed) = (round.entries, round.changed);
    match (lang, round.stale, first) {
        (Lang::Zh, true, true) => complain!("先改好上面的错误；改好保存，网页就出来"),
        (Lang::En, true, true) => complain!("Mend the errors above first: then there are pages to see"),
        (Lang::Zh, true, false) => complain!("先改好上面的错误；网页还是改错以前的样子"),
        (Lang::En, true, false) => complain!("Mend the errors above first: the pages are those before them"),
        (Lang::Zh, false, true) => say!("{entries}篇，{changed}个文件"),
        (Lang::En, false, true) => say!("{entries} entries, {changed} files"),
        (Lang::Zh, false, false) if changed > 0 => say!("网页换上了新的：{changed}个文件有变化"),
        (Lang::En, false, false) if changed > 0 => say!("The pages are new: {changed} files changed"),
        (_, false, false) => {}
    }
}

/// Opens the browser; whether there was a program that could be asked to.
#[expect(clippy::disallowed_methods, reason = "the browser is another program, and no build waits for it")]
fn open(address: &str) -> bool {
    let programs: &[(&str, &[&str])] = if cfg!(windows) {
        &[("rundll32", &["url.dll,FileProtocolHandler"])]
    } else if cfg!(target_os = "macos") {
        &[("open", &[])]
    } else {
        &[("xdg-open", &[]), ("wslview", &[]), ("explorer.exe", &[])]
    };
    programs.iter().any(|(program, before)| {
        let mut command = Command::new(program);
        command.args(*before).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        // Whoever is not waited for stays in the list of processes to the end.
        command.spawn().map(|mut child| thread::Builder::new().spawn(move || child.wait())).is_ok()
    })
}
