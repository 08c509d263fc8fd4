//! The store: one suite for both databases, and what only files on a disk can show.
//!
//! `FELT_TEST_POSTGRES` gives the address of a PostgreSQL server on which databases may be made; where it is not set,
//! only SQLite is tested, and the tests say so. In CI (`CI=true`) it must be set.

mod postgres;

use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use felt::session::Numbers;
use felt::store::{self, Change, Location, OptIn, PersonSettings, Postgres, Practised, Secret, ServerSettings, Sqlite, Store, Threads};
use postgres::Database;

const SERVER: u64 = 1_300_000_000_000_000_001;

fn secret() -> Secret {
    Secret::new(&"not a secret at all ".repeat(2)).expect("long enough")
}

/// What every store must do, on an empty one.
async fn conforms(store: &dyn Store) {
    let (one, other) = (secret().person(1), secret().person(2));

    // Servers: nothing is set, then what was saved last.
    assert_eq!(store.server(SERVER).await.expect("read"), None);
    let mut settings = ServerSettings {
        channels: vec![7, 1_300_000_000_000_000_009],
        roles: vec![3],
        threads: Threads::Public,
        country: "GB".into(),
        prompts: false,
        practice: false,
        adult: true,
        others: false,
        ..ServerSettings::default()
    };
    store.save_server(SERVER, &settings).await.expect("saved");
    assert_eq!(store.server(SERVER).await.expect("read"), Some(settings.clone()));
    settings.channels.clear();
    settings.others = true;
    store.save_server(SERVER, &settings).await.expect("saved");
    assert_eq!(store.server(SERVER).await.expect("read"), Some(settings));
    assert_eq!(store.server(SERVER + 1).await.expect("read"), None);

    // Blocks: twice is once, another server's are its own.
    for channel in [9, 4, 4] {
        store.block_channel(SERVER, channel, true).await.expect("blocked");
    }
    assert_eq!(store.blocked_channels(SERVER).await.expect("read"), [4, 9]);
    store.block_channel(SERVER, 4, false).await.expect("unblocked");
    store.block_channel(SERVER, 4, false).await.expect("nothing to unblock");
    assert_eq!(store.blocked_channels(SERVER).await.expect("read"), [9]);
    store.block_person(SERVER, one, true).await.expect("blocked");
    store.block_person(SERVER, other, true).await.expect("blocked");
    store.block_person(SERVER, other, false).await.expect("unblocked");
    assert_eq!(store.blocked_people(SERVER).await.expect("read"), [one]);
    assert!(store.blocked_people(SERVER + 1).await.expect("read").is_empty());

    // People: settings outlast being met again.
    assert_eq!(store.person(one).await.expect("read"), None);
    let quiet = PersonSettings {
        listening: false,
        deeper: false,
        prompts: true,
        buttons: false,
        progress: true,
        met: false,
    };
    store.save_person(one, &quiet, 100).await.expect("saved");
    store.met(&[one, other], 101).await.expect("met");
    assert_eq!(store.person(one).await.expect("read"), Some(PersonSettings { met: true, ..quiet }));
    let fresh = PersonSettings {
        met: true,
        ..PersonSettings::default()
    };
    assert_eq!(store.person(other).await.expect("read"), Some(fresh));

    // Opt-ins: a place is one person's.
    let here = OptIn {
        place: secret().place(5),
        server: SERVER,
        person: one,
    };
    let there = OptIn {
        place: secret().place(6),
        person: other,
        ..here
    };
    store.opt_in(&OptIn { person: other, ..here }, 100).await.expect("opted in");
    store.opt_in(&here, 101).await.expect("opted in");
    store.opt_in(&there, 101).await.expect("opted in");
    assert_eq!(store.opted_in(here.place).await.expect("read"), Some(here));
    assert_eq!(store.opt_ins().await.expect("read").len(), 2);
    store.opt_out(there.place).await.expect("opted out");
    assert_eq!(store.opted_in(there.place).await.expect("read"), None);

    // Numbers of practices: each person's own, the latest of them, the earliest first.
    let practised = |day, replies| Practised {
        day,
        kind: "statements".into(),
        numbers: Numbers {
            replies,
            reflections: 3,
            complex: 2,
            questions: 1,
            flagged: 0,
        },
    };
    for (person, replies) in [(one, 4), (other, 9), (one, 5), (one, 6)] {
        store.practised(person, &practised(100, replies)).await.expect("kept");
    }
    assert_eq!(store.practices(one, 2).await.expect("read"), [practised(100, 5), practised(100, 6)]);
    store.forget_practices(other).await.expect("forgotten");
    assert!(store.practices(other, 9).await.expect("read").is_empty());

    // How reflections landed.
    for (rule, hit) in [("a", true), ("b", false), ("a", false), ("b", false)] {
        store.landed("rephrase", rule, hit).await.expect("counted");
    }
    let landed: Vec<_> = store.all_landed().await.expect("read").into_iter().map(|l| (l.rule, l.hit, l.missed)).collect();
    assert_eq!(landed, [("b".into(), 0, 2), ("a".into(), 1, 1)]);

    // A person's whole: shown, then gone; others and the counts stay.
    let export = store.export(one).await.expect("exported");
    assert_eq!(export.settings, Some(PersonSettings { met: true, ..quiet }));
    assert_eq!(export.practised.len(), 3);
    assert_eq!((export.day, export.opt_ins, export.blocked_on), (Some(101), vec![(SERVER, 101)], vec![SERVER]));
    store.forget(one).await.expect("forgotten");
    let export = store.export(one).await.expect("exported");
    assert_eq!((export.settings, export.day, export.opt_ins, export.practised), (None, None, vec![], vec![]));
    assert_eq!(store.person(other).await.expect("read"), Some(fresh));
    assert_eq!(store.all_landed().await.expect("read").len(), 2);

    // What is old goes.
    store.save_person(one, &quiet, 50).await.expect("saved");
    store.opt_in(&here, 50).await.expect("opted in");
    store.practised(one, &practised(50, 1)).await.expect("kept");
    store.practised(one, &practised(100, 2)).await.expect("kept");
    assert_eq!(store.purge(100).await.expect("purged"), 1);
    assert_eq!(store.person(one).await.expect("read"), None);
    assert_eq!(store.opted_in(here.place).await.expect("read"), None);
    assert_eq!(store.practices(one, 9).await.expect("read"), [practised(100, 2)]);
    assert_eq!(store.person(other).await.expect("read"), Some(fresh));
}

