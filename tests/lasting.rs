//! What lasts, when things go wrong under it: a full disk, a database that goes away. The built process, over sockets.

mod postgres;
mod stand_in;

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::{Duration, Instant};

use felt::store::{Sqlite, Store};
use postgres::Database;
use stand_in::bot::Bot;
use stand_in::{Person, Recorded, StandIn, TOKEN};
use tokio::net::{TcpListener, TcpStream};

const NOT_SAVED: &str = "I can't save that right now";

/// A person opens their settings and presses a switch. Gives back the panel as it is then, or what else was said.
async fn switched(discord: &StandIn, person: &Person, switch: &str) -> Recorded {
    let used = discord.slash(person, person.direct(), "settings", &[]);
    let panel = discord.answer_to(&used).await;
    let press = discord.press(person, person.direct(), discord.shown(person.direct(), &panel), &panel.id_of(switch));
    let first = discord.answer_to(&press).await;
    // Announced: the answer itself follows.
    if first.body["type"] == 5 || first.body["type"] == 6 {
        let follows = |request: &Recorded| request.path.contains(&press.token) && !request.path.ends_with("/callback");
        return discord.wait("what was announced", follows).await;
    }
    first
}

/// Whether a person is answered, and with words that reflect.
async fn is_listened_to(discord: &StandIn, person: &Person) {
    let message = discord.say(person, person.direct(), "My grandmother died last week");
    let reply = discord.reply_to(message).await;
    assert!(reply.words().contains("grandmother"), "{}", reply.body);
}

/// The folder lies on a file system of its own in memory, of a MiB, which the bot alone sees.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn on_a_full_disk_it_says_so_plainly_listens_on_and_nothing_is_broken() {
    let discord = StandIn::start().await;
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path().join("felt.toml");
    let small = folder.path().join("small");
    fs::create_dir(&small).expect("made");
    let mount = format!("mount -t tmpfs -o size=1m none {} && exec \"$@\"", small.display());
    // Without root, a user namespace gives the right to mount.
    let starter = ["unshare", "--user", "--map-root-user", "--mount", "/bin/sh", "-c", &mount, "sh"];
    let settings = format!("store.file = {:?}\n", small.join("felt.sqlite"));
    let path = std::env::var("PATH").unwrap_or_default();
    let bot = Bot::launch_by(&starter, folder, discord.api(), &settings, &[("DISCORD_TOKEN", TOKEN), ("PATH", &path)]);
    discord.ready().await;
    assert!(config.exists());
    let seen = PathBuf::from(format!("/proc/{}/root{}", bot.id(), small.display()));

    switched(&discord, &Person::new(1), "Buttons: on").await.id_of("Buttons: off");
    let filler = seen.join("filler");
    let mut size = 1024 * 1024;
    // Whatever is left is taken, down to the last page.
    while size > 0 {
        let held = fs::read(&filler).unwrap_or_default();
        match fs::write(&filler, [held.as_slice(), &vec![0; size]].concat()) {
            Ok(()) => {}
            Err(_) => {
                fs::write(&filler, &held).expect("as it was");
                size /= 2;
            }
        }
    }
    let mut kept = vec![1];
    let refused = loop {
        let number = kept.len() as u64 + 1;
        assert!(number < 300, "the disk was never full");
        let panel = switched(&discord, &Person::new(number), "Buttons: on").await;
        if panel.words().contains(NOT_SAVED) {
            break number;
        }
        panel.id_of("Buttons: off");
        kept.push(number);
    };
    is_listened_to(&discord, &Person::new(refused)).await;

    // There is room again: what is set is kept again, and what was acknowledged before is all there.
    fs::remove_file(&filler).expect("removed");
    switched(&discord, &Person::new(refused), "Buttons: on").await.id_of("Buttons: off");
    kept.push(refused);
    let copy = tempfile::tempdir().expect("a folder");
    bot.signal("STOP");
    for entry in fs::read_dir(&seen).expect("seen") {
        let entry = entry.expect("an entry");
        fs::copy(entry.path(), copy.path().join(entry.file_name())).expect("copied");
    }
    bot.signal("CONT");
    let store = Sqlite::open(&copy.path().join("felt.sqlite")).await.expect("opened");
    store.is_whole().await.expect("no damage");
    let secret = fs::read_to_string(copy.path().join("felt.secret")).expect("there");
    let secret = felt::store::Secret::new(&secret).expect("a secret");
    for number in kept {
        let set = store.person(secret.person(Person::new(number).id)).await.expect("read").expect("kept");
        assert!(!set.buttons, "person {number}");
    }
    assert!(bot.stop().await.contains("the store is full"), "the operator is told why");
}

