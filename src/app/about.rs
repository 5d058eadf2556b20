//! Information about the program.

use crate::connect;

/// Version, licence, build, and the folders of the user's data: each as label and value.
pub fn about() -> Vec<(&'static str, String)> {
    let folder = connect::state_dir().map_or_else(|error| error.to_string(), |dir| dir.display().to_string());
    let built = if cfg!(debug_assertions) { tr!("about-for-tests") } else { tr!("about-release") };
    let build = format!("{} {}, {built}", std::env::consts::OS, std::env::consts::ARCH);
    let program = std::env::current_exe().map_or_else(|error| error.to_string(), |path| path.display().to_string());
    vec![
        (tr!("about-version"), env!("CARGO_PKG_VERSION").to_owned()),
        (tr!("about-licence"), env!("CARGO_PKG_LICENSE").to_owned()),
        (tr!("about-build"), build),
        (tr!("about-program"), program),
        (tr!("about-state"), folder),
    ]
}