#[tokio::test]
async fn sqlite_conforms() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Sqlite::open(&folder.path().join("felt.sqlite")).await.expect("opened");
    conforms(&store).await;
}

#[tokio::test]
async fn postgres_conforms_and_several_may_begin_at_once() {
    let Some(database) = Database::make("suite").await else { return };
    let address = database.address();
    let (one, other) = tokio::join!(Postgres::open(&address), Postgres::open(&address));
    let (one, other) = (one.expect("opened"), other.expect("opened"));
    conforms(&one).await;
    // What one process has set, another reads.
    one.save_server(9, &ServerSettings::default()).await.expect("saved");
    assert_eq!(other.server(9).await.expect("read"), Some(ServerSettings::default()));
    one.close().await;
    other.close().await;
    database.end().await;
}

#[tokio::test]
async fn what_a_process_changes_is_told_to_the_others_and_whose_turn_it_is_to_all() {
    let Some(database) = Database::make("changes").await else { return };
    let address = database.address();
    let (one, other) = tokio::join!(Postgres::open(&address), Postgres::open(&address));
    let (one, other) = (one.expect("opened"), other.expect("opened"));
    let (tell, mut told) = tokio::sync::mpsc::unbounded_channel();
    let tell = move |change| {
        let _ = tell.send(change);
    };
    let (person, settings) = (secret().person(1), PersonSettings::default());
    let changes = async {
        let mut next = async || tokio::time::timeout(Duration::from_secs(20), told.recv()).await.expect("in time");
        assert_eq!(next().await, Some(Change::Anything), "it listens");
        one.save_server(SERVER, &ServerSettings::default()).await.expect("saved");
        assert_eq!(next().await, Some(Change::Server(SERVER)));
        one.block_channel(SERVER, 9, true).await.expect("blocked");
        assert_eq!(next().await, Some(Change::Server(SERVER)));
        one.save_person(person, &settings, 100).await.expect("saved");
        assert_eq!(next().await, Some(Change::Person(person)));
        one.forget(person).await.expect("forgotten");
        assert_eq!(next().await, Some(Change::Forgotten(person)));
        // A connection that breaks is made again, and what was missed meanwhile may be anything.
        database.goes_away().await;
        database.comes_back().await;
        assert_eq!(next().await, Some(Change::Anything));

        // A turn is one process's until it ends it.
        let turn = one.turn(0).await.expect("asked").expect("a turn");
        one.turn(1).await.expect("asked").expect("another queue's").end().await;
        let mut waits = std::pin::pin!(other.turn(0));
        assert!(tokio::time::timeout(Duration::from_millis(300), &mut waits).await.is_err(), "it waits");
        drop(turn);
        waits.await.expect("asked").expect("its turn").end().await;
        other.close().await;
    };
    tokio::join!(other.changes(&tell), changes);
    one.close().await;
    database.end().await;
}