/// What stands between the bot and its database.
struct Between {
    address: String,
    way: Arc<AtomicU8>,
}

/// The way is open; closed, with every connection cut; or silent, with every connection left hanging.
const OPEN: u8 = 0;
const CLOSED: u8 = 1;
const SILENT: u8 = 2;

impl Between {
    async fn start(database: &str) -> Between {
        let (before, after) = database.split_once('@').expect("user@host");
        let (server, name) = after.split_once('/').expect("host/name");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = format!("{before}@{}/{name}", listener.local_addr().expect("bound"));
        let (way, server) = (Arc::new(AtomicU8::new(OPEN)), server.to_owned());
        let ways = way.clone();
        tokio::spawn(async move {
            while let Ok((bot, _)) = listener.accept().await {
                tokio::spawn(carry(bot, server.clone(), ways.clone()));
            }
        });
        Between { address, way }
    }

    fn becomes(&self, way: u8) {
        self.way.store(way, Ordering::SeqCst);
    }
}

async fn carry(bot: TcpStream, server: String, way: Arc<AtomicU8>) {
    if way.load(Ordering::SeqCst) == CLOSED {
        return;
    }
    let Ok(database) = TcpStream::connect(server).await else { return };
    let (ends, way) = ((bot, database), &way);
    let pass = async |from: &TcpStream, to: &TcpStream| {
        let mut buffer = [0; 4096];
        loop {
            let readable = tokio::time::timeout(Duration::from_millis(20), from.readable()).await;
            match way.load(Ordering::SeqCst) {
                CLOSED => return,
                SILENT => {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                    continue;
                }
                _ => {}
            }
            if readable.is_err() {
                continue;
            }
            let read = match from.try_read(&mut buffer) {
                Ok(read) => read,
                Err(why) if why.kind() == std::io::ErrorKind::WouldBlock => continue,
                Err(_) => return,
            };
            let mut left = &buffer[..read];
            if read == 0 {
                return;
            }
            while !left.is_empty() {
                if to.writable().await.is_err() {
                    return;
                }
                match to.try_write(left) {
                    Ok(written) => left = &left[written..],
                    Err(why) if why.kind() == std::io::ErrorKind::WouldBlock => {}
                    Err(_) => return,
                }
            }
        }
    };
    tokio::select! {
        () = pass(&ends.0, &ends.1) => {}
        () = pass(&ends.1, &ends.0) => {}
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_goes_away_costs_a_plain_sentence_and_listening_goes_on() {
    let Some(database) = Database::make("away").await else { return };
    let between = Between::start(&database.address()).await;
    let discord = StandIn::start().await;
    let secret = "not a secret at all ".repeat(2);
    let environment = [
        ("DISCORD_TOKEN", TOKEN),
        ("DATABASE_URL", between.address.as_str()),
        ("FELT_SECRET", secret.as_str()),
    ];
    let bot = Bot::launch(discord.api(), "", &environment);
    discord.ready().await;
    let one = Person::new(1);
    switched(&discord, &one, "Buttons: on").await.id_of("Buttons: off");
    is_listened_to(&discord, &one).await;

    for (round, way) in [(0, CLOSED), (1, SILENT)] {
        between.becomes(way);
        let refused = switched(&discord, &one, "Prompts: off").await;
        assert!(refused.words().contains(NOT_SAVED), "{}", refused.body);
        // Whoever it knew, it answers as they have set; whoever is new, it answers all the same.
        let message = discord.say(&one, one.direct(), "I'm worn out");
        assert!(discord.reply_to(message).await.buttons().is_empty(), "what was known before counts");
        is_listened_to(&discord, &Person::new(10 + round)).await;

        between.becomes(OPEN);
        let end = Instant::now() + Duration::from_secs(60);
        let other = Person::new(20 + round);
        loop {
            let panel = switched(&discord, &other, "Buttons: on").await;
            if !panel.words().contains(NOT_SAVED) {
                panel.id_of("Buttons: off");
                break;
            }
            assert!(Instant::now() < end, "it did not come back");
            tokio::time::sleep(Duration::from_secs(2)).await;
        }
    }
    bot.stop().await;
    database.end().await;
}
