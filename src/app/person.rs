//! State that belongs to the user, independent of the active project.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::App;
use super::cluster_test::Clusters;
use super::databases::Databases;
use super::journal::{self, Recovery};
use super::keymap::Keymap;
use super::suspect::Suspect;
use super::view::Preferences;
use crate::base::environment;
use crate::base::{Language, Text};
use crate::connect::Stamp;
use crate::engine::{Background, Engine};

/// How long the program waits for the state folder at exit, so that the latest choices are written.
pub(super) const EXIT_TIMEOUT: Duration = Duration::from_secs(2);

/// Preferences, shortcuts, language, clipboard, and data left by earlier windows.
#[derive(Default)]
pub struct Person {
    pub preferences: Preferences,
    pub keymap: Keymap,
    /// The language of the window: set by the environment, chosen by the user, or that of the system.
    pub language: Language,
    /// Recoverable data of windows that did not exit cleanly.
    pub recoveries: Vec<Recovery>,
    /// Projects that were being opened when the last window crashed: opened again only on request.
    pub suspects: Vec<Suspect>,
    /// The last test of a cluster, and the cluster removed last.
    pub clusters: Clusters,
    /// Tests of clusters, one at a time.
    pub(super) cluster_tests: Background<App>,
    /// Connections, and what is known of their databases.
    pub databases: Databases,
    /// Tests of connections, one at a time.
    pub(super) connection_tests: Background<App>,
    /// Questions for tables and columns, one at a time.
    pub(super) database_looks: Background<App>,
    /// Whether preferences are written to the state folder.
    pub(super) keeps_state: bool,
    pub(super) shortcuts: ShortcutFile,
    /// The text last copied in this window, and the base folder of its relative paths.
    pub(super) copied: Option<(String, PathBuf)>,
    /// Reads and writes of the state folder, executed in this order.
    pub(super) background: Background<App>,
}

impl Person {
    /// Loads the user's state from the state folder, with a message if part of it cannot be read.
    pub(super) fn load(engine: &Engine) -> (Person, Option<Text>) {
        let (preferences, unread) = Preferences::load();
        let language = environment::language().or(preferences.language).unwrap_or_else(Language::of_system);
        let recoveries = journal::recoveries();
        let background = engine.background("person-files").finished_within(EXIT_TIMEOUT);
        let cluster_tests = engine.background("clusters");
        let connection_tests = engine.background("connections");
        let database_looks = engine.background("databases");
        let person = Person { preferences, language, recoveries, background, cluster_tests, ..Person::default() };
        (Person { connection_tests, database_looks, keeps_state: true, ..person }, unread)
    }
}

/// The last known state of the file.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ShortcutFile {
    pub(super) checked: Option<Instant>,
    pub(super) stamp: Option<Stamp>,
}
