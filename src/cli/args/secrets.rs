//! The arguments of `secrets`.

use clap::{Args, Subcommand};

use super::shared::ListFormat;

#[derive(Debug, Args)]
#[command(after_help = "\
A connection names a secret: its password is written as secret:NAME. Secrets are kept in the keyring of the system, or in the file
secrets.age of the state folder where there is no keyring. TABLEWIRE_SECRETS_KEY names the file of its key (an age identity), or
TABLEWIRE_SECRETS_PASSPHRASE is its passphrase. Values are never printed. The exit code is 1 if a secret is not there, or no place can be
opened; a place that cannot be opened beside one that can is a warning.

Examples:
  tablewire secrets set warehouse
  tablewire secrets set warehouse < password.txt
  tablewire secrets set warehouse --file
  tablewire secrets list --format json
  tablewire secrets remove warehouse
  tablewire secrets where")]
pub struct SecretsArgs {
    #[command(subcommand)]
    pub command: SecretsCommand,
}

#[derive(Debug, Subcommand)]
pub enum SecretsCommand {
    /// Keep a secret: it is asked for on the terminal, or read from standard input.
    Set {
        /// The name of the secret.
        name: String,
        /// Keep it in the encrypted file, even if there is a keyring.
        #[arg(long)]
        file: bool,
    },
    /// List the names of secrets and where each is kept.
    List {
        #[arg(long, value_enum, default_value_t = ListFormat::Text)]
        format: ListFormat,
    },
    /// Remove a secret from wherever it is kept.
    Remove {
        /// The name of the secret.
        name: String,
        /// Remove it from the encrypted file alone.
        #[arg(long)]
        file: bool,
    },
    /// Show whether there is a keyring, where the encrypted file is, and whether it can be opened.
    Where,
}