#[tokio::test]
async fn a_store_is_made_at_first_use_and_found_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("new/folder/felt.sqlite");
    let person = {
        let (store, secret) = store::open(&Location::File(file.clone())).await.expect("made");
        store.met(&[secret.person(1)], 5).await.expect("met");
        store.close().await;
        secret.person(1)
    };
    let (store, secret) = store::open(&Location::File(file.clone())).await.expect("opened");
    assert_eq!(secret.person(1), person, "the secret was kept");
    assert!(store.person(person).await.expect("read").is_some());
    #[cfg(unix)]
    for file in felt_files(&file) {
        let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&file).expect("there").permissions());
        assert_eq!(mode & 0o077, 0, "{} is for its owner alone", file.display());
    }
}

#[tokio::test]
async fn what_is_old_is_taken_out_by_the_operators_command() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("felt.sqlite");
    let (store, secret) = store::open(&Location::File(file.clone())).await.expect("made");
    let (old, lately) = (secret.person(1), secret.person(2));
    store.met(&[old], store::today() - 40).await.expect("met");
    store.met(&[lately], store::today() - 10).await.expect("met");
    store.close().await;
    let config = folder.path().join("felt.toml");
    std::fs::write(&config, format!("store.file = {file:?}\n")).expect("written");
    let done = Command::new(env!("CARGO_BIN_EXE_felt"))
        .args(["admin", "purge", "--older-than", "30", "--config"])
        .arg(&config)
        .env_clear()
        .output()
        .expect("the built binary starts");
    let told = String::from_utf8_lossy(&[done.stdout, done.stderr].concat()).into_owned();
    assert!(done.status.success() && told.contains("for 30 days, now deleted: 1"), "{told}");
    let (store, _) = store::open(&Location::File(file)).await.expect("opened");
    assert_eq!(store.person(old).await.expect("read"), None);
    assert!(store.person(lately).await.expect("read").is_some());
}

fn felt_files(file: &Path) -> Vec<std::path::PathBuf> {
    let folder = std::fs::read_dir(file.parent().expect("a folder")).expect("there");
    folder.map(|entry| entry.expect("an entry").path()).collect()
}

#[tokio::test]
async fn a_file_that_is_no_database_and_a_folder_that_cannot_be_made_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("felt.sqlite");
    std::fs::write(&file, "nothing of the kind, but long enough to be looked at".repeat(99)).expect("written");
    for wrong in [file.clone(), file.join("below/a/file.sqlite")] {
        let Err(why) = Sqlite::open(&wrong).await else {
            panic!("opened {}", wrong.display())
        };
        assert!(why.to_string().contains(wrong.to_str().expect("a plain path")), "{why}");
    }
}

