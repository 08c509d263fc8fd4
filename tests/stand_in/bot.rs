//! The bot's process: the built binary, pointed at a stand-in.

use std::process::{ExitStatus, Stdio};
use std::sync::{Arc, Mutex};

use tempfile::TempDir;
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::process::{Child, Command};
use tokio::task::JoinHandle;

use super::{PATIENCE, StandIn, TOKEN};

/// A running bot. Dropped, it is killed.
pub struct Bot {
    child: Child,
    printed: Arc<Mutex<Vec<u8>>>,
    readers: Vec<JoinHandle<()>>,
    folder: TempDir,
}

impl Bot {
    /// Starts the bot and waits until it is connected and its commands are registered.
    pub async fn start(discord: &StandIn) -> Bot {
        Bot::start_with(discord, "").await
    }

    /// The same, with more settings.
    pub async fn start_with(discord: &StandIn, settings: &str) -> Bot {
        let bot = Bot::launch(discord.api(), settings, &[("DISCORD_TOKEN", TOKEN)]);
        discord.ready().await;
        bot
    }

    /// Starts the bot and waits for nothing. Its environment holds what is given and nothing else.
    pub fn launch(api: &str, settings: &str, environment: &[(&str, &str)]) -> Bot {
        Bot::launch_in(tempfile::tempdir().expect("a folder"), api, settings, environment)
    }

    /// The same, with what an earlier process kept in a folder.
    pub fn launch_in(folder: TempDir, api: &str, settings: &str, environment: &[(&str, &str)]) -> Bot {
        Bot::launch_by(&[], folder, api, settings, environment)
    }

    /// The same, started by a program that is then the bot: its arguments come before the bot's own command.
    pub fn launch_by(starter: &[&str], folder: TempDir, api: &str, settings: &str, environment: &[(&str, &str)]) -> Bot {
        let config = folder.path().join("felt.toml");
        std::fs::write(
            &config,
            format!("discord.api = \"{api}\"\n{}{}{settings}", bursts(settings), kept_in(settings, folder.path())),
        )
        .expect("settings");
        let felt = env!("CARGO_BIN_EXE_felt");
        let mut child = Command::new(starter.first().unwrap_or(&felt));
        child.args(starter.iter().skip(1));
        if !starter.is_empty() {
            child.arg(felt);
        }
        let mut child = child
            .args(["bot", "--config"])
            .arg(&config)
            .env_clear()
            .envs(environment.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("the built binary starts");
        let printed = Arc::<Mutex<Vec<u8>>>::default();
        let stdout = child.stdout.take().expect("piped");
        let stderr = child.stderr.take().expect("piped");
        let readers = vec![tokio::spawn(collect(stdout, printed.clone())), tokio::spawn(collect(stderr, printed.clone()))];
        Bot {
            child,
            printed,
            readers,
            folder,
        }
    }

    /// All it printed so far, on stdout and stderr.
    pub fn printed(&self) -> String {
        String::from_utf8_lossy(&self.printed.lock().expect("no panic under the lock")).into_owned()
    }

    /// The memory it holds, in MiB (Linux).
    pub fn memory(&self) -> f64 {
        self.of_status("VmRSS:") / 1_024.0
    }

    /// The most memory it has held, in MiB (Linux).
    pub fn memory_at_most(&self) -> f64 {
        self.of_status("VmHWM:") / 1_024.0
    }

    /// The processor time it has used, in seconds (Linux: in hundredths).
    pub fn processor(&self) -> f64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id().expect("it runs"))).expect("Linux");
        // Fields 14 and 15, counted from the state behind the name in brackets, which is field 3 (proc(5)).
        let after = stat.rsplit(") ").next().expect("a name in brackets");
        let ticks = after.split(' ').skip(11).take(2).map(|ticks| ticks.parse::<f64>().expect("a number"));
        ticks.sum::<f64>() / 100.0
    }

    fn of_status(&self, key: &str) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id().expect("it runs"))).expect("Linux");
        let line = status.lines().find_map(|line| line.strip_prefix(key)).expect("the key is there");
        line.trim().trim_end_matches(" kB").parse().expect("a number")
    }

    /// What `felt doctor` finds with these settings and this environment: how it ended, and all it printed.
    pub async fn doctor(api: &str, settings: &str, environment: &[(&str, &str)]) -> (ExitStatus, String) {
        let folder = tempfile::tempdir().expect("a folder");
        let config = folder.path().join("felt.toml");
        std::fs::write(&config, format!("discord.api = \"{api}\"\n{}{settings}", kept_in(settings, folder.path()))).expect("settings");
        let doctor = Command::new(env!("CARGO_BIN_EXE_felt"))
            .args(["doctor", "--config"])
            .arg(&config)
            .env_clear()
            .envs(environment.iter().copied())
            .stdin(Stdio::null())
            .kill_on_drop(true)
            .output();
        let ended = tokio::time::timeout(PATIENCE, doctor).await.expect("it ends").expect("the built binary starts");
        let printed = [ended.stdout, ended.stderr].concat();
        (ended.status, String::from_utf8_lossy(&printed).into_owned())
    }

    /// The number of its process.
    pub fn id(&self) -> u32 {
        self.child.id().expect("it runs")
    }

    /// What `felt admin` says of what this bot keeps.
    pub fn admin(&self, arguments: &[&str]) -> String {
        let config = self.folder.path().join("felt.toml");
        let felt = std::process::Command::new(env!("CARGO_BIN_EXE_felt"))
            .arg("admin")
            .args(arguments)
            .arg("--config")
            .arg(config)
            .env_clear()
            .output()
            .expect("the built binary starts");
        assert!(felt.status.success(), "{}", String::from_utf8_lossy(&felt.stderr));
        String::from_utf8(felt.stdout).expect("text")
    }

    /// Where it keeps what lasts.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Neither of these is in any of its files.
    pub fn has_kept_nothing_of(&self, secrets: &[&str]) {
        for entry in std::fs::read_dir(self.folder.path()).expect("its folder") {
            let path = entry.expect("a file").path();
            let held = std::fs::read(&path).expect("read");
            for secret in secrets {
                assert!(!held.windows(secret.len()).any(|part| part == secret.as_bytes()), "{}", path.display());
            }
        }
    }

    /// Sends a signal by its name, such as TERM.
    pub fn signal(&self, name: &str) {
        let id = self.child.id().expect("it runs");
        // The shell's own kill is there where no `kill` program is.
        let kill = std::process::Command::new("sh").args(["-c", &format!("kill -{name} {id}")]).status();
        assert!(kill.is_ok_and(|kill| kill.success()), "the signal was sent");
    }

    /// Waits for its end, and gives back how it ended and all it printed.
    pub async fn ended(mut self) -> (ExitStatus, String) {
        let ended = tokio::time::timeout(PATIENCE, self.child.wait()).await;
        let Ok(ended) = ended else {
            panic!("it did not end; printed:\n{}", self.printed())
        };
        for reader in self.readers.drain(..) {
            reader.await.expect("read to the end");
        }
        (ended.expect("waited for"), self.printed())
    }

    /// Stops it, and starts another that finds what this one kept.
    pub async fn restart(self, discord: &StandIn) -> Bot {
        self.restart_with(discord, "").await
    }

    /// The same, with more settings.
    pub async fn restart_with(self, discord: &StandIn, settings: &str) -> Bot {
        self.signal("TERM");
        let Bot { mut child, folder, .. } = self;
        let ended = tokio::time::timeout(PATIENCE, child.wait()).await;
        assert!(ended.is_ok_and(|ended| ended.is_ok_and(|status| status.success())), "it stopped in order");
        let bot = Bot::launch_in(folder, discord.api(), settings, &[("DISCORD_TOKEN", TOKEN)]);
        discord.ready().await;
        bot
    }

    /// Tells it to stop, and expects that it does so in order.
    pub async fn stop(self) -> String {
        self.signal("TERM");
        let (status, printed) = self.ended().await;
        assert_eq!(status.code(), Some(0), "printed:\n{printed}");
        printed
    }
}

/// Each message gets its own reply, unless a test is about bursts.
fn bursts(settings: &str) -> &'static str {
    if settings.contains("burst_seconds") {
        ""
    } else {
        "discord.burst_seconds = 0\n"
    }
}

/// It keeps what lasts in its own folder, unless a test says where.
fn kept_in(settings: &str, folder: &std::path::Path) -> String {
    if settings.contains("store.file") {
        String::new()
    } else {
        format!("store.file = {:?}\n", folder.join("felt.sqlite"))
    }
}

async fn collect(mut from: impl AsyncRead + Unpin, into: Arc<Mutex<Vec<u8>>>) {
    let mut buffer = [0; 4096];
    while let Ok(read @ 1..) = from.read(&mut buffer).await {
        into.lock().expect("no panic under the lock").extend_from_slice(&buffer[..read]);
    }
}