#[tokio::test]
async fn who_was_forgotten_is_not_on_the_disk_either() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("felt.sqlite");
    let store = Sqlite::open(&file).await.expect("opened");
    let people: Vec<_> = (0..300).map(|id| secret().person(id)).collect();
    store.met(&people, 5).await.expect("met");
    for (at, person) in (0..).zip(&people) {
        let opt_in = OptIn {
            place: secret().place(at),
            server: SERVER,
            person: *person,
        };
        store.opt_in(&opt_in, 5).await.expect("opted in");
    }
    let on_disk = |bytes: &[u8]| {
        let holds = |file: &std::path::PathBuf| std::fs::read(file).is_ok_and(|held| held.windows(bytes.len()).any(|w| w == bytes));
        felt_files(&file).iter().any(holds)
    };
    // The mark is what the key begins with, and all that can be seen of it from here.
    let begin = |person: &store::PersonKey| -> Vec<u8> {
        let mark = person.mark();
        (0..mark.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&mark[at..at + 2], 16).expect("a byte"))
            .collect()
    };
    assert!(on_disk(&begin(&people[150])));
    for person in &people[100..200] {
        store.forget(*person).await.expect("forgotten");
    }
    assert!(people[100..200].iter().all(|person| !on_disk(&begin(person))));
    assert!(on_disk(&begin(&people[50])));
}

/// Not a test of its own: what the next tests kill. Goes on writing a row after another, and says each that was acknowledged.
#[tokio::test]
async fn writer_that_is_killed() {
    let Ok(place) = std::env::var("FELT_TEST_WRITE_TO") else { return };
    let store = opened(&place).await;
    let mut out = std::io::stdout();
    let begun = store.blocked_channels(SERVER).await.expect("read").len() as u64;
    for channel in begun + 1.. {
        store.block_channel(SERVER, channel, true).await.expect("blocked");
        writeln!(out, "kept {channel}").and_then(|()| out.flush()).expect("said");
    }
}

/// A store by its file or its address.
async fn opened(place: &str) -> Box<dyn Store> {
    if place.starts_with("postgres") {
        Box::new(Postgres::open(place).await.expect("opened"))
    } else {
        Box::new(Sqlite::open(Path::new(place)).await.expect("whole"))
    }
}

/// Kills a hundred writers, one after another, each at whatever it is doing then.
async fn outlives_a_hundred_kills(place: &str) {
    use std::io::{BufRead, BufReader};
    for round in 0..100_u64 {
        let mut writer = Command::new(std::env::current_exe().expect("this test program"))
            .args(["writer_that_is_killed", "--exact", "--nocapture", "--test-threads=1"])
            .env("FELT_TEST_WRITE_TO", place)
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("started");
        let mut lines = BufReader::new(writer.stdout.take().expect("piped")).lines();
        let kept = |line: &str| line.rsplit_once("kept ").and_then(|(_, n)| n.parse::<u64>().ok());
        // After a few rows, and then somewhere within a row: a little later each time.
        let mut acknowledged = 0;
        for _ in 0..=round % 7 {
            let row = lines.by_ref().map_while(Result::ok).find_map(|line| kept(&line));
            acknowledged = row.expect("it goes on");
        }
        std::thread::sleep(Duration::from_micros(round * 53 % 1_000));
        writer.kill().expect("killed");
        writer.wait().expect("ended");
        acknowledged = lines.map_while(Result::ok).filter_map(|line| kept(&line)).last().unwrap_or(acknowledged);
        let store = opened(place).await;
        let held = store.blocked_channels(SERVER).await.expect("read");
        store.is_whole().await.expect("no damage");
        store.close().await;
        let count = held.len() as u64;
        assert!(count >= acknowledged, "round {round}: {acknowledged} acknowledged, {count} held");
        assert!(held.into_iter().eq(1..=count), "no gap");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn what_was_acknowledged_outlives_a_kill() {
    let folder = tempfile::tempdir().expect("a folder");
    outlives_a_hundred_kills(folder.path().join("felt.sqlite").to_str().expect("a plain path")).await;
}

#[cfg(unix)]
#[tokio::test]
async fn what_was_acknowledged_outlives_a_kill_with_postgres_too() {
    let Some(database) = Database::make("kills").await else { return };
    outlives_a_hundred_kills(&database.address()).await;
    database.end().await;
}
